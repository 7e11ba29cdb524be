"""Timetable: the days and hours of an entry, from its fields, else from what its words plainly say."""

import re
from dataclasses import dataclass
from datetime import time

from conversation_kit.matching.entries.hours_told import hours_in
from conversation_kit.matching.entries.times_told import days_in, times_told
from conversation_kit.model.entries import Entry

_DIGIT = re.compile(r"\d")
_READ = 900
"""Characters of a description in which days and hours are looked for."""


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
        if not schedule.byday and schedule.opens_at is None and _DIGIT.search(schedule.description):
            found |= (by_day := _sessions(schedule.description))
            if by_day:
                continue
        days = {day[-2:] for day in schedule.byday} or days_in(schedule.description) or {""}
        if schedule.opens_at is not None:
            closes = _as_hours(schedule.closes_at) if schedule.closes_at else None
            hours: set[tuple[float | None, float | None]] = {_in_order(_as_hours(schedule.opens_at), closes)}
        else:
            hours = {_in_order(*pair) for pair in hours_in(schedule.description)} or {(None, None)}
        found |= {Session(day, *pair) for day in days for pair in hours}
    told = not entry.schedules
    if told:
        found |= _sessions(f"{entry.name}. {entry.description[:_READ]}")
    return Timetable(
        tuple(sorted(found, key=lambda one: (one.day, one.opens or 0.0, one.closes or 0.0))),
        told and bool(found),
    )


def _sessions(text: str) -> set[Session]:
    """What a text says of days and hours, each day with its own."""
    return {
        Session(day, *pair)
        for one in times_told(text)
        for day in one.days or {""}
        for pair in {_in_order(*pair) for pair in one.hours} or {(None, None)}
    }


def _in_order(opens: float, closes: float | None) -> tuple[float | None, float | None]:
    """Hours as they can be: a close at or before the opening is not known; nought to nought says nothing."""
    if closes is not None and closes <= opens:
        return (None, None) if not opens else (opens, None)
    return opens, closes


def _as_hours(clock: time) -> float:
    return clock.hour + clock.minute / 60
