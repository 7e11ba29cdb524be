"""What was learned on this laptop from what became of suggestions: themes and entries, never a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What became of an entry that was suggested."""

    CHOSEN = "chosen"
    SET_ASIDE = "set aside"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Lesson:
    """How often an entry was chosen or set aside when a theme had been heard, in one month.

    Nothing in it comes from a person: the theme is one of the word lists', the day is left out.

    Attributes:
        theme: Id of a theme; empty where the verdict is about the entry whatever was heard.
        entry_id: The entry in the Book.
        verdict: What became of it.
        month: The first day of the month.
        times: How often, 1 or more.
    """

    theme: str
    entry_id: str
    verdict: Verdict
    month: date
    times: int = 1
