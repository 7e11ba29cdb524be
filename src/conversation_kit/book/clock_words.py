"""Reads clock times as people write them: "9-11am", "12 noon to 3.30pm", "10:00 - 16:00"."""

import re
from dataclasses import dataclass
from datetime import time

_NOON = 12
_EARLIEST_24H = 7  # "1:30 - 3:30" is not half past one at night
_LAST_HOUR = 23
_LAST_MINUTE = 59


@dataclass(frozen=True, slots=True)
class Hours:
    """A time or a range of times; ``opens`` is None when it was not clear which are meant."""

    opens: time | None
    closes: time | None = None


def hours_from(words: str) -> Hours:
    """Read a single time, which needs its half of the day ("6pm", "noon")."""
    return Hours(_clock(words, ""))


def hours_between(start: str, end: str) -> Hours:
    """Read a range: its halves of the day come from its end where its start has none ("9-11am", "11-2pm")."""
    half = _half(end)
    closes = _clock(end, "")
    if not half and not _half(start) and ":" in start and ":" in end:
        opens, closes = _clock_24(start), _clock_24(end)
    else:
        opens = _clock(start, half)
        if opens and closes and opens >= closes and not _half(start):
            opens = _clock(start, "am")  # "11-2pm"
    return Hours(opens, closes) if opens and closes and opens < closes else Hours(None)


def _half(words: str) -> str:
    if "noon" in words or "midday" in words:
        return "noon"
    letters = re.sub(r"[^apm]", "", words)
    return letters if letters in ("am", "pm") else ""


def _clock(words: str, otherwise: str) -> time | None:
    """A 12-hour time; ``otherwise`` is its half of the day when it says none itself. None when unclear."""
    half = _half(words) or otherwise
    numbers = [int(n) for n in re.findall(r"\d+", words)] or [_NOON]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if not half or not 1 <= hour <= _NOON or minute > _LAST_MINUTE:
        return None
    if _half(words) == "noon":
        return time(_NOON) if hour == _NOON else None
    if half == "am" and hour == _NOON:  # feeds write "12am" for noon, too
        return None
    afternoon = half == "pm" and hour != _NOON
    return time(hour + _NOON if afternoon else hour, minute)


def _clock_24(words: str) -> time | None:
    hour, minute = (int(n) for n in words.strip().split(":"))
    return time(hour, minute) if _EARLIEST_24H <= hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None
