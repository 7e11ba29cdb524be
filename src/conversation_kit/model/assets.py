"""Asset: something that is strong, or (leaning) something that gets in the way."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """The four kinds of asset the report tells apart."""

    PERSONAL = "personal"
    SOCIAL = "social"
    COMMUNITY = "community"
    PHYSICAL = "physical"


class Leaning(StrEnum):
    """How the person spoke of it."""

    STRENGTH = "strength"
    INTEREST = "interest"
    HOPE = "hope"
    GIFT = "gift"
    BARRIER = "barrier"

    @property
    def words(self) -> str:
        """The leaning as screens and pages say it."""
        return _LEANING_WORDS[self]


_LEANING_WORDS = {
    Leaning.STRENGTH: "strength",
    Leaning.INTEREST: "interest",
    Leaning.HOPE: "hope",
    Leaning.GIFT: "could give",
    Leaning.BARRIER: "gets in the way",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset (or barrier) in the person's own words.

    Attributes:
        words: As they said it.
        who: For a social asset, the person's name; else empty.
        tie: How they belong together ("daughter", "next door").
        willing: What was said when asked "would they want to help, and what would it cost them?".
            Empty means nobody has asked; help is never assumed.
        note_id: The note it was heard in, or empty when written by hand.
        on_page: Whether it goes on *my page*; person and worker choose when they read it back.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
        taken_out: True when the worker took it out; it stays in the log.
    """

    entity: ClassVar[str] = "asset"

    id: str
    person_id: str
    words: str
    kind: Kind
    leaning: Leaning
    conversation_id: str = ""
    note_id: str = ""
    who: str = ""
    tie: str = ""
    willing: str = ""
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False
