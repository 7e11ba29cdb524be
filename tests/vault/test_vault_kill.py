"""kill -9 and power cuts in the middle of writing: whatever was acknowledged is there."""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.model.conversations import Note
from conversation_kit.vault.records import Vault

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)
_CHILD = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.vault.records import Vault

vault, round_number = Vault.open(Path(sys.argv[1]), bytes(range(32))), sys.argv[2]
for number in range(100_000):
    text = f"round {round_number}, line {number} " + "x" * (number * 37 % 3000)
    for end in (len(text) // 2, len(text)):
        vault.drafts.save("note", text[:end])
        print(json.dumps(["draft", text[:end]]), flush=True)
    note = Note(new_id(), "p", "c", "t", text, datetime.now(UTC))
    vault.keep_and_clear(note, "note")
    print(json.dumps(["note", note.id, text]), flush=True)
"""
_KILLS = 30


@pytest.mark.skipif(sys.platform == "win32", reason="terminates otherwise there; the commit is the same")
def test_every_acknowledged_word_outlives_kill_9(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    promised: dict[str, str] = {}
    for number in range(_KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(tmp_path), str(number)], stdout=subprocess.PIPE, text=True
        )
        # Killed in the middle of whatever it does after that many acknowledgements.
        lines = [child.stdout.readline() for _ in range(1 + number * 7 % 40)]
        child.kill()
        lines += [line for line in child.stdout if line.endswith("\n")]
        child.stdout.close()
        child.wait()
        told = [json.loads(line) for line in lines]
        promised |= {said[1]: said[2] for said in told if said[0] == "note"}
        with Vault.open(tmp_path, data_key) as vault:
            _nothing_is_missing(vault, promised, told[-1])
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.check() == []
    assert len(promised) > _KILLS


def _nothing_is_missing(vault: Vault, promised: dict[str, str], last: list[str]) -> None:
    notes = {note.id: note.text for note in vault.all(Note)}
    assert promised.items() <= notes.items()
    draft = vault.drafts.get("note")
    if last[0] == "draft":
        # The draft told last, or what came right after it: a longer draft, or the note it became.
        later = [draft.text] if draft else [text for key, text in notes.items() if key not in promised]
        assert any(text.startswith(last[1]) for text in later)
    elif draft:
        assert draft.text not in promised.values()


def _pulled_plug(source, target, wal_bytes: int | None) -> None:
    """What the disk holds when the power goes: the two files, the log perhaps in part, no shared memory."""
    target.mkdir()
    shutil.copy(source / "vault.db", target / "vault.db")
    wal = (source / "vault.db-wal").read_bytes()
    (target / "vault.db-wal").write_bytes(wal if wal_bytes is None else wal[:wal_bytes])


def test_after_a_power_cut_everything_is_there_and_no_false_alarm_is_raised(tmp_path, data_key):
    with Vault.create(tmp_path / "a", data_key) as vault:
        vault.keep_all(Note(f"n{n:03}", "p", "c", "t", "words " * 50, NOW) for n in range(100))
        vault.drafts.save("note", "half")
        _pulled_plug(tmp_path / "a", tmp_path / "b", None)
    with Vault.open(tmp_path / "b", data_key) as vault:
        assert len(vault.all(Note)) == 100
        assert vault.drafts.get("note").text == "half"
        assert vault.check() == []


@settings(max_examples=25, deadline=None)
@given(share=st.floats(0, 1))
def test_a_log_that_was_written_in_part_loses_whole_commits_from_the_end_only(open_copy, data_key, share):
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        with open_copy(folder / "a") as vault:
            for number in range(30):
                vault.keep(Note(f"n{number:03}", "p", "c", "t", "words " * number, NOW))
            size = (folder / "a" / "vault.db-wal").stat().st_size
            _pulled_plug(folder / "a", folder / "b", int(size * share))
        with Vault.open(folder / "b", data_key) as vault:
            ids = [note.id for note in vault.all(Note)]
            assert ids == [f"n{number:03}" for number in range(len(ids))]
            assert vault.check() == []
            vault.keep(Note("after", "p", "c", "t", "and on it goes", NOW))
