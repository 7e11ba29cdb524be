"""Telling the knowledge officers, and what may stand on a person's page."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.telling import (
    correction_words,
    corrections_of,
    keep_correction,
    leave_off_or_put_back,
)
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Correction, Fault, Outcome, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Person

WALK = Entry("e1", "Hindley walkers")


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


def test_words_are_left_off_the_page_and_put_back(vault, kit):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Conversation("k1", "p1", "whole-person", "w", kit.now()))
    vault.keep(Note("n1", "p1", "k1", "people", "Janet comes Sundays", kit.now()))
    vault.keep(Asset("a1", "p1", "Janet, Sundays", Kind.SOCIAL, Leaning.STRENGTH))
    vault.keep(Connection("c1", "p1", "e1", "Safe Harbour", Stage.INTERESTED))
    for kind, record_id in ((Note, "n1"), (Asset, "a1"), (Connection, "c1")):
        assert leave_off_or_put_back(vault, kind.entity, record_id) is False
        assert vault.find(kind, record_id).on_page is False
        assert leave_off_or_put_back(vault, kind.entity, record_id) is True
        assert vault.find(kind, record_id).on_page is True


@pytest.mark.parametrize("entity", ["note", "asset", "deal", ""])
def test_what_is_not_there_is_said(vault, entity):
    with pytest.raises(NotFoundError):
        leave_off_or_put_back(vault, entity, "nothing")
