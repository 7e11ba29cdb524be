"""Retention: who was not contacted for so long that their record may have to go. Lists; never erases."""

from dataclasses import dataclass
from datetime import date

from conversation_kit.journey.promises import promises
from conversation_kit.model.connections import StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.stops import Stop
from conversation_kit.model.wellbeing import Wellbeing
from conversation_kit.vault.records import Vault


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody not contacted for a long time.

    Attributes:
        last: The day of the last talk, note or step along, or the day they were added when they were never met.
        days: Whole days since then.
        met: Whether there ever was a talk.
        promised: How many things were promised and are not done.
        stops: How many times Stop was pressed about them.
    """

    person: Person
    last: date
    days: int
    met: bool
    promised: int
    stops: int


def overdue(vault: Vault, today: date, days: int) -> list[Overdue]:
    """Return everybody not contacted for ``days`` days or more, the longest first."""
    newest = vault.newest(Conversation)
    found: list[Overdue] = []
    open_promises: list[str] | None = None
    for person in vault.people():
        talk = newest.get(person.id)
        if talk is not None and (today - _day(talk)).days < days:
            continue  # nearly everybody: nothing else needs to be read of them
        last = None if talk is None else _last(vault, person.id)
        since = last or person.added or _added(vault, person)
        if (today - since).days >= days:
            if open_promises is None:
                open_promises = [promise.person.id for promise in promises(vault)]
            found.append(
                Overdue(
                    person,
                    since,
                    (today - since).days,
                    met=last is not None,
                    promised=open_promises.count(person.id),
                    stops=len(vault.all(Stop, person.id)),
                )
            )
    return sorted(found, key=lambda one: (one.last, one.person.id))


def overdue_sentence(vault: Vault, today: date, days: int | None) -> str:
    """Return one sentence for Home when somebody is due by the setting, else nothing."""
    count = 0 if days is None else len(overdue(vault, today, days))
    if not count:
        return ""
    who = "One person was" if count == 1 else f"{count} people were"
    return f"{who} not contacted for {days} days or more. To look at it: conversation-kit retention list"


def overdue_words(one: Overdue) -> str:
    """Return how long it is and what to think of: "not contacted for 412 days, 1 promise open"."""
    words = [f"not contacted for {one.days} days" if one.met else f"added {one.days} days ago, never met"]
    if one.promised:
        words.append(f"{one.promised} promised and not done")
    if one.stops:
        words.append("Stop was pressed")
    return ", ".join(words)


def _last(vault: Vault, person_id: str) -> date:
    """Return the day of the last talk, or of what was told since: a note may be younger than the talk it stands in."""
    return max(
        [
            *(_day(talk) for talk in vault.all(Conversation, person_id)),
            *(note.said_at.date() for note in vault.all(Note, person_id)),
            *(step.on for step in vault.all(StepAlong, person_id)),
            *(answers.asked_on for answers in vault.all(Wellbeing, person_id)),
            *(risk.weighed_on for risk in vault.all(PositiveRisk, person_id) if risk.weighed_on is not None),
        ]
    )


def _day(talk: Conversation) -> date:
    return (talk.ended or talk.started).date()


def _added(vault: Vault, person: Person) -> date:
    """Return the day of the first change, for a record that does not say when it was added."""
    return vault.history(Person, person.id, "name")[0].when.date()
