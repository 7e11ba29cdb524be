"""What a record is and when it was said, in a few words, for lists that hold records of every kind."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, Correction, DealLine, Gap, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.stops import Stop
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.vault.codec import Record

_WHAT: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    Person: lambda _: "who they are",
    Worker: lambda _: "who records here",
    Conversation: lambda _: "a talk",
    Note: lambda _: "note",
    Asset: lambda asset: f"{asset.kind} · {asset.leaning.words}",
    Connection: lambda connection: f"{connection.shown_name}, {connection.stage}",
    StepAlong: lambda step: f"how it went, {step.stage}",
    DealLine: lambda line: f"the deal, {line.side}{', done' if line.done else ''}",
    PositiveRisk: lambda _: "a positive risk",
    Wellbeing: lambda _: "how they say they are",
    ToolScore: lambda score: f"a score, {score.tool}",
    Permission: lambda _: "who may see it",
    Gap: lambda _: "nothing here for this",
    Correction: lambda correction: f"wrong in the Book, {correction.fault}",
    Stop: lambda _: "Stop",
}
_DAYS: Final = ("said_at", "started", "on", "weighed_on", "asked_on", "scored_on", "kept_at", "began")

_WORDS: Final = ("text", "words", "what", "wants", "entry_name", "tool", "name", "said", "present")


def what_it_is(record: Record) -> str:
    """Return what a record is, in a word or two: "note", "the deal, our part"."""
    return _WHAT[type(record)](record)


def day_of(record: Record) -> date | None:
    """Return the day a record was said or kept on, when it has one of its own."""
    found = next((day for name in _DAYS if (day := getattr(record, name, None)) is not None), None)
    return found.astimezone().date() if isinstance(found, datetime) else found


def day_in_words(day: date) -> str:
    """Return a day as it is written: "24 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def words_of(record: Record) -> str:
    """Return what a record says, in the words it is known by; what is off the page is not named."""
    if isinstance(record, Connection):
        return record.shown_name
    said = (str(getattr(record, name, "")) for name in _WORDS)
    return next(filter(None, said), "")
