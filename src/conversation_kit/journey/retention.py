"""Retention: who was not contacted for so long that their record may have to go. Nobody goes without a yes."""

from dataclasses import dataclass
from datetime import date, datetime

from conversation_kit.journey.promises import promises
from conversation_kit.model.connections import StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.vault.records import Vault


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody nobody was in contact with for a while.

    Attributes:
        last_contact: The day of the last conversation, note or step along; the day they were added when they were
            never met; None when not even that is known.
        days: Whole days since then, or None.
        promised: How many things promised to them are still open.
    """

    person: Person
    last_contact: date | None
    days: int | None
    promised: int


def not_contacted(vault: Vault, *, days: int, now: datetime) -> list[Overdue]:
    """Return everybody not contacted for more than ``days`` days, the longest ago first.

    Somebody of whom no day is known at all is among them, last: the worker decides.
    """
    last = _last_contacts(vault, now)
    promised = [promise.person.id for promise in promises(vault)]
    found = []
    for person in vault.people():
        day = last.get(person.id, person.added)
        since = None if day is None else (now.date() - day).days
        if since is None or since > days:
            found.append(Overdue(person, day, since, promised.count(person.id)))
    return sorted(found, key=lambda one: -1 if one.days is None else one.days, reverse=True)


def _last_contacts(vault: Vault, now: datetime) -> dict[str, date]:
    last: dict[str, date] = {}

    def seen(person_id: str, day: date) -> None:
        last[person_id] = max(day, last.get(person_id, day))

    for talk in vault.all(Conversation):
        seen(talk.person_id, (talk.ended or talk.started).astimezone(now.tzinfo).date())
    for note in vault.all(Note):
        seen(note.person_id, note.said_at.astimezone(now.tzinfo).date())
    for step in vault.all(StepAlong):
        seen(step.person_id, step.on)
    return last
