"""Reading a spreadsheet: which row is the header, and what stands in the cells, as text. Nothing is calculated."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.sources.files import bytes_of, name_of
from conversation_kit.book.sources.pages import decode
from conversation_kit.book.tables.fields import field_of
from conversation_kit.errors import BadInputError, SourceError

CSV_ENDINGS = (".csv", ".tsv")
EXCEL_ENDINGS = (".xlsx", ".xlsm")
ENDINGS = (*CSV_ENDINGS, *EXCEL_ENDINGS)
_UNCHANGED = "The Book in use is unchanged."
_DELIMITERS = ",;\t|"
_HEADER_AMONG = 15  # rows from the top in which a header is looked for
_SNIFFED = 30
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_LARGEST = 50_000_000  # bytes; 20,000 full entries take about 20,000,000 as CSV
_UNPACKED_MOST = 200_000_000  # bytes; a workbook of 20,000 full entries unpacks to about 60,000,000
_LONGEST_LINE = 1_000_000  # characters
_ROWS_MOST = 200_000  # with something in them
_LINES_MOST = 1_100_000  # with empty ones: a workbook that was once formatted to its last row has 1,048,576
_CELLS_MOST = 5_000_000
_END = "\x00end\x00"


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header.

    Attributes:
        number: As the spreadsheet counts it, from 1.
        cells: Texts, one for each column of the header.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    Attributes:
        name: Of the file, fit for a report.
        sheet: Of the sheet, or empty for a CSV file.
        header: Names of the columns; empty ones are columns without a name.
        header_row: Which row that was, from 1.
        rows: What stands below it; empty rows are left out.
        remarks: What is worth a word about how it was read.
    """

    name: str
    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


def read_table(path: Path, *, sheet: str = "", header_row: int | None = None) -> Table:
    """Read a CSV file or one sheet of an Excel workbook.

    Args:
        path: The file; its ending says what it is.
        sheet: Which sheet, or empty for the first that is not hidden.
        header_row: Which row names the columns, from 1, or None to find it.

    Raises:
        NotFoundError: There is no such file.
        SourceError: It cannot be read, or nothing in it looks like a table.
    """
    name, raw = name_of(path), bytes_of(path, name_of(path), _LARGEST)
    if path.suffix.lower() in EXCEL_ENDINGS:
        title, lines, remarks = _sheet(raw, name, sheet)
    else:
        title, (lines, remarks) = "", _csv_lines(raw, name)
    at = _header_at(lines, header_row, name)
    header = tuple(clean_line(cell) for cell in lines[at])
    while header and not header[-1]:
        header = header[:-1]
    rows, wider = [], 0
    for number, cells in enumerate(lines[at + 1 :], start=at + 2):
        if any(cell.strip() for cell in cells):
            wider += any(cell.strip() for cell in cells[len(header) :])
            rows.append(Row(number, tuple((*cells, *[""] * len(header))[: len(header)])))
    if above := sum(any(cell.strip() for cell in cells) for cells in lines[:at]):
        remarks = [*remarks, f"Left out: {_rows(above)} above the headings in row {at + 1}."]
    if wider:
        remarks = [*remarks, f"Left out: what stands beyond the last named column in {_rows(wider)}."]
    return Table(name, title, header, at + 1, tuple(rows), tuple(remarks))


def _csv_lines(raw: bytes, name: str) -> tuple[list[list[str]], list[str]]:
    text, remark = decode(raw, name, wanted="a CSV file")
    if "\x00" in text or any(len(line) > _LONGEST_LINE for line in _lines(text)):
        raise SourceError(f"{name} is no table: no spreadsheet has lines like that. {_UNCHANGED}")
    delimiter = _delimiter(text)
    if text.count(delimiter) > _CELLS_MOST:
        raise _too_much(name)
    closed = text + ("" if text.endswith(("\n", "\r")) else "\n") + _END
    reader = csv.reader(_lines(closed), delimiter=delimiter)
    try:
        lines = _limited(reader, name)
    except csv.Error as error:
        raise SourceError(f"{name} cannot be read as a table ({error}). {_UNCHANGED}") from error
    if lines.pop() != [_END]:
        raise SourceError(
            f"In row {len(lines) + 1} of {name} a quotation mark opens and is never closed, so that the rows after it "
            f"cannot be told apart. {_UNCHANGED} Mend that row."
        )
    return lines, [remark] if remark else []


def _lines(text: str) -> io.TextIOWrapper:
    """Return the lines of a text, their ends as they are; a fourth of the memory that StringIO takes."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")


def _delimiter(text: str) -> str:
    """Return what parts the cells: the sign that gives the first rows the most and the most even columns."""

    def evenness(sign: str) -> tuple[int, int]:
        sample = _lines("".join(islice(_lines(text), _SNIFFED)))
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=sign) if any(row)]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(_DELIMITERS, key=evenness)


def _sheet(raw: bytes, name: str, wanted: str) -> tuple[str, list[list[str]], list[str]]:
    _check_workbook(raw, name)
    import openpyxl  # noqa: PLC0415 - 150 ms, only where there is a workbook

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        visible = [one for one in book.worksheets if one.sheet_state == "visible"]
        sheet = _pick(visible, wanted, name)
        sheet.reset_dimensions()  # what the file says of its own size need not be so
        lines = _limited((map(_cell, row) for row in sheet.iter_rows(values_only=True)), name)
    except (BadInputError, SourceError):
        raise
    except Exception as error:  # the reader raises what it likes on a damaged workbook
        raise SourceError(
            f"{name} cannot be read as a workbook ({type(error).__name__}). {_UNCHANGED} Save it again as .xlsx."
        ) from error
    others = [one.title for one in book.worksheets if one is not sheet]
    remarks = (
        [f"Only the sheet “{clean_line(sheet.title)}” was read, of {len(others) + 1}."] if others else []
    )
    return sheet.title, lines, remarks


def _check_workbook(raw: bytes, name: str) -> None:
    """Refuse what would be dangerous or useless to unpack, before anything is unpacked."""
    if raw.startswith(_OLD_EXCEL):
        raise SourceError(
            f"{name} is an old .xls workbook, or one with a password. {_UNCHANGED} "
            "Save it as .xlsx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(one.file_size for one in packed.infolist())
            sheets = [one for one in packed.namelist() if one.startswith("xl/")]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(f"{name} is no whole workbook. {_UNCHANGED} Save it again as .xlsx.") from error
    if size > _UNPACKED_MOST:
        raise SourceError(
            f"{name} would unpack to {size // 1_000_000} MB, too much for a list of groups. {_UNCHANGED}"
        )
    if not sheets:
        raise SourceError(f"{name} is a zip archive but no workbook. {_UNCHANGED}")


def _pick(visible: Sequence[Any], wanted: str, name: str) -> Any:
    if not visible:
        raise SourceError(f"{name} has no sheet that can be seen. {_UNCHANGED}")
    if not wanted:
        return visible[0]
    for one in visible:
        if one.title.casefold() == wanted.casefold():
            return one
    titles = ", ".join(clean_line(one.title) for one in visible)
    raise BadInputError(f"{name} has no sheet “{clean_line(wanted)}”; it has {titles}. {_UNCHANGED}")


def _cell(value: object) -> str:
    """Return a cell as somebody would read it aloud: whole numbers without .0, days and times in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - as Excel shows it
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _limited(rows: Iterable[Iterable[str]], name: str) -> list[list[str]]:
    """Return the rows, empty ones as they stand in between; not more than a list of groups can have."""
    lines: list[list[str]] = []
    filled = cells = 0
    for row in rows:
        line = list(row)
        while line and not line[-1]:
            line.pop()
        filled, cells = filled + bool(line), cells + len(line)
        if filled > _ROWS_MOST or cells > _CELLS_MOST or len(lines) > _LINES_MOST:
            raise _too_much(name)
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _too_much(name: str) -> SourceError:
    return SourceError(
        f"{name} has more rows or columns than a list of groups can have ({_ROWS_MOST} rows). {_UNCHANGED}"
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _header_at(lines: list[list[str]], header_row: int | None, name: str) -> int:
    """Return the index of the header: the row, near the top, that names most columns we know."""
    if header_row is not None:
        if not 1 <= header_row <= len(lines) or not any(map(clean_line, lines[header_row - 1])):
            raise BadInputError(f"Row {header_row} of {name} names no columns. {_UNCHANGED} Mend header_row.")
        return header_row - 1
    near = [
        at for at in range(min(_HEADER_AMONG, len(lines))) if sum(map(bool, map(clean_line, lines[at]))) > 1
    ]
    if not near:
        raise SourceError(f"{name} holds no table: no row near its top names two columns. {_UNCHANGED}")
    return max(near, key=lambda at: (sum(field_of(cell) is not None for cell in lines[at]), -at))
