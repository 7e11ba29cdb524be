"""A schedule as a rule that can be worked out, with the oddities of real feeds decided once."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from conversation_kit.model.entries import Schedule
from conversation_kit.model.week import DAYS

_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_LONGEST_INTERVAL = 52
_DAYS_OF_MONTH = 31


@dataclass(frozen=True, slots=True)
class Rule:
    """When something happens, ready to be worked out or said.

    Attributes:
        monthly: By the month; else by the week.
        days: ``(which, weekday)``, Monday being 0. ``which`` is the place in the month (2 the second, -1 the
            last) or 0 for every one.
        monthdays: Days of the month; -1 is the last.
        interval: Every how many weeks or months, 1 to 52.
        once: The only day, for what happens once.
        anchor: A day from which an interval counts, when one is known.
        first, last: The first and last day it can happen.
        opens, closes: Local UK times; both None when the hours are unknown.
    """

    monthly: bool = False
    days: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    interval: int = 1
    once: date | None = None
    anchor: date | None = None
    first: date | None = None
    last: date | None = None
    opens: time | None = None
    closes: time | None = None

    @property
    def weekdays(self) -> frozenset[str]:
        """The days of the week it can fall on, as far as the rule says."""
        if self.once:
            return frozenset({DAYS[self.once.weekday()]})
        return frozenset(DAYS[weekday] for _, weekday in self.days)

    @property
    def dates_are_known(self) -> bool:
        """False when the rule leaves open which day it is: "monthly on a Tuesday", unanchored fortnights."""
        if self.once:
            return True
        if self.interval > 1 and self.anchor is None:
            return False
        if not self.monthly:
            return bool(self.days)
        return bool(self.monthdays) or (bool(self.days) and all(which for which, _ in self.days))

    def falls_on(self, day: date) -> bool:
        """Whether it happens on a day; validity is the caller's to check."""
        if self.once:
            return day == self.once
        if not self._is_in_step(day):
            return False
        if not self.monthly:
            return (0, day.weekday()) in self.days
        of_month = monthrange(day.year, day.month)[1]
        if self.monthdays and not {day.day, day.day - of_month - 1} & set(self.monthdays):
            return False
        places = {0, (day.day + 6) // 7, -((of_month - day.day) // 7 + 1)}
        return not self.days or any((place, day.weekday()) in self.days for place in places)

    def _is_in_step(self, day: date) -> bool:
        """Whether a day's week or month is one of every ``interval`` since the anchor's."""
        if self.interval == 1 or self.anchor is None:
            return True
        if self.monthly:
            apart = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        else:
            apart = (_monday_of(day) - _monday_of(self.anchor)) // 7
        return apart % self.interval == 0


def rule_of(schedule: Schedule) -> Rule | None:
    """Return the rule in a schedule's fields, or None when they hold nothing readable."""
    days = _days(schedule.byday)
    monthdays = tuple(d for d in sorted(set(schedule.bymonthday)) if 1 <= abs(d) <= _DAYS_OF_MONTH)
    monthly = schedule.freq.upper() == "MONTHLY" or bool(monthdays) or any(which for which, _ in days)
    once = None
    if not (days or monthdays):
        once = _only_day(schedule)
        if schedule.freq and schedule.dtstart:  # "weekly from 6 January": the day is that of the start
            days = () if monthly else ((0, schedule.dtstart.weekday()),)
            monthdays = (schedule.dtstart.day,) if monthly else ()
        elif once is None:
            return None
    opens, closes = schedule.opens_at, schedule.closes_at
    if opens == closes == time(0):  # how real feeds say that they do not know
        opens = closes = None
    starts = [day for day in (schedule.valid_from, schedule.dtstart) if day]
    return Rule(
        monthly=monthly,
        days=days,
        monthdays=monthdays,
        interval=schedule.interval if 1 <= schedule.interval <= _LONGEST_INTERVAL else 1,
        once=once,
        anchor=schedule.dtstart or schedule.valid_from,
        first=max(starts, default=None),
        last=schedule.valid_to,
        opens=opens,
        closes=closes,
    )


def in_order(days: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ``(which, weekday)`` days in the order of the week, the last of a month after its first."""
    return tuple(sorted(days, key=lambda day: (day[1], day[0] < 0, day[0])))


def _monday_of(day: date) -> int:
    """The number of the day that a day's week begins with."""
    return day.toordinal() - day.weekday()


def _days(byday: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found = (_BYDAY.fullmatch(day.strip().upper()) for day in byday)
    days = {(int(match[1] or 0), DAYS.index(match[2])) for match in found if match}
    return in_order(days)


def _only_day(schedule: Schedule) -> date | None:
    """The day of something that happens once: a start without a rhythm, or validity of a single day."""
    if schedule.freq:
        return None
    if schedule.dtstart:
        return schedule.dtstart
    return schedule.valid_from if schedule.valid_from == schedule.valid_to else None
