"""Reading a whole file that a stranger may have made: never more of it than such a file can hold."""

import errno
import os
import tomllib
from pathlib import Path
from typing import Any

_HAND_WRITTEN = 200_000  # bytes: settings, a map, footprints; real ones have some thousands
_LONGEST_LINE = 5_000  # characters; tomllib takes minutes over a line made of nothing but dots


class TooLargeError(OSError):
    """A file is larger than such a file can be."""


def bytes_within(path: Path, most: int) -> bytes:
    """Return what a file holds.

    Args:
        path: The file. What only looks like one (``/dev/zero``) is read no further than ``most`` either.
        most: Bytes.

    Raises:
        TooLargeError: It is larger; ``strerror`` says so in words.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        large = os.fstat(file.fileno()).st_size > most
        raw = b"" if large else file.read(most + 1)
    if large or len(raw) > most:
        raise TooLargeError(
            errno.EFBIG, f"it is larger than {_in_words(most)}, more than such a file can hold"
        )
    return raw


def text_within(path: Path, most: int = _HAND_WRITTEN) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark, with plain line ends.

    Raises:
        OSError: As ``bytes_within``.
        UnicodeDecodeError: It is no such text.
    """
    text = bytes_within(path, most).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def toml_within(path: Path) -> dict[str, Any]:
    """Return what a TOML file that somebody wrote by hand holds.

    Raises:
        OSError: As ``bytes_within``.
        UnicodeDecodeError: It is no text in UTF-8.
        tomllib.TOMLDecodeError: It is no TOML, or shaped as no such file is.
    """
    return toml_in(text_within(path))


def toml_in(text: str) -> dict[str, Any]:
    """Return what the text of such a file holds. Raises tomllib.TOMLDecodeError as ``toml_within`` does."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _LONGEST_LINE:
            raise tomllib.TOMLDecodeError(f"line {number} is over {_LONGEST_LINE} characters long")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("brackets are nested far too deep") from error
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:
        raise tomllib.TOMLDecodeError("it holds a number too long to read") from error


def _in_words(most: int) -> str:
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"  # noqa: PLR2004 - a megabyte
