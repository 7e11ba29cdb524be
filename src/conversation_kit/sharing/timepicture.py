"""The timeline for *my page*: days and what happened on each, ready for a picture or a few lines of text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from conversation_kit.journey.timeline import Moment, MomentKind, timeline
from conversation_kit.model.connections import Stage
from conversation_kit.model.story import Story
from conversation_kit.sharing.plain import one_line, quoted

TIMELINE_HEADING = "Your story so far"
_FEWEST_DAYS = 2  # what happened on one day stands on the page already; a line needs two ends
_ON_PAPER = (
    *(MomentKind.TALK, MomentKind.STEP, MomentKind.CHOSEN, MomentKind.DONE),
    *(MomentKind.RISK, MomentKind.FOUND, MomentKind.AGREED),
)
_NOT_TOLD = (Stage.SUGGESTED, Stage.NOT_FOR_ME)  # the page does not say those either


@dataclass(frozen=True, slots=True)
class DayPicture:
    """One day: its date in words, and what happened, each on one line."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimePicture:
    """What the timeline shows.

    Attributes:
        name: The name the person likes.
        days: The first day first; none when everything happened on one day.
    """

    name: str
    days: tuple[DayPicture, ...] = ()

    @property
    def in_words(self) -> str:
        """The whole timeline in sentences, for somebody who hears the page instead of seeing it."""
        return " ".join(f"{day.heading}: {'; '.join(day.items)}." for day in self.days)


def time_picture(story: Story, done_on: Mapping[str, date] | None = None) -> TimePicture:
    """Return the timeline of ``story`` as it is given; pass the story through the permission filter first.

    Args:
        story: The person's record, filtered.
        done_on: By id, the day a line of the deal was done.
    """
    told = replace(story, connections=tuple(c for c in story.connections if c.stage not in _NOT_TOLD))
    days = tuple(
        DayPicture(_date_words(day.day), tuple(_items(day.moments)))
        for day in timeline(told, done_on)
        if day.day is not None
    )
    name = one_line(story.person.name) or "You"
    return TimePicture(name, days if len(days) >= _FEWEST_DAYS else ())


def shortened(picture: TimePicture, *, days: int, items: int) -> TimePicture:
    """Return the timeline with at most ``days`` days (the first and the last ones) and ``items`` items a day.

    What is left out is counted. ``days`` is 2 at least.
    """
    few = tuple(replace(day, items=_few(day.items, items)) for day in picture.days)
    if len(few) <= days:
        return replace(picture, days=few)
    left_out = DayPicture(days_between(len(few) - days), ())
    return replace(picture, days=(few[0], left_out, *few[len(few) - days + 1 :]))


def days_between(count: int) -> str:
    """Return how many days are not shown, in words."""
    return "and 1 day in between" if count == 1 else f"and {count} days in between"


def _few(items: tuple[str, ...], most: int) -> tuple[str, ...]:
    return items if len(items) <= most else (*items[: most - 1], f"and {len(items) - most + 1} more")


def _items(moments: tuple[Moment, ...]) -> list[str]:
    ordered = sorted(moments, key=lambda moment: _ON_PAPER.index(moment.kind))
    return list(dict.fromkeys(item for moment in ordered if (item := _item(moment))))


def _item(moment: Moment) -> str:
    words = one_line(moment.words)
    if moment.kind is MomentKind.TALK:  # what they said stands above, on the page itself
        return moment.label
    if not words:
        return ""
    said = one_line(moment.quote) if moment.kind is MomentKind.STEP else ""
    return f"{moment.label}: {words}{f' {quoted(said)}' if said else ''}"


def _date_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
