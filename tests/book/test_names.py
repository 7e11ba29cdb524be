"""Names: found by what was typed for them, however it was spelt; and nothing where nothing is like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.book.cache import Book
from conversation_kit.book.names import NameIndex
from conversation_kit.book.sounds import sound_of
from conversation_kit.model.entries import Entry

_NAMES = (
    "Tyldesley Knitters",
    "Leigh Repair Café",
    "Netherbeck Library",
    "Hollin Food Bank",
    "St Mark’s Lunch Club",
    "Canal Heritage Community Centre",
    "Friends of Copper Park",
    "Phoenix Choir",
    "Wednesday Walkers",
    "Staithe Men’s Shed",
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tildslee nitters", "Tyldesley Knitters"),
        ("lee repare caffay", "Leigh Repair Café"),
        ("feenix choyr", "Phoenix Choir"),
        ("wensday wokkers", "Wednesday Walkers"),
        ("foodbank hollin", "Hollin Food Bank"),
        ("cmty ctr canal heritage", "Canal Heritage Community Centre"),
        ("canal heratige center weekly", "Canal Heritage Community Centre"),
        ("nethrebeck librarie group", "Netherbeck Library"),
        ("frends of coper", "Friends of Copper Park"),
        ("saint marks lunch", "St Mark’s Lunch Club"),
        ("stiathe shde", "Staithe Men’s Shed"),
    ],
)
def test_a_name_is_found_however_it_was_spelt(typed, name):
    with Book.in_memory([Entry(name, name) for name in _NAMES]) as book:
        assert [entry.name for entry in book.search(typed)][:1] == [name]


@pytest.mark.parametrize("typed", ["zzzyx", "blockchain", "submarine", "asdf jkl"])
def test_nothing_is_found_where_nothing_is_like_it(typed):
    with Book.in_memory([Entry(name, name) for name in _NAMES]) as book:
        assert not book.search(typed)


def test_what_all_the_words_stand_in_goes_before_a_name_that_is_a_little_like_them():
    told = Entry("told", "Hub at the Hope", description="Canal walks, and lunch after.")
    with Book.in_memory([*(Entry(name, name) for name in _NAMES), told]) as book:
        assert [entry.id for entry in book.search("canal lunch")][:1] == ["told"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leigh", "lee"),
        ("knights", "nites"),
        ("phoenix", "feenix"),
        ("centre", "senter"),
        ("christ", "krist"),
    ],
)
def test_words_that_sound_alike(one, other):
    assert sound_of(one) == sound_of(other)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=40))
def test_any_guess_is_likely_at_most_and_best_first(names, typed):
    likeness = [one for _at, one in NameIndex(names).guess(typed, limit=5)]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < one <= 1 + 1e-9 for one in likeness)
