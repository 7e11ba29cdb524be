"""Pairing: rows of whole numbers for what was said and for entries, and what goes with what."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf_of import SmallBook, an_entry

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.errors import BadInputError
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.nearness import PAIRED
from conversation_kit.matching.shortlist.second_look import LOOKED_AT
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.pairing import FULL, Pairing, Weights, spoken_of
from conversation_kit.matching.vocabulary.words import Words

LONG = 6
THEMES = ("gardens", "knitting", "debt")
TODAY = date(2026, 11, 30)


def made() -> Pairing:
    """A small pairing with parts by chance, the same each time."""
    chance = np.random.default_rng(7)
    wide = {
        "vector": 4, "shares": 2, "told": 3, "guessed": 3, "meant": 2, "meaning": 4, "heard": 2, "fits": 3, "columns": 2,
    }  # fmt: skip
    return Pairing(
        {name: chance.normal(size=(many, LONG)).astype(np.float32) for name, many in wide.items()},
        {theme: row for row, theme in enumerate(THEMES)},
        ("gardens", "debt"),
        ("wanted", "offered"),
        {"gives": 1.0, "length": 0.004},
        Weights(4.0, 4.0, 1.0, 1.0),
        0.05,
        0.05,
    )


VECTOR = np.array([90, -20, 3, 71], np.float32)
told = st.lists(st.sampled_from([*THEMES, "unheard of"]), max_size=5)
guessed = st.dictionaries(st.sampled_from([*THEMES, "unheard of"]), st.floats(0, 1), max_size=4)


@given(told, guessed, st.sampled_from(["wanted", "offered", "unsaid"]))
def test_the_row_of_a_statement_is_of_whole_numbers_in_whatever_order_it_was_heard(
    themes: list[str], shares: dict[str, float], meant: str
) -> None:
    pairing = made()
    row = pairing.of_said(spoken_of(["a"], themes, shares, meant), VECTOR, {"debt": 0.5})
    again = spoken_of(["a"], [*reversed(themes), *themes], dict(reversed(shares.items())), meant)
    assert (row == np.rint(row)).all()
    assert abs(row).max() <= FULL
    assert (row == pairing.of_said(again, VECTOR, {"debt": 0.5})).all()


def test_a_theme_that_nothing_was_learned_of_changes_nothing() -> None:
    pairing = made()
    known = spoken_of(["a"], ["gardens"], {}, "wanted")
    more = spoken_of(["a"], ["gardens", "council's own"], {"another": 0.9}, "wanted")
    assert (pairing.of_said(known, VECTOR, {}) == pairing.of_said(more, VECTOR, {"a third": 0.4})).all()


def test_each_entry_has_the_row_that_it_would_have_alone() -> None:
    pairing = made()
    meanings = np.arange(-12, 12, dtype=np.int8).reshape(6, 4)
    heard = np.arange(12, dtype=np.uint8).reshape(2, 6)
    columns = {"gives": np.array([0, 1, 0, 1, 1, 0]), "length": np.arange(6) * 40}
    wholly = Spread.wholly(np.array([1, 4], np.int32), 0.7)
    rows = pairing.of_entries(meanings, heard, [("knitting", wholly), ("council's own", wholly)], columns)
    assert rows.shape == (6, LONG)
    for place in range(6):
        here = Spread.wholly(np.array([0] if place in (1, 4) else [], np.int32), 0.7)
        alone = pairing.of_entries(
            meanings[place : place + 1],
            heard[:, place : place + 1],
            [("knitting", here)],
            {name: column[place : place + 1] for name, column in columns.items()},
        )
        assert (alone[0] == rows[place]).all()


def test_what_was_learned_is_read_as_it_was_written_but_for_rounding(tmp_path: Path) -> None:
    pairing = made()
    pairing.save(tmp_path / "pairing.packed")
    read = Pairing.load(tmp_path / "pairing.packed")
    assert (read.themes, read.taught, read.weights) == (pairing.themes, pairing.taught, pairing.weights)
    said = spoken_of(["a"], ["debt"], {"knitting": 0.3}, "offered")
    rows = [one.of_said(said, VECTOR, {"gardens": 0.2}) for one in (pairing, read)]
    assert abs(rows[0] - rows[1]).max() <= 2


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "pairing.packed"
    path.write_bytes(b"not what was packed")
    with pytest.raises(BadInputError, match="pairing"):
        Pairing.load(path)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load(assets_folder() / "words")


@pytest.fixture(scope="module")
def demo(words: Words) -> Iterator[Suggester]:
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    with Book.in_memory(entries) as book:
        yield Suggester(book, words)


def asking(said: str, limit: int = 5) -> Asking:
    return Asking(heard=(Heard(said),), today=TODAY, limit=limit)


def test_no_more_is_brought_up_by_that_alone_than_there_is_room_for(words: Words) -> None:
    entries = [an_entry(f"e{n:03}", f"Sewing bee {n}", "Mend your clothes.") for n in range(90)]
    with Book.in_memory(entries) as book:
        suggester = Suggester(book, words)
        first, rows = suggester.seen(asking("that lad of mine goes through the knees of everything"))
    assert len(first) == len(rows) <= LOOKED_AT + PAIRED


def test_a_book_of_nothing_and_a_statement_of_nothing_are_answered(words: Words) -> None:
    with Book.in_memory([]) as book:
        assert Suggester(book, words).suggest(asking("I miss the garden")) == []


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("I can't face my dinner and the ring's loose on my finger", "cancer"),
        ("our Saturdays were all dumplings and dancing at Babcia's when I was small", "polish"),
        ("I sat at the back and thought of her, it was that quiet in there", "chapel"),
    ],
)
def test_who_somebody_may_be_is_not_guessed_by_pairing_either(said: str, never: str, words: Words) -> None:
    named = [
        an_entry("cancer", "Living with cancer", "A group for people who have cancer. Tea and a talk."),
        an_entry("polish", "Polish Centre", "For the Polish community. Dancing, food and a Saturday school."),
        an_entry("chapel", "Bethel Methodist Chapel", "Worship on Sundays, and a quiet hour on Wednesdays."),
    ]
    others = [an_entry(f"{n:03}", f"Walk {n}", "We walk slowly and stop for tea.") for n in range(40)]
    suggester = Suggester(SmallBook([*named, *others]), words)
    assert never not in {one.entry_id for one in suggester.seen(asking(said))[0]}


def test_what_nothing_was_shared_with_comes_up_by_what_was_learned(demo: Suggester) -> None:
    mends = {"Repair Café", "Shed"}
    found = [
        one.entry_name for one in demo.suggest(asking("the plug on the toaster's gone and so's the iron"))
    ]
    assert any(name in one for one in found for name in mends), found
