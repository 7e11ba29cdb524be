"""What is asked of matching: what was heard, about whom, and within which limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from conversation_kit.model.assets import Kind, Leaning
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.learned import Lesson
from conversation_kit.model.spots import Spot


@dataclass(frozen=True, slots=True)
class Heard:
    """One statement, in the person's own words.

    Attributes:
        text: As they said it.
        kind: The kind of asset it is about, when somebody decided that.
        leaning: How they spoke of it, when somebody decided that; otherwise it is read from the words.
        who: Whom they spoke of as somebody they know, by name, or empty.
        typing: Whether it is still being typed; a last word that is not finished then does not count.
    """

    text: str
    kind: Kind | None = None
    leaning: Leaning | None = None
    who: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question to the Book: what could connect this person?

    Attributes:
        heard: Everything heard so far that should count, in any order.
        age: Whole years, or None when unknown.
        near: Where the person lives or wants to be, or None.
        limit: How many suggestions at most.
        today: The day to judge freshness and closing dates by.
        keep: The screen's filters; an entry for which it answers False is left out.
        already: Ids of entries decided on before; left out.
        lessons: What was learned here from earlier choices; nothing without it.
        also_heard: What else was heard of them; it asks for nothing here, but its limits hold.
        spot_of: Finds the spot of a location that has no coordinates (by postcode district, say), or None.
    """

    heard: tuple[Heard, ...]
    today: date
    age: int | None = None
    near: Spot | None = None
    limit: int = 5
    keep: Callable[[Entry], bool] | None = None
    already: frozenset[str] = frozenset()
    lessons: tuple[Lesson, ...] = ()
    also_heard: tuple[Heard, ...] = ()
    spot_of: Callable[[Location], Spot | None] | None = None
