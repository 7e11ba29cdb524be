"""Single values as strangers write them: whole numbers, ages, days of the calendar, addresses on the web."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from conversation_kit.book.reading.findings import Margin, shown
from conversation_kit.book.reading.text import clean_line
from conversation_kit.model.entries import Status

_OLDEST = 130  # years; above this a number is no age
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST = 1e15  # no figure of a directory is larger
_MILLISECONDS = 10**11  # epoch figures above this count thousandths of seconds

_AGES = re.compile(r"(?<![\d.])(\d{1,3})(?![\d.])")
_MONTHS = re.compile(r"\b(month|week|day)s?\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:up to|under|below|younger than|max(?:imum)?)\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ])")
_UK_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:$|[T ,])")
_WORDED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_EMAIL = re.compile(r"^[^\s@<>(),;:\"\[\]]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][^ ]*)?")
_NOBODY = re.compile(
    r"^(?:unknown|none|no-?email|no-?reply|do-?not-?reply|n-?a|na|null|nobody|noone)\b", re.IGNORECASE
)

_STATUSES = {
    Status.ACTIVE: "active open live published approved current running yes true",
    Status.INACTIVE: "inactive archived draft unpublished hidden dormant no false",
    Status.DEFUNCT: (
        "defunct closed deleted ended removed permanently-closed ceased disbanded expired cancelled discontinued"
    ),
    Status.TEMPORARILY_CLOSED: "temporarily-closed paused on-hold suspended temporarily-suspended",
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words.split()}


def as_list(value: object) -> list[object]:
    """Return ``value`` as a list: nothing is empty, one thing is a list of one."""
    if isinstance(value, (list, tuple)):
        return list(value)
    return [] if value is None or value == "" else [value]


def all_under(record: dict[str, object], *names: str) -> list[object]:
    """Return everything under ``names`` in their order, as one list; names that are missing cost nothing."""
    found: list[object] = []
    for name in names:
        if name in record:
            value = record[name]
            if isinstance(value, (list, tuple)):
                found += value
            elif value is not None and value != "":
                found.append(value)
    return found


def as_dict(value: object) -> dict[str, object]:
    """Return ``value`` when it is an object; words become ``{"name": words}``; else an empty object."""
    if isinstance(value, dict):
        return value
    return {"name": value} if isinstance(value, str) else {}


def first(record: dict[str, object], *names: str) -> object:
    """Return the first value under ``names`` that is neither missing, null nor empty."""
    for name in names:
        value = record.get(name)
        if value:
            return value
        if value is not None and not isinstance(value, (str, list, dict)):
            return value
    return None


def number(value: object) -> float | None:
    """Return a finite number given as a number or as text, else None."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        return value if abs(value) < _MOST else None  # nan compares False
    try:
        found = float(clean_line(value).replace(",", "")) if isinstance(value, str) else float(str(value))
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < _MOST else None  # also refuses inf; nan compares False


def read_ages(low: object, high: object, margin: Margin) -> tuple[int | None, int | None]:
    """Return whole years from two age fields; what cannot be an age is None, with a note.

    A text may hold both: ``18 to 25`` in the lower field fills an empty upper one.
    """
    lows, highs = _ages_in(low, "minimum_age", margin), _ages_in(high, "maximum_age", margin)
    least, most = (lows[0] if lows else None), (highs[-1] if highs else None)
    if most is None and len(lows) > 1:
        most = lows[-1]
    if isinstance(low, str) and len(lows) == 1 and _UP_TO.search(low):
        least, most = None, most if most is not None else lows[0]
    if least is not None and most is not None and (least > most or (least, most) == (0, 0)):
        margin.note("minimum_age", f"Ages {least} to {most} make no sense; ages are unknown.")
        return None, None
    return least, most


def _ages_in(value: object, field: str, margin: Margin) -> list[int]:
    """Return the ages one field holds, none when it holds no age."""
    if value is None or (isinstance(value, str) and not clean_line(value)):
        return []
    plain = number(value)
    if plain is not None:
        if 0 <= plain <= _OLDEST:
            return [int(plain)]
    elif isinstance(value, str):
        if _MONTHS.search(value):
            return [0]
        found = [int(years) for years in _AGES.findall(clean_line(value)) if int(years) <= _OLDEST]
        if found and not value.strip().startswith("-"):
            return found[:2]
    margin.note(field, f"“{shown(value)}” is not an age; the age is unknown.")
    return []


def read_day(value: object, field: str, margin: Margin) -> date | None:
    """Return the calendar day of a date or timestamp as it is written, or None with a note.

    The day is taken as written, whatever the zone: feeds mix zones, and a day either way changes nothing here.
    Days come before months in ``03/04/2024``, as is usual in the UK.
    """
    if value is None or (isinstance(value, str) and not clean_line(value)):
        return None
    day = _day_of(value)
    if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    margin.note(field, f"“{shown(value)}” is not a date; the date is unknown.")
    return None


def _day_of(value: object) -> date | None:
    try:
        if isinstance(value, str):
            return _day_in_words(clean_line(value))
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 10**8:
            seconds = value / 1000 if value > _MILLISECONDS else value
            return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return None


@lru_cache(maxsize=1024)
def _day_in_words(words: str) -> date | None:
    if found := _ISO_DAY.match(words):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _UK_DAY.match(words):
        day, month, year = (int(part) for part in found.groups())
        return date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004
    plain = _ORDINAL.sub("", words)
    for shape in _WORDED:
        try:
            return datetime.strptime(plain, shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def read_email(value: object, margin: Margin, field: str = "email") -> str:
    """Return an e-mail address, or empty with a note when it is none or a stand-in for none."""
    words = clean_line(value).removeprefix("mailto:")
    if not words:
        return ""
    if _EMAIL.match(words) and not _NOBODY.match(words):
        return words
    margin.note(field, f"“{shown(words)}” is not an address one can write to; left out.")
    return ""


def read_url(value: object, margin: Margin, field: str = "url") -> str:
    """Return an ``http(s)`` address as given, or empty with a note."""
    words = clean_line(value)
    if not words or _PLAIN_ADDRESS.fullmatch(words):  # nearly all are
        return words
    try:
        parts = urlsplit(words)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in words
    except ValueError:
        good = False
    if good:
        return words
    margin.note(field, f"“{shown(words)}” is not a web address; left out.")
    return ""


def read_phone(value: object, margin: Margin, field: str = "phones") -> str:
    """Return a phone number with the words around it, or empty with a note when there is no number in it."""
    words = clean_line(value)
    if not words:
        return ""
    if sum(c.isdigit() for c in words) >= 3 and len(words) <= 80:  # noqa: PLR2004  (101, 111, 999 are numbers)
        return words
    margin.note(field, f"“{shown(words)}” is not a phone number; left out.")
    return ""


def read_status(value: object, margin: Margin) -> Status:
    """Return the status; unknown when nothing is said, and with a note when it cannot be read."""
    if isinstance(value, bool):
        return Status.ACTIVE if value else Status.INACTIVE
    words = clean_line(value)
    if not words:
        return Status.UNKNOWN
    status = _STATUS_OF.get(words.lower().replace("_", "-").replace(" ", "-"))
    if status is None:
        margin.note("status", f"“{shown(words)}” is no status we know; the status is unknown.")
        return Status.UNKNOWN
    return status
