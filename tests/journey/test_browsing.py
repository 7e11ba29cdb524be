"""Browsing the Book: words and a filter together; what is unknown comes last and is counted."""

import pytest

from conversation_kit.book.cache import Book
from conversation_kit.book.filters import BookFilter
from conversation_kit.book.places import Gazetteer
from conversation_kit.journey.browsing import Browsing
from conversation_kit.model.entries import Entry, Schedule

ENTRIES = [
    Entry("b", "bowls", schedules=(Schedule(freq="WEEKLY", byday=("TU",)),)),
    Entry("a", "Art for all", schedules=(Schedule(freq="WEEKLY", byday=("FR",)),)),
    Entry("c", "Bowls in the park"),
]


@pytest.fixture
def browsing():
    with Book.in_memory(ENTRIES) as book:
        yield Browsing(book, Gazetteer([]))


def names(found):
    return [entry.name for entry in found.entries]


def test_everything_stands_by_name(browsing):
    found = browsing.find(" ")
    assert names(found) == ["Art for all", "bowls", "Bowls in the park"]
    assert (found.might, len(browsing)) == (0, 3)


def test_words_and_filter_go_together(browsing):
    browsing.keep(BookFilter(days=frozenset({"TU"})))
    assert browsing.is_filtered
    everything = browsing.find("")
    assert names(everything) == ["bowls", "Bowls in the park"]
    assert everything.might == 1
    assert browsing.might_fit(ENTRIES[2])
    assert names(browsing.find("art")) == []
    browsing.keep()
    assert names(browsing.find("art")) == ["Art for all"]
    assert not browsing.might_fit(ENTRIES[2])


def test_without_a_book_there_is_nothing():
    browsing = Browsing(None, Gazetteer([]))
    browsing.keep(BookFilter(giving=True))
    assert (len(browsing), names(browsing.find("bowls"))) == (0, [])
