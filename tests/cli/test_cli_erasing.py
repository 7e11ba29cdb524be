"""person erase and retention, as typed."""

import json

import pytest


@pytest.fixture
def maureen(run_kit, passphrase_file, monkeypatch):
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(passphrase_file))
    run_kit("init", "--worker", "Ruth")
    made = json.loads(run_kit("person", "add", "--name", "Maureen", "--format", "json"))["id"]
    run_kit("note", "add", "--person", made, "--topic", "home", "the noise of the dinner hall")
    return made


def test_erasing_asks_and_a_script_says_yes(maureen, run_kit, tmp_path):
    run_kit("backup", str(tmp_path / "kept.ckbackup"))
    assert "Nothing was erased" in run_kit("person", "erase", maureen, expect=5)
    assert "Maureen" in run_kit("person", "list")
    said = json.loads(run_kit("person", "erase", maureen, "--yes", "--format", "json"))
    assert (said["id"], said["finished"]) == (maureen, True)
    assert said["still_held"] == [str(tmp_path / "kept.ckbackup")]
    assert run_kit("person", "list") == "Nobody here yet."
    run_kit("person", "show", maureen, expect=3)
    run_kit("person", "erase", maureen, "--yes", expect=3)


def test_retention_lists_then_erases_on_a_yes(maureen, run_kit, own_home):
    assert "How many days" in run_kit("retention", "list", expect=2)
    assert json.loads(run_kit("retention", "list", "--days", "1", "--format", "json")) == []
    assert "Nobody" in run_kit("retention", "erase", "--days", "1")
    assert "Maureen" in run_kit("person", "list")
