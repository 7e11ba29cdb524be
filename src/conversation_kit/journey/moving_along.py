"""Connections move along, and may go back: each step is kept with its day and how the person says it went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.journey.conversations import open_conversation
from conversation_kit.journey.taking_back import taken_back
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

STEPS = (
    Stage.INTERESTED,
    Stage.BEING_SUPPORTED,
    Stage.TRIED_IT,
    Stage.GOING,
    Stage.GIVING,
    Stage.MAYBE_LATER,
    Stage.NOT_FOR_ME,
)
"""Where a connection can go, from any of them to any other."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step as it was kept, with what is needed to take it back."""

    step: StepAlong
    before: Connection
    kept: Connection


def move(vault: Vault, connection_id: str, *, to: Stage, on: date, words: str = "") -> Moved:
    """Keep that a connection moved along, went back, or stayed and how it went.

    Why something was not for them goes when it is no longer refused; the step that said so keeps its words.

    Args:
        vault: The open vault.
        connection_id: Which connection.
        to: Where it stands now.
        on: The day they told it.
        words: How it went, in their words.

    Raises:
        NotFoundError: There is no such connection.
        BadInputError: It stays where it is and nothing was said, or nobody can be moved there.
    """
    said = inert(words).strip()
    with vault.together():
        before = vault.find(Connection, connection_id)
        if before is None or before.taken_out:
            raise NotFoundError(
                "There is no connection with that id. See: conversation-kit connection list --person ID"
            )
        if to not in STEPS:
            raise BadInputError(f"A connection moves to one of: {', '.join(STEPS)}. Nothing was kept.")
        if to is before.stage and not said:
            raise BadInputError(f"It stands at “{to}” already. How did it go, in their words?")
        kept = replace(before, stage=to, why=_why(before, to, said))
        talk = open_conversation(vault, before.person_id)
        step = StepAlong(
            new_id(), before.person_id, before.id, to, on, said, conversation_id=talk.id if talk else ""
        )
        vault.keep_all([kept, step])
    return Moved(step, before, kept)


def step_between(vault: Vault, before: Connection, after: Connection, on: date) -> StepAlong | None:
    """Keep the step from one stage to another that something about more than the stage has just kept.

    None when it stayed, and when a mind was changed within the talk in which it was decided: that is no step yet.
    """
    talk = open_conversation(vault, after.person_id)
    talk_id = talk.id if talk else ""
    in_the_same_talk = bool(talk_id) and talk_id == before.conversation_id
    if after.stage is before.stage or before.stage is Stage.SUGGESTED or in_the_same_talk:
        return None
    step = StepAlong(new_id(), after.person_id, after.id, after.stage, on, conversation_id=talk_id)
    vault.keep(step)
    return step


def take_step_back(vault: Vault, moved: Moved) -> None:
    """Take one step back: it is taken out, and what it changed and nobody changed since is as before it."""
    now = vault.find(Connection, moved.kept.id) or moved.kept
    step = vault.find(StepAlong, moved.step.id) or moved.step
    vault.keep_all([taken_back(moved.before, moved.kept, now), replace(step, taken_out=True)])


def steps_of(steps: Iterable[StepAlong], connection_id: str) -> tuple[StepAlong, ...]:
    """Return the steps of one connection, the oldest day first."""
    own = (one for one in steps if one.connection_id == connection_id and not one.taken_out)
    return tuple(sorted(own, key=lambda one: (one.on, one.id)))


def _why(before: Connection, to: Stage, said: str) -> str:
    if to is Stage.NOT_FOR_ME:
        return said or before.why
    return "" if before.stage is Stage.NOT_FOR_ME else before.why
