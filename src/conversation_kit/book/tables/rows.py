"""Rows of a spreadsheet as records of a feed, so that one reader reads both."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.sources.pages import Record
from conversation_kit.book.tables.fields import FIELDS, IGNORE
from conversation_kit.book.tables.mapping import TableMap
from conversation_kit.book.tables.table import Row, Table

GIVING = "Ways to give"
_PLAIN = (
    *("id", "name", "status", "url", "email", "minimum_age", "maximum_age", "eligibility"),
    *("assured_date", "last_modified"),
)
_PLACE = ("address", "city", "postal_code", "latitude", "longitude")
_LOST_NOUGHT = re.compile(r"[1-9]\d{9}")


def records(table: Table, mapped: TableMap) -> Iterator[Record]:
    """Yield each row as the record a feed would hold, with where it stands ("groups.csv, row 12")."""
    columns = [
        (at, mapped.columns[heading])
        for at, heading in enumerate(table.header)
        if mapped.columns.get(heading, IGNORE) != IGNORE
    ]
    for row in table.rows:
        yield f"{table.name}, row {row.number}", _record(_cells(row, columns), mapped.separator)


def record_of(values: Mapping[str, str], separator: str = ";") -> dict[str, Any]:
    """Return the record of one row whose cells are given by field (see ``FIELDS``)."""
    return _record(
        {name: [values[name]] if values.get(name, "").strip() else [] for name in FIELDS}, separator
    )


def _cells(row: Row, columns: list[tuple[int, str]]) -> dict[str, list[str]]:
    """Return what stands in a row, by field; a cell that only says that nothing is there is empty."""
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    for at, name in columns:
        if clean_line(row.cells[at]):
            found[name].append(row.cells[at].strip())
    return found


def _record(cells: dict[str, list[str]], separator: str) -> dict[str, Any]:
    def first(name: str) -> str:
        return cells[name][0] if cells[name] else ""

    def several(name: str) -> list[str]:
        parts = (part.strip() for cell in cells[name] for part in cell.split(separator))
        return [part for part in parts if part]

    record: dict[str, Any] = {name: first(name) for name in _PLAIN if cells[name]}
    record["status"] = (
        first("status") or "active"
    )  # what stands in somebody's list runs, unless it says otherwise
    record["description"] = "\n".join(cells["description"])
    record["fees"] = first("cost")
    if cells["organization"]:
        record["organization"] = {"name": first("organization")}
    record["contacts"] = [
        {"name": first("contact_name"), "phones": [{"number": _phone(number)} for number in cells["phone"]]}
    ]
    place: dict[str, Any] = {name: first(name) for name in _PLACE if cells[name]}
    place |= {"name": first("location_name"), "address": ", ".join(cells["address"])}
    place["accessibility"] = [{"description": words} for words in cells["accessibility"]]
    record["locations"] = [place]
    record["schedules"] = _schedules(cells)
    record["attributes"] = [{"name": words} for words in several("attributes")]
    record["attributes"] += [{"name": words, "taxonomy": GIVING} for words in several("ways_to_give")]
    record["languages"] = several("languages")
    record["service_areas"] = several("service_areas")
    return record


def _schedules(cells: dict[str, list[str]]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = [{"description": words} for words in cells["schedule"]]
    fields = {name: cells[name][0] for name in ("byday", "opens_at", "closes_at") if cells[name]}
    return [*told, fields] if fields else told


def _phone(number: str) -> str:
    """Return a number with the nought that a spreadsheet took for an idle one."""
    bare = number.replace(" ", "")
    return f"0{bare}" if _LOST_NOUGHT.fullmatch(bare) else number
