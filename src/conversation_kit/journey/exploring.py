"""Looking together: five at a time, within what was asked for, then what might fit if the Book said more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from conversation_kit.book.filters import BookFilter
from conversation_kit.book.places import Gazetteer
from conversation_kit.journey.hearing import asking_for
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.model.assets import Asset
from conversation_kit.model.entries import Entry
from conversation_kit.model.learned import Lesson
from conversation_kit.model.spots import Spot
from conversation_kit.model.story import Story

if TYPE_CHECKING:
    from conversation_kit.matching.vocabulary.words import Words

_QUOTED = 32
AT_ONCE = 5
"""As many as two people can weigh together."""
NO_BOOK = (
    "There is no Community Book on this laptop yet.\n\n"
    "Ctrl+O, then Ctrl+R, brings one in, from a file, a folder or an address; afterwards it works without "
    "a network.\n\n"
    "Everything that was said is kept, and can be looked for then."
)
NOTHING_HEARD = "Nothing has been heard yet that could be looked for.\n\nEsc goes back to listening."


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for.

    Attributes:
        only: Id of one asset to look for, or empty for everything they said.
        within: What was asked of the Book on top of that.
        might: True to look among entries that fit only if the Book left something out.
    """

    only: str = ""
    within: BookFilter = field(default_factory=BookFilter)
    might: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked of the Book beyond being near."""
        return replace(self.within, near=None, within_miles=None) != BookFilter() or self._is_bounded

    @property
    def _is_bounded(self) -> bool:
        return self.within.near is not None and self.within.within_miles is not None


def looked_for(story: Story, wish: Wish) -> Asset | None:
    """Return the one asset to look for, in the words it has by now; None for everything, or when it is gone."""
    found = (asset for asset in story.assets if asset.id == wish.only and not asset.taken_out)
    return next(found, None)


def still_there(story: Story, wish: Wish) -> Wish:
    """Return the wish; for everything they said when the one asset it was for is gone."""
    return wish if looked_for(story, wish) else replace(wish, only="")


def next_asking(
    story: Story,
    wish: Wish,
    *,
    today: date,
    near: Spot | None,
    gazetteer: Gazetteer,
    seen: Iterable[str] = (),
    typed: str = "",
    lessons: tuple[Lesson, ...] = (),
) -> Asking:
    """Return what to ask the matching for the next five.

    Args:
        story: The person's story.
        wish: What is looked for.
        today: The day it is.
        near: Where the person lives.
        gazetteer: Finds places without coordinates.
        seen: Ids of entries that were on an earlier page.
        typed: What stands in the line and is not kept yet.
        lessons: What was learned here from earlier choices.
    """
    asking = asking_for(
        story,
        today=today,
        near=wish.within.near or near,
        limit=AT_ONCE,
        keep=_keeper(wish, gazetteer) if wish.is_narrowed else None,
        only=looked_for(story, wish),
        typed=typed,
        spot_of=gazetteer.spot_of,
        lessons=lessons,
    )
    return replace(asking, already=asking.already | frozenset(seen))


def _keeper(wish: Wish, gazetteer: Gazetteer) -> Callable[[Entry], bool]:
    fits = wish.within.may_fit if wish.might else wish.within.keeps
    return lambda entry: fits(entry, gazetteer)


def missing_words(heard: Iterable[Heard], wish: Wish, words: Words) -> str:
    """Return what was looked for and not found, for the knowledge officers: nothing that the person said is in it.

    Args:
        heard: What was looked for.
        wish: What was asked of the Book on top of that; where they live is not told.
        words: The word lists, whose names are used.
    """
    from conversation_kit.matching.shortlist.missing import looked_for_names  # noqa: PLC0415 - brings in numpy

    within = replace(wish.within, near=None, within_miles=None).described() if wish.is_narrowed else ""
    return "; ".join(filter(None, (*looked_for_names(heard, words), within)))


def not_read(texts: Sequence[str]) -> str:
    """Return what to say about things they said that are in no language the kit reads; empty when there are none."""
    if len(texts) > 1:
        return f"{len(texts)} things they said are not in English, so they were not looked for."
    return "".join(f"“{_short(text)}” is not in English, so it was not looked for." for text in texts)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED].rstrip()}…"


def nothing_fits(wish: Wish) -> str:
    """Return what to say when nothing is good enough to show, with the ways on from there."""
    within = f" with “{wish.within.described()}”" if wish.is_narrowed else ""
    ways = ["f changes what is asked of the Book."] if wish.is_narrowed else []
    ways += ["a looks for everything they said."] if wish.only else []
    ways.append("u tells the knowledge officers what is missing.")
    return f"Nothing in the Book fits well enough{within}.\n\n" + "\n".join(ways)
