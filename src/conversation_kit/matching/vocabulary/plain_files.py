"""Plain files, read so that every fault can be told with file, line and what is wrong."""

import re
import tomllib
from pathlib import Path
from typing import Any

from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.plain import tokens


def toml_of(path: Path) -> dict[str, Any]:
    """Read a TOML file. Raises BadInputError as the module says."""
    try:
        return tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise fault(
            path, int(place[1]) if place else None, "this is not TOML: look for a missing quote or comma"
        ) from error


def text_of(path: Path) -> str:
    """Read a text file. Raises BadInputError as the module says."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise fault(path, None, "it is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise fault(path, None, "it cannot be read as UTF-8 text") from error


def line_of(path: Path, key: str) -> int | None:
    """Return the number of the first line that sets ``key``, from 1, or None."""
    pattern = re.compile(rf"\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\].]")
    return next((n for n, text in enumerate(text_of(path).splitlines(), 1) if pattern.match(text)), None)


def blocks_of(path: Path, key: str, raw: Any, *, called: str) -> list[tuple[int, dict[str, Any]]]:
    """Return what each ``[[key]]`` of a file holds, with the number of the line where it begins, from 1.

    Args:
        path: The file.
        key: What the blocks begin with.
        raw: What was read under that key; an empty list where there is nothing.
        called: What such a block is called, in the sentence that tells a fault.

    Raises:
        BadInputError: It is written otherwise.
    """
    begin = f"[[{key}]]"
    numbers = [
        n for n, text in enumerate(text_of(path).splitlines(), 1) if "".join(text.split()).startswith(begin)
    ]
    if not isinstance(raw, list) or len(raw) != len(numbers):
        raise fault(path, line_of(path, key), f"a {called} begins with {begin}, two brackets on either side")
    return list(zip(numbers, raw, strict=True))


def fault(path: Path, number: int | None, what: str) -> BadInputError:
    """Return the error that tells one fault: file, line and what is wrong."""
    where = f"{path.name}, line {number}" if number else path.name
    return BadInputError(f"The words file {where}: {what}. Mend it there; nothing else was changed.")


def phrases_of(path: Path, number: int | None, name: str, raw: Any) -> tuple[str, ...]:
    """Check a list of words in quotes, each with a letter. Raises BadInputError as the module says."""
    if not isinstance(raw, list) or not all(isinstance(words, str) for words in raw):
        raise fault(path, number, f'{name} is a list of words in quotes: ["...", "..."]')
    for words in raw:
        if not tokens(words):
            raise fault(path, number, f"{name} has a line without a single letter")
    return tuple(raw)


def phrases_under(path: Path, key: str, raw: Any) -> tuple[str, ...]:
    """Check the list of words in quotes that ``key`` sets; its line is looked for only when there is a fault.

    Raises:
        BadInputError: As the module says.
    """
    try:
        return phrases_of(path, None, key, raw)
    except BadInputError:
        return phrases_of(path, line_of(path, key), key, raw)
