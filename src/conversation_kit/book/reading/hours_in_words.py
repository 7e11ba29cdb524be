"""Hours that a source gives in words: ``Mon & Thur 1-3pm, Sat 10am to 12 noon``.

Only what is understood whole is read: one strange word ("term time", "last Friday", "by appointment") and the
words stay words. A wrong hour sends somebody to a locked door.
"""

import re
from datetime import time

from conversation_kit.book.reading.clock import clock, day_code, in_week_order
from conversation_kit.model.entries import Schedule
from conversation_kit.model.week import day_span

_LONGEST = 400  # characters of words worth trying to read as hours

_TOKEN = re.compile(
    r"(?P<hours>(?P<h1>\d{1,2})(?:[:.](?P<m1>\d{2}))?\s*(?P<a1>am|pm|noon)?\s*(?:-|–|—|to|until|till)\s*"
    r"(?:(?P<h2>\d{1,2})(?:[:.](?P<m2>\d{2}))?\s*(?P<a2>am|pm|noon)?|(?P<word2>noon|midday))(?![\d:]))"
    r"|(?P<every>weekdays|daily|every day|everyday)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<span>-|–|—)"
    r"|(?P<mark>[,;:.&/|+\n]|\s+)",
    re.IGNORECASE,
)
_WEEK = {"weekdays": ("MO", "FR"), "daily": ("MO", "SU"), "every day": ("MO", "SU"), "everyday": ("MO", "SU")}
_ENDS = frozenset(".;\n")
_TO = frozenset({"to", "until", "till"})
_EMPTY_WORDS = frozenset(
    {"and", "on", "from", "open", "opening", "hours", "each", "every", "between", "also"}
)
_SLIP = re.compile(
    r"\b12(?:[:.]00)?\s*am\s*(?:-|–|—|to|until)\s*\d{1,2}(?:[:.]\d{2})?\s*pm|am\s*(?:-|–|—|to|until)\s*12(?:[:.]00)?\s*am\b",
    re.IGNORECASE,
)

_Hours = tuple[time, time]
_Part = set[str] | _Hours


def noon_slip(words: str) -> bool:
    """Say whether ``words`` give midnight where noon is plainly meant: ``Sunday 12am-3.30pm``, ``9am-12am``."""
    return bool(_SLIP.search(words))


def schedules_in(words: str) -> tuple[Schedule, ...]:
    """Return weekly schedules for words that say days and hours and nothing else; else nothing at all."""
    if not words or len(words) > _LONGEST or noon_slip(words):
        return ()
    parts = _parts(words)
    if not parts:
        return ()
    pairs = _pair(parts)
    if not pairs:
        return ()
    days_at: dict[_Hours, set[str]] = {}
    for days, hours in pairs:
        days_at.setdefault(hours, set()).update(days)
    return tuple(
        Schedule(freq="WEEKLY", byday=in_week_order(days), opens_at=opens, closes_at=closes)
        for (opens, closes), days in days_at.items()
    )


def _parts(words: str) -> list[_Part] | None:
    """Return sets of days and pairs of times as they follow each other, or None when a word is not understood."""
    reader, at = _Reader(), 0
    while at < len(words):
        token = _TOKEN.match(words, at)
        if token is None or not reader.take(token):
            return None
        at = token.end()
    return None if reader.joiner else reader.parts


class _Reader:
    """Puts tokens together to days and hours.

    Attributes:
        parts: What was understood so far.
        joiner: "to" or a dash that waits for the day it leads to.
    """

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.joiner = ""
        self._last_day = ""
        self._fresh = False  # a full stop came: the next day begins something new

    def take(self, token: re.Match[str]) -> bool:
        """Take one token; False when it is not understood here."""
        if token["mark"]:
            self._fresh = self._fresh or token["mark"] in _ENDS
            return True
        if token["hours"]:
            return self._take_hours(_hours(token))
        if token["every"]:
            self._put(set(day_span(*_WEEK[token["every"].lower()])))
            return True
        return self._take_word((token["word"] or token["span"]).lower())

    def _take_hours(self, hours: _Hours | None) -> bool:
        if hours is None or self.joiner in _TO:
            return False
        self._put(hours)
        return True

    def _take_word(self, word: str) -> bool:
        if word in _TO or not word.isalpha():
            self.joiner = word
            return bool(self._last_day)
        day = day_code(word) if len(word) > 2 else None  # noqa: PLR2004  ("we" is a word, not a day)
        if day is None:
            return word in _EMPTY_WORDS and not self.joiner
        days = set(day_span(self._last_day, day)) if self.joiner else {day}
        before = self.parts[-1] if self.parts else None
        if isinstance(before, set) and (self.joiner or not self._fresh):
            days |= before
            self.parts.pop()
        self._put(days)
        self._last_day = day
        return True

    def _put(self, part: _Part) -> None:
        self.parts.append(part)
        self.joiner = self._last_day = ""
        self._fresh = False


def _hours(token: re.Match[str]) -> _Hours | None:
    """Return opening and closing time of one token, or None when it could be read in two ways."""
    closing_half = "noon" if token["word2"] else (token["a2"] or "").lower()
    opening_half = (token["a1"] or "").lower()
    closing_hour = 12 if token["word2"] else int(token["h2"])
    written_24 = bool(token["m1"]) and bool(token["m2"]) and not opening_half and not closing_half
    if not written_24 and not closing_half:
        return None
    closes = clock(closing_hour, int(token["m2"] or 0), closing_half)
    if closes is None:
        return None
    halves = [opening_half] if opening_half or written_24 else ["pm", "am"]
    for half in halves:
        opens = clock(int(token["h1"]), int(token["m1"] or 0), half)
        if opens is not None and opens < closes:
            return opens, closes
    return None


def _pair(parts: list[_Part]) -> list[tuple[set[str], _Hours]]:
    """Pair days with hours: ``days hours hours`` all along, or ``hours days`` all along; else nothing."""
    pairs: list[tuple[set[str], _Hours]] = []
    if not isinstance(parts[0], set):
        for hours, days in zip(parts[::2], parts[1::2], strict=False):
            if isinstance(hours, set) or not isinstance(days, set):
                return []
            pairs.append((days, hours))
        return pairs if len(parts) % 2 == 0 else []
    days, waiting = parts[0], False
    for part in parts:
        if not isinstance(part, set):
            pairs.append((days, part))
        elif waiting:
            return []
        else:
            days = part
        waiting = isinstance(part, set)
    return [] if waiting else pairs
