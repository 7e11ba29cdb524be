"""Days as people say them: "Friday", "tomorrow morning", "Friday week", "in 3 weeks", "12 December", "3/12"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from conversation_kit.model.week import DAY_NAMES

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SOON_GONE = {"": 0, "today": 0, "tonight": 0, "just now": 0, "yesterday": 1, "week": 7}
_HOUR = re.compile(
    r"(?<=\S)(?: first thing| (?:in the )?(?:morning|afternoon|evening|night|lunch ?time|dinner ?time|tea ?time)"
    r"| (?:at )?(?:noon|midday|\d\d?:\d\d|\d\d?(?:[.:]\d\d)? ?[ap]m)| at \d\d?(?:[.:]\d\d)?(?: o'?clock)?)+$"
)
_THIS_WEEK = re.compile(r"(?:by |before |some ?time |later )?(?:this week|(?:the )?end of (?:the|this) week)")
_FRIDAY, _SUNDAY = 4, 6
_END_OF_MONTH = re.compile(r"(?:by |before )?(?:the )?end of (?:the|this) month")
_DAY_OF_MONTH = re.compile(r"(?:by |on |before )?(?:the )?(\d\d?)(?:st|nd|rd|th)")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {name: number for number, name in enumerate(_COUNTED, 1)}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_FEASTS = {
    "christmas eve": (24, 12),
    "christmas day": (25, 12),
    "christmas": (25, 12),
    "boxing day": (26, 12),
    "new years eve": (31, 12),
    "new years day": (1, 1),
}


def day_meant(words: str, today: date) -> date | None:
    """Return the day that ``words`` mean, or None when that is not clear ("after half term").

    "This week" is up to its Friday, or its Sunday once that is past.
    A weekday is the next one after today; a day and month without a year is the next such day. Numbers with
    slashes are read day first, as in the United Kingdom. An hour or a part of the day behind it changes nothing.
    """
    whole = " ".join(words.lower().split())
    if _THIS_WEEK.fullmatch(whole):
        return today + timedelta(days=(_FRIDAY if today.weekday() <= _FRIDAY else _SUNDAY) - today.weekday())
    if _END_OF_MONTH.fullmatch(whole):
        return today + relativedelta(day=31)
    if found := _DAY_OF_MONTH.fullmatch(whole):
        return _next_numbered(int(found[1]), today)
    said = _HOUR.sub("", _bare(words, "first thing|this time|by|on|before|this|next|the"))
    return _a_day(said, today) or _weeks_on(said, today)


def day_gone(words: str, today: date) -> date | None:
    """Return the day up to today that ``words`` mean; None when that is not clear or lies ahead.

    Nothing said means today. A weekday is the last one up to today; a day and month without a year is the last such
    day.
    """
    said = _bare(words, "on|last|the")
    if said in _SOON_GONE:
        return today - timedelta(days=_SOON_GONE[said])
    if found := re.fullmatch(r"(.+ (?:day|week|fortnight|month)s?) ago", said):
        ahead = _in_so_long(found[1], today)
        if found[1].rstrip("s").endswith("month") and ahead is not None:
            months = (ahead.year - today.year) * 12 + ahead.month - today.month
            return today - relativedelta(months=months)
        return None if ahead is None else today - (ahead - today)
    if (weekday := _weekday(said, today)) is not None:
        last = weekday == today + timedelta(days=7) and words.lower().split()[0] == "last"
        return weekday - timedelta(days=14 if last else 7)
    day = _calendar(said, today)
    if day is not None and day > today and not re.search(r"\d{4}|[/.]\d{1,2}[/.]", said):
        return day - relativedelta(years=1)
    return day if day is not None and day <= today else None


def _bare(words: str, small: str) -> str:
    """Return what was said in small letters, without signs, endings of numbers and small words before it."""
    said = re.sub(r"['’]", "", words.lower().replace(",", " "))
    said = " ".join(re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", said).split())
    return re.sub(rf"^(?:({small})\s+(?=\S))+", "", said)


def _a_day(said: str, today: date) -> date | None:
    return _simple(said, today) or _in_so_long(said, today) or _weekday(said, today) or _calendar(said, today)


def _weeks_on(said: str, today: date) -> date | None:
    """Return the day meant by "Friday week", "a fortnight on Tuesday", "a week tomorrow"."""
    found = re.fullmatch(r"(?P<day>.+) (?P<long>week|fortnight)", said) or re.fullmatch(
        r"(?:in )?(?P<long>(?:a )?(?:week|fortnight)|\S+ weeks) (?:on |from |come )?(?P<day>.+)", said
    )
    if found is None or found["day"] in ("week", "a week", "fortnight"):
        return None
    day = _simple(found["day"], today) or _weekday(found["day"], today)
    on = _simple(found["long"], today) or _in_so_long(found["long"], today)
    return None if day is None or on is None else day + (on - today)


def _simple(said: str, today: date) -> date | None:
    days = {
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "week": 7,
        "a week": 7,
        "fortnight": 14,
        "a fortnight": 14,
        "week after next": 14,
    }
    return today + timedelta(days=days[said]) if said in days else None


def _in_so_long(said: str, today: date) -> date | None:
    found = re.fullmatch(
        r"(?:in |within )?(\d{1,3}|(?:a )?couple of|[a-z]+) (day|week|fortnight|month)s?(?: time)?", said
    )
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1])
    if count is None:
        return None
    if found[2] == "month":
        return today + relativedelta(months=count)
    return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[found[2]])


def _weekday(said: str, today: date) -> date | None:
    for number, name in enumerate(DAY_NAMES):
        if said == name or (len(said) >= 3 and name.startswith(said)):  # noqa: PLR2004 - "thu"
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _calendar(said: str, today: date) -> date | None:
    weekday = "|".join(name[:3] + "[a-z]*" for name in DAY_NAMES)
    said = re.sub(rf"^(?:{weekday}) ", "", said)
    if feast := _FEASTS.get(said.replace("xmas", "christmas")):
        return _next_such(*feast, None, today)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d\d?)[/.](\d\d?)(?:[/.](\d{2}|\d{4}))?", said):
        return _next_such(int(found[1]), int(found[2]), found[3], today)
    if found := re.fullmatch(r"(\d\d?)(?: of)? ([a-z]{3,})(?: (\d{4}))?", said):
        months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2])]
        return _next_such(int(found[1]), months[0], found[3], today) if months else None
    return None


def _next_numbered(day: int, today: date) -> date | None:
    """Return the next day of that number, in this month or in one of the next that has it."""
    months = (today + relativedelta(day=1, months=ahead) for ahead in range(3))
    days = (_day(month.year, month.month, day) for month in months)
    return next((one for one in days if one is not None and one >= today), None)


def _next_such(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)  # noqa: PLR2004
    this_year = _day(today.year, month, day)
    return this_year if this_year is None or this_year >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
