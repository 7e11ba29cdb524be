"""Words on their way out of the kit: harmless on any screen or paper, otherwise exactly as they were said."""

import re
from datetime import date

from conversation_kit.text import inert

_LINE_ENDS = re.compile("[\u2028\u2029]")
# Halves of characters, and the two that no XML may hold.
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A joiner that joins nothing visible confuses both terminals and the measuring of cells.
_IDLE_JOINERS = re.compile("\u200d(?=[\\s\x20-\x7e]|$)|(?:(?<=\\s)|^)[\u200d\ufe0e\ufe0f]+")

_OPENING_MARKS = '"\u201c'
_CLOSING_MARKS = '"\u201d'


def plain(words: str) -> str:
    """Return ``words`` without control characters and direction overrides, trimmed; newlines stay."""
    words = _NO_CHARACTERS.sub("\ufffd", _LINE_ENDS.sub("\n", words))
    return inert(words).replace("\t", " ").strip()


def one_line(words: str) -> str:
    """Return ``words`` made :func:`plain` and put on one line."""
    return " ".join(_IDLE_JOINERS.sub("", " ".join(plain(words).split())).split())


def day_words(day: date) -> str:
    """Return ``day`` as people say it: "Tuesday 24 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def by_when_words(said: str, due: date | None) -> str:
    """Return by when, as they said it with the day that means, once: "this week (Friday 27 November 2026)"."""
    day = day_words(due) if due else ""
    if not said or not day:
        return said or day
    return day if said.casefold() in day.casefold() else f"{said} ({day})"


def quoted(words: str) -> str:
    """Return ``words`` in quotation marks, once, also when they came with some."""
    if len(words) > 1 and words[0] in _OPENING_MARKS and words[-1] in _CLOSING_MARKS:
        inside = words[1:-1].strip()
        # Marks that only begin and end different quotations within belong to the words.
        if not any(mark in inside for mark in _OPENING_MARKS + _CLOSING_MARKS):
            words = inside
    return f"\u201c{words}\u201d"
