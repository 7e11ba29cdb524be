"""The map of a spreadsheet: which column is which field. A file somebody can correct without programming."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process

from conversation_kit.book.reading.findings import shown
from conversation_kit.book.tables.fields import FIELDS, IGNORE, field_of
from conversation_kit.book.tables.table import Table
from conversation_kit.bounded import toml_within
from conversation_kit.errors import BadInputError
from conversation_kit.paths import is_there

MAP_ENDING = ".map.toml"
_UNCHANGED = "The Book in use is unchanged."
_SAMPLES = 3
_CLOSE = 60


@dataclass(frozen=True, slots=True)
class TableMap:
    """Which column is which field.

    Attributes:
        columns: By heading, the field it fills, or ``ignore``.
        sheet: Which sheet of a workbook; empty for the first that is not hidden.
        header_row: Which row names the columns, from 1; None to find it.
        separator: What parts several things in one cell.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int | None = None
    separator: str = ";"


class _MapFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    sheet: str = ""
    header_row: int | None = Field(default=None, ge=1)
    separator: str = Field(default=";", min_length=1, max_length=5)
    columns: dict[str, str]


def load_map(path: Path) -> TableMap:
    """Read a map.

    Raises:
        BadInputError: It cannot be read, is not TOML, or names a field that is none; says which.
    """
    try:
        read = _MapFile.model_validate(toml_within(path))
    except OSError as error:
        raise BadInputError(f"The map {path.name} cannot be read ({error.strerror}). {_UNCHANGED}") from error
    except UnicodeDecodeError as error:
        raise BadInputError(f"The map {path.name} cannot be read as text. {_UNCHANGED}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"The map {path.name} is not TOML: {error}. {_UNCHANGED}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadInputError(
            f"The map {path.name} cannot be used: {key}: {first['msg']}. {_UNCHANGED}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadInputError(
            f"The map {path.name} cannot be read: no map looks like that. {_UNCHANGED}"
        ) from error
    for heading, name in read.columns.items():
        if name not in FIELDS and name != IGNORE:
            raise BadInputError(
                f"The map {path.name} says “{shown(heading)}” is {_no_field(name)}. {_UNCHANGED}"
            )
    _check_once(read.columns, path.name)
    return TableMap(read.columns, read.sheet, read.header_row, read.separator)


def map_for(table_path: Path, map_path: Path | None) -> TableMap | None:
    """Return the map that was named, or the one beside the spreadsheet (``groups.csv.map.toml``), or None."""
    beside = table_path.with_name(table_path.name + MAP_ENDING)
    if map_path is None and is_there(beside):
        map_path = beside
    return None if map_path is None else load_map(map_path)


def fitting(table: Table, given: TableMap | None) -> TableMap:
    """Return the map to read ``table`` by: the one given, checked against it, or a guess that leaves no doubt.

    Raises:
        BadInputError: The map names columns that are not there, or nothing names the groups, or a guess is in doubt.
    """
    if given is not None:
        missing = [heading for heading in given.columns if heading not in table.header]
        if missing:
            raise BadInputError(
                f"The map names a column “{shown(missing[0])}” that {table.name} does not have in row "
                f"{table.header_row}. {_UNCHANGED} Its columns are: {', '.join(filter(None, table.header))[:300]}."
            )
        if "name" not in given.columns.values():
            raise BadInputError(f"The map says of no column that it is the name. {_UNCHANGED} Mend the map.")
        return given
    guess = {heading: found for heading in table.header if heading and (found := field_of(heading))}
    if "name" not in guess.values():
        raise BadInputError(
            f"Which column of {table.name} is the name cannot be told. {_UNCHANGED} {_MAKE_A_MAP}"
        )
    _check_once(guess, table.name)
    return TableMap(guess)


def starter(table: Table) -> str:
    """Return a map to begin with, as TOML: each column with some of what stands in it, guessed where that is plain."""
    return "\n".join(_starter_lines(table)) + "\n"


def _starter_lines(table: Table) -> Iterator[str]:
    yield f"# Which column of {table.name} is what. Change the words on the right; leave those on the left."
    yield "# A column that is not to come in says: ignore. Then look, without changing anything:"
    yield f"#   conversation-kit book check {json.dumps(table.name, ensure_ascii=False)} --map THIS_FILE"
    yield "#"
    for name, known in FIELDS.items():
        more = " (more than one column may)" if known.several else ""
        yield f"#   {name:<14} {known.says}{more}"
    yield ""
    if table.sheet:
        yield f"sheet = {_quoted(table.sheet)}"
    yield f"header_row = {table.header_row}"
    yield 'separator = ";"   # parts several things in one cell: singing; tea; company'
    yield ""
    yield "[columns]"
    taken: set[str] = set()
    for at, heading in enumerate(table.header):
        if not heading:
            continue
        found = field_of(heading)
        if found in taken and not FIELDS[found].several:
            found = None
        taken.add(found or "")
        yield f"{_quoted(heading)} = {_quoted(found or IGNORE)}{_samples(table, at)}"


def _samples(table: Table, at: int) -> str:
    seen = [shown(row.cells[at]) for row in table.rows[:50] if row.cells[at].strip()]
    return f"   # {' | '.join(dict.fromkeys(seen[:_SAMPLES]))}" if seen else "   # empty"


def _quoted(words: str) -> str:
    """Return a TOML string: JSON's escapes are among TOML's."""
    return json.dumps(words, ensure_ascii=False)


def _check_once(columns: Mapping[str, str], name: str) -> None:
    by_field: dict[str, list[str]] = {}
    for heading, of in columns.items():
        by_field.setdefault(of, []).append(heading)
    for of, headings in by_field.items():
        if of != IGNORE and len(headings) > 1 and not FIELDS[of].several:
            both = " and ".join(f"“{shown(heading)}”" for heading in headings[:2])
            raise BadInputError(f"In {name} both {both} would be the {of}. {_UNCHANGED} {_MAKE_A_MAP}")


def _no_field(name: str) -> str:
    close: Sequence[Any] = process.extract(name, list(FIELDS), limit=1, score_cutoff=_CLOSE)
    hint = f"; did you mean {close[0][0]}?" if close else f". Fields are: {', '.join(FIELDS)}, {IGNORE}"
    return f"“{shown(name)}”, which is no field{hint}"


_MAKE_A_MAP = (
    "Make a map, correct it, and give it with --map: conversation-kit book map FILE --output MAP.toml"
)
