"""Spreadsheets: every row is an entry or is rejected by its number, and the map says which column is what."""

import io
import zipfile
from datetime import UTC, date, datetime, time

import openpyxl
import pytest

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import check_sources, import_sources
from conversation_kit.book.tables.fields import field_of
from conversation_kit.book.tables.mapping import load_map, starter
from conversation_kit.book.tables.table import read_table
from conversation_kit.errors import BadInputError, NotFoundError, SourceError

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADER = "Group name,What happens,Run by,Venue,Postcode,When,Price,Tel,Category,Volunteering,Last checked"
KNIT = (
    '"Kiln Lane Knitters","Knitting,\nand a natter",Kiln Lane Church,Kiln Lane Hall,QZ1 2AB,Tuesdays 10am to 12 noon,£2,'
    "1632960123,knitting; company,help beginners,03/11/2026"
)


def write(tmp_path, text, name="groups.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def bring(tmp_path, path, **options):
    report = import_sources([str(path)], tmp_path / "book.sqlite", now=NOW, **options)
    with Book.open(tmp_path / "book.sqlite") as book:
        return report, list(book.entries())


def test_a_spreadsheet_with_plain_headings_needs_no_map(tmp_path):
    path = write(tmp_path, f"List of groups,,,,\n\n{HEADER}\n{KNIT}\n,,,,,,,,,,\n,nobody,,,,,,,,,\n")
    report, (entry,) = bring(tmp_path, path)
    assert (report.added, len(report.rejected)) == (1, 1)
    assert (
        report.rejected[0].where == "groups.csv, row 6"
    )  # row 4 spans two lines: rows are counted, not lines
    assert entry.name == "Kiln Lane Knitters"
    assert entry.description == "Knitting,\nand a natter"
    assert entry.organization == "Kiln Lane Church"
    assert (entry.locations[0].name, entry.locations[0].postal_code) == ("Kiln Lane Hall", "QZ1 2AB")
    assert (entry.schedules[0].byday, entry.schedules[0].opens_at) == (("TU",), time(10))
    assert entry.cost_options[0].amount == 2
    assert entry.contacts[0].phones == ("01632960123",)  # the nought the spreadsheet lost
    assert [term.name for term in entry.attributes][:2] == ["knitting", "company"]
    assert entry.ways_to_give == ("help beginners",)
    assert entry.assured_date == date(2026, 11, 3)


def test_the_next_import_of_the_same_rows_changes_nothing(tmp_path):
    path = write(tmp_path, f"{HEADER}\n{KNIT}\n")
    bring(tmp_path, path)
    report, _ = bring(tmp_path, path)
    assert (report.added, report.changed, report.unchanged, report.gone) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), ("|", "cp1252"), (",", "cp1252")]
)
def test_as_other_programs_write_them(tmp_path, delimiter, encoding):
    text = (
        delimiter.join(["Name", "Venue", "Price"])
        + "\r\n"
        + delimiter.join(["Café", "The Mere", "£3"])
        + "\r\n"
    )
    _, (entry,) = bring(tmp_path, write(tmp_path, text, encoding=encoding))
    assert (entry.name, entry.cost_options[0].amount) == ("Café", 3)


def workbook(tmp_path, *rows, name="groups.xlsx", hidden=False):
    book = openpyxl.Workbook()
    if hidden:
        book.active.title = "Old"
        book.active.sheet_state = "hidden"
        book.create_sheet("Groups")
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    path = tmp_path / name
    book.save(path)
    return path


def test_a_workbook_with_days_times_numbers_and_a_formula(tmp_path):
    path = workbook(
        tmp_path,
        ["Groups in Wendlebeck"],
        ["Name", "Day", "Start", "End", "Age from", "Last checked", "Phone", "Description"],
        [
            "Walking Football",
            "Thursday",
            time(14),
            time(15, 30),
            50,
            date(2026, 11, 3),
            1632960555,
            '=1+1&"x"',
        ],
        [None, None, None, None, None, None, None, None],
    )
    report, (entry,) = bring(tmp_path, path)
    assert report.rejected == ()
    schedule = entry.schedules[0]
    assert (schedule.byday, schedule.opens_at, schedule.closes_at) == (("TH",), time(14), time(15, 30))
    assert (entry.minimum_age, entry.assured_date) == (50, date(2026, 11, 3))
    assert entry.contacts[0].phones == ("01632960555",)
    assert entry.description == ""  # a formula nobody calculated has no value, and is never calculated here


def test_a_hidden_sheet_is_not_read_and_others_are_named(tmp_path):
    path = workbook(tmp_path, ["Name", "Venue"], ["Choir", "Mere Hall"], hidden=True)
    report, entries = bring(tmp_path, path)
    assert [entry.name for entry in entries] == ["Choir"]
    assert any("Only the sheet “Groups” was read, of 2" in note.why for note in report.notes)


def test_the_starter_is_a_map_that_works(tmp_path):
    path = write(tmp_path, f"{HEADER},Internal notes\n{KNIT},ring Sue\n")
    made = tmp_path / "groups.csv.map.toml"
    made.write_text(starter(read_table(path)), encoding="utf-8")
    mapped = load_map(made)
    assert mapped.columns["Group name"] == "name"
    assert mapped.columns["Internal notes"] == "ignore"
    assert bring(tmp_path, path)[0].added == 1  # found beside the spreadsheet


def test_a_map_in_somebodys_own_words(tmp_path):
    path = write(tmp_path, "Wot,Wen,Secret\nTea and talk,Fridays 2pm to 4pm,ring Sue\n")
    own = tmp_path / "own.toml"
    own.write_text('[columns]\n"Wot" = "name"\n"Wen" = "schedule"\n', encoding="utf-8")
    _, (entry,) = bring(tmp_path, path, map_path=own)
    assert (entry.name, entry.schedules[0].byday) == ("Tea and talk", ("FR",))
    assert "Sue" not in repr(entry)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[columns]\n"Wot" = "nmae"\n', "did you mean name"),
        ('[columns]\n"What" = "name"\n', "does not have in row 1"),
        ('[columns]\n"Wen" = "schedule"\n', "of no column that it is the name"),
        ('[columns]\n"Wot" = "name"\n"Wen" = "name"\n', "both “Wot” and “Wen” would be the name"),
        ("columns = 3\n", "columns"),
        ("colour = 3\n", "colour|columns"),
        ("[columns\n", "not TOML"),
        ('sheet = ""\nheader_row = 0\n[columns]\n"Wot" = "name"\n', "header_row"),
        ('header_row = 9\n[columns]\n"Wot" = "name"\n', "names no columns"),
    ],
)
def test_a_map_with_a_mistake_is_refused_with_where(tmp_path, text, said):
    path = write(tmp_path, "Wot,Wen\nTea,Fridays\n")
    bring(tmp_path, write(tmp_path, "Name,Venue\nOld,Hall\n", "old.csv"))
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    before = (tmp_path / "book.sqlite").read_bytes()
    with pytest.raises(BadInputError, match=said):
        bring(tmp_path, path, map_path=own)
    assert (tmp_path / "book.sqlite").read_bytes() == before


def test_a_guess_in_doubt_is_refused(tmp_path):
    with pytest.raises(BadInputError, match="book map"):
        bring(tmp_path, write(tmp_path, "Wot,Wen\nTea,Fridays\n"))
    with pytest.raises(BadInputError, match="both “Group” and “Activity name”"):
        bring(tmp_path, write(tmp_path, "Group,Activity name\nTea,Talk\n"))


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 100_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no whole workbook"),
        (b"PK\x03\x04 torn", "no whole workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old .xls workbook, or one with a password"),
        (b"<html>", "no whole workbook"),
    ],
)
def test_what_is_no_workbook_is_said(tmp_path, content, said):
    path = tmp_path / "groups.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        bring(tmp_path, path)


def test_what_would_unpack_without_end_is_not_unpacked(tmp_path):
    path = tmp_path / "groups.xlsx"
    path.write_bytes(bomb())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="would unpack to 500 MB"):
        bring(tmp_path, path)


def test_a_zip_that_is_no_workbook_and_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "groups.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(SourceError, match="no workbook"):
        bring(tmp_path, path)
    with pytest.raises(NotFoundError, match=r"no file none\.csv"):
        bring(tmp_path, tmp_path / "none.csv")
    with pytest.raises(SourceError, match="no row near its top"):
        bring(tmp_path, write(tmp_path, "only\none\ncolumn\n"))


def test_check_reports_and_changes_nothing(tmp_path):
    path = write(tmp_path, f"{HEADER}\n{KNIT}\n")
    checked = check_sources([str(path)], tmp_path / "book.sqlite", now=NOW)
    assert (checked.report.added, checked.refused, len(checked.entries)) == (1, "", 1)
    assert [one.name for one in tmp_path.iterdir()] == ["groups.csv"]


def test_headings_people_write():
    assert [field_of(words) for words in ("Postcode", "E-mail", "Web site", "Descripton", "Who is it for?", "Notes")] == [
        "postal_code", "email", "url", "description", "eligibility", None,
    ]  # fmt: skip
