"""person erase and retention, as typed."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conversation_kit.model.people import Person
from known import PASSPHRASE


@pytest.fixture
def here(run_kit, passphrase_file, monkeypatch):
    """A vault; returns the ids of Maureen, with words of hers, and of Nora."""
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(passphrase_file))
    run_kit("init", "--worker", "Ruth")
    maureen, nora = (run_kit("person", "add", "--name", name) for name in ("Maureen", "Nora"))
    run_kit("note", "add", "--person", maureen, "--topic", "life-story", "thirty-one years of school dinners")
    return maureen, nora


def names(run_kit):
    return [person["name"] for person in json.loads(run_kit("person", "list", "--format", "json"))]


def answering(words, *arguments):
    program = Path(sys.executable).parent / "conversation-kit"
    return subprocess.run(
        [program, *arguments],
        input=words,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ,
    )


def test_erased_only_on_a_yes(here, run_kit, tmp_path):
    maureen, _ = here
    run_kit("backup", str(tmp_path / "tuesday.ckbackup"))
    for words in ("", "y\n"):
        refused = answering(words, "person", "erase", maureen)
        assert refused.returncode == 5
        assert "nothing was changed" in refused.stderr
    assert names(run_kit) == ["Maureen", "Nora"]
    assert "1 conversation, 1 note" in refused.stderr
    assert "cannot be undone" in refused.stderr
    done = answering("yes\n", "person", "erase", maureen)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "tuesday.ckbackup") in done.stdout
    assert "Maureen" not in done.stdout
    assert names(run_kit) == ["Nora"]
    run_kit("person", "erase", maureen, "--yes", expect=3)
    run_kit("person", "show", maureen, expect=3)


def test_what_a_script_is_told(here, run_kit):
    maureen, nora = here
    told = json.loads(run_kit("person", "erase", maureen, "--yes", "--format", "json"))
    assert told["erased"] == [maureen]
    assert told["finished"] is True
    assert told["backups"] == told["set_aside"] == []
    assert told["records"] == {"conversation": 1, "note": 1, "person": 1}
    assert json.loads(run_kit("doctor", "--format", "json"))
    assert nora in run_kit("person", "list")


def test_retention_lists_then_erases_those_on_the_list(here, run_kit, own_home, kit):
    assert "How many days" in run_kit("retention", "list", expect=2)
    assert run_kit("retention", "list", "--days", "1") == "Nobody: everyone was contacted since."
    assert json.loads(run_kit("retention", "erase", "--days", "1", "--yes", "--format", "json")) == {
        "erased": []
    }
    (own_home / "config").mkdir()
    (own_home / "config" / "settings.toml").write_text(
        "[keep]\ndays_after_last_contact = 30\n", encoding="utf-8"
    )
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        vault.keep(Person("p-long-ago", "Gez", added=date(2015, 3, 1)))
    listed = json.loads(run_kit("retention", "list", "--format", "json"))
    assert [(one["id"], one["name"], one["met"]) for one in listed] == [("p-long-ago", "Gez", False)]
    refused = answering("no\n", "retention", "erase")
    assert refused.returncode == 5
    assert "p-long-ago  Gez: added" in refused.stderr
    assert "Erase this person?" in refused.stderr
    assert json.loads(run_kit("retention", "erase", "--yes", "--format", "json"))["erased"] == ["p-long-ago"]
    assert names(run_kit) == ["Maureen", "Nora"]
