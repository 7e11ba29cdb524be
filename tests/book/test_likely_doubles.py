"""Doubles: found, shown as one, decided by hand, and remembered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversation_kit.book.cache import Book
from conversation_kit.book.exporting import as_text, feed
from conversation_kit.book.importing import import_sources
from conversation_kit.book.likely_doubles import likely_doubles
from conversation_kit.book.settled_doubles import FILE, Settled, load_settled, save_settled
from conversation_kit.errors import StorageError
from conversation_kit.model.entries import Entry, Location

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HALL = (Location("Mere Hall", postal_code="QZ1 2AB"),)
CHOIR = Entry("a", "Mere Hall Choir", organization="Mere Trust", locations=HALL)


@pytest.mark.parametrize(
    ("other", "plainly"),
    [
        (replace(CHOIR, id="b", name="Mere hall choir"), True),
        (replace(CHOIR, id="b", organization=""), True),
        (replace(CHOIR, id="b", organization="The Mere Trust"), True),
        (replace(CHOIR, id="b", name="Choir at Mere Hall"), False),
        (replace(CHOIR, id="b", locations=()), False),
        (replace(CHOIR, id="b", organization="Quite Another Body"), False),
    ],
)
def test_likely_one(other, plainly):
    pairs = likely_doubles([CHOIR, other])
    assert [pair.plainly for pair in pairs] == [plainly]


@pytest.mark.parametrize(
    "other",
    [
        replace(CHOIR, id="b", name="Mere Hall Chess"),
        replace(CHOIR, id="b", locations=(Location(postal_code="QZ9 9ZZ"),)),  # a branch
        Entry("b", "Tea and talk", locations=HALL),
    ],
)
def test_likely_two(other):
    assert likely_doubles([CHOIR, other]) == []


def test_numbers_tell_apart():
    scouts = [Entry(n, f"{n} Wendlebeck Scouts", locations=HALL) for n in ("1st", "2nd")]
    assert likely_doubles(scouts) == []


def bring(tmp_path, entries):
    path = tmp_path / "feed.json"
    path.write_text(as_text(feed(entries)), encoding="utf-8")
    import_sources([str(path)], tmp_path / "book" / "book.sqlite", now=NOW, allow_removals=True)
    return Book.open(tmp_path / "book" / "book.sqlite")


def test_shown_as_one_with_both_kept_and_decisions_outlive_imports(tmp_path):
    twin = replace(CHOIR, id="b", name="Mere Hall choir")
    chess = Entry("c", "Chess in the Hall", locations=HALL)
    everything = [CHOIR, twin, chess]
    with bring(tmp_path, everything) as book:
        assert [entry.id for entry in book.search("choir")] == ["a"]
        assert [entry.id for entry in book.also("a")] == ["b"]
        assert book.entry("b") is not None
        assert book.facts().entries == 3
    folder = tmp_path / "book"
    save_settled(folder, load_settled(folder).keep_apart("b", "a").merge("a", "c"))
    with bring(tmp_path, everything) as book:
        assert [entry.id for entry in book.also("a")] == ["c"]
        assert {entry.id for entry in book.search("choir")} == {"a", "b"}
    save_settled(folder, load_settled(folder).forget("a", "c").forget("a", "b"))
    with bring(tmp_path, everything) as book:
        assert [entry.id for entry in book.also("a")] == ["b"]
    with bring(tmp_path, [CHOIR]) as book:  # the other is gone from its source
        assert book.also("a") == []


def test_a_damaged_file_of_decisions_is_said_and_left(tmp_path):
    (tmp_path / FILE).write_text("{torn", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be read"):
        load_settled(tmp_path)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "{torn"
    assert load_settled(tmp_path / "none") == Settled()
