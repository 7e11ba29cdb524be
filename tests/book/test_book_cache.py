"""The cache: entries go in and come out the same, and what is searched for is found."""

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.book.cache import Book
from conversation_kit.book.codec import from_json, to_json
from conversation_kit.book.filling import Making
from conversation_kit.book.schema import SCHEMA_VERSION
from conversation_kit.book.writing import write_book
from conversation_kit.errors import NotFoundError, StorageError
from conversation_kit.model.entries import Attribute, Contact, CostOption, Entry, Location, Schedule, Status

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_few = st.lists(_words, max_size=2).map(tuple)
_days = st.none() | st.dates()
_schedules = st.builds(
    Schedule, freq=_words, byday=_few, bymonthday=st.lists(st.integers(-31, 31), max_size=2).map(tuple), interval=st.integers(1, 52),
    opens_at=st.none() | st.times(), closes_at=st.none() | st.times(), valid_from=_days, valid_to=_days, dtstart=_days, description=_words,
)  # fmt: skip
_degrees = st.none() | st.floats(-90, 90)
_locations = st.builds(
    Location,
    name=_words,
    address=_words,
    postal_code=_words,
    latitude=_degrees,
    longitude=_degrees,
    accessibility=_few,
)
_entries = st.builds(
    Entry, id=_words, name=_words, status=st.sampled_from(Status), description=_words, organization=_words,
    contacts=st.lists(st.builds(Contact, name=_words, phones=_few), max_size=2).map(tuple),
    locations=st.lists(_locations, max_size=2).map(tuple), schedules=st.lists(_schedules, max_size=2).map(tuple),
    cost_options=st.lists(st.builds(CostOption, option=_words, amount=st.none() | st.floats(0, 1e5)), max_size=2).map(tuple),
    is_free=st.none() | st.booleans(), minimum_age=st.none() | st.integers(0, 130), languages=_few,
    attributes=st.lists(st.builds(Attribute, name=_words, taxonomy=_words, code=_words), max_size=2).map(tuple),
    service_areas=_few, ways_to_give=_few, assured_date=_days, last_modified=_days, source=_words, footprint=_words,
)  # fmt: skip


@settings(deadline=None)
@given(_entries)
def test_an_entry_comes_back_the_same(entry):
    assert from_json(to_json(entry)) == entry


@settings(deadline=None, max_examples=30)
@given(st.lists(_entries, max_size=4, unique_by=lambda e: e.id))
def test_a_book_gives_back_its_entries(entries):
    with Book.in_memory(entries) as book:
        assert list(book.entries()) == entries
        for entry in entries:
            assert book.entry(entry.id) == entry


def a_book() -> Book:
    return Book.in_memory(
        [
            Entry(
                "1", "Walking Football Leigh", description="A slow game.", attributes=(Attribute("Sport"),)
            ),
            Entry(
                "2",
                "Men’s Shed",
                description="Wood and tea. Walks on Fridays.",
                locations=(Location(city="Tyldesley"),),
            ),
            Entry("3", "Hub at the Hope", description="Warm room, football on the telly."),
            Entry("4", "Café Amitié", organization="Beck Trust"),
            Entry("5", "Fresh Ground", assured_date=date(2020, 1, 2)),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("walking foot", "1"),
        ("WALKING", "1"),
        ("wlaking fotball", "1"),
        ("mens shed", "2"),
        ("menshed", "2"),
        ("mens", "2"),
        ("cafe amitie", "4"),
        ("fresh gruond", "5"),
        ("beck", "4"),
        ("tyldes", "2"),
        ("telly", "3"),
        ("the hub", "3"),
        ("telly zebra", "3"),
    ],
)
def test_search_finds_it_first(typed, first):
    with a_book() as book:
        assert [entry.id for entry in book.search(typed)][:1] == [first]


def test_names_go_before_words_in_descriptions():
    with a_book() as book:
        assert [entry.id for entry in book.search("football")] == ["1", "3"]
        assert [entry.id for entry in book.search("football", limit=1)] == ["1"]


_HOSTILE = [
    '"',
    "'",
    "*",
    "a* OR b",
    "NEAR(a b)",
    "name:x",
    "-",
    "(",
    "AND",
    "NOT",
    '" OR 1=1 --',
    "^x",
    "{a b}",
    "\x00",
    "%",
    "",
    " ",
    "NOT NOT",
    "a" * 5000,
]


@pytest.mark.parametrize("typed", _HOSTILE)
def test_hostile_searches_are_inert(typed):
    with a_book() as book:
        book.search(typed)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_any_search_is_answered(typed):
    with a_book() as book:
        assert len(book.search(typed, limit=3)) <= 3


def test_facts():
    with a_book() as book:
        facts = book.facts()
    assert (facts.entries, facts.never_checked, facts.oldest_checked) == (5, 4, "2020-01-02")


def test_a_written_book_opens_and_can_be_replaced_while_it_is_read(tmp_path):
    path = tmp_path / "book.sqlite"
    write_book(path, [Entry("1", "Old")], Making(("a",), NOW, 1))
    with Book.open(path) as old:
        write_book(path, [Entry("2", "New")], Making(("a",), NOW, 2))
        assert old.entry("1") == Entry("1", "Old")
        with Book.open(path) as new:
            assert [entry.name for entry in new.entries()] == ["New"]
            assert new.facts().version == 2
            assert new.facts().fetched_at == NOW
    assert sorted(one.name for one in tmp_path.iterdir()) == ["book.sqlite"]


def test_what_a_power_cut_left_goes_once_it_is_old(tmp_path):
    path = tmp_path / "book.db"
    old, young = (tmp_path / f".book.db.{name}.part" for name in ("old", "young"))
    old.write_bytes(b"half")
    young.write_bytes(b"half of another window's")
    two_days_ago = young.stat().st_mtime - 2 * 86_400
    os.utime(old, (two_days_ago, two_days_ago))
    write_book(path, [Entry("1", "Choir")], Making((), NOW, 1))
    assert sorted(one.name for one in tmp_path.iterdir()) == [young.name, "book.db"]


def test_a_failed_write_leaves_the_old_book_and_no_litter(tmp_path):
    path = tmp_path / "book.sqlite"
    write_book(path, [Entry("1", "Old")], Making((), NOW, 1))
    with pytest.raises(StorageError, match="old one is unchanged"):
        write_book(path, [Entry("2", "Twice"), Entry("2", "Twice")], Making((), NOW, 2))
    with Book.open(path) as book:
        assert [entry.name for entry in book.entries()] == ["Old"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["book.sqlite"]


def test_no_book_a_damaged_one_and_one_from_the_future(tmp_path):
    path = tmp_path / "book.sqlite"
    with pytest.raises(NotFoundError, match="book import"):
        Book.open(path)
    for content in (b"", b"not a database at all, just words" * 50):
        path.write_bytes(content)
        with pytest.raises(StorageError, match="damaged"):
            Book.open(path)
    path.unlink()
    write_book(path, [Entry("1", "Old")], Making((), NOW, 1))
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.commit()
    connection.close()
    with pytest.raises(StorageError, match="newer version"):
        Book.open(path)


def test_times_and_days_survive_the_file(tmp_path):
    entry = replace(
        Entry("1", "X"),
        schedules=(Schedule("WEEKLY", ("MO",), opens_at=time(9, 30), dtstart=date(2026, 1, 5)),),
    )
    path = tmp_path / "with space & #.sqlite"
    write_book(path, [entry], Making((), NOW, 1))
    with Book.open(path) as book:
        assert book.entry("1") == entry
        assert book.entry("2") is None
