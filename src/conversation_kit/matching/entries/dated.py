"""Dated: what an entry's own words say of when it was, when it ended and until when it is shut."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from conversation_kit.model.week import DAYS

_READ = 900
"""Characters of a description in which dates are looked for."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_MONTH},? (?P<year>20\d\d)\b"
_ENDED = re.compile(
    r"\b(?:ended|ends|ending|finished|finishes|closed|closes|closing|ceased|stopped|final session"
    r"|last (?:session|meeting)|(?:open|runs?|running|available|sessions"
    r"|continues?) (?:[^.\n]{0,30} )?(?:until|till))"
    rf"\b[^.\n]{{0,25}}?\b{_DATE}",
    re.IGNORECASE,
)
_SHUT = re.compile(
    rf"\b(?:closed|shut|suspended|paused)\b[^.\n]{{0,40}}?\b(?:until|till)\b[^.\n]{{0,15}}?\b{_DATE}",
    re.IGNORECASE,
)
_HOLIDAY = re.compile(r"christmas|new year|bank holiday|boxing day", re.IGNORECASE)
_WHOLE_DATE = re.compile(rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?{_DATE}", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*day,? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?"
    rf" {_MONTH}(?!,? ?\d{{4}})",
    re.IGNORECASE,
)
"""A day of one year, which is not said: "Tuesday 4 April"."""
_NO_EVENT = re.compile(
    r"\b(?:next|from|since|starts?|starting|begins?|beginning|began|launch\w*|opens?|opening|reopen\w*|closed|not"
    r"|except|excluding|until|till|before|by|deadline|apply|book|updated|correct|agm|term|resum\w+|back"
    r"|moved)\b[^.\n]*$",
    re.IGNORECASE,
)
"""Before such a day: it is not the day of the thing itself."""
_REGULARLY = re.compile(
    r"\b(?:every|each|weekly|monthly|fortnightly|regular\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)days|daily|weekdays"
    r"|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:mon|tues|wednes|thurs|fri|satur|sun)day|ongoing|throughout"
    r"|all year|term[- ]time|future dates|more dates|and more|check)\b",
    re.IGNORECASE,
)
_NEAR = 40
_SEASON = re.compile(
    r"\b(?P<season>winter|spring|summer|autumn|christmas|easter) (?P<year>20\d\d|\d\d)"
    r"(?: ?[/\u2013-] ?(?P<next>(?:20)?\d\d))?\b",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"\b(?:programme|season|timetable|dates|term times?)(?: for)? (?P<year>20\d\d)"
    r"(?: ?[/\u2013-] ?(?P<next>(?:20)?\d\d))?\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"\b(?:restart\w*|reopen\w*|re-open\w*|resum\w*|starting|begins|launch\w*)\b[^.\n]{{0,30}}?\b{_DATE}",
    re.IGNORECASE,
)
_LAST_DAY = {
    "winter": (4, 30), "spring": (6, 30), "summer": (9, 30), "autumn": (12, 15), "christmas": (1, 6), "easter": (5, 1),
}  # fmt: skip
_INTO_NEXT_YEAR = ("winter", "christmas")
_CENTURY = "20"
"""How every whole year begins that is read."""
_A_WHILE = timedelta(days=365)
"""How long a new start is news."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What the words of an entry date.

    Attributes:
        over: The last day it can have run, or None when its words set no end.
        shut_until: The day it opens again, or None.
        stale_from: The day from which what its words speak of is past, or None.
        words: The sentence in which that was read, as written.
    """

    over: date | None = None
    shut_until: date | None = None
    stale_from: date | None = None
    words: str = ""


def dated(name: str, description: str, *, scheduled: bool, looked_at: date | None = None) -> Dated:
    """Read the dates in an entry's words; one with ``scheduled`` times is not taken for a single event.

    Days without a year ("Tuesday 4 April") are of the one in which they fall on that weekday, nearest to when the
    entry was ``looked_at`` last.
    """
    text = f"{name}. {description[:_READ]}"
    if _CENTURY not in text:  # only a season may be told without a whole year, or a day with the name of one
        yearless = _yearless(text, looked_at) if looked_at is not None and "day" in text else None
        return yearless or _latest(_seasons(text))
    shut = next((found for match in _SHUT.finditer(text) if (found := _day(match))), None)
    if shut is not None:
        return Dated(shut_until=shut, words=_words(text, _SHUT))
    ended = [
        day
        for match in _ENDED.finditer(text)
        if (day := _last(match)) and not _HOLIDAY.search(_sentence(text, match))
    ]
    if ended:
        return Dated(over=max(ended), words=_words(text, _ENDED))
    events = [day for match in _WHOLE_DATE.finditer(text) if (day := _day(match))]
    if events and not scheduled:
        return Dated(over=max(events), words=_words(text, _WHOLE_DATE))
    return _latest((*_seasons(text), *_stale(text)))


def _yearless(text: str, looked_at: date) -> Dated | None:
    """What is stale once the days that were named without a year are past, and nothing is said to be on again.

    The year is only worked out, and much that comes back every year keeps last year's days: so it sinks, and says why.
    """
    days: list[date] = []
    for match in _DAY_OF_MONTH.finditer(text):
        if _NO_EVENT.search(text, max(0, match.start() - _NEAR), match.start()):
            return None
        day = _nearest(match, looked_at)
        if day is None:
            return None
        days.append(day)
    if not days or _REGULARLY.search(text):
        return None
    return Dated(stale_from=max(days), words=_words(text, _DAY_OF_MONTH))


def _nearest(match: re.Match[str], looked_at: date) -> date | None:
    """The day nearest to ``looked_at`` that falls on the weekday it was said to be, within a year; else None."""
    month, weekday = (
        _MONTHS.index(match["month"][:3].lower()) + 1,
        DAYS.index(match["weekday"][:2].upper()),
    )
    found = []
    for year in range(looked_at.year - 1, looked_at.year + 2):
        with suppress(ValueError):
            day = date(year, month, int(match["day"]))
            if day.weekday() == weekday:
                found.append(day)
    return min(found, key=lambda day: abs(day - looked_at), default=None)


def _latest(stale: Iterable[tuple[date, str]]) -> Dated:
    past = sorted(stale)
    return Dated(stale_from=past[-1][0], words=past[-1][1]) if past else Dated()


def _seasons(text: str) -> Iterator[tuple[date, str]]:
    plain = text.lower()
    if not any(season in plain for season in _LAST_DAY):
        return
    for match in _SEASON.finditer(text):
        season = match["season"].lower()
        month, day = _LAST_DAY[season]
        year = _year(match["next"] or match["year"]) + (season in _INTO_NEXT_YEAR and not match["next"])
        yield date(year, month, day), _sentence(text, match)


def _stale(text: str) -> Iterator[tuple[date, str]]:
    for match in _PROGRAMME.finditer(text):
        yield date(_year(match["next"] or match["year"]), 12, 31), _sentence(text, match)
    for match in _AGAIN.finditer(text):
        if (day_said := _last(match)) is not None:
            yield day_said + _A_WHILE, _sentence(text, match)


def _year(said: str) -> int:
    return int(said) % 100 + 2000


def _day(match: re.Match[str]) -> date | None:
    """The day that was named, the first of a month when only that was."""
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    try:
        return date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None


def _last(match: re.Match[str]) -> date | None:
    """The day that was named, the last of a month when only that was."""
    day = _day(match)
    if day is None or match["day"]:
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])


def _words(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text)
    return _sentence(text, match) if match else ""


def _sentence(text: str, match: re.Match[str]) -> str:
    begin = max(text.rfind(". ", 0, match.start()) + 2, text.rfind("\n", 0, match.start()) + 1, 0)
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, match.end())) >= 0]
    return text[begin : min(ends, default=len(text))].strip(" .")
