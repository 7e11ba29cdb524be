"""Everybody, as Home shows them: whoever is in the middle of something first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conversation_kit.journey.conversations import is_going_on
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.vault.records import Vault


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person and where their story stands, in a few words."""

    person: Person
    doing: str


def people_lines(vault: Vault, now: datetime) -> list[PersonLine]:
    """Return everybody: open conversations first, then the newest talk first, then those not met yet."""
    last = vault.newest(Conversation)
    ordered = sorted(vault.people(), key=lambda person: _rank(last.get(person.id), person, now))
    return [PersonLine(person, _doing(last.get(person.id), now)) for person in ordered]


def find_people(lines: Sequence[PersonLine], words: str) -> list[PersonLine]:
    """Return those whose name, area or reference holds every word typed."""
    wanted = words.casefold().split()
    return [
        line
        for line in lines
        if all(
            word
            in f"{line.person.name} {line.person.called} {line.person.area} {line.person.reference}".casefold()
            for word in wanted
        )
    ]


def _rank(conversation: Conversation | None, person: Person, now: datetime) -> tuple[int, float, str]:
    if conversation is None:
        return (2, 0.0, person.name.casefold())
    return (
        0 if is_going_on(conversation, now) else 1,
        -conversation.started.timestamp(),
        person.name.casefold(),
    )


def _doing(conversation: Conversation | None, now: datetime) -> str:
    if conversation is None:
        return "not met yet"
    if is_going_on(conversation, now):
        return "talking now"
    days = (now.date() - conversation.started.astimezone(now.tzinfo).date()).days
    return {0: "talked today", 1: "talked yesterday"}.get(days, f"talked {_ago(days)} ago")


def _ago(days: int) -> str:
    if days < 14:  # noqa: PLR2004 - a fortnight reads better in days
        return f"{days} days"
    if days < 70:  # noqa: PLR2004 - ten weeks
        return f"{days // 7} weeks"
    return f"{days // 30} months"
