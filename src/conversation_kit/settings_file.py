"""The settings file as text: where a key stands in it, and other values without losing what stands around them.

Comments, the order and whatever the app knows nothing of stay. A change is read back before it is written: should the
file hold its values in a form that this cannot change safely, nothing is written and the worker is told what to write.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from conversation_kit.bounded import text_within, toml_in
from conversation_kit.errors import BadInputError, StorageError
from conversation_kit.text_files import write_text_file

Where = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*\[(\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNED = re.compile(r"""^\s*([\w."'-]+(?:\s*\.\s*[\w."'-]+)*)\s*=""")
_BARE = re.compile(r"^[A-Za-z0-9_-]+$")


def line_of(text: str, where: Where) -> int:
    """Return the number of the line at which a setting stands, from 1; that of its section when it has none.

    Args:
        text: What the file holds.
        where: Its sections and its name, a number for the place in a list: ``("stop", "numbers", 0, "ring")``.

    Returns:
        0 when it is nowhere to be seen.
    """
    found, deepest = 0, 0
    for number, here in _places(text):
        if here == where[: len(here)] and len(here) > deepest:
            found, deepest = number, len(here)
    return found


def _places(text: str) -> Iterator[tuple[int, Where]]:
    """Yield each line that names a section or a setting, with its full name."""
    section: Where = ()
    counted: dict[Where, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            names = _names(header[2])
            if header[1]:
                counted[names] = counted.get(names, -1) + 1
            section = (*names, counted[names]) if header[1] else names
            yield number, section
        elif assigned := _ASSIGNED.match(line):
            yield number, (*section, *_names(assigned[1]))


def _names(dotted: str) -> Where:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def change_settings(path: Path, changes: Mapping[tuple[str, ...], Any]) -> None:
    """Write other values into the settings file, whole or not at all; make it when there is none.

    Args:
        path: The file.
        changes: By sections and name, the value: text, number or truth; None takes the setting out.

    Raises:
        BadInputError: As ``changed_text``.
        StorageError: As ``write_settings``.
    """
    write_settings(path, changed_text(path, changes))


def changed_text(path: Path, changes: Mapping[tuple[str, ...], Any]) -> str:
    """Return what the settings file would hold with other values; nothing is written.

    Raises:
        BadInputError: The file cannot be read, or cannot be changed without touching what stands around.
    """
    try:
        text = text_within(path)
        before = toml_in(text)
    except FileNotFoundError:
        text, before = "", {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInputError(
            f"The settings in {path} cannot be read, so nothing was changed. Mend the file first: {error}."
        ) from error
    changed = with_values(text, changes)
    if _read_back(changed) != _changed(before, changes):
        lines = ", ".join(
            f"{'.'.join(where)} = {_written(value)}" for where, value in changes.items() if value is not None
        )
        raise BadInputError(
            f"The settings in {path} stand there in a form that the app cannot change without touching the rest. "
            f"Nothing was changed. Write it by hand: {lines}"
        )
    return changed


def write_settings(path: Path, text: str) -> None:
    """Write the settings file, whole or not at all, where a link points when it is one.

    Raises:
        StorageError: The disk refused; the file is as it was.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{target.parent} cannot be made ({error.strerror}). Nothing was changed."
        ) from error
    write_text_file(target, text, overwrite=True)


def with_values(text: str, changes: Mapping[tuple[str, ...], Any]) -> str:
    """Return the text of a settings file with other values; everything else as it stands.

    Args:
        text: What the file holds.
        changes: As for ``change_settings``.
    """
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    for where, value in changes.items():
        at = next((number for number, here in _places("\n".join(lines)) if here == where), 0)
        if at and value is None:
            del lines[at - 1]
        elif at:
            start, _, rest = lines[at - 1].partition("=")
            lines[at - 1] = f"{start.rstrip()} = {_written(value)}{_comment(rest)}"
        elif value is not None:
            _put_in(lines, where, f"{_name(where[-1])} = {_written(value)}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _put_in(lines: list[str], where: tuple[str, ...], line: str) -> None:
    """Put a line into its section, behind what is set there already; begin the section when there is none."""
    section = where[:-1]
    places = list(_places("\n".join(lines)))
    if section and section not in [place for _, place in places]:
        lines += ["", f"[{'.'.join(_name(name) for name in section)}]", line]
        return
    inside = [
        number for number, place in places if place[: len(section)] == section and len(place) <= len(where)
    ]
    lines.insert(max(inside if section else _before_sections(lines), default=0), line)


def _before_sections(lines: list[str]) -> list[int]:
    """Return the numbers of the lines that set something outside every section."""
    numbers = []
    for number, line in enumerate(lines, start=1):
        if _HEADER.match(line):
            break
        if _ASSIGNED.match(line):
            numbers.append(number)
    return numbers


def _comment(rest: str) -> str:
    """Return the comment behind a value, with the white space before it; nothing when there is none."""
    quote = ""
    for at, letter in enumerate(rest):
        if quote:
            quote = "" if letter == quote and rest[at - 1] != "\\" else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "#":
            return rest[len(rest[:at].rstrip()) :]
    return ""


def _name(name: str) -> str:
    return name if _BARE.match(name) else json.dumps(name, ensure_ascii=False)


def _written(value: Any) -> str:
    """Return a value as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)


def _read_back(text: str) -> dict[str, Any] | None:
    try:
        return toml_in(text)
    except tomllib.TOMLDecodeError:
        return None


def _changed(before: Mapping[str, Any], changes: Mapping[tuple[str, ...], Any]) -> dict[str, Any] | None:
    """Return the values as they are to be; None where a section is no section."""
    values = deepcopy(dict(before))
    for where, value in changes.items():
        section = values
        for name in where[:-1]:
            section = section.setdefault(name, {})
            if not isinstance(section, dict):
                return None
        section.pop(where[-1], None)
        if value is not None:
            section[where[-1]] = value
    return values
