"""On which line of a TOML file a field stands.

The standard library gives line numbers only for files it cannot read. This finder reads the layout that
docs/guides.md teaches (sections in brackets, one ``key = value`` a line). It knows nothing of what is written
inside a value, so for a section squeezed onto one line it answers with that line: the nearest one it knows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

Place = tuple[str | int, ...]

_SECTION = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=""")
_LONG_QUOTES = ('"""', "'''")


def line_index(text: str) -> dict[Place, int]:
    """Return the line (from 1) of every section and key of ``text``.

    Args:
        text: A TOML file.

    Returns:
        Places such as ``("topics", 0, "prompts", 2, "ask")`` with their lines.
    """
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    section: Place = ()
    for number, line in _lines_outside_long_strings(text):
        if heading := _SECTION.match(line):
            repeated = heading.group(1) == "[["
            section = _open_section(heading.group(2), counts, repeated=repeated)
            found.setdefault(section, number)
            if repeated:
                found.setdefault(section[:-1], number)
        elif key := _KEY.match(line):
            found.setdefault((*section, _bare(key.group(1))), number)
    return found


def line_of(place: Sequence[str | int], index: Mapping[Place, int]) -> int:
    """Return the line of ``place``, or of the nearest thing around it that has one; 0 when nothing has."""
    for length in range(len(place), 0, -1):
        if line := index.get(tuple(place[:length])):
            return line
    return 0


def _open_section(name: str, counts: dict[Place, int], *, repeated: bool) -> Place:
    """Return the place a heading opens, counting ``[[name]]`` up; parents stand at their latest item."""
    place: Place = ()
    parts = [_bare(part.strip()) for part in name.split(".")]
    for position, part in enumerate(parts):
        place = (*place, part)
        last = position == len(parts) - 1
        if last and repeated:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _bare(name: str) -> str:
    return name[1:-1] if name[:1] in {'"', "'"} else name


def _lines_outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers, leaving out those that begin inside a triple-quoted string."""
    open_quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not open_quote:
            yield number, line
        open_quote = _still_open(line, open_quote)


def _still_open(line: str, open_quote: str) -> str:
    """Return the triple quote that is still open at the end of ``line``, or an empty string."""
    at = 0
    while True:
        if open_quote:
            end = line.find(open_quote, at)
            if end < 0:
                return open_quote
            at, open_quote = end + 3, ""
        starts = [(line.find(quote, at), quote) for quote in _LONG_QUOTES]
        begun = [start for start in starts if start[0] >= 0]
        if not begun or "#" in line[: begun[0][0]].partition("=")[0]:
            return ""
        start, open_quote = min(begun)
        at = start + 3
