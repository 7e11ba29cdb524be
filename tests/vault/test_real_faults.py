"""Faults of the disk by real means: a plain sentence, nothing lost, and it goes on when the cause is gone."""

import os

import pytest

from conversation_kit.errors import KitError, StorageError
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.backups import automatic_backups
from conversation_kit.vault.records import Vault
from known import PASSPHRASE
from trouble import failing_disk, full, held, read_only, small_disk

LONG = "words " * 5000


@pytest.fixture
def small(own_home):
    """The kit's folders on a disk of three megabytes."""
    with small_disk(own_home):
        yield own_home


@pytest.fixture
def opened(kit):
    """A vault with Maureen in it, open; and its key."""
    vault, _ = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault:
        vault.keep(Person("p-maureen", "Maureen"))
        yield vault, kit.data_key(PASSPHRASE)


def names(vault):
    return [person.name for person in vault.people()]


def test_a_full_disk(small, kit, opened, tmp_path):
    vault, data_key = opened
    kit.backups.make(data_key, tmp_path / "a.ckbackup")
    with full(small):
        with pytest.raises(StorageError, match="disk is full"):
            vault.keep(Person("p-long", LONG))
        with pytest.raises(StorageError, match="disk is full"):
            vault.drafts.save("line", LONG)
        assert names(vault) == ["Maureen"]
        for refused in (
            lambda: kit.backups.make_today(data_key),
            lambda: kit.keys.set_passphrase(data_key, "nine copper kettles in the rafters"),
        ):
            with pytest.raises(KitError, match=r"full|space"):
                refused()
        assert [path.name for path in small.rglob("*") if "part" in path.name] == []
    vault.keep(Person("p-nora", "Nora"))
    vault.drafts.save("line", LONG)
    assert names(vault) == ["Maureen", "Nora"]
    assert vault.check() == []
    assert kit.data_key(PASSPHRASE) == data_key
    kit.backups.make_today(data_key)
    assert len(automatic_backups(kit.folders.vault)) == 1


def test_a_restore_on_a_full_disk_changes_nothing(small, kit, opened, tmp_path):
    vault, data_key = opened
    kit.backups.make(data_key, tmp_path / "a.ckbackup")
    vault.keep(Person("p-nora", "Nora"))
    vault.close()

    def restore():
        return kit.backups.restore(
            tmp_path / "a.ckbackup", lambda folder: kit.keys.data_key_in(folder, PASSPHRASE), overwrite=True
        )

    with full(small):
        with pytest.raises(StorageError, match=r"full|space"):
            restore()
        assert sorted(path.name for path in small.iterdir() if path.name.startswith("vault")) == ["vault"]
    with kit.open_vault(data_key) as still:
        assert names(still) == ["Maureen", "Nora"]
    restore()
    with kit.open_vault(data_key) as restored:
        assert names(restored) == ["Maureen"]


def test_a_read_only_disk(small, kit, opened, tmp_path):
    vault, data_key = opened
    vault.close()
    stick = tmp_path / "stick"
    with (
        small_disk(stick),
        read_only(stick),
        pytest.raises(StorageError, match=r"backup was not made.*stick"),
    ):
        kit.backups.make(data_key, stick / "a.ckbackup")
    with read_only(small):
        with pytest.raises(StorageError, match=r"read-only|could not be opened"):
            kit.open_vault(data_key)
        with pytest.raises(KitError, match=r"Read-only|read-only"):
            kit.keys.set_passphrase(data_key, "nine copper kettles in the rafters")
    with kit.open_vault(data_key) as again:
        assert names(again) == ["Maureen"]
        assert again.check() == []


def test_a_disk_that_fails_in_mid_commit(kit, opened):
    vault, data_key = opened
    with failing_disk(kit.folders.vault / "vault.db-wal"):
        with pytest.raises(StorageError, match="disk failed"):
            vault.keep(Person("p-long", LONG))
        assert names(vault) == ["Maureen"]
    vault.keep(Person("p-nora", "Nora"))
    assert names(vault) == ["Maureen", "Nora"]
    vault.close()
    with kit.open_vault(data_key) as again:
        assert names(again) == ["Maureen", "Nora"]
        assert again.check() == []


def test_a_backup_on_a_disk_that_fails(kit, opened, tmp_path):
    vault, data_key = opened
    kit.backups.make(data_key, tmp_path / "a.ckbackup")
    before = (tmp_path / "a.ckbackup").read_bytes()
    small = tmp_path / "small"
    small.write_bytes(b"")
    with failing_disk(small), pytest.raises(StorageError, match=r"backup was not made.*disk failed"):
        kit.backups.make(data_key, tmp_path / "a.ckbackup", overwrite=True)
    assert (tmp_path / "a.ckbackup").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []
    assert names(vault) == ["Maureen"]


def test_a_file_cut_off_while_it_is_open(kit, opened):
    vault, data_key = opened
    vault.close()
    path = kit.folders.vault / "vault.db"
    whole = path.read_bytes()
    with kit.open_vault(data_key) as open_one:
        os.truncate(path, 8192)
        with pytest.raises(StorageError, match=r"damaged|disk failed|does not open"):
            open_one.people()
    path.write_bytes(whole)
    with kit.open_vault(data_key) as again:
        assert names(again) == ["Maureen"]
        assert again.check() == []


def test_another_process_that_does_not_let_go(kit, opened):
    vault, data_key = opened
    vault._store.read("PRAGMA busy_timeout = 50")  # five seconds in earnest
    with held(kit.folders.vault / "vault.db", data_key):
        with pytest.raises(StorageError, match="Another window or program"):
            vault.keep(Person("p-nora", "Nora"))
        assert names(vault) == ["Maureen"]  # reading waits for nobody
    vault.keep(Person("p-nora", "Nora"))
    assert names(vault) == ["Maureen", "Nora"]


def test_a_newer_vault_is_left_alone_by_everything(kit, opened, tmp_path):
    vault, data_key = opened
    made = kit.backups.make(data_key, tmp_path / "a.ckbackup")
    vault._store.write("PRAGMA user_version = 99")
    vault.close()
    with pytest.raises(StorageError, match="newer version"):
        kit.open_vault(data_key)
    kit.backups.make(data_key, tmp_path / "newer.ckbackup")  # a copy is a copy
    with pytest.raises(StorageError, match="newer version"):
        kit.backups.restore(
            tmp_path / "newer.ckbackup",
            lambda folder: kit.keys.data_key_in(folder, PASSPHRASE),
            overwrite=True,
        )
    kit.backups.restore(made.path, lambda folder: kit.keys.data_key_in(folder, PASSPHRASE), overwrite=True)
    with Vault.open(kit.folders.vault, data_key) as restored:
        assert names(restored) == ["Maureen"]
