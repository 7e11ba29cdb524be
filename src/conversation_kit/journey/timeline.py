"""The timeline of somebody's story: what happened, day by day. Their words and what was agreed; nothing is counted.

How somebody says they are (numbers) is no part of it, and a Stop is never part of a Story.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import made_at
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.vault.records import Vault


class MomentKind(StrEnum):
    """What happened, in the order in which a day tells it."""

    TALK = "talk"
    STEP = "step"
    CHOSEN = "chosen"
    RISK = "risk"
    FOUND = "found"
    AGREED = "agreed"
    DONE = "done"


_ORDER = {kind: number for number, kind in enumerate(MomentKind)}
_ONE_KEEPING = timedelta(
    seconds=2
)  # the fields of a record are written one after the other, within milliseconds
_STEPS = {
    Stage.SUGGESTED: "Talked about",
    Stage.INTERESTED: "Interested in",
    Stage.MAYBE_LATER: "Maybe later",
    Stage.BEING_SUPPORTED: "With support",
    Stage.TRIED_IT: "Tried it",
    Stage.GOING: "Going",
    Stage.GIVING: "Giving",
    Stage.NOT_FOR_ME: "Not for me",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    Attributes:
        day: When, or None when nothing says so.
        label: What it is, in words of ours that hold for the person and about them ("Tried it").
        words: What it is about: their words, or a name from the Book.
        quote: What they said of it.
        entity: The kind of record it comes from.
        record_id: The id of that record.
    """

    day: date | None
    kind: MomentKind
    label: str
    words: str
    quote: str
    entity: str
    record_id: str


@dataclass(frozen=True, slots=True)
class DayOfStory:
    """What happened on one day; ``day`` is None for what nobody knows the day of."""

    day: date | None
    moments: tuple[Moment, ...]


def timeline(story: Story, done_on: Mapping[str, date] | None = None) -> tuple[DayOfStory, ...]:
    """Return the days of ``story`` on which something happened, the first day first, what has no day last.

    Args:
        story: As it is given; for what leaves the laptop, pass it through the permission filter first.
        done_on: By the id of a line of the deal, the day it was done (see :func:`done_days`). Without it a line
            that was done says so where it was agreed.
    """
    telling = _Telling(story, done_on or {})
    moments = sorted(telling.moments(), key=lambda one: (one.day or date.max, _ORDER[one.kind]))
    return tuple(
        DayOfStory(day, tuple(of_day)) for day, of_day in groupby(moments, key=lambda moment: moment.day)
    )


def done_days(vault: Vault, story: Story) -> dict[str, date]:
    """Return by id the day on which each line of the deal that is done was marked so, where the log knows it.

    A line that was done already when it was first kept has no such day.
    """
    found: dict[str, date] = {}
    for line in story.deal:
        changes = vault.history(DealLine, line.id, "done") if line.done else []
        marked = [change.when for change in changes if change.value is True]
        first_kept = min((change.when for change in vault.history(DealLine, line.id, "what")), default=None)
        if marked and first_kept is not None and marked[-1] - first_kept > _ONE_KEEPING:
            found[line.id] = marked[-1].astimezone().date()
    return found


class _Telling:
    """Makes moments of the records of one story."""

    def __init__(self, story: Story, done_on: Mapping[str, date]) -> None:
        self._story = story
        self._done_on = done_on
        self._talks = {talk.id: talk.started.astimezone().date() for talk in story.conversations}
        self._notes = {note.id: note.said_at.astimezone().date() for note in story.notes}
        self._connections = {connection.id: connection for connection in story.connections}

    def moments(self) -> Iterable[Moment]:
        story = self._story
        yield from map(self._talk, story.conversations)
        yield from map(self._asset, story.assets)
        yield from map(self._connection, filter(self._tells_something, story.connections))
        yield from map(self._step, (s for s in story.steps if s.connection_id in self._connections))
        yield from map(self._agreed, story.deal)
        yield from map(self._done, (line for line in story.deal if line.id in self._done_on))
        yield from map(self._risk, story.risks)

    def _day(self, record: Asset | Connection | DealLine | PositiveRisk) -> date | None:
        """Return the day of the talk it comes from, else of the note, else the day its id was made."""
        if record.conversation_id in self._talks:
            return self._talks[record.conversation_id]
        note = record.note_id if isinstance(record, Asset) else ""
        if note in self._notes:
            return self._notes[note]
        made = made_at(record.id)
        return made.astimezone().date() if made else None

    def _talk(self, talk: Conversation) -> Moment:
        said = _first([note for note in self._story.notes if note.conversation_id == talk.id])
        return Moment(self._talks[talk.id], MomentKind.TALK, "We talked", "", said, talk.entity, talk.id)

    def _asset(self, asset: Asset) -> Moment:
        words = asset.words or asset.who
        if asset.who and asset.who.casefold() not in words.casefold():
            words = f"{asset.who}: {words}"
        label = asset.leaning.words.capitalize()
        return Moment(self._day(asset), MomentKind.FOUND, label, words, "", asset.entity, asset.id)

    def _tells_something(self, one: Connection) -> bool:
        """Whether the steps, where there are any, do not say already what the connection would."""
        first = min((step.on for step in self._story.steps if step.connection_id == one.id), default=None)
        if first is None:
            return one.stage is not Stage.SUGGESTED
        day = self._day(one)
        return day is not None and day < first

    def _connection(self, one: Connection) -> Moment:
        first = next(iter(one.because), "") if one.on_page else ""
        if any(step.connection_id == one.id for step in self._story.steps):  # they say what became of it
            label, quote = _STEPS[Stage.SUGGESTED], first
        else:
            label, quote = _STEPS[one.stage], (one.why if one.on_page else "") or first
        return Moment(self._day(one), MomentKind.CHOSEN, label, one.shown_name, quote, one.entity, one.id)

    def _step(self, step: StepAlong) -> Moment:
        """A step of what is off the page is told by its day and where it led, not by name and not in their words."""
        of, label = self._connections[step.connection_id], _STEPS[step.stage]
        words = step.words if of.on_page else ""
        return Moment(step.on, MomentKind.STEP, label, of.shown_name, words, step.entity, step.id)

    def _agreed(self, line: DealLine) -> Moment:
        done = " (done)" if line.done and line.id not in self._done_on else ""
        label = f"Agreed, {line.side}{done}"
        return Moment(self._day(line), MomentKind.AGREED, label, _deal_words(line), "", line.entity, line.id)

    def _done(self, line: DealLine) -> Moment:
        label = f"Done, {line.side}"
        day = self._done_on[line.id]
        return Moment(day, MomentKind.DONE, label, _deal_words(line), "", line.entity, line.id)

    def _risk(self, risk: PositiveRisk) -> Moment:
        day = risk.weighed_on or self._day(risk)
        return Moment(
            day, MomentKind.RISK, "Something to try", risk.wants, risk.they_say, risk.entity, risk.id
        )


def _first(notes: list[Note]) -> str:
    first = min(notes, key=lambda note: (note.order, note.said_at, note.id), default=None)
    return first.text if first else ""


def _deal_words(line: DealLine) -> str:
    return f"{line.who}: {line.what}" if line.who else line.what
