"""``learned``: what choices taught, listed, undone and cleared on the command line."""

import json
from datetime import date

import pytest

from conversation_kit.model.learned import Lesson, Verdict


@pytest.fixture
def learned(run_kit, vault, passphrase_file):
    vault.learned.change(
        added=[
            Lesson("knitting", "e1", Verdict.CHOSEN, date(2026, 11, 1), 2),
            Lesson("", "e2", Verdict.CLOSED, date(2026, 10, 1)),
        ]
    )
    return lambda *words, **more: run_kit(
        "learned", *words, "--passphrase-file", str(passphrase_file), **more
    )


def test_it_is_listed_undone_and_cleared(learned, vault):
    first, second = learned("list").splitlines()
    assert first.startswith("1  ")
    assert first.endswith("chosen twice for knitting and crochet, November 2026")
    assert second.endswith("said to have closed, October 2026")
    assert "said to have closed" in learned("undo", "2")
    assert "Nothing was forgotten" in learned("undo", "2", expect=3)
    assert len(vault.learned.all()) == 1
    assert "--yes" in learned("clear", expect=5)
    assert len(vault.learned.all()) == 1
    assert learned("clear", "--yes") == "Forgotten: 1 lesson."
    assert learned("list") == "Nothing was learned yet."


def test_it_is_listed_as_data(learned):
    rows = [json.loads(line) for line in learned("list", "--format", "jsonl").splitlines()]
    assert [(row["number"], row["entry_id"], row["theme"], row["verdict"]) for row in rows] == [
        (1, "e1", "knitting", "chosen"),
        (2, "e2", "", "closed"),
    ]
    assert (rows[0]["month"], rows[0]["times"]) == ("2026-11", 2)


def test_it_says_when_it_is_switched_off(learned, kit):
    kit.folders.config.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text("[matching]\nlearn = false\n", encoding="utf-8")
    assert learned("list").startswith("Switched off in the settings")
