"""Times of day and days of the week, in the shapes feeds and people write them."""

import re
from collections.abc import Hashable
from datetime import time
from functools import lru_cache

from conversation_kit.model.week import DAY_NAMES, DAYS, day_span

_SHORT = {"tues": "TU", "weds": "WE", "thur": "TH", "thurs": "TH"}
_DAY_OF = (
    dict(zip(DAY_NAMES, DAYS, strict=True))
    | {name + "s": code for name, code in zip(DAY_NAMES, DAYS, strict=True)}
    | {name[:3]: code for name, code in zip(DAY_NAMES, DAYS, strict=True)}
    | {code.lower(): code for code in DAYS}
    | _SHORT
)
_GROUPS = {
    "weekdays": DAYS[:5],
    "weekday": DAYS[:5],
    "weekends": DAYS[5:],
    "weekend": DAYS[5:],
    "daily": DAYS,
    "every day": DAYS,
    "everyday": DAYS,
    "all week": DAYS,
    "7 days a week": DAYS,
}
_NUMBERED = re.compile(r"^([+-]?[1-5])\s*(MO|TU|WE|TH|FR|SA|SU)$", re.IGNORECASE)
_RANGE = re.compile(r"^([a-z]+)\s*(?:-|–|—|to|until|through)\s*([a-z]+)$")
_CLOCK = re.compile(
    r"^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm|a\.m\.?|p\.m\.?|noon)?$", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|[+-]00)$")
_STAMP = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]")
_HALF_DAY = 12
_FULL_DAY = 24


def day_code(word: str) -> str | None:
    """Return ``MO`` for ``Monday``, ``Mondays``, ``mon``, ``MO``; None for other words."""
    return _DAY_OF.get(word.strip(" .,").lower())


@lru_cache(maxsize=512)
def days_in(word: str) -> tuple[str, ...] | None:
    """Return the days one part of a ``byday`` names: a day, a numbered day, a span or a group; None when none."""
    plain = (
        word.strip(" .,[]'\"").lower().removeprefix("https://schema.org/").removeprefix("http://schema.org/")
    )
    if numbered := _NUMBERED.match(plain):
        count, code = int(numbered[1]), numbered[2].upper()
        return (f"{count}{code}",)
    if code := day_code(plain):
        return (code,)
    if plain in _GROUPS:
        return _GROUPS[plain]
    if span := _RANGE.match(plain):
        start, end = day_code(span[1]), day_code(span[2])
        if start and end:
            return day_span(start, end)
    return None


def in_week_order(days: set[str]) -> tuple[str, ...]:
    """Return day codes Monday first, each once; numbered ones by their day, then their number."""
    return tuple(sorted(days, key=lambda day: (DAYS.index(day[-2:]), day)))


@lru_cache(maxsize=1024)
def time_of(value: Hashable) -> tuple[time | None, bool]:
    """Return a time of day and whether an offset from UTC other than nought was dropped; None when unreadable.

    Read are ``10:00``, ``10:00:00``, ``10.30am``, ``9am``, ``1000``, ``12 noon``, ``midnight``, ``24:00`` and
    timestamps.
    """
    words = (
        str(value).strip().lower() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    )
    if words in ("noon", "midday", "12 noon", "12noon", "12 midday"):
        return time(12), False
    if words in ("midnight", "12 midnight"):
        return time(0), False
    words = _STAMP.sub("", words.upper()).lower()
    offset = _OFFSET.search(words.upper())
    if offset:
        words = words[: offset.start()].strip()
    if words.isdigit() and len(words) == 4:  # noqa: PLR2004  (1000, 0930)
        words = f"{words[:2]}:{words[2:]}"
    found = _CLOCK.match(words)
    if not found:
        return None, False
    shifted = offset is not None and any(digit in "123456789" for digit in offset[0])
    return clock(int(found[1]), int(found[2] or 0), found[4] or ""), shifted


def clock(hour: int, minute: int, half: str) -> time | None:
    """Return the time for an hour, a minute and ``am``, ``pm``, ``noon`` or nothing; None when there is none such."""
    mark = half.replace(".", "").lower()
    if mark and not 1 <= hour <= _HALF_DAY:
        if not (mark == "pm" and hour > _HALF_DAY) and not (mark == "am" and hour == 0):
            return None  # 13pm and 0am are plain enough; 14am is not
    elif mark == "am":
        hour %= _HALF_DAY
    elif mark == "pm":
        hour = hour % _HALF_DAY + _HALF_DAY
    if (hour, minute) == (_FULL_DAY, 0):
        return time(0)
    return time(hour, minute) if hour < _FULL_DAY and minute < 60 else None  # noqa: PLR2004
