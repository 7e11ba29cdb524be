"""Spreadsheets made of anything: every row is kept or rejected with a reason, and the old Book stays whole."""

import csv
import io
import tracemalloc
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from feed_mutations import WORDS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import import_sources
from conversation_kit.book.sources.pages import records_in
from conversation_kit.book.tables.fields import FIELDS
from conversation_kit.book.tables.mapping import load_map, starter
from conversation_kit.book.tables.table import read_table
from conversation_kit.errors import KitError, SourceError
from known import tries

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
EACH = tries(usual=120, nightly=4000)
HEADINGS = [heading for name, field in FIELDS.items() for heading in (name, *field.headings[:2])]
CELL = st.one_of(
    st.sampled_from([word for word in WORDS if isinstance(word, str)]),
    st.sampled_from(['"', '""', "a\nb", "a\rb", "=1+1", "Tea", "Choir", "QZ1 2AB", "Mondays 7pm", " ", ""]),
    st.text(max_size=20),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A Book that stands, before each spreadsheet is tried on it."""
    path = tmp_path_factory.mktemp("book") / "book.sqlite"
    import_sources([str(FEEDS / "october.json")], path, now=NOW)
    return path


@settings(max_examples=EACH, database=None, suppress_health_check=list(HealthCheck))
@given(
    header=st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6, unique=True),
    rows=st.lists(st.lists(CELL, max_size=7), max_size=8),
    ending=st.sampled_from(["groups.csv", "groups.tsv", "groups.xlsx"]),
    names=st.booleans(),
)
@example(
    header=["name", "id"], rows=[["Tea", "1"], ["Tea", "1"], ["Choir", "1"]], ending="groups.csv", names=True
)
def test_rows_in_are_rows_kept_and_rows_rejected(cache, tmp_path_factory, header, rows, ending, names):
    header = ["name", *(h for h in header if h != "name")] if names else header
    path = tmp_path_factory.mktemp("table") / ending
    write(path, [header, *rows])
    before = cache.read_bytes()
    refused = None
    try:
        table = read_table(path)
        report = import_sources([str(path)], cache, now=NOW, allow_removals=True)
    except KitError as error:
        refused = error.sentence
    if refused is not None:
        assert cache.read_bytes() == before
        assert harmless(refused)
        return
    with Book.open(cache) as book:
        entries = list(book.entries())
    assert len(table.rows) == len(entries) + len(report.rejected)
    filled = sum(any(cell.strip() for cell in row) for row in read_back(path))
    above = sum("above the headings" in note.why for note in report.notes)
    assert filled - 1 == len(table.rows) or above, "rows above the headings are said"
    for finding in (*report.rejected, *report.notes):
        assert finding.why
        assert harmless(finding.where + finding.why)
    made = path.with_name("made.toml")
    made.write_text(starter(table), encoding="utf-8")
    assert set(load_map(made).columns) == set(filter(None, table.header))


def write(path, rows):
    if path.suffix != ".xlsx":
        out = io.StringIO(newline="")
        csv.writer(out, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\r\n").writerows(
            rows
        )
        path.write_bytes(out.getvalue().encode("utf-8", "replace"))
        return
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(["".join(c for c in cell if c.isprintable() or c == "\n") for cell in row])
    book.save(path)


def read_back(path):
    """Return the rows as another reader has them."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, data_only=True).active
        return [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    text = path.read_bytes().decode()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ","))


def harmless(text):
    return all(letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in text)


def table(tmp_path, text, name="groups.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path):
    with pytest.raises(
        SourceError, match=r"In row 3 of groups\.csv a quotation mark opens and is never closed"
    ):
        read_table(table(tmp_path, 'Name,Postcode\nTea,QZ1 2AB\n"Choir,QZ1 2AC\nChess,QZ1 2AD\n'))
    assert len(read_table(table(tmp_path, 'Name,Size\nTea,6" pot\nChoir,"a\nb"')).rows) == 2


def test_what_stands_above_the_headings_is_said(tmp_path):
    read = read_table(table(tmp_path, "Groups of Wendlebeck\nas of May,2026\n\nName,Postcode\nTea,QZ1 2AB\n"))
    assert read.remarks == ("Left out: 2 rows above the headings in row 4.",)


def test_a_workbook_that_says_it_is_larger_than_it_is(tmp_path):
    path = tmp_path / "groups.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Name", "Postcode"])
    book.active.append(["Tea", "QZ1 2AB"])
    book.active.row_dimensions[300_000].height = 20  # somebody formatted the whole column once
    book.save(path)
    assert len(read_table(path).rows) == 1


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 12}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'
).encode()
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/hostname">').replace(
    b"&i;", b"&a;"
)
DEEP = b"<worksheet>" + b"<a>" * 300_000
WIDE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    + b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 2000))
    + b"</sheetData></worksheet>"
)


@pytest.mark.parametrize("sheet", [LAUGHS, OUTSIDE, DEEP, WIDE], ids=["laughs", "outside", "deep", "wide"])
def test_a_workbook_made_to_hurt_is_refused(tmp_path, sheet):
    good = tmp_path / "good.xlsx"
    write(good, [["Name", "Postcode"], ["Tea", "QZ1 2AB"]])
    path = tmp_path / "groups.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if "sheet1" in name else old.read(name))
    tracemalloc.start()
    with pytest.raises(SourceError, match="The Book in use is unchanged"):
        read_table(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 150_000_000


def test_a_workbook_that_unpacks_without_end_is_refused_before(tmp_path):
    path = tmp_path / "groups.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/workbook.xml", "w") as inside,
    ):
        for _ in range(210):
            inside.write(b"\x00" * 1_000_000)
    with pytest.raises(SourceError, match="would unpack to 210 MB"):
        read_table(path)


@pytest.mark.parametrize(
    "text",
    [
        "Name,Postcode\n" + "a," * 600_000,
        "Name,Postcode\n" + "Tea,QZ1\x00\n",
        "Name,Postcode\n" + "T\n" * 200_002,
        "Name,Postcode\n" + '"\n",' * 5_000_001,
    ],
    ids=["one long line", "zeroes", "many rows", "one row of many lines"],
)
def test_what_no_list_of_groups_looks_like_is_refused(tmp_path, text):
    with pytest.raises(SourceError, match="The Book in use is unchanged"):
        read_table(table(tmp_path, text))


def test_a_feed_with_more_records_than_a_directory_has_is_refused():
    with pytest.raises(SourceError, match="more than 200000 records"):
        records_in([1] * 200_001, "page.json")
