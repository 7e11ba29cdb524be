"""Corrections and Gaps for the knowledge officer, as CSV or JSON. Never with a Person in them.

Both belong to nobody, but a worker may have typed a name. A line in which the name of somebody in the vault stands is
held back, and said; whether it means them only the worker can tell.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError
from conversation_kit.journey.telling import was_taken_back
from conversation_kit.model.connections import Correction, Gap
from conversation_kit.model.people import Person

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide ones are read as the narrow
_SHORTEST_NAME = 3  # letters; shorter ones are words too often
_NAME = re.compile(r"\w(?:[\w'’-]*\w)?")  # without the comma or bracket beside it
# What people write beside a name ("Maureen, the lady with the dog") and what stands before one names nobody by itself.
_NO_NAMES = frozenset(
    ["and", "for", "from", "her", "his", "miss", "mrs", "our", "the", "their", "who", "with"]
)


@dataclass(frozen=True, slots=True)
class ForOfficer:
    """What may go to the officer.

    Attributes:
        header: Names of the columns.
        rows: One for each correction or gap.
        held_back: How many lines hold a name of somebody in the vault.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    held_back: int = 0


def corrections_for_officer(corrections: Iterable[Correction], people: Sequence[Person]) -> ForOfficer:
    """Return what was found wrong in the Book, oldest first; nothing taken back, no line that names ``people``."""
    rows = [
        (one.kept_at.date().isoformat(), one.entry_id, one.entry_name, one.fault.value, one.words)
        for one in corrections
        if not was_taken_back(one)
    ]
    return _checked(("day", "entry_id", "entry_name", "fault", "words"), rows, people)


def gaps_for_officer(gaps: Iterable[Gap], people: Sequence[Person]) -> ForOfficer:
    """Return what nothing in the Book serves, oldest first, without lines that name one of ``people``."""
    rows = [(one.kept_at.date().isoformat(), one.area, one.words) for one in gaps]
    return _checked(("day", "area", "words"), rows, people)


def as_csv(told: ForOfficer) -> str:
    """Return CSV text. A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # else a lone return in a cell would begin a row
    writer.writerow(told.header)
    writer.writerows([_inert_cell(cell) for cell in row] for row in told.rows)
    return out.getvalue()


def as_json(told: ForOfficer) -> str:
    """Return JSON text: a list of objects."""
    return json.dumps(as_data(told), ensure_ascii=False, indent=1) + "\n"


def as_data(told: ForOfficer) -> list[dict[str, str]]:
    """Return a list of objects."""
    return [dict(zip(told.header, row, strict=True)) for row in told.rows]


def for_file(told: ForOfficer, path: Path) -> str:
    """Return the text for a file, by its ending.

    Raises:
        BadInputError: The ending is neither ``.csv`` nor ``.json``.
    """
    shapes = {".csv": as_csv, ".json": as_json}
    if path.suffix.lower() not in shapes:
        raise BadInputError(f"{path.name} must end in .csv or .json. Nothing was written.")
    return shapes[path.suffix.lower()](told)


def _checked(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], people: Sequence[Person]
) -> ForOfficer:
    names = _names(people)
    clean = [row for row in rows if not (names and any(map(names.search, row)))]
    return ForOfficer(header, tuple(clean), len(rows) - len(clean))


def names_somebody(words: str, people: Sequence[Person]) -> bool:
    """Tell whether the name or reference of one of ``people`` stands in words that go to the officers."""
    names = _names(people)
    return names is not None and names.search(words) is not None


def _names(people: Sequence[Person]) -> re.Pattern[str] | None:
    """Return what finds the name of anybody as a word of its own, however it is written."""
    parts = {
        part
        for person in people
        for part in (person.name, *_NAME.findall(person.name), person.reference)
        if part
    }
    told = [
        re.escape(part) for part in parts if len(part) >= _SHORTEST_NAME and part.lower() not in _NO_NAMES
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(told))})(?!\w)", re.IGNORECASE) if told else None


def _inert_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
