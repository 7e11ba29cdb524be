"""Timetable: the days and hours of an entry, from its fields, else from what its words plainly say."""

import re
from dataclasses import dataclass
from datetime import time

from conversation_kit.model.entries import Entry

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = r"(mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?\b\.?"
_ONE_DAY = re.compile(rf"\b{_DAY}", re.IGNORECASE)
_DAYS_BETWEEN = re.compile(rf"\b{_DAY}\s*(?:-|\u2013|to|until|through)\s*{_DAY}", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|noon)?"
_HOURS = re.compile(rf"\b{_CLOCK}\s*(?:-|\u2013|to|until|till)\s*{_CLOCK}", re.IGNORECASE)
_READ = 500
"""Characters of a description in which days and hours are looked for."""
_NOON = 12
_MIDNIGHT = 24


@dataclass(frozen=True, slots=True)
class Session:
    """One time a week: a two-letter day (empty when unknown), and hours as floats (None when unknown)."""

    day: str
    opens: float | None
    closes: float | None

    @property
    def lasts(self) -> float | None:
        """How many hours, or None when that is not known."""
        return None if self.opens is None or self.closes is None else self.closes - self.opens


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sessions of an entry, each once; none when nothing is known. ``told`` when its description told them."""

    sessions: tuple[Session, ...] = ()
    told: bool = False


def timetable(entry: Entry) -> Timetable:
    """Read when an entry runs: from its schedules, else from what its words plainly say."""
    found: set[Session] = set()
    for schedule in entry.schedules:
        days = {day[-2:] for day in schedule.byday} or _days_in(schedule.description) or {""}
        if schedule.opens_at is not None:
            closes = _as_hours(schedule.closes_at) if schedule.closes_at else None
            hours: set[tuple[float | None, float | None]] = {_in_order(_as_hours(schedule.opens_at), closes)}
        else:
            hours = {_in_order(*pair) for pair in _hours_in(schedule.description)} or {(None, None)}
        found |= {Session(day, *pair) for day in days for pair in hours}
    told = not entry.schedules
    if told:
        text = f"{entry.name}. {entry.description[:_READ]}"
        days = _days_in(text)
        read = {_in_order(*pair) for pair in _hours_in(text)} or {(None, None)}
        found = {Session(day, *pair) for day in days for pair in read}
    return Timetable(
        tuple(sorted(found, key=lambda one: (one.day, one.opens or 0.0, one.closes or 0.0))),
        told and bool(found),
    )


def _in_order(opens: float, closes: float | None) -> tuple[float | None, float | None]:
    """Hours as they can be: a close at or before the opening is not known; nought to nought says nothing."""
    if closes is not None and closes <= opens:
        return (None, None) if not opens else (opens, None)
    return opens, closes


def _as_hours(clock: time) -> float:
    return clock.hour + clock.minute / 60


def _days_in(text: str) -> set[str]:
    found: set[str] = set()
    for first, last in _DAYS_BETWEEN.findall(text):
        start, end = _number(first), _number(last)
        found.update(_CODES[day % 7] for day in range(start, end + 1 if end >= start else end + 8))
    found.update(_CODES[_number(day)] for day in _ONE_DAY.findall(text))
    return found


def _number(day: str) -> int:
    return ("mo", "tu", "we", "th", "fr", "sa", "su").index(day[:2].lower())


def _hours_in(text: str) -> set[tuple[float, float | None]]:
    """Hours such as "2-4pm", "10.30am to 12 noon" or "19:00 - 21:00"; bare numbers ("4-6 miles") are none."""
    found: set[tuple[float, float | None]] = set()
    for hour, minute, half, until, until_minute, until_half in _HOURS.findall(text):
        if (
            not (half or until_half or (minute and until_minute))
            or int(hour) > _MIDNIGHT
            or int(until) > _MIDNIGHT
        ):
            continue
        closes = _clock(until, until_minute, until_half)
        opens = _clock(hour, minute, half)
        if not half and until_half.lower() == "pm" and opens + _NOON < closes:
            opens += _NOON
        found.add((opens, closes))
    return found


def _clock(hour: str, minute: str, half: str) -> float:
    value = int(hour) + int(minute or 0) / 60
    if half.lower() == "pm" and value < _NOON:
        return value + _NOON
    return value
