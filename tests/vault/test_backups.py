"""Backups: whole, encrypted, verified; a restore changes everything or nothing."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from conversation_kit.errors import KitError, LockedError, RefusedError, StorageError
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.backup_file import read_backup_file
from conversation_kit.vault.backups import automatic_backups, back_up_anew, back_up_today, last_nightly
from conversation_kit.vault.files import RESTORED_ENDING
from conversation_kit.vault.keys import unlock_with_recovery_key
from conversation_kit.vault.records import Vault
from known import CHEAP, PASSPHRASE

PLANTED = "thirty-one years of school dinners"


@pytest.fixture
def made(kit, tmp_path):
    """A vault with somebody in it, its keys, and a backup of it."""
    vault, recovery_key = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    vault.keep(Person("p-maureen", "Maureen", called=PLANTED))
    vault.drafts.save("line:1", PLANTED)
    data_key = kit.data_key(PASSPHRASE)
    backup = kit.backups.make(data_key, tmp_path / "tuesday.ckbackup")
    yield vault, data_key, recovery_key, backup
    vault.close()


def elsewhere(tmp_path):
    return Kit(under(tmp_path / "elsewhere"), cost=CHEAP)


def opens(kit, passphrase=PASSPHRASE):
    return lambda folder: kit.keys.data_key_in(folder, passphrase)


def names(kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        return [person.name for person in vault.people()]


def test_a_backup_made_while_the_vault_is_open_holds_it_all_and_nothing_readable(made):
    vault, data_key, _, backup = made
    raw = backup.path.read_bytes()
    assert PLANTED.encode() not in raw
    assert b"Maureen" not in raw
    assert data_key not in raw
    assert data_key.hex().encode() not in raw
    assert (backup.people, backup.changes) == (1, len(vault.changes_since()[0]))
    assert read_backup_file(backup.path) == backup
    if os.name == "posix":
        assert backup.path.stat().st_mode & 0o077 == 0
    vault.keep(Person("p-nora", "Nora"))  # and the vault goes on
    assert [path for path, _ in vault.backups_made()] == [backup.path]


def test_a_backup_is_restored_on_another_machine_by_passphrase_and_by_recovery_key(made, tmp_path):
    vault, _, recovery_key, backup = made
    other = elsewhere(tmp_path)
    restored = other.backups.restore(backup.path, opens(other))
    assert restored.set_aside is None
    assert names(other) == ["Maureen"]
    with other.open_vault(other.data_key(PASSPHRASE)) as there:
        assert there.device_id != vault.device_id  # or two laptops would write as one
        assert there.drafts.get("line:1").text == PLANTED
        assert there.check() == []
        assert [path for path, _ in there.backups_made()] == [backup.path]
    shutil.rmtree(other.folders.vault)
    other.backups.restore(backup.path, lambda folder: unlock_with_recovery_key(folder, recovery_key))
    assert names(other) == ["Maureen"]


def test_nothing_is_overwritten_silently(made, kit, tmp_path):
    vault, data_key, _, backup = made
    before = backup.path.read_bytes()
    with pytest.raises(RefusedError, match="already"):
        kit.backups.make(data_key, backup.path)
    assert backup.path.read_bytes() == before
    vault.keep(Person("p-nora", "Nora"))
    vault.close()
    with pytest.raises(RefusedError, match="--overwrite"):
        kit.backups.restore(backup.path, opens(kit))
    assert names(kit) == ["Maureen", "Nora"]
    aside = kit.backups.restore(backup.path, opens(kit), overwrite=True).set_aside
    assert names(kit) == ["Maureen"]
    with Vault.open(aside, data_key) as old:
        assert [person.name for person in old.people()] == ["Maureen", "Nora"]


SPOILT = {
    "empty": lambda raw: b"",
    "cut in its head": lambda raw: raw[:200],
    "cut in the vault": lambda raw: raw[:-4096],
    "a byte short": lambda raw: raw[:-1],
    "longer": lambda raw: raw + b"x",
    "a byte of the vault altered": lambda raw: raw[:-900] + bytes([raw[-900] ^ 1]) + raw[-899:],
    "a key altered": lambda raw: raw.replace(b'"wrapped": "', b'"wrapped": "00', 1),
    "another file": lambda raw: b"PK\x03\x04" + raw,
    "a newer version": lambda raw: raw.replace(b"backup 1\n", b"backup 2\n", 1),
    "no number": lambda raw: raw.replace(b'"people": 1', b'"people": "1"', 1),
    "deep": lambda raw: raw[: raw.index(b"\n") + 1] + b"[" * 60_000,
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_changes(made, kit, tmp_path, how):
    vault, _, _, backup = made
    vault.close()
    bad = tmp_path / "bad.ckbackup"
    bad.write_bytes(SPOILT[how](backup.path.read_bytes()))
    before = {path: path.read_bytes() for path in kit.folders.vault.rglob("*") if path.is_file()}
    with pytest.raises(KitError) as caught:
        kit.backups.restore(bad, opens(kit), overwrite=True)
    assert "Nothing was changed" in caught.value.sentence or isinstance(caught.value, LockedError)
    assert {path: path.read_bytes() for path in kit.folders.vault.rglob("*") if path.is_file()} == before
    assert [one.name for one in kit.folders.vault.parent.iterdir() if one.name.startswith("vault")] == [
        "vault"
    ]


def test_a_wrong_passphrase_changes_nothing_and_costs_the_vault_here_no_try(made, kit, tmp_path):
    vault, _, _, backup = made
    vault.close()
    with pytest.raises(LockedError):
        kit.backups.restore(backup.path, opens(kit, "not the one at all"), overwrite=True)
    assert names(kit) == ["Maureen"]
    assert not (kit.folders.vault / "tries.json").exists()


def test_a_vault_that_is_open_elsewhere_is_not_replaced(made, kit, run_installed, passphrase_file):
    vault, _, _, backup = made
    said = run_installed(
        "restore", str(backup.path), "--overwrite", "--passphrase-file", str(passphrase_file), expect=5
    )
    assert "open in another window" in said
    assert [person.name for person in vault.people()] == ["Maureen"]


def test_a_restore_cut_short_leaves_the_old_or_the_new(made, kit, tmp_path):
    vault, _, _, backup = made
    vault.close()
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "import conversation_kit.vault.restoring as r\n"
        "from conversation_kit.folders import under\n"
        "from conversation_kit.kit import Kit\n"
        "left = int(sys.argv[3])\n"
        "def counted(real):\n"
        "    def rename(self, to):\n"
        "        global left\n"
        "        if left == 0: os._exit(9)\n"
        "        left -= 1\n"
        "        return real(self, to)\n"
        "    return rename\n"
        "Path.rename = counted(Path.rename)\n"
        "kit = Kit(under(Path(sys.argv[1])))\n"
        f"kit.backups.restore(Path(sys.argv[2]), lambda f: kit.keys.data_key_in(f, {PASSPHRASE!r}), overwrite=True)\n"
    )
    home = kit.folders.vault.parent
    for left in range(4):
        done = subprocess.run(
            [sys.executable, "-c", code, home, backup.path, str(left)], check=False, timeout=60
        )
        assert done.returncode == (9 if left < 3 else 0)
        assert names(kit) == ["Maureen"]
    assert not (home / f"vault{RESTORED_ENDING}").exists()


def test_a_nightly_backup_a_day_and_seven_kept(made, kit):
    _, data_key, _, _ = made
    folder = kit.folders.vault
    for day in range(10):
        later = replace(kit, now=lambda day=day: kit.now() + timedelta(days=day))
        assert later.backups.make_today(data_key) is not None
        assert later.backups.make_today(data_key) is None
    found = automatic_backups(folder)
    assert [backup.made_at.day for backup in found] == [27, 28, 29, 30, 1, 2, 3]
    assert later.backups.behind() == []
    late = replace(kit, now=lambda: kit.now() + timedelta(days=14))
    assert "5 days old" in late.backups.behind()[0]
    found[-1].path.write_bytes(b"torn")
    assert len(automatic_backups(folder)) == 6


def test_a_clock_that_ran_ahead_pushes_no_backup_out(made, kit):
    _, data_key, _, _ = made
    folder = kit.folders.vault
    for day in range(8):
        back_up_today(folder, data_key, now=kit.now() + timedelta(days=900 + day))
    (folder / "backups" / "2026-02-30.ckbackup").write_bytes(b"not ours")
    assert last_nightly(folder, kit.now().date()) is None
    assert kit.backups.make_today(data_key) is not None
    assert last_nightly(folder, kit.now().date()) == kit.now().date()
    assert len(automatic_backups(folder)) == 7


def test_what_a_backup_that_was_cut_short_left_behind_goes(made, kit):
    _, data_key, _, _ = made
    folder = kit.folders.vault / "backups"
    folder.mkdir()
    (folder / ".x.part").write_bytes(b"half")
    (folder / ".y.part").write_bytes(b"half")
    os.utime(folder / ".x.part", (0, 0))
    back_up_today(kit.folders.vault, data_key, now=kit.now())
    assert [path.name for path in folder.glob("*.part")] == [".y.part"]  # perhaps another window's
    back_up_anew(kit.folders.vault, data_key, now=kit.now())
    assert list(folder.glob("*.part")) == []


def test_a_nightly_backup_that_fails_is_said_until_one_is_made(made, kit):
    _, data_key, _, _ = made
    (kit.folders.vault / "backups").write_bytes(b"in the way")
    with pytest.raises(StorageError):
        kit.backups.make_today(data_key)
    assert "The backup was not made" in kit.backups.behind()[0]
    (kit.folders.vault / "backups").unlink()
    kit.backups.make_today(data_key)
    assert kit.backups.behind() == []


def test_a_vault_that_has_its_name_has_its_worker(kit, monkeypatch):
    monkeypatch.setattr(Vault, "open", _cut_short)
    with pytest.raises(KeyboardInterrupt):
        kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    monkeypatch.undo()
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert vault.worker().name == "Ruth"


def _cut_short(*_, **__):
    raise KeyboardInterrupt


def test_all_nightly_backups_give_way_to_one_of_what_stands(made, kit):
    vault, data_key, _, _ = made
    for day in range(3):
        back_up_today(kit.folders.vault, data_key, now=kit.now() + timedelta(days=day))
    vault.keep(Person("p-nora", "Nora"))
    made_anew = back_up_anew(kit.folders.vault, data_key, now=kit.now())
    assert [backup.path for backup in automatic_backups(kit.folders.vault)] == [made_anew.path]
    assert made_anew.people == 2
