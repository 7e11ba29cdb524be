"""Hold a conversation: begin it, keep notes, change and move them, close it."""

from dataclasses import replace
from datetime import datetime, timedelta

from conversation_kit.errors import BadInputError
from conversation_kit.guides.loading import Guides
from conversation_kit.guides.model import Guide
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

_ONE_VISIT = timedelta(hours=12)


def add_person(vault: Vault, person: Person) -> Person:
    """Keep a new person. A preferred name is enough.

    Raises:
        BadInputError: The name is empty.
    """
    person = with_name(person)
    vault.keep(person)
    return person


def with_name(person: Person) -> Person:
    """Return the person with a name that can be shown.

    Raises:
        BadInputError: The name is empty.
    """
    name = inert(person.name).strip()
    if not name:
        raise BadInputError("A preferred name is needed to find them again. Nothing else is.")
    return replace(person, name=name)


def open_conversation(vault: Vault, person_id: str) -> Conversation | None:
    """Return the person's newest conversation that was not closed, or None."""
    still_open = [c for c in vault.all(Conversation, person_id) if c.ended is None]
    return still_open[-1] if still_open else None


def is_going_on(conversation: Conversation, now: datetime) -> bool:
    """Whether a conversation is still the one being held: not closed, and begun within the last twelve hours.

    It is never wrong to stop anywhere, so many are never closed; three weeks later another one begins.
    """
    return conversation.ended is None and now - conversation.started < _ONE_VISIT


def conversation_going_on(vault: Vault, person_id: str, now: datetime) -> Conversation | None:
    """Return the person's conversation that is still being held, or None."""
    conversation = open_conversation(vault, person_id)
    return conversation if conversation is not None and is_going_on(conversation, now) else None


def begin_conversation(
    vault: Vault,
    *,
    person_id: str,
    guide_id: str,
    worker_id: str,
    now: datetime,
    present: str = "",
    permission: str = "",
) -> Conversation:
    """Begin a conversation and keep it at once; those left open before it are closed as of their last note."""
    for left_open in (c for c in vault.all(Conversation, person_id) if c.ended is None):
        last = max((note.said_at for note in notes_of(vault, left_open)), default=left_open.started)
        vault.keep(replace(left_open, ended=last))
    conversation = Conversation(
        id=new_id(),
        person_id=person_id,
        guide_id=guide_id,
        worker_id=worker_id,
        started=now,
        present=inert(present),
        permission=inert(permission),
    )
    vault.keep(conversation)
    return conversation


def close_conversation(vault: Vault, conversation: Conversation, now: datetime) -> Conversation:
    """Close a conversation; its notes stay as they are and can still be changed."""
    closed = replace(conversation, ended=now)
    vault.keep(closed)
    return closed


def guide_of(guides: Guides, conversation: Conversation) -> Guide:
    """Return the guide of a conversation, or the first there is when a council has taken that one away."""
    return next((guide for guide in guides.all if guide.id == conversation.guide_id), guides.all[0])


def new_note(
    conversation: Conversation, *, topic_id: str, text: str, now: datetime, after: tuple[Note, ...] = ()
) -> Note:
    """Return the Note that ``text`` becomes, placed after the notes in ``after``; not kept yet.

    Raises:
        BadInputError: There are no words.
    """
    words = inert(text).strip()
    if not words:
        raise BadInputError("There are no words to keep yet.")
    return Note(
        id=new_id(),
        person_id=conversation.person_id,
        conversation_id=conversation.id,
        topic_id=topic_id,
        text=words,
        said_at=now,
        order=max((note.order for note in after), default=0.0) + 1.0,
    )


def notes_of(vault: Vault, conversation: Conversation) -> tuple[Note, ...]:
    """Return the notes of one conversation in their order, without those taken out."""
    notes = (n for n in vault.all(Note, conversation.person_id) if n.conversation_id == conversation.id)
    return tuple(sorted((n for n in notes if not n.taken_out), key=lambda note: (note.order, note.id)))
