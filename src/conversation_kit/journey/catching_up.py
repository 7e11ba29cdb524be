"""Catching up: what stood when they last talked, beside what has come of it since. Nothing is counted or judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.story import Story

GUIDE_ID = "catching-up"
"""The guide in whose talks last time stands beside today."""


@dataclass(frozen=True, slots=True)
class Went:
    """How a connection went since.

    Attributes:
        then: Where it stood last time, or None when nothing says so.
        now: Where it stands.
        how: What they said of it since, the oldest first.
    """

    connection: Connection
    then: Stage | None
    now: Stage
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastTime:
    """Last time and today.

    Attributes:
        day: The day of the last talk.
        found, found_today: Assets heard in the last talk, and in this one.
        went: Connections that were there before today.
        chosen_today: Those of today.
        deal: What was agreed last time, and what is still open from before; to do first, then ours first.
        agreed_today: What was agreed today.
    """

    day: date
    found: tuple[Asset, ...] = ()
    went: tuple[Went, ...] = ()
    deal: tuple[DealLine, ...] = ()
    found_today: tuple[Asset, ...] = ()
    chosen_today: tuple[Connection, ...] = ()
    agreed_today: tuple[DealLine, ...] = ()


def last_time(story: Story, talk: Conversation) -> LastTime | None:
    """Return what stood at the last talk before ``talk`` beside what is there in it, or None when it is the first.

    Args:
        story: The person's record.
        talk: The talk that is held, or read again. What came in later talks is left out.
    """
    before = [one for one in story.conversations if one.id != talk.id and one.started < talk.started]
    if not before:
        return None
    last = max(before, key=lambda one: one.started)
    later = {one.id for one in story.conversations if one.id != talk.id and one not in before}
    notes = {note.id: note.conversation_id for note in story.notes}
    lines = [line for line in story.deal if line.conversation_id not in later]
    connections = [one for one in story.connections if one.stage is not Stage.SUGGESTED]
    connections = [one for one in connections if one.conversation_id not in later]
    return LastTime(
        day=last.started.astimezone().date(),
        found=_heard_in(last, story.assets, notes),
        went=tuple(
            _went(one, story.steps, last, talk) for one in connections if one.conversation_id != talk.id
        ),
        deal=_deal_then(lines, last, talk),
        found_today=_heard_in(talk, story.assets, notes),
        chosen_today=tuple(one for one in connections if one.conversation_id == talk.id),
        agreed_today=tuple(line for line in lines if line.conversation_id == talk.id),
    )


def _heard_in(talk: Conversation, assets: Iterable[Asset], notes: dict[str, str]) -> tuple[Asset, ...]:
    return tuple(one for one in assets if (one.conversation_id or notes.get(one.note_id)) == talk.id)


def _deal_then(lines: Iterable[DealLine], last: Conversation, talk: Conversation) -> tuple[DealLine, ...]:
    then = (line for line in lines if line.conversation_id != talk.id)
    told = [line for line in then if line.conversation_id == last.id or not line.done]
    return tuple(sorted(told, key=lambda line: (line.done, line.side is Side.YOURS)))


def _went(connection: Connection, steps: Iterable[StepAlong], last: Conversation, talk: Conversation) -> Went:
    own = sorted(
        (step for step in steps if step.connection_id == connection.id), key=lambda step: (step.on, step.id)
    )
    since = [step for step in own if _is_since(step, last, talk)]
    before = [step for step in own if step not in since]
    if before:
        then: Stage | None = before[-1].stage
    else:
        then = None if since else connection.stage
    return Went(connection, then, connection.stage, tuple(step.words for step in since if step.words))


def _is_since(step: StepAlong, last: Conversation, talk: Conversation) -> bool:
    """Whether a step was told after the last talk; on the same day, the talk it was told in says so."""
    if step.conversation_id in (last.id, talk.id):
        return step.conversation_id == talk.id
    return step.on > _day(last.started)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
