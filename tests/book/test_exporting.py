"""The Book as a v3 feed: valid, and read back into an equal Book."""

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.exporting import as_text, feed, service
from conversation_kit.book.importing import import_sources, read_files
from conversation_kit.book.reading import read_record
from conversation_kit.book.reading.text import clean_line, clean_text
from conversation_kit.model.entries import Attribute, Contact, CostOption, Entry, Location, Schedule, Status

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


words = st.text(max_size=40).map(clean_line)
lines = st.text(max_size=80).map(clean_text)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
names = st.text(min_size=1, max_size=30).map(clean_line).filter(bool)
schedules = st.builds(
    Schedule,
    freq=st.sampled_from(["", "WEEKLY", "MONTHLY"]),
    byday=st.lists(st.sampled_from(["MO", "TU", "SU", "2TU", "-1FR"]), max_size=3, unique=True).map(tuple),
    bymonthday=st.lists(st.integers(1, 28), max_size=2, unique=True).map(tuple),
    interval=st.integers(1, 4),
    opens_at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    closes_at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    valid_from=st.none() | days,
    dtstart=st.none() | days,
    description=lines,
)
places = st.builds(
    Location,
    name=words,
    address=words,
    city=words,
    postal_code=st.sampled_from(["", "QZ1", "QZ1 2AB"]),
    latitude=st.none() | st.floats(50, 60),
    longitude=st.none() | st.floats(-8, 2),
    accessibility=st.lists(words, max_size=2).map(tuple),
)
entries = st.builds(
    Entry,
    id=names,
    name=names,
    status=st.sampled_from(list(Status)),
    description=lines,
    organization=words,
    url=st.sampled_from(["", "https://example.org/a", "http://example.org/ü"]),
    email=st.sampled_from(["", "tea@example.org"]),
    contacts=st.lists(st.builds(Contact, name=words, title=words, phones=st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple),
    locations=st.lists(places, max_size=2).map(tuple),
    schedules=st.lists(schedules, max_size=3).map(tuple),
    cost_options=st.lists(st.builds(CostOption, option=words, amount=st.none() | st.floats(0, 500), amount_description=words), max_size=2).map(tuple),
    is_free=st.none() | st.booleans(),
    minimum_age=st.none() | st.integers(0, 120),
    maximum_age=st.none() | st.integers(0, 120),
    eligibility=lines,
    languages=st.lists(words, max_size=2).map(tuple),
    attributes=st.lists(st.builds(Attribute, name=words, taxonomy=words, code=words), max_size=3).map(tuple),
    service_areas=st.lists(words, max_size=2).map(tuple),
    ways_to_give=st.lists(words, max_size=2).map(tuple),
    assured_date=st.none() | days,
    last_modified=st.none() | days,
)  # fmt: skip


@settings(max_examples=60)
@given(entry=entries)
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
