"""Importing files and folders: everything is counted, nothing is half applied."""

import json
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import import_sources, read_files
from conversation_kit.errors import BadInputError, NotFoundError, RefusedError, SourceError, StorageError

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
HOSTILE = FEEDS / "hostile"
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.fixture
def cache(tmp_path) -> Path:
    return tmp_path / "book.sqlite"


def bring(cache: Path, *sources, **options):
    return import_sources([str(source) for source in sources], cache, now=NOW, **options)


def counts(report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.gone


def entries(cache: Path):
    with Book.open(cache) as book:
        return {entry.id: entry for entry in book.entries()}


def write(path: Path, document) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_next_file_of_a_publisher_is_the_new_book(cache):
    assert counts(bring(cache, FEEDS / "october.json")) == (6, 0, 0, 0)
    assert counts(bring(cache, FEEDS / "october.json")) == (0, 0, 6, 0)
    assert counts(bring(cache, FEEDS / "february.json")) == (1, 1, 4, 1)
    with Book.open(cache) as book:
        facts = book.facts()
    assert (facts.entries, facts.sources, facts.version, facts.fetched_at) == (6, ("february.json",), 3, NOW)


def test_a_feed_that_would_remove_much_is_refused_unless_allowed(cache, tmp_path):
    bring(cache, FEEDS / "october.json")
    before = cache.read_bytes()
    small = write(tmp_path / "small.json", json.loads((FEEDS / "october.json").read_text("utf-8"))[:3])
    with pytest.raises(RefusedError, match="--allow-removals"):
        bring(cache, small)
    assert cache.read_bytes() == before
    assert counts(bring(cache, small, allow_removals=True)) == (0, 0, 3, 3)


def test_exactly_a_third_may_go(cache, tmp_path):
    bring(cache, FEEDS / "october.json")
    four = write(tmp_path / "four.json", json.loads((FEEDS / "october.json").read_text("utf-8"))[:4])
    assert counts(bring(cache, four)) == (0, 0, 4, 2)


@pytest.mark.parametrize(
    ("feed", "kept", "rejected"),
    [
        ("bristol_v3_service.json", 1, 0),
        ("bristol_v3_services_page1.json", 3, 0),
        ("bucks_outpost_services_page1.json", 20, 0),
        ("greater_manchester_ogl_v3.json", 36, 0),
        ("hostile/with_bom.json", 1, 0),
        ("hostile/cp1252.json", 1, 0),
        ("hostile/faults.json", 14, 6),
    ],
)
def test_every_feed_comes_in_and_every_record_is_accounted_for(cache, feed, kept, rejected):
    report = bring(cache, FEEDS / feed)
    assert (report.added, len(report.rejected)) == (kept, rejected)
    for finding in (*report.rejected, *report.notes):
        assert finding.where.startswith(Path(feed).name)
        assert finding.why.endswith(".")
        assert (finding.where + finding.why).isprintable()


def test_the_faults_are_read_sensibly(cache):
    report = bring(cache, HOSTILE / "faults.json")
    found = entries(cache)
    assert found["esc"].name == "Escape red club"
    assert found["esc"].description == "under <5s welcome\n\ntea\n\ntoast & jam"
    assert found["7"].organization == "Beck Trust"
    assert found["7"].cost_options[0].amount == 2.5
    assert found["nought"].locations[0].postal_code == "ZZ9 9ZZ"
    assert found["swap"].locations[0].latitude == 53.5
    assert len(found["twice"].schedules) == 1
    noted = {(note.id, note.where.rpartition(", ")[2]) for note in report.notes}
    assert {
        ("ages", "maximum_age"),
        ("swap", "location"),
        ("dates", "assured_date"),
        ("urls", "url"),
        ("status", "status"),
        ("slip", "schedules"),
    } <= noted
    assert report.rejected[0].where == "faults.json, record 15"


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ("truncated.json", r"truncated\.json .*line 2, column"),
        ("empty.json", r"empty\.json is empty"),
        ("web_page.json", r"web_page\.json is a web page"),
        ("no_services.json", r"no_services\.json .*holds no services"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_old_book_stays(cache, feed, said):
    bring(cache, FEEDS / "october.json")
    before = cache.read_bytes()
    with pytest.raises(SourceError, match=said) as caught:
        bring(cache, FEEDS / "february.json", HOSTILE / feed)
    assert "unchanged" in caught.value.sentence
    assert str(FEEDS) not in caught.value.sentence
    assert cache.read_bytes() == before
    assert [one.name for one in cache.parent.iterdir()] == [cache.name]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x1f\x8brest", "gzip archive"),
        (b"\x00\x01\x02\xff", "no text|no whole JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b'[{"a":' * 100_000, "nested too deeply"),
        (b'[{"id": ' + b"9" * 5000 + b', "name": "x"}]', "number too long"),
        (b'"just words"', "holds no services"),
        (b"\xff\xfe[\x00]", "no text"),
    ],
)
def test_what_is_no_feed_is_said_plainly(cache, tmp_path, content, said):
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        bring(cache, path)
    assert not cache.exists()


def test_a_huge_file_is_not_read(cache, tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(SourceError, match="larger than 100 MB"):
        bring(cache, path)


def test_nothing_there_and_no_source(cache, tmp_path):
    with pytest.raises(NotFoundError, match=r"missing\.json"):
        bring(cache, tmp_path / "missing.json")
    with pytest.raises(BadInputError):
        bring(cache)
    with pytest.raises(BadInputError):
        bring(cache, "ftp://example.org/services")
    with pytest.raises(SourceError, match=r"no \.json file"):
        bring(cache, tmp_path)


def test_a_source_without_one_readable_record_does_not_make_an_empty_book(cache, tmp_path):
    bring(cache, FEEDS / "october.json")
    with pytest.raises(SourceError, match="record 1"):
        bring(cache, write(tmp_path / "bad.json", [{"id": "1"}]), allow_removals=True)
    assert len(entries(cache)) == 6


def test_a_folder_of_pages_is_read_in_the_order_of_its_numbers(cache, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (10, 2, 1):
        write(folder / f"page{number}.json", {"contents": [{"id": str(number), "name": f"Club {number}"}]})
    (folder / "notes.txt").write_text("hello")
    (folder / ".DS_Store").write_text("x")
    report = bring(cache, folder)
    assert list(entries(cache)) == ["1", "2", "10"]
    assert [note.where for note in report.notes] == ["notes.txt"]
    (folder / "page3.json").write_text("{")
    with pytest.raises(SourceError, match=r"page3\.json"):
        bring(cache, folder)
    assert len(entries(cache)) == 3


def test_one_id_in_two_sources_the_last_one_named_wins(cache, tmp_path):
    one = write(tmp_path / "one.json", [{"id": "1", "name": "Old name"}])
    two = write(tmp_path / "two.json", [{"id": "1", "name": "New name"}])
    report = bring(cache, one, two)
    assert entries(cache)["1"].name == "New name"
    (finding,) = report.rejected
    assert (finding.id, finding.where) == ("1", "one.json, record 1")
    assert "two.json, record 1" in finding.why


def test_doubles_newest_stays_and_days_and_places_are_kept(cache, tmp_path):
    def at(day, place, **more):
        return {
            "id": "1", "name": "Tea Club", "schedules": [{"freq": "WEEKLY", "byday": day, "opens_at": "10:00", "closes_at": "11:00"}],
            "service_at_locations": [{"location": {"addresses": [{"address_1": place}]}}], **more,
        }  # fmt: skip

    feed = [
        at("MO", "Mill Hall", last_modified="2026-01-01"),
        at("WE", "Beck Hall"),
        at("MO", "Mill Hall", last_modified="2026-01-01"),
    ]
    report = bring(cache, write(tmp_path / "feed.json", feed))
    entry = entries(cache)["1"]
    assert [place.address for place in entry.locations] == ["Mill Hall", "Beck Hall"]
    assert [(s.byday, s.description) for s in entry.schedules] == [
        (("MO",), "At Mill Hall"),
        (("WE",), "At Beck Hall"),
    ]
    assert [finding.where for finding in report.rejected] == ["feed.json, record 1", "feed.json, record 2"]
    assert "word for word" in report.rejected[0].why
    assert "what only this one says was kept" in report.rejected[1].why


def test_a_footprint_is_put_on_and_makes_no_change(cache):
    bring(cache, FEEDS / "october.json")
    assert counts(bring(cache, FEEDS / "october.json", footprint_of=lambda entry: "Beckside")) == (0, 0, 6, 0)
    assert {entry.footprint for entry in entries(cache).values()} == {"Beckside"}


def test_progress_is_told(cache):
    seen = []
    bring(cache, FEEDS / "october.json", progress=seen.append)
    assert [(one.source, one.done, one.total) for one in seen] == [("october.json", 6, 6)]


def test_reading_files_for_a_preview_is_as_the_import_does_it():
    kept, rejected, notes = read_files([HOSTILE / "faults.json"])
    assert (len(kept), len(rejected)) == (14, 6)
    assert notes
    assert {entry.source for entry in kept} == {"faults.json"}


def test_an_answer_may_be_a_list_of_pages_or_a_mapping(tmp_path):
    pages = write(
        tmp_path / "pages.json",
        [{"contents": [{"id": "1", "name": "A1"}]}, {"content": [{"id": "2", "name": "B2"}]}],
    )
    mapping = write(tmp_path / "mapping.json", {"services": {"3": {"id": "3", "name": "C3"}}})
    kept, _, _ = read_files([pages, mapping])
    assert [entry.id for entry in kept] == ["1", "2", "3"]


def test_a_record_as_deep_as_json_allows_is_read(tmp_path):
    deep = "[" * (sys.getrecursionlimit() - 300) + "]" * (sys.getrecursionlimit() - 300)
    path = tmp_path / "deep.json"
    path.write_text('[{"id": "1", "name": "Deep", "attributes": ' + deep + "}]")
    kept, _, _ = read_files([path])
    assert kept[0].name == "Deep"


def test_a_short_record_beside_the_full_one_loses_nothing(cache):
    report = bring(cache, FEEDS / "bristol_v3_service.json", FEEDS / "bristol_v3_services_page1.json")
    entry = entries(cache)["2a3483ea-8966-4f50-9dc3-7bafa1e5c623"]
    assert entry.contacts[0].phones == ("01632 960000",)
    assert entry.service_areas == ("Bristol", "South Gloucestershire")
    assert len(report.rejected) == 1


def test_an_older_record_adds_no_days(cache, tmp_path):
    feed = [
        {
            "id": "1",
            "name": "Tea Club",
            "last_modified": "2026-01-01",
            "schedules": [{"freq": "WEEKLY", "byday": "MO"}],
        },
        {
            "id": "1",
            "name": "Tea Club",
            "last_modified": "2025-01-01",
            "schedules": [{"freq": "WEEKLY", "byday": "FR"}],
        },
    ]
    report = bring(cache, write(tmp_path / "feed.json", feed))
    assert [s.byday for s in entries(cache)["1"].schedules] == [("MO",)]
    assert "newer record" in report.rejected[0].why


def test_a_damaged_book_is_replaced(cache):
    cache.write_bytes(b"not a database, only words " * 100)
    assert counts(bring(cache, FEEDS / "october.json")) == (6, 0, 0, 0)
    assert len(entries(cache)) == 6


def test_a_book_from_a_newer_kit_is_left_alone(cache):
    bring(cache, FEEDS / "october.json")
    connection = sqlite3.connect(cache)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = cache.read_bytes()
    with pytest.raises(StorageError, match="newer version"):
        bring(cache, FEEDS / "february.json")
    assert cache.read_bytes() == before


def test_numbers_json_does_not_know_are_unknown_and_the_service_stays(cache):
    report = bring(cache, HOSTILE / "nan.json")
    assert counts(report) == (1, 0, 0, 0)
    assert [note.where for note in report.notes] == ["nan.json, record 1, minimum_age"]
    assert entries(cache)["1"].minimum_age is None


def test_in_a_folder_json_without_services_is_rejected_and_the_rest_read(cache, tmp_path):
    folder = tmp_path / "pages"
    (folder / "older").mkdir(parents=True)
    write(folder / "page1.json", {"contents": [{"id": "1", "name": "Choir"}]})
    write(folder / "trouble.json", {"error": "too many requests"})
    report = bring(cache, folder)
    assert counts(report) == (1, 0, 0, 0)
    assert [(one.where, one.why) for one in report.rejected] == [
        ("trouble.json", "It is JSON but holds no services.")
    ]
    assert [note.where for note in report.notes] == ["older"]
    with pytest.raises(SourceError, match="holds no services"):
        bring(cache, folder / "trouble.json")


def test_a_book_damaged_within_is_said_and_an_import_replaces_it(cache):
    bring(cache, FEEDS / "greater_manchester_ogl_v3.json")
    raw = bytearray(cache.read_bytes())
    for at in range(8192, len(raw) - 200, 4096):
        raw[at : at + 200] = b"q" * 200
    cache.write_bytes(raw)
    with pytest.raises(StorageError, match="damaged"), Book.open(cache) as book:
        book.entries()
    assert bring(cache, FEEDS / "october.json").added == 6
    assert len(entries(cache)) == 6
