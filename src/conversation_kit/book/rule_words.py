"""Says a rule in plain English: days, rhythm and hours."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time

from conversation_kit.book.rules import Rule, in_order

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PLACES = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    -1: "last",
    -2: "last but one",
    -3: "third last",
    -4: "fourth last",
    -5: "fifth last",
}
_SHORTEST_RUN = 3
_TEENS = range(11, 14)
_ROUND_THE_CLOCK = (
    time(0),
    time(23, 59),
)  # as directories write it: midnight to midnight means that nobody knows


def rules_in_words(rules: Iterable[Rule]) -> list[str]:
    """Return one phrase a rhythm, said once: days of the same hours together, hours of the same days too."""
    said: dict[str, list[str]] = {}
    for rule in _days_joined(rules):
        said.setdefault(_rhythm(rule), []).append(hours_in_words(rule.opens, rule.closes))
    phrases = []
    for rhythm, hours in said.items():
        known = [words for words in dict.fromkeys(hours) if words]
        days, _, season = rhythm.partition(" (")
        phrases.append(" ".join(part for part in (days, joined(known), season and f"({season}") if part))
    return phrases


def hours_in_words(opens: time | None, closes: time | None) -> str:
    """Return "10:00 to 12:00", "10:00", "until 12:00", "at any hour", or "" when the hours are unknown."""
    if (opens, closes) == _ROUND_THE_CLOCK:
        return "at any hour"
    if opens and closes:
        return f"{opens:%H:%M} to {closes:%H:%M}"
    if opens is not None:
        return f"{opens:%H:%M}"
    return f"until {closes:%H:%M}" if closes else ""


def day_in_words(day: date, *, year: bool = False) -> str:
    """Return "Tuesday 24 November", with its year if wanted."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {day:%B}" + (f" {day.year}" if year else "")


def joined(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def weekdays_in_words(weekdays: Iterable[int]) -> str:
    """Return "Mondays and Wednesdays", "Monday to Friday" or "every day" (Monday is 0)."""
    days = sorted(set(weekdays))
    if len(days) == len(DAY_NAMES):
        return "every day"
    if len(days) >= _SHORTEST_RUN and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    return joined([f"{DAY_NAMES[day]}s" for day in days])


def _days_joined(rules: Iterable[Rule]) -> list[Rule]:
    """Weekly rules alike in all but their days made one, in the order of the week."""
    days: dict[Rule, set[tuple[int, int]]] = {}
    for rule in rules:
        alike = replace(rule, days=(), anchor=None, first=rule.first if rule.last else None)
        days.setdefault(alike, set()).update(rule.days)
    whole = [replace(rule, days=in_order(of)) for rule, of in days.items()]
    return sorted(
        whole, key=lambda rule: (rule.monthly, rule.days[0][1] if rule.days else 0, rule.opens or time(0))
    )


def _rhythm(rule: Rule) -> str:
    if rule.once:
        return day_in_words(rule.once, year=True)
    return (_by_month(rule) if rule.monthly else _by_week(rule)) + _season(rule)


def _by_week(rule: Rule) -> str:
    weekdays = [weekday for _, weekday in rule.days]
    if rule.interval == 1:
        return weekdays_in_words(weekdays) or "weekly"
    if rule.interval == 2 and weekdays:  # noqa: PLR2004 - a fortnight
        return "every other " + joined([DAY_NAMES[day] for day in weekdays])
    return f"every {rule.interval} weeks" + (f" on {weekdays_in_words(weekdays)}" if weekdays else "")


def _by_month(rule: Rule) -> str:
    month = {1: "the month", 2: "every other month"}.get(
        rule.interval, f"every {_ordinal(rule.interval)} month"
    )
    names = joined([DAY_NAMES[weekday] for _, weekday in rule.days])
    if rule.monthdays:
        dates = joined([_monthday(day) for day in rule.monthdays])
        return f"{dates} of {month}" + (f" when a {names}" if names else "")
    if rule.days and all(which for which, _ in rule.days):
        return (
            joined([f"{_PLACES[which]} {DAY_NAMES[weekday]}" for which, weekday in rule.days])
            + f" of {month}"
        )
    return ("monthly" if rule.interval == 1 else f"in {month}") + (f" on a {names}" if names else "")


def _season(rule: Rule) -> str:
    if not rule.last:
        return ""
    last = f"{rule.last.day} {rule.last:%B %Y}"
    return f" ({rule.first.day} {rule.first:%B %Y} to {last})" if rule.first else f" (until {last})"


def _monthday(day: int) -> str:
    if day == -1:
        return "last day"
    return _ordinal(day) if day > 0 else f"{_ordinal(-day)} day before the end"


def _ordinal(number: int) -> str:
    if number % 100 in _TEENS:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
