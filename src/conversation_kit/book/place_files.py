"""Reads files of places: the shipped open data and a council's own, in one format.

A file is CSV (or TSV, by its ending) in UTF-8 with the columns ``name``, ``latitude`` and ``longitude``, and,
if wanted, ``kind`` and ``district``. ``assets/places/README.md`` documents it for councils.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.bounded import text_within
from conversation_kit.errors import BadInputError
from conversation_kit.model.spots import Spot

POSTCODE_DISTRICT = "postcode district"

_LARGEST = 20_000_000  # bytes; every postcode of a county takes less
_NEEDED = ("name", "latitude", "longitude")
# A whole postcode, a sector ("WN7 4") or a district alone; group 1 is the district.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s*[0-9][A-Z]{2}|\s+[0-9])?")
_FURTHEST = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, slots=True)
class Place:
    """A spot with what tells it from its namesakes.

    Attributes:
        spot: Name, coordinates and kind.
        district: The council area it lies in, or empty.
        own: True when a council's own file named it; it then beats the shipped places.
    """

    spot: Spot
    district: str = ""
    own: bool = False


def postcode_district(words: str) -> str:
    """Return the district ("WN7") of a postcode, sector or district, or "" when it has another shape."""
    shape = _POSTCODE.fullmatch(words.strip().upper())
    return shape[1] if shape else ""


def read_places(path: Path, *, own: bool = False) -> Iterator[Place]:
    """Yield the places of one file.

    Args:
        path: A ``.csv`` file, or ``.tsv`` with tabs.
        own: Whether this is a council's own file.

    Raises:
        BadInputError: The file cannot be read; the sentence names file, line and field.
    """
    try:
        text = text_within(path, _LARGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"{path.name} could not be read as text; check that it is there and saved as UTF-8."
        ) from error
    rows = csv.reader(text.splitlines(), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    columns = {name.strip().lower(): at for at, name in enumerate(next(rows, []))}
    for field in _NEEDED:
        if field not in columns:
            raise BadInputError(
                f"{path.name}, line 1: there is no column called {field!r}; add it to the first line."
            )
    for row in rows:
        if any(row):
            yield _place(row, columns, where=f"{path.name}, line {rows.line_num}", own=own)


def _place(row: list[str], columns: dict[str, int], *, where: str, own: bool) -> Place:
    def cell(field: str) -> str:
        at = columns.get(field, -1)
        return row[at].strip() if 0 <= at < len(row) else ""

    name = cell("name")
    if not name:
        raise BadInputError(f"{where}, field name: it is empty; give the place a name.")
    latitude = _degrees(cell("latitude"), "latitude", where)
    longitude = _degrees(cell("longitude"), "longitude", where)
    kind = cell("kind").lower() or (POSTCODE_DISTRICT if postcode_district(name) == name else "place")
    return Place(Spot(name, latitude, longitude, kind), cell("district"), own)


def _degrees(value: str, field: str, where: str) -> float:
    try:
        degrees = float(value)
    except ValueError:
        degrees = float("nan")
    if abs(degrees) <= _FURTHEST[field]:  # False for not-a-number, too
        return degrees
    raise BadInputError(f"{where}, field {field}: it should be a number of degrees, such as 53.4974.")
