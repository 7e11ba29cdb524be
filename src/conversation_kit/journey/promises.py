"""What was promised and what is due: the right-hand side of Home."""

from dataclasses import dataclass
from datetime import date

from conversation_kit.journey.risks import to_look_at
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.vault.records import Vault


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the worker said they would do, or a day to look again.

    Attributes:
        words: What to do, with the person's name in it.
        due: The day, or None when only words were given.
        by_when: The words for it.
        record_id: The id of the deal line, or of the connection or the positive risk to look at again.
    """

    person: Person
    words: str
    due: date | None
    by_when: str = ""
    record_id: str = ""


def promises(vault: Vault) -> list[Promise]:
    """Return our part of every deal that is not done, and all there is to look at again; soonest first."""
    people = {person.id: person for person in vault.people()}
    found = [
        Promise(people[line.person_id], line.what, line.due, line.by_when, line.id)
        for line in vault.all_not(DealLine, "done", "taken_out")
        if line.side is Side.OURS and not (line.done or line.taken_out) and line.person_id in people
    ]
    found += [
        Promise(people[c.person_id], f"look again at {c.shown_name}", c.look_again, record_id=c.id)
        for c in vault.all_saying(Connection, "look_again")
        if _to_look_at(c) and c.person_id in people
    ]
    found += [
        Promise(
            people[risk.person_id],
            f"look again at what they want to try: {risk.wants}",
            risk.look_again,
            record_id=risk.id,
        )
        for risk in to_look_at(vault.all_saying(PositiveRisk, "look_again"))
        if risk.person_id in people
    ]
    return sorted(found, key=lambda promise: promise.due or date.max)


def due_words(promise: Promise, today: date) -> str:
    """Return when it is due as people say it: "was due Friday", "tomorrow", "Thursday 26 November"."""
    if promise.due is None:
        return promise.by_when
    days = (promise.due - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    day = f"{promise.due:%A}" if abs(days) < 7 else f"{promise.due:%A} {promise.due.day} {promise.due:%B}"  # noqa: PLR2004 - a week
    return f"was due {day}" if days < 0 else day


def _to_look_at(connection: Connection) -> bool:
    return (
        connection.look_again is not None
        and not connection.taken_out
        and connection.stage is not Stage.NOT_FOR_ME
    )
