"""The Book as a v3 feed: valid, and read back into an equal Book."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from any_entries import any_entries
from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.exporting import as_text, feed, service
from conversation_kit.book.importing import import_sources, read_files
from conversation_kit.book.reading import read_record
from conversation_kit.model.entries import Entry, Status

DATA = Path(__file__).parents[1] / "data"
FEEDS = [*sorted((DATA / "feeds").glob("*.json")), assets_folder() / "demo" / "book"]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
sys.path.insert(0, str(DATA / "oruk"))
from validate_v3 import run as faults_of  # noqa: E402 - it stands with the schemas


def bare(entry):
    return replace(entry, source="", footprint="")


@pytest.mark.parametrize("source", FEEDS, ids=lambda path: path.stem)
def test_a_real_feed_comes_out_valid_and_back_in_without_loss(tmp_path, source):
    entries, _, _ = read_files([source])
    page = feed(entries)
    assert faults_of("list", page) == []
    for body in page["contents"][:20]:
        assert faults_of("service", body) == []
    path = tmp_path / "out.json"
    path.write_text(as_text(page), encoding="utf-8")
    back, rejected, _ = read_files([path])
    assert rejected == []
    assert [bare(entry) for entry in back] == [bare(entry) for entry in entries]


@settings(max_examples=60)
@given(entry=any_entries)
def test_any_entry_comes_back_as_it_was(entry):
    body = json.loads(json.dumps(service(entry)))
    assert read_record(body, source="", where="").entry == entry


def test_what_somebody_changed_in_the_feed_counts():
    entry = Entry("7", "Choir", ways_to_give=("lead a song",), status=Status.UNKNOWN)
    body = service(entry)
    assert read_record(body, source="", where="").entry == entry
    body["description"] = "Closed since May"
    reading = read_record(body, source="", where="x")
    assert reading.entry.description == "Closed since May"
    assert any("changed since it was exported" in finding.why for finding in reading.findings)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "evil\x1b[2J"},
        {"minimum_age": "old"},
        {"minimum_age": 4000},
        {"locations": [{"latitude": 1e999}]},
        {"status": "on fire"},
        {"sauce": "brown"},
        {"name": ""},
        {"description": "x" * 100_000},
        "nothing",
    ],
)
def test_a_stranger_cannot_slip_anything_in(fields):
    from conversation_kit.book.reading.own_fields import _digest

    body = {"id": "7", "name": "Choir", "status": "active"}
    raw = {**body, "conversation_kit": {"format": 1, "of": _digest(body), "fields": fields}}
    reading = read_record(raw, source="", where="x")
    assert reading.entry.name == "Choir"
    assert reading.entry.minimum_age is None
    assert any("left out" in finding.why for finding in reading.findings)


def test_the_exported_book_is_an_unchanged_import(tmp_path):
    cache = tmp_path / "book.sqlite"
    import_sources([str(FEEDS[0])], cache, now=NOW)
    with Book.open(cache) as book:
        page = feed(book.entries())
    out = tmp_path / "out.json"
    out.write_text(as_text(page), encoding="utf-8")
    report = import_sources([str(out)], cache, now=NOW)
    assert (report.added, report.changed, report.gone, report.rejected) == (0, 0, 0, ())
