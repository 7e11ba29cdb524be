"""Times told: the days and hours that free text plainly says, each day with the hours that stand by it."""

import re
from dataclasses import dataclass

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = r"(?:mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?"
_SPAN = rf"{_DAY}\b\.?\s*(?:-|\u2013|to|until|till|through)\s*{_DAY}\b\.?"
_SEVERAL = r"week\s?days?|week\s?ends?|daily|every day|(?:7|seven) days a week"
_GROUP = re.compile(
    rf"\b(?:{_SPAN}|{_DAY}\b\.?|(?:{_SEVERAL})\b)(?:\s*(?:,|&|/|\+|and|or)+\s*(?:{_SPAN}"
    rf"|{_DAY}\b\.?))*", re.IGNORECASE
)  # fmt: skip
_BETWEEN = re.compile(rf"({_DAY})\b\.?\s*(?:-|\u2013|to|until|till|through)\s*({_DAY})\b", re.IGNORECASE)
_ONE_DAY = re.compile(rf"\b{_DAY}\b", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|noon)?"
_UNTIL = r"\s*(?:-|\u2013|to|until|til|till)\s*"
_HOURS = re.compile(rf"\b{_CLOCK}{_UNTIL}{_CLOCK}", re.IGNORECASE)
_BARE = re.compile(
    r"\s*(?:[:,(]\s*)?(?:(?:of|in) (?:the|each|every) month\W*)?(?:at |from |between )?"
    rf"(\d{{1,2}})(?:[:.](\d\d))?{_UNTIL}"
    r"(\d{1,2})(?:[:.](\d\d))?(?![\d/:]|\.\d|\s*(?:am|pm|noon|miles?|years?|yrs?|people|weeks?|pounds?))",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|noon)\b|\b(\d\d):(\d\d)\b", re.IGNORECASE)
_PART = re.compile(r"\s*(morning|afternoon|evening|night)s?\b", re.IGNORECASE)
_OPEN_AT = re.compile(
    r"\b(?:in the|every|most|weekday|weekend|term[- ]time|school[- ]day) (morning|afternoon|evening)s\b",
    re.IGNORECASE,
)
"""The part of the day, where no day is named at all."""
_PARTS = {"morning": (9.0, 12.5), "afternoon": (13.0, None), "evening": (18.0, None), "night": (19.0, None)}
_FOUR_FIGURES = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?=\s*(?:-|\u2013|to)\s*(?:[01]\d|2[0-3])[0-5]\d)|(?<=-)([01]\d"
    r"|2[0-3])([0-5]\d)\b"
)
_DASHED = re.compile(r"\b(\d{1,2})-(00|15|30|45)(?=\s*(?:am|pm|to\b|until\b|till?\b))", re.IGNORECASE)
_POINTS = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\d )(?<!\d)\b(?:noon|midday)\b", re.IGNORECASE)
_NOON, _MIDNIGHT, _EARLIEST = 12, 24, 8
_REACH = 90
"""Letters after a day in which its hours are looked for, when no other day comes before."""

Pair = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Told:
    """Days (two-letter codes, maybe none) with the hours (since midnight) that were said of them, maybe none."""

    days: frozenset[str]
    hours: frozenset[Pair]


def times_told(text: str) -> list[Told]:
    """What a text says of days and hours; a day without hours of its own has those that no other day claims."""
    plain = _plainly(text)
    groups = list(_GROUP.finditer(plain))
    if not groups:
        loose = frozenset(hours_in(plain)) or frozenset(
            _PARTS[part.lower()] for part in _OPEN_AT.findall(plain)
        )
        return [Told(frozenset(), loose)] if loose else []
    found, claimed = [], set[Pair]()
    for place, group in enumerate(groups):
        end = groups[place + 1].start() if place + 1 < len(groups) else len(plain)
        hours = _after(plain[group.end() : min(end, group.end() + _REACH)])
        claimed |= hours
        found.append(Told(days_in(group[0]), frozenset(hours)))
    left = frozenset(hours_in(plain) - claimed)
    with_hours = frozenset[str]().union(*(one.days for one in found if one.hours))
    bare = frozenset[str]().union(*(one.days for one in found)) - with_hours
    return [one for one in found if one.hours] + ([Told(bare, left)] if bare else [])


def days_in(text: str) -> frozenset[str]:
    """The days that are named, also "Mon to Thu", "weekends" and "daily"."""
    said, found = text.lower(), set[str]()
    for first, last in _BETWEEN.findall(text):
        start, end = _number(first), _number(last)
        found.update(_CODES[day % 7] for day in range(start, end + 1 if end >= start else end + 8))
    found.update(_CODES[_number(day)] for day in _ONE_DAY.findall(text))
    if re.search(r"\bweek\s?days?\b", said):
        found.update(_CODES[:5])
    if re.search(r"\bweek\s?ends?\b", said):
        found.update(_CODES[5:])
    if re.search(r"\bdaily\b|\bevery day\b|days a week", said):
        found.update(_CODES)
    return frozenset(found)


def hours_in(text: str) -> set[Pair]:
    """Hours such as "2-4pm", "10.30am to 12 noon" or "19:00 - 21:00"; bare numbers ("4-6 miles") are none."""
    found: set[Pair] = set()
    for hour, minute, half, until, until_minute, until_half in _HOURS.findall(_plainly(text)):
        said = half or until_half or (minute and until_minute)
        if not said or int(hour) > _MIDNIGHT or int(until) > _MIDNIGHT:
            continue
        closes = _clock(until, until_minute, until_half)
        opens = _clock(hour, minute, half)
        if not half and until_half.lower() == "pm" and opens + _NOON < closes:
            opens += _NOON
        found.add((opens, closes))
    return found


def _after(text: str) -> set[Pair]:
    """The hours that stand right after a day: from and to, bare numbers, a beginning, or a part of the day."""
    if found := hours_in(text):
        return found
    if bare := _BARE.match(text):
        return {_bare(bare)}
    if begins := _BEGINS.search(text):
        hour, minute, half = (begins[1], begins[2], begins[3]) if begins[1] else (begins[4], begins[5], None)
        return {(_clock(hour, minute or "", half or ""), None)} if int(hour) <= _MIDNIGHT else set()
    part = _PART.match(text)
    return {_PARTS[part[1].lower()]} if part else set()


def _bare(found: re.Match[str]) -> Pair:
    """Hours without am or pm: what begins before eight is in the afternoon."""
    opens, closes = (int(found[at]) + int(found[at + 1] or 0) / 60 for at in (1, 3))
    if opens < _EARLIEST:
        opens += _NOON
    while closes <= opens and closes < _MIDNIGHT:
        closes += _NOON
    return opens, closes


def _plainly(text: str) -> str:
    """Times of day in one way of writing: "a.m." and "11-30" and "1930-2100"."""
    text = _NAMED.sub("12 noon", _POINTS.sub(r"\1m", text))
    text = _DASHED.sub(r"\1.\2", text)
    return _FOUR_FIGURES.sub(lambda found: f"{found[1] or found[3]}:{found[2] or found[4]}", text)


def _number(day: str) -> int:
    return ("mo", "tu", "we", "th", "fr", "sa", "su").index(day[:2].lower())


def _clock(hour: str, minute: str, half: str) -> float:
    value = int(hour) + int(minute or 0) / 60
    if half.lower() == "pm" and value < _NOON:
        return value + _NOON
    return value
