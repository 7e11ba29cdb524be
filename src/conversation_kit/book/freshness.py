"""How old an entry is, in words, and whether to ring first."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from conversation_kit.model.entries import Entry

_FEW_DAYS = 14
_FEW_WEEKS = 60
_DAYS_OF_WEEK = 7
_MONTHS_OF_YEAR = 12
_NOBODY = "nobody is known to have checked this"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When an entry was last checked.

    Attributes:
        checked: The day, or None when no believable one is known.
        words: "last checked 12 days ago", or that nobody is known to have.
        ring_first: True when it is over 12 months old, or unknown.
    """

    checked: date | None
    words: str
    ring_first: bool


def freshness(entry: Entry, today: date) -> Freshness:
    """Say how fresh an entry is. A day in the future is not believed; an older one behind it is."""
    checked = next((day for day in (entry.assured_date, entry.last_modified) if day and day <= today), None)
    if checked is None:
        return Freshness(None, _NOBODY, ring_first=True)
    apart = relativedelta(today, checked)
    old = (apart.years, apart.months, apart.days) > (1, 0, 0)
    return Freshness(checked, f"last checked {ago(checked, today)}", ring_first=old)


def ago(day: date, today: date) -> str:
    """Return how long ago a day was ("today", "12 days ago", "5 weeks ago", "14 months ago")."""
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days else "today"
    if days <= _FEW_DAYS:
        return f"{days} days ago"
    apart = relativedelta(today, day)
    months = apart.years * _MONTHS_OF_YEAR + apart.months
    if days < _FEW_WEEKS or months < 2:  # noqa: PLR2004 - one month and 29 days
        return f"{days // _DAYS_OF_WEEK} weeks ago"
    if months < 2 * _MONTHS_OF_YEAR:
        return f"{months} months ago"
    return f"{months // _MONTHS_OF_YEAR} years ago"
