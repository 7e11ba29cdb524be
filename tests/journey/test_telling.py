"""Telling the knowledge officers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from conversation_kit.journey.telling import (
    correction_words,
    corrections_of,
    keep_correction,
    take_back_last_correction,
)
from conversation_kit.model.connections import Correction, Fault, Outcome
from conversation_kit.model.entries import Entry
from conversation_kit.sharing.for_officer import corrections_for_officer

WALK = Entry("e1", "Hindley walkers")


def test_what_was_taken_back_is_in_no_list_for_officers(vault, kit):
    keep_correction(vault, WALK, Fault.CLOSED, "first", kit.now())
    keep_correction(vault, WALK, Fault.MOVED, "second", kit.now())
    assert take_back_last_correction(vault, "e1", kit.now()).words == "second"
    (row,) = corrections_for_officer(vault.all(Correction), []).rows
    assert row[-1] == "first"
    assert take_back_last_correction(vault, "e1", kit.now()).words == "first"
    assert take_back_last_correction(vault, "e1", kit.now()) is None


def test_a_correction_is_kept_and_found_again(vault, kit):
    made = keep_correction(vault, WALK, Fault.CLOSED, "  The hall is a gym now.\x1b[31m ", kit.now())
    keep_correction(vault, Entry("e2", "Another"), Fault.WRONG, "", kit.now())
    assert corrections_of(vault, "e1") == [made]
    assert vault.find(Correction, made.id) == made
    assert made.words == "The hall is a gym now.[31m"
    assert made.person_id == ""
    assert made.entry_name == "Hindley walkers"


def test_without_words_it_is_kept_too(vault, kit):
    assert keep_correction(vault, WALK, Fault.MOVED, " \n ", kit.now()).words == ""


@pytest.mark.parametrize(
    ("fault", "words", "said"),
    [
        (Fault.CLOSED, "A gym now.", "Told on 24 November: closed. A gym now."),
        (Fault.MOVED, "", "Told on 24 November: moved."),
        (Fault.WRONG, "", "Told on 24 November: something is wrong."),
    ],
)
def test_it_is_said_in_one_line(fault, words, said):
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))
    assert correction_words(Correction("x", "e1", "Walkers", fault, noon, words)) == said


def test_what_became_of_it_is_said_with_it():
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))
    made = Correction(
        "x",
        "e1",
        "Walkers",
        Fault.CLOSED,
        noon,
        outcome=Outcome.NOT_SO,
        answer="They meet again.",
        answered_at=noon,
    )
    assert (
        correction_words(made)
        == "Told on 24 November: closed. Answered on 24 November: not so. They meet again."
    )
