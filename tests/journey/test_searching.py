"""Finding again whatever was kept: by person, the newest first, a name looks within, the Book by name."""

from datetime import UTC, datetime

import pytest

from conversation_kit.book.cache import Book
from conversation_kit.journey.searching import find_everywhere
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Gap, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Person

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)


@pytest.fixture
def told(vault):
    vault.keep_all(
        [
            Person("p1", "Maureen", area="Leigh"),
            Person("p2", "Sam Swimmer"),
            Conversation("k1", "p1", "whole-person", "w", NOW),
            Note("n1", "p1", "k1", "life-story", "taught swimming for years", NOW),
            Note("n2", "p2", "k2", "life-story", "swims with Maureen's sister", NOW),
            Asset("a1", "p1", "swimming", Kind.PERSONAL, Leaning.GIFT, conversation_id="k1"),
            Connection("c1", "p1", "e1", "Swim Together", Stage.GOING, first_step="ring them"),
            DealLine("d1", "p1", Side.OURS, "ring the swimming pool", done=True),
            Gap("g1", "nowhere to swim at night", NOW),
        ]
    )
    return vault


def outline(found):
    return [(group.heading, [line.id for line in group.lines]) for group in found.groups]


def test_by_person_those_who_bear_the_name_first_and_nobodys_last(told):
    assert outline(find_everywhere(told, None, "swim")) == [
        ("Sam Swimmer", ["p2", "n2"]),
        ("Maureen · Leigh", ["d1", "c1", "a1", "n1"]),
        ("For the knowledge officers", ["g1"]),
    ]


def test_each_says_what_it_is_and_where_it_came_up(told):
    lines = {line.id: line for group in find_everywhere(told, None, "swim").groups for line in group.lines}
    assert {key: line.what for key, line in lines.items()} == {
        "p2": "who they are",
        "n2": "note · 24 November 2026",
        "d1": "the deal, our part, done",
        "c1": "Swim Together, going",
        "a1": "personal · could give · 24 November 2026",
        "n1": "note · 24 November 2026",
        "g1": "nothing here for this · 24 November 2026",
    }
    assert lines["a1"].conversation_id == lines["n1"].conversation_id == "k1"
    assert lines["n2"].conversation_id == "", "its talk has not arrived"
    assert lines["c1"].words == "Swim Together · ring them"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("maureen taught", ["n1"]),
        ("taught Maureen", ["n1"]),
        ("maureen swim", ["n2", "d1", "c1", "a1", "n1"]),
        ("sam swim", ["p2", "n2"]),
        ("maureen pigeons", []),
        ("  ", []),
        ("maureen", ["p1", "n2"]),
    ],
)
def test_a_name_among_the_words_looks_within_that_person(told, words, ids):
    found = [line.id for group in find_everywhere(told, None, words).groups for line in group.lines]
    assert sorted(found) == sorted(ids)


def test_the_book_by_name_and_no_more_than_can_be_shown(told):
    book = Book.in_memory([Entry("e1", "Swim Together"), Entry("e2", "Dominoes", description="after a swim")])
    for n in range(80):
        told.keep(Note(f"m{n}", "p1", "k1", "t", f"swam number {n}", NOW))
    found = find_everywhere(told, book, "swam num")
    assert found.more
    assert sum(len(group.lines) for group in found.groups) == 40
    assert [entry.name for entry in find_everywhere(told, book, "swim tog").entries] == ["Swim Together"]


def test_what_is_off_the_page_is_found_and_not_named(told):
    told.keep(Connection("c9", "p2", "e9", "Safe Harbour", Stage.INTERESTED, on_page=False))
    told.keep(StepAlong("s9", "p2", "c9", Stage.GOING, NOW.date(), "rang the harbour"))
    (group,) = find_everywhere(told, None, "harbour").groups
    assert {line.id for line in group.lines} == {"c9", "s9"}
    assert {line.words for line in group.lines} == {"something private"}
    assert not any("Harbour" in line.what for line in group.lines)
