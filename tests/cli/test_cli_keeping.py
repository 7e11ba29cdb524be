"""backup, restore, doctor, passphrase and recovery-key, as typed."""

import json

import pytest

from conversation_kit.cli import backups
from conversation_kit.doctor import State, look_over
from conversation_kit.folders import under
from known import PASSPHRASE

NEW = "nine copper kettles in the rafters"


@pytest.fixture
def here(run_kit, passphrase_file, tmp_path, monkeypatch):
    """A vault with Maureen in it; returns its recovery key."""
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(passphrase_file))
    made = json.loads(run_kit("init", "--worker", "Ruth", "--format", "json"))
    run_kit("person", "add", "--name", "Maureen")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return made["recovery_key"]


def findings(said):
    return {finding["about"]: (finding["state"], finding["says"]) for finding in json.loads(said)["findings"]}


def test_backup_and_restore(here, run_kit, tmp_path):
    target = tmp_path / "a.ckbackup"
    made = json.loads(run_kit("backup", str(target), "--format", "json"))
    assert (made["people"], made["verified"], made["bytes"]) == (1, True, target.stat().st_size)
    assert "already" in run_kit("backup", str(target), expect=5)
    run_kit("person", "add", "--name", "Nora")
    assert "--overwrite" in run_kit("restore", str(target), expect=5)
    restored = json.loads(run_kit("restore", str(target), "--overwrite", "--format", "json"))
    assert restored["set_aside"]
    assert [person["name"] for person in json.loads(run_kit("person", "list", "--format", "json"))] == [
        "Maureen"
    ]
    assert "no file" in run_kit("restore", str(tmp_path / "none"), "--overwrite", expect=2)


def test_a_missing_backup_is_said_before_a_passphrase_is_asked_for(here, run_kit, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(backups, "passphrase_from", asked.append)
    assert "no file" in run_kit("restore", str(tmp_path / "none"), expect=2)
    assert asked == []


def test_a_lost_passphrase(here, run_kit, tmp_path):
    recovery = tmp_path / "recovery.txt"
    recovery.write_text(here, encoding="utf-8")
    new = str(tmp_path / "new.txt")
    run_kit("passphrase", "--recovery-key-file", str(recovery), "--new-passphrase-file", new)
    assert "Maureen" in run_kit("person", "list", "--passphrase-file", new)
    run_kit("person", "list", expect=4)  # the old one opens nothing any more
    later = json.loads(run_kit("recovery-key", "--passphrase-file", new, "--format", "json"))["recovery_key"]
    assert "another vault" in run_kit("passphrase", "--recovery-key-file", str(recovery), "--new-passphrase-file", new, expect=4)  # fmt: skip
    recovery.write_text(later, encoding="utf-8")
    run_kit("passphrase", "--recovery-key-file", str(recovery), "--new-passphrase-file", new)


def test_a_changed_passphrase(here, run_kit, tmp_path, passphrase_file):
    target = tmp_path / "before.ckbackup"
    run_kit("backup", str(target))
    run_kit("passphrase", "--new-passphrase-file", str(tmp_path / "new.txt"))
    run_kit("person", "list", expect=4)
    assert "Maureen" in run_kit("person", "list", "--passphrase-file", str(tmp_path / "new.txt"))
    run_kit("restore", str(target), "--overwrite")  # opens with the passphrase of its day
    assert "Maureen" in run_kit("person", "list")
    (tmp_path / "easy.txt").write_text("password", encoding="utf-8")
    run_kit("passphrase", "--new-passphrase-file", str(tmp_path / "easy.txt"), expect=2)
    assert "Maureen" in run_kit("person", "list")


def test_nightly_backups_open_with_the_new_passphrase_and_recovery_key_only(here, run_kit, kit, tmp_path):
    nightly = kit.backups.make_today(kit.data_key(PASSPHRASE)).path
    run_kit("passphrase", "--new-passphrase-file", str(tmp_path / "new.txt"))
    later = json.loads(
        run_kit("recovery-key", "--passphrase-file", str(tmp_path / "new.txt"), "--format", "json")
    )
    (tmp_path / "old-key.txt").write_text(here, encoding="utf-8")
    (tmp_path / "key.txt").write_text(later["recovery_key"], encoding="utf-8")
    copy = tmp_path / "nightly.ckbackup"
    copy.write_bytes(nightly.read_bytes())  # the restore sets the folder with the nightly ones aside
    restore = ("restore", str(copy), "--overwrite")
    run_kit(*restore, expect=4)
    run_kit(*restore, "--recovery-key-file", str(tmp_path / "old-key.txt"), expect=4)
    run_kit(*restore, "--recovery-key-file", str(tmp_path / "key.txt"))
    run_kit(*restore, "--passphrase-file", str(tmp_path / "new.txt"))
    assert "Maureen" in run_kit("person", "list", "--passphrase-file", str(tmp_path / "new.txt"))


def test_doctor_finds_all_well(here, run_kit, own_home):
    said = run_kit("doctor", "--format", "json")
    assert "Maureen" not in said
    found = findings(said)
    assert {state for state, _ in found.values()} <= {"ok", "look"}
    assert found["vault"][0] == found["guards"][0] == found["records"][0] == found["keys"][0] == "ok"
    assert "SQLCipher 4" in found["versions"][1]


def test_doctor_without_a_passphrase_looks_at_what_it_can(here, run_kit, monkeypatch):
    monkeypatch.delenv("CONVERSATION_KIT_PASSPHRASE_FILE")
    found = findings(run_kit("doctor", "--format", "json"))
    assert found["vault"] == ("look", "The vault was not looked at: that needs the passphrase.")
    assert "--rebuild needs the passphrase" in run_kit("doctor", "--rebuild", expect=2)


def test_doctor_goes_on_without_a_key_file(here, run_kit, kit):
    (kit.folders.vault / "keys.json").rename(kit.folders.vault / "keys.old")
    said = run_kit("doctor", expect=7)
    assert "One thing is wrong" in said


def test_doctor_mends_what_does_not_stand_as_the_log_has_it(here, run_kit, kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        vault._store.write("DELETE FROM field WHERE field = 'name'")
    assert run_kit("person", "list") == "Nobody here yet."
    assert "One thing is wrong" in run_kit("doctor", expect=7)
    assert findings(run_kit("doctor", "--rebuild", "--format", "json"))["records"][0] == "ok"
    assert "Maureen" in run_kit("person", "list")


def test_doctor_mends_a_search_that_does_not_find_all_that_stands(here, kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        vault._store.write("DELETE FROM search_text")
    data_key = kit.data_key(PASSPHRASE)
    assert [found.about for found in look_over(kit, data_key) if found.state is State.WRONG] == ["search"]
    assert not [found for found in look_over(kit, data_key, rebuild=True) if found.state is State.WRONG]
    with kit.open_vault(data_key) as vault:
        assert [hit.entity for hit in vault.search("maureen", limit=5)] == ["person"]


def test_doctor_names_a_missing_guard_a_torn_page_and_a_broken_setting(here, run_kit, kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        vault._store.write("DROP TRIGGER changes_remain")
    folders = under(kit.folders.vault.parent)
    folders.config.mkdir(parents=True, exist_ok=True)
    folders.settings.write_text("idle_minutes = 'soon'", encoding="utf-8")
    folders.book.mkdir(exist_ok=True)
    folders.book_cache.write_bytes(b"torn" * 5000)
    assert "3 things are wrong" in run_kit("doctor", expect=7)
    path = folders.vault / "vault.db"
    raw = bytearray(path.read_bytes())
    raw[-2000] ^= 1
    path.write_bytes(raw)
    assert "wrong" in run_kit("doctor", expect=7)
