"""Conversation and Note."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Conversation:
    """One talk of one Worker with one Person, by one Guide.

    Attributes:
        started: When it began (timezone-aware).
        ended: When the worker closed it, or None while it is open.
        present: Who else is there, in words.
        permission: What was said about recording and permission, in words.
    """

    entity: ClassVar[str] = "conversation"

    id: str
    person_id: str
    guide_id: str
    worker_id: str
    started: datetime
    ended: datetime | None = None
    present: str = ""
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the person's own words, in a Topic.

    Attributes:
        topic_id: Id of a Topic in the conversation's Guide.
        said_at: When it was kept (timezone-aware).
        order: Place among the notes of its conversation; gaps allowed.
        set_aside: Words of proposals the worker dismissed, so that they are not proposed again.
        on_page: Whether it goes on *my page*; person and worker choose when they read it back.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
        taken_out: True when the worker took the note out; it stays in the log.
    """

    entity: ClassVar[str] = "note"

    id: str
    person_id: str
    conversation_id: str
    topic_id: str
    text: str
    said_at: datetime
    order: float = 0.0
    set_aside: tuple[str, ...] = ()
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False
