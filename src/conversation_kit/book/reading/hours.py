"""Schedules, from Open Referral UK v3, v1 and the feeds that follow neither quite."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import time
from functools import lru_cache

from conversation_kit.book.reading.clock import days_in, in_week_order, time_of
from conversation_kit.book.reading.findings import Margin, shown
from conversation_kit.book.reading.hours_in_words import noon_slip, schedules_in
from conversation_kit.book.reading.text import OFTEN, clean_line, clean_text
from conversation_kit.book.reading.values import all_under, as_dict, as_list, first, number, read_day
from conversation_kit.model.entries import Schedule
from conversation_kit.model.week import DAYS

_MIDNIGHT = time(0)
_LONGEST_INTERVAL = 52
_LAST_DAY_OF_MONTH = 31
_NOTHING = Schedule()
_BYDAY = ("byday", "weekday", "weekdays", "day", "days", "day_of_week")
_OPENS = ("opens_at", "open", "opens", "start_time")
_CLOSES = ("closes_at", "close", "closes", "end_time")
_FROM, _TO = ("valid_from", "start_date"), ("valid_to", "until", "end_date")
_WORDS = ("description", "notes")
# Everything a schedule is read from.
_SAID = frozenset(
    (*_BYDAY, *_OPENS, *_CLOSES, *_FROM, *_TO, *_WORDS, "freq", "interval", "bymonthday", "dtstart")
)
_FREQUENCIES = {
    "weekly": ("WEEKLY", 1),
    "week": ("WEEKLY", 1),
    "daily": ("DAILY", 1),
    "fortnightly": ("WEEKLY", 2),
    "biweekly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "month": ("MONTHLY", 1),
}
_SEPARATORS = re.compile(r"[,;|/\n]+|\s+(?=[A-Z]{2}\b)|\s+(?:and|&)\s+")


def read_schedules(record: dict[str, object], margin: Margin) -> tuple[Schedule, ...]:
    """Return every schedule of a service, at the service or at its places, each once."""
    found: list[Schedule] = []
    for raw in _raw_schedules(record):
        if not isinstance(raw, (dict, str)):
            continue  # what that could mean nobody can tell; it is noted where shapes are looked at
        schedule = _read(raw if isinstance(raw, dict) else {"description": raw}, margin)
        if schedule != _NOTHING and schedule not in found:
            found.append(schedule)
    return _without_doubling(found, margin)


def _raw_schedules(record: dict[str, object]) -> Iterable[object]:
    yield from _schedules_of(record)
    for link in all_under(record, "service_at_locations"):
        yield from _schedules_of(as_dict(link))
        yield from _schedules_of(as_dict(as_dict(link).get("location")))


def _schedules_of(holder: dict[str, object]) -> Iterable[object]:
    return all_under(
        holder, "schedules", "schedule", "regular_schedules", "regular_schedule", "opening_hours"
    )


def _read(raw: dict[str, object], margin: Margin) -> Schedule:
    """Read one schedule; empty when nothing in it can be read."""
    said: list[tuple[str, str]] = []
    for name, value in raw.items():
        if value is not None and name in _SAID:
            if not isinstance(value, str) or len(value) > OFTEN:
                return _read_one(raw, margin)
            said.append((name, value))
    schedule, remarks = _read_often(tuple(said))
    margin.note_all(remarks)
    return schedule


@lru_cache(maxsize=2048)
def _read_often(said: tuple[tuple[str, str], ...]) -> tuple[Schedule, tuple[tuple[str, str], ...]]:
    """Read a schedule of a few short words, with the remarks about it: the same hours come again and again."""
    margin = Margin("")
    return _read_one(dict(said), margin), margin.remarks()


def _read_one(raw: dict[str, object], margin: Margin) -> Schedule:
    """Read one schedule; empty when nothing in it can be read."""
    freq, interval = _frequency(raw, margin)
    days = _days(first(raw, *_BYDAY), margin)
    if freq == "DAILY":
        freq, days = "WEEKLY", days or DAYS
    month_days = _month_days(raw.get("bymonthday"), margin)
    numbered = any(day not in DAYS for day in days)
    if numbered and freq == "WEEKLY":
        margin.note("schedules", "A numbered day (such as 2TU) in a weekly schedule; read as monthly.")
        freq = "MONTHLY"
    if not freq and (days or month_days):
        freq = "MONTHLY" if numbered or (month_days and not days) else "WEEKLY"
    if month_days and freq == "WEEKLY":
        margin.note("schedules", "Days of the month in a weekly schedule; left out.")
        month_days = ()
    opens, closes = _hours(raw, margin)
    valid_from = read_day(first(raw, *_FROM), "valid_from", margin)
    valid_to = read_day(first(raw, *_TO), "valid_to", margin)
    if valid_from and valid_to and valid_from > valid_to:
        margin.note(
            "schedules", f"It would end ({valid_to}) before it begins ({valid_from}); both are unknown."
        )
        valid_from = valid_to = None
    return Schedule(
        freq=freq if days or month_days or opens else "",
        byday=days,
        bymonthday=month_days,
        interval=interval,
        opens_at=opens,
        closes_at=closes,
        valid_from=valid_from,
        valid_to=valid_to,
        dtstart=read_day(raw.get("dtstart"), "dtstart", margin),
        description=_description(raw),
    )


def _description(raw: dict[str, object]) -> str:
    """Return the schedule's own words with its notes."""
    words = [clean_text(raw[name]) for name in _WORDS if raw.get(name) is not None]
    return "\n".join(dict.fromkeys(part for part in words if part))


def _frequency(raw: dict[str, object], margin: Margin) -> tuple[str, int]:
    words = clean_line(raw.get("freq"))
    freq, interval = _FREQUENCIES.get(words.lower(), ("", 1))
    if words and not freq:
        margin.note("schedules", f"“{shown(words)}” is not how often we can read (weekly or monthly).")
    given = raw.get("interval")
    if given in (None, ""):
        return freq, interval
    every = number(given)
    if every is None or not 1 <= every <= _LONGEST_INTERVAL or every != int(every):
        margin.note("schedules", f"“{shown(given)}” is no interval; taken as every one.")
        return freq, interval
    return freq, max(interval, int(every))


def _days(value: object, margin: Margin) -> tuple[str, ...]:
    """Return day codes for names, codes, numbers (1 is Monday), lists and spans."""
    found: set[str] = set()
    for given in as_list(value):
        if isinstance(given, dict):
            given = first(given, "name", "day", "weekday")  # noqa: PLW2901  (an object stands for its name)
        if isinstance(given, (list, dict)):
            continue
        days, remarks = _days_of(given)
        found |= days
        for remark in remarks:
            margin.note("schedules", remark)
    return in_week_order(found)


@lru_cache(maxsize=512, typed=True)
def _days_of(given: Hashable) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the days that words or a number name, and what has to be remarked about them."""
    plain = number(given)
    if plain is not None and plain in range(1, 8):
        day = DAYS[int(plain) - 1]
        return frozenset({day}), (f"Day {int(plain)} is taken as {day} (1 is Monday).",)
    words = clean_line(given)
    found: set[str] = set()
    remarks = []
    for part in _SEPARATORS.split(words) if words and days_in(words) is None else [words]:
        named = days_in(part)
        if named is not None:
            found.update(named)
        elif part.strip():
            remarks.append(f"“{shown(part)}” is no day of the week; left out.")
    return frozenset(found), tuple(remarks)


def _month_days(value: object, margin: Margin) -> tuple[int, ...]:
    if value is None:
        return ()
    given = [
        part for item in as_list(value) for part in (item.split(",") if isinstance(item, str) else [item])
    ]
    found: set[int] = set()
    for part in given:
        day = number(part)
        if day is not None and day == int(day) and 1 <= abs(day) <= _LAST_DAY_OF_MONTH:
            found.add(int(day))
        elif clean_line(part):
            margin.note("schedules", f"“{shown(part)}” is no day of the month; left out.")
    return tuple(sorted(found))


def _hours(raw: dict[str, object], margin: Margin) -> tuple[time | None, time | None]:
    """Return opening and closing time; midnight to midnight says nothing."""
    opens = _time(first(raw, *_OPENS), margin)
    closes = _time(first(raw, *_CLOSES), margin)
    if opens is None or closes is None:
        return opens, closes
    if opens == closes:
        same = f"{opens:%H:%M} to {closes:%H:%M}"
        margin.note("schedules", f"{same} says nothing about the hours; they are unknown.")
        return None, None
    if opens == _MIDNIGHT and time(10) <= closes <= time(19):
        margin.note("schedules", f"00:00 to {closes:%H:%M}: midnight may be meant as noon; kept as it is.")
    elif closes < opens and closes != _MIDNIGHT:
        margin.note(
            "schedules", f"{opens:%H:%M} to {closes:%H:%M} closes before it opens; kept as after midnight."
        )
    return opens, closes


def _time(value: object, margin: Margin) -> time | None:
    odd = isinstance(value, (dict, list, bool))
    given = shown(value) if odd else clean_line(value)
    if not given:
        return None
    found, shifted = (None, False) if odd else time_of(given)
    if found is None:
        margin.note("schedules", f"“{shown(given)}” is no time of day; the hours are unknown.")
    if shifted:
        margin.note("schedules", f"“{shown(given)}” has an offset from UTC; the time is taken as UK time.")
    return found


def _without_doubling(found: list[Schedule], margin: Margin) -> tuple[Schedule, ...]:
    """Drop words that only repeat the days and hours; read those that stand alone and are plain."""
    in_fields = [schedule for schedule in found if schedule.byday or schedule.bymonthday or schedule.opens_at]
    kept: list[Schedule] = []
    for schedule in found:
        words = schedule.description
        if not words:
            kept.append(schedule)
            continue
        if noon_slip(words):
            margin.note("schedules", f"“{shown(words)}”: 12am may be meant as 12 noon; kept as it is.")
        read = schedules_in(words)
        if not read:
            kept.append(schedule)
        elif schedule in in_fields:
            repeats = _times_of(read) == _times_of([schedule])
            kept.append(replace(schedule, description="") if repeats else schedule)
        elif not in_fields:
            margin.note("schedules", f"Days and hours were read from the words “{shown(words)}”.")
            kept.extend(
                replace(one, valid_from=schedule.valid_from, valid_to=schedule.valid_to) for one in read
            )
        elif not _times_of(read) <= _times_of(in_fields):
            margin.note(
                "schedules", f"The words say other hours than the fields: “{shown(words)}”; both are kept."
            )
            kept.append(schedule)
    return tuple(dict.fromkeys(kept))


def _times_of(schedules: Iterable[Schedule]) -> set[tuple[str, time | None, time | None]]:
    return {(day, one.opens_at, one.closes_at) for one in schedules for day in one.byday}
