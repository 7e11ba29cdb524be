"""From a person's story to what could connect: all assets, hopes and barriers heard together."""

from collections.abc import Callable, Iterable
from datetime import date

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.learned import Lesson
from conversation_kit.model.spots import Spot
from conversation_kit.model.story import Story
from conversation_kit.vault.drafts import Draft

LINE = "line:"
"""How the key of the draft of a conversation's line begins."""


def heard_in(story: Story, only: Asset | None = None) -> tuple[Heard, ...]:
    """Return what was heard, ready for matching: assets first, then notes that no asset was taken from.

    Args:
        story: The person's story.
        only: One asset to look for alone, or None for the whole person.
    """
    if only is not None:
        return (Heard(only.words, only.kind, only.leaning, only.who),)
    assets = tuple(Heard(asset.words, asset.kind, asset.leaning, asset.who) for asset in story.assets)
    covered = {asset.note_id for asset in story.assets}
    notes = tuple(Heard(note.text) for note in story.notes if note.id not in covered)
    return assets + notes


def limits_heard_in(story: Story) -> tuple[Heard, ...]:
    """Return all that was heard, also the notes that assets were taken from: what limits them holds for everything."""
    return heard_in(story) + tuple(Heard(note.text) for note in story.notes)


def asking_for(
    story: Story,
    *,
    today: date,
    near: Spot | None,
    limit: int = 5,
    keep: Callable[[Entry], bool] | None = None,
    only: Asset | None = None,
    typed: str = "",
    spot_of: Callable[[Location], Spot | None] | None = None,
    lessons: tuple[Lesson, ...] = (),
) -> Asking:
    """Return what to ask the matching for this person; entries they have already decided on are left out.

    Args:
        story: The person's story.
        today: The day it is.
        near: Where the person lives.
        limit: How many suggestions at most.
        keep: What else was asked of the Book.
        only: One asset to look for alone, or None for the whole person.
        typed: What stands in the line and is not kept yet. It is asked once they pause or turn to what could
            connect, so the last word counts, and is quoted, like the others.
        spot_of: Places a location that has no coordinates.
        lessons: What was learned here from earlier choices.
    """
    typing = (Heard(typed),) if typed.strip() else ()
    return Asking(
        heard=heard_in(story, only) + (typing if only is None else ()),
        also_heard=limits_heard_in(story) + typing,
        age=story.person.age_on(today),
        near=near,
        limit=limit,
        today=today,
        keep=keep,
        already=frozenset(c.entry_id for c in story.connections if _decided(c)),
        spot_of=spot_of,
        lessons=lessons,
    )


def typed_of(drafts: Iterable[Draft], person_id: str) -> str:
    """Return what stands in the line of a conversation with this person, half-typed; empty when nothing does."""
    lines = (one for one in drafts if one.key.startswith(LINE) and one.about.get("person") == person_id)
    return next((one.text for one in lines), "")


def _decided(connection: Connection) -> bool:
    return connection.stage is not Stage.SUGGESTED
