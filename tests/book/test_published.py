"""A laptop's Book, renewed from what a hub published: only what changed, whole or not at all."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.book.cache import Book
from conversation_kit.book.codec import from_json
from conversation_kit.book.filling import Making
from conversation_kit.book.importing import read_files
from conversation_kit.book.published import (
    Delta,
    as_published,
    digest_of,
    pack_delta,
    unpack_delta,
)
from conversation_kit.book.renewing import renew_book
from conversation_kit.book.writing import write_book
from conversation_kit.errors import SourceError
from conversation_kit.model.entries import Entry, Location, Status

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HUB = "https://hub.example/milldale"


def entries_of(*names):
    found, _, _ = read_files([FEEDS / name for name in names])
    return {entry.id: from_json(as_published(entry)) for entry in found}


def published(entries):
    return {entry.id: as_published(entry) for entry in entries.values()}


class Hub:
    """What a hub answers, for every version it ever published."""

    def __init__(self, *versions, sources=("https://feed.example",)):
        self.versions = [{}, *versions]
        self.sources = sources
        self.asked = []

    def __call__(self, since):
        self.asked.append(since)
        now = self.versions[-1]
        since = since if 0 < since < len(self.versions) else 0
        before = self.versions[since]
        changed = tuple(entry for key, entry in sorted(now.items()) if before.get(key) != entry)
        gone = tuple(sorted(before.keys() - now.keys()))
        version = len(self.versions) - 1
        return pack_delta(Delta(version, since, digest_of(published(now)), NOW, self.sources, changed, gone))


def book_at(path):
    with Book.open(path) as book:
        return list(book.entries()), book.making()


def test_the_whole_book_first_and_then_only_what_changed(tmp_path):
    october, february = entries_of("october.json"), entries_of("february.json")
    path = tmp_path / "book.sqlite"
    hub = Hub(october)
    first = renew_book(path, HUB, hub, now=NOW)
    assert (first.whole, first.version, first.added) == (True, 1, len(october))
    hub.versions.append(february)
    second = renew_book(path, HUB, hub, now=NOW)
    assert hub.asked == [0, 1]
    assert not second.whole
    assert (second.added, second.gone) == (
        len(february.keys() - october.keys()),
        len(october.keys() - february.keys()),
    )
    entries, making = book_at(path)
    assert entries == [february[key] for key in sorted(february)]
    assert (making.origin, making.published, making.sources) == (HUB, 2, hub.sources)
    before = path.stat()
    third = renew_book(path, HUB, hub, now=NOW)
    assert not third.touched
    assert path.stat() == before


def test_a_book_of_unknown_origin_gives_way_to_the_whole_one(tmp_path):
    october, february = entries_of("october.json"), entries_of("february.json")
    path = tmp_path / "book.sqlite"
    write_book(path, list(october.values()), Making(("october.json",), NOW, 3))
    hub = Hub(october, february)
    assert renew_book(path, HUB, hub, now=NOW).whole
    assert hub.asked == [0]
    assert renew_book(path, "https://other.example/t", hub, now=NOW).whole


def test_a_hub_that_has_published_nothing_takes_nothing_away(tmp_path):
    path = tmp_path / "book.sqlite"
    write_book(path, list(entries_of("october.json").values()), Making(("october.json",), NOW, 1))
    before = path.read_bytes()
    assert renew_book(path, HUB, lambda since: pack_delta(Delta(0, 0, digest_of({}))), now=NOW).version == 0
    assert renew_book(path, HUB, lambda since: b"", now=NOW).version == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("same_number", [True, False])
def test_a_hub_restored_to_another_past_is_noticed_by_the_digest(tmp_path, same_number):
    october, february = entries_of("october.json"), entries_of("february.json")
    path = tmp_path / "book.sqlite"
    renew_book(path, HUB, Hub(october), now=NOW)
    changed = {key: replace(entry, name=f"{entry.name} II") for key, entry in october.items()}
    hub = Hub(changed) if same_number else Hub(changed, changed)
    assert renew_book(path, HUB, hub, now=NOW).whole
    assert hub.asked == [1, 0]
    assert book_at(path)[0] == [changed[key] for key in sorted(changed)]
    assert february


def test_the_footprint_is_the_laptops_own_remark(tmp_path):
    path = tmp_path / "book.sqlite"
    hub = Hub(entries_of("october.json"))
    renew_book(path, HUB, hub, now=NOW, footprint_of=lambda entry: "Mill End")
    assert {entry.footprint for entry in book_at(path)[0]} == {"Mill End"}
    assert not renew_book(path, HUB, hub, now=NOW).touched


good = Delta(1, 0, digest_of({"a": as_published(Entry("a", "A"))}), NOW, ("s",), (Entry("a", "A"),))


def altered(**values):
    text = zstandard.ZstdDecompressor().decompressobj().decompress(pack_delta(good))
    return zstandard.ZstdCompressor().compress(json.dumps({**json.loads(text), **values}).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        pack_delta(good)[:-3],
        zstandard.ZstdCompressor().compress(b"["),
        zstandard.ZstdCompressor().compress(b"[" * 100_000),
        zstandard.ZstdCompressor().compress(b"null"),
        altered(format=2),
        altered(version=-1),
        altered(version=True),
        altered(version="1"),
        altered(since=7),
        altered(digest="0"),
        altered(published_at="2026-01-01"),
        altered(published_at="soon"),
        altered(entries=[{"id": "a", "name": "A", "minimum_age": -4}]),
        altered(entries=[{"id": "a", "name": "\x1b[2J"}]),
        altered(entries=[{"id": "", "name": "A"}]),
        altered(entries=[17]),
        altered(entries=None),
        altered(gone=[1]),
        altered(doubles=[["a"]]),
        altered(sources=[None]),
    ],
)
def test_what_cannot_be_used_leaves_the_old_book_as_it_is(tmp_path, body):
    path = tmp_path / "book.sqlite"
    write_book(path, list(entries_of("october.json").values()), Making(("october.json",), NOW, 1))
    before = path.read_bytes()
    with pytest.raises(SourceError) as refused:
        renew_book(path, HUB, lambda since: body, now=NOW)
    assert "unchanged" in refused.value.sentence
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["book.sqlite"]


ids = st.text("abcxyz-09É", min_size=1, max_size=8)
some_entries = st.builds(
    Entry,
    id=ids,
    name=st.text("Knit nés", min_size=1, max_size=9).map(str.strip).filter(bool),
    status=st.sampled_from(Status),
    minimum_age=st.none() | st.integers(0, 99),
    assured_date=st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    locations=st.lists(
        st.builds(Location, latitude=st.floats(-90, 90), longitude=st.floats(-90, 90)), max_size=2
    ).map(tuple),
    is_free=st.none() | st.booleans(),
)
books = st.lists(some_entries, max_size=8, unique_by=lambda entry: entry.id).map(
    lambda found: {entry.id: entry for entry in found}
)


@settings(max_examples=100, deadline=None)
@given(versions=st.lists(books, min_size=1, max_size=5), since=st.integers(0, 5))
def test_one_difference_leads_where_the_whole_book_does(versions, since):
    hub = Hub(*versions)
    whole, part = unpack_delta(hub(0)), unpack_delta(hub(since))
    before = hub.versions[part.since].values()
    assert (
        part.applied_to(before)
        == whole.applied_to(())
        == [entry for _, entry in sorted(versions[-1].items())]
    )
    assert digest_of(published(versions[-1])) == whole.digest
