"""Two windows on one vault, both being typed in, and a backup and the doctor besides: everything of everybody is kept."""

import json

import pytest

from conversation_kit.folders import under
from conversation_kit.kit import Kit
from known import PASSPHRASE
from terminal import Terminal

ENTER, KEEP = "\r", "\x13"
LINES = 4


@pytest.fixture
def home(own_home, run_kit, passphrase_file, monkeypatch):
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(passphrase_file))
    run_kit("init", "--worker", "Ruth")
    return own_home


def _begin(app, name):
    app.type("n").wait_for("Somebody new")
    app.type(name + ENTER + KEEP).wait_for("A conversation with")
    app.type(KEEP).wait_for("My story")


def test_both_are_kept(home, run_kit, tmp_path):
    with Terminal([], home) as left, Terminal([], home) as right:
        windows = {"Winifred": left, "Gethin": right}
        for app in windows.values():
            app.wait_for("Passphrase").type(PASSPHRASE + ENTER).wait_for("New person")
        left.wait_until(lambda: list((home / "vault" / "backups").glob("*.ckbackup")), "the day's backup")
        for name, app in windows.items():
            _begin(app, name)
        for number in range(LINES):
            for name, app in windows.items():
                app.type(f"{name} said {number}" + ENTER)
        for name, app in windows.items():
            app.wait_for(f"“{name} said {LINES - 1}”")
        made = json.loads(run_kit("backup", str(tmp_path / "a.ckbackup"), "--format", "json"))
        assert made["people"] == 2
        assert "open in another window" in run_kit(
            "restore", str(tmp_path / "a.ckbackup"), "--overwrite", expect=5
        )
        run_kit("doctor")
        for app in windows.values():
            app.type("\x11").wait_for_end()
    kit = Kit(under(home))
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        for person in vault.people():
            said = [note.text for note in vault.story(person.id).notes]
            assert sorted(said) == [f"{person.name} said {number}" for number in range(LINES)]
        assert vault.check() == []
    assert len(list((home / "vault" / "backups").iterdir())) == 1
