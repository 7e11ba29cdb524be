"""kill -9 of a real process that is writing: whatever it was told is on disk, is on disk."""

import json
import subprocess
import sys

import pytest

from conversation_kit.model.conversations import Note
from conversation_kit.vault.records import Vault

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
