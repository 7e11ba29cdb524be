"""A guide file from disk, read with distrust: size, encoding and TOML, before its meaning is looked at."""

import re
import tomllib
from pathlib import Path
from typing import Any

_MAX_BYTES = 1_000_000
_MAX_LINES = 5_000
_MAX_LINE = 2_000  # characters; both limits keep tomllib quick on a file made to be slow
_AT = re.compile(r"\(at line (\d+), column \d+\)")
_CURLY = re.compile("=\\s*[\u2018\u2019\u201c\u201d]")

_BROKEN_SECTION = (
    "this section does not fit here; write [[topics]] and [[topics.prompts]] in two square brackets"
)
_BY_MESSAGE = (  # a sign in tomllib's message, and what it means to somebody who writes a guide
    (
        "overwrite",
        "this was already said further up; delete one of the two, or begin a new [[topics]] section",
    ),
    ("twice", _BROKEN_SECTION),
    ("declare", _BROKEN_SECTION),
    ("immutable", _BROKEN_SECTION),
    ("Unescaped", "a backslash (\\) has a meaning of its own here; write it twice, or use a plain slash (/)"),
    (r"'\n'", "a quotation mark is missing; the words must begin and end with one, on the same line"),
)


class UnreadableError(Exception):
    """The file cannot be read as TOML at all. ``line`` is 0 when no line is to blame."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.line = line


def read_text(path: Path) -> str:
    """Return the text of a guide file, without a byte order mark and with plain line ends.

    Raises:
        UnreadableError: It is missing, no file, too big, not UTF-8 text, or shaped to be slow.
    """
    try:
        if not path.is_file():
            raise UnreadableError("there is no such file" if not path.exists() else "this is not a file")
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"the file cannot be opened ({error.strerror})") from error
    if len(raw) > _MAX_BYTES:
        raise UnreadableError("the file is over 1 MB, far more than a guide can be; was it the right file?")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            "this is not UTF-8 text; save it again as plain text with the encoding UTF-8", line
        ) from error
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        raise UnreadableError(f"the file has over {_MAX_LINES} lines, far more than a guide can have")
    for number, content in enumerate(lines, start=1):
        if len(content) > _MAX_LINE:
            raise UnreadableError(f"this line is over {_MAX_LINE} characters long", number)
    return text


def parse_toml(text: str) -> dict[str, Any]:
    """Return the document in ``text``.

    Raises:
        UnreadableError: It is empty or not TOML.
    """
    if not text.strip():
        raise UnreadableError("the file is empty; docs/guides.md has an example to start from")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise UnreadableError("brackets are nested far too deep") from error
    except ValueError as error:  # TOMLDecodeError, and numbers too long to read
        raise _unreadable(str(error), text) from error


def _unreadable(message: str, text: str) -> UnreadableError:
    """Turn the parser's message into a sentence, looking at the line it stumbled on."""
    lines = text.split("\n")
    found = _AT.search(message)
    number = int(found.group(1)) if found else 0
    if not number and "end of document" in message:
        number = len(text.rstrip("\n").split("\n"))
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return UnreadableError(_sentence(message, line), number)


def _sentence(message: str, line: str) -> str:
    """Say what is wrong with ``line``, by what it looks like first and by the parser's message after that."""
    if _CURLY.search(line):
        return 'these are curly quotation marks, as a word processor makes them; use straight ones: "'
    for sign, sentence in _BY_MESSAGE:
        if sign in message:
            return sentence
    if not all(character.isprintable() or character == "\t" for character in line):
        return (
            "there is a hidden character in this line that a screen would act on; type the line again by hand"
        )
    return _by_look(line)


def _by_look(line: str) -> str:
    value = line.partition("=")[2].strip()
    if line.strip() and "=" not in line:
        return 'this is neither a section in square brackets, nor name = "words", nor a comment after #'
    if value and value[0] not in "\"'[{":
        return 'words must stand in straight quotation marks, such as "My story"'
    if value and value[0] in "\"'" and value.count(value[0]) > 2:  # noqa: PLR2004 (one opens, one closes)
        return (
            "there is a quotation mark inside the words; write a backslash before it (\\\"), or use ' instead"
        )
    return "this line cannot be read; look for a missing quotation mark or bracket here or just above"
