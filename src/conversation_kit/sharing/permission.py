"""The one filter that everything on its way out passes.

Every page, note and export is built from what these functions return and from nothing else, so that a rule
added here holds everywhere.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from conversation_kit.model.story import Story

_WORDS = re.compile(r"\w+")


class _Removable(Protocol):
    @property
    def taken_out(self) -> bool: ...


class _Choosable(_Removable, Protocol):
    @property
    def on_page(self) -> bool: ...


_R = TypeVar("_R", bound=_Removable)
_C = TypeVar("_C", bound=_Choosable)


def for_page(story: Story) -> Story:
    """Return what may go on *my page*: what still stands and what person and worker left on it."""
    standing = for_case_note(story)
    return _without_lost_reasons(
        replace(standing, notes=_chosen(standing.notes), assets=_chosen(standing.assets))
    )


def for_case_note(story: Story) -> Story:
    """Return what may go into the case note: all that still stands."""
    return _without_lost_reasons(
        replace(
            story,
            notes=_standing(story.notes),
            assets=_standing(story.assets),
            connections=_standing(story.connections),
            deal=_standing(story.deal),
        )
    )


def _standing(records: Iterable[_R]) -> tuple[_R, ...]:
    return tuple(record for record in records if not record.taken_out)


def _chosen(records: Iterable[_C]) -> tuple[_C, ...]:
    return tuple(record for record in records if record.on_page)


def _without_lost_reasons(story: Story) -> Story:
    """Leave out what connections quote, unless a note or an asset of ``story`` says just that.

    A connection keeps copies of what was said. Whoever takes the words out, corrects them or leaves them off the
    page means the copies too.
    """
    told = [_spoken(words) for words in (*(n.text for n in story.notes), *(a.words for a in story.assets))]

    def said(quoted: str) -> bool:
        words = _spoken(quoted)
        return bool(words.strip()) and any(words in one for one in told)

    return replace(
        story,
        connections=tuple(
            replace(connection, because=tuple(filter(said, connection.because)))
            for connection in story.connections
        ),
    )


def _spoken(words: str) -> str:
    """Return the bare words between spaces; quotes are cut from lines, and their commas need not be theirs."""
    return f" {' '.join(_WORDS.findall(words.casefold()))} "
