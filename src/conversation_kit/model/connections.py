"""Connection and how it goes on, Deal, Gap and Correction."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar


class Stage(StrEnum):
    """What the Person made of a Suggestion so far."""

    SUGGESTED = "suggested"
    INTERESTED = "interested"
    MAYBE_LATER = "maybe later"
    BEING_SUPPORTED = "being supported"
    TRIED_IT = "tried it"
    GOING = "going"
    GIVING = "giving"
    NOT_FOR_ME = "not for me"


class Way(StrEnum):
    """Whether the person would join, give (volunteer, lead, teach, host) or be helped."""

    JOIN = "join"
    GIVE = "give"
    HELP = "help"


class Side(StrEnum):
    """The two columns of a Deal."""

    OURS = "our part"
    YOURS = "your part"


@dataclass(frozen=True, slots=True)
class Connection:
    """What the Person made of an Entry of the Book.

    Attributes:
        entry_id: Id in the Book; ``entry_name`` keeps the name should the entry go.
        because: The person's own words it was suggested for.
        why: Why it is not for them, or not now.
        first_step: What happens first.
        in_the_way: What could get in the way.
        would_help: Going along the first time, travel training, checks...
        getting_there: How to get there, in words ("the 12 from the end of the road").
        bridge: Somebody they know who could be a bridge.
        sure: How sure they feel, 1 to 10, as they say it.
        look_again: When to look at it again.
        on_page: Whether it goes on *my page*. What nobody else at home should read begins off it.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
    """

    entity: ClassVar[str] = "connection"

    id: str
    person_id: str
    entry_id: str
    entry_name: str
    stage: Stage
    conversation_id: str = ""
    way: Way = Way.JOIN
    because: tuple[str, ...] = ()
    why: str = ""
    first_step: str = ""
    in_the_way: str = ""
    would_help: str = ""
    getting_there: str = ""
    bridge: str = ""
    sure: int | None = None
    look_again: date | None = None
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False

    @property
    def shown_name(self) -> str:
        """The entry's name where it stands unasked and others may look: what is off the page is not named."""
        return self.entry_name if self.on_page else "something private"


@dataclass(frozen=True, slots=True)
class StepAlong:
    """A connection moved along: where to, when, and how the person says it went.

    Attributes:
        stage: What it became with this step, or what it stayed.
        words: How it went, in their words.
        on: The day they told it.
        on_page: Whether it goes on *my page*; person and worker choose when they read it back.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
    """

    entity: ClassVar[str] = "step-along"

    id: str
    person_id: str
    connection_id: str
    stage: Stage
    on: date
    words: str = ""
    conversation_id: str = ""
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False


@dataclass(frozen=True, slots=True)
class DealLine:
    """One line of what was agreed: our part or your part, who, what, by when.

    Attributes:
        by_when: As they said it ("after half term").
        due: The day that means, when it was clear.
        on_page: Whether it goes on *my page*; person and worker choose when they read it back.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
    """

    entity: ClassVar[str] = "deal"

    id: str
    person_id: str
    side: Side
    what: str
    who: str = ""
    by_when: str = ""
    due: date | None = None
    conversation_id: str = ""
    connection_id: str = ""
    done: bool = False
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False


class Outcome(StrEnum):
    """What a knowledge officer made of a Gap or a Correction."""

    PUT_RIGHT = "put right"
    LISTED = "now in the Book"
    NOT_SO = "not so"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Gap:
    """A hope or gift that nothing in the Book serves. Never holds a Person: ``person_id`` is empty.

    Attributes:
        outcome: What a knowledge officer made of it, or None as long as nobody did.
        answer: The officer's words with it.
        answered_at: When.
    """

    entity: ClassVar[str] = "gap"

    id: str
    words: str
    kept_at: datetime
    area: str = ""
    person_id: str = ""
    outcome: Outcome | None = None
    answer: str = ""
    answered_at: datetime | None = None


class Fault(StrEnum):
    """What a Correction says of an Entry."""

    WRONG = "wrong"
    CLOSED = "closed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a worker found wrong in the Book. Never holds a Person: ``person_id`` is empty.

    Attributes:
        outcome: What a knowledge officer made of it, or None as long as nobody did.
        answer: The officer's words with it.
        answered_at: When.
    """

    entity: ClassVar[str] = "correction"

    id: str
    entry_id: str
    entry_name: str
    fault: Fault
    kept_at: datetime
    words: str = ""
    person_id: str = ""
    outcome: Outcome | None = None
    answer: str = ""
    answered_at: datetime | None = None
