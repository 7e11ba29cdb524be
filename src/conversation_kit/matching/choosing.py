"""Choosing: a shortlist that fits one person, from everything that could connect."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from conversation_kit.matching.features import Features
from conversation_kit.matching.pieces import Evidence, Reason
from conversation_kit.matching.shelf import Shelf
from conversation_kit.model.connections import Way

_MOST_OF_ONE = 2
"""At most so many from one organization."""
_TWIN = 90.0
"""RapidFuzz ratio (0..100) from which two names of one organization are one entry told twice."""
_WITHIN = 95.0
"""RapidFuzz ratio (0..100) from which the words of one name stand in another."""
_ALIKE = 70.0
"""And so alike must they be as a whole: a library is not the reading group that meets in it."""
_AGAIN = 0.85
"""What is left of a score when its clause has been served already, once for each time."""
_OF_ONE_THEME = 0.6
"""At most this share of a list may be of one theme when several things were spoken of: three in five."""
_WEAK = 0.4
"""At most this share of a list may be weak: two in five."""
_MIXED = 0.6
"""How near the last one's score an entry of the other way must come to take its place."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with its evidence weighed: see ``suggesting``.

    Attributes:
        themes: What was heard that its reasons rest on, ids in order.
        learned: What earlier choices added to the score, or took from it.
        lesson: The reason for that, when it is not 0.
        pieces: All that speaks for it.
        worth: What is left of it because something that matters is not known, 0..1.
    """

    entry_id: str
    score: float
    weak: bool
    way: Way
    theme: str
    clauses: frozenset[int]
    reasons: tuple[Reason, ...]
    miles: float | None
    themes: tuple[str, ...] = ()
    learned: float = 0.0
    lesson: Reason | None = None
    pieces: tuple[Evidence, ...] = ()
    worth: float = 1.0


def chosen_from(limit: int) -> int:
    """How many of the best a list of ``limit`` is chosen from."""
    return limit * 8 + 40


def choose(found: Sequence[Found], shelf: Shelf, *, limit: int) -> list[Found]:
    """Choose up to ``limit``: the best, spread over what was said and over organizations, best score first."""
    left = sorted(found, key=lambda item: (-item.score, item.entry_id))[: chosen_from(limit)]
    chosen: list[Found] = []
    served: Counter[int] = Counter()
    several = len({number for item in left for number in item.clauses}) > 1
    passed_over: list[Found] = []
    while left and len(chosen) < limit:
        best = max(
            left, key=lambda item: item.score * _AGAIN ** min((served[n] for n in item.clauses), default=0)
        )
        left.remove(best)
        if several and _too_alike(best, chosen, limit):
            passed_over.append(best)
            continue
        if best.weak and sum(item.weak for item in chosen) >= max(1, round(limit * _WEAK)):
            continue
        if _welcome(best, chosen, shelf):
            chosen.append(best)
            served.update(best.clauses)
    for item in passed_over:  # rather more of one thing than fewer than were asked for
        if len(chosen) < limit and _welcome(item, chosen, shelf):
            chosen.append(item)
    _mix(chosen, left, shelf)
    return sorted(chosen, key=lambda item: (-item.score, item.entry_id))


def _too_alike(item: Found, chosen: Sequence[Found], limit: int) -> bool:
    """Whether a list for somebody who spoke of several things has enough of this theme."""
    alike = sum(other.theme == item.theme for other in chosen)
    return alike >= max(2, round(limit * _OF_ONE_THEME))


def _mix(chosen: list[Found], left: Sequence[Found], shelf: Shelf) -> None:
    """See that both giving and receiving are on the list when both have something good."""
    giving = [item.way is Way.GIVE for item in chosen]
    if len(chosen) < 3 or (any(giving) and not all(giving)):  # noqa: PLR2004  (two are no list)
        return
    wanted = not giving[0]
    last = min(chosen, key=lambda item: item.score)
    for item in left:
        if (
            (item.way is Way.GIVE) == wanted
            and item.score >= last.score * _MIXED
            and _welcome(item, chosen, shelf)
        ):
            chosen[chosen.index(last)] = item
            return


def _welcome(item: Found, chosen: Sequence[Found], shelf: Shelf) -> bool:
    entry = shelf.features(item.entry_id)
    same = 0
    for other in (shelf.features(other.entry_id) for other in chosen):
        of_one = other.organization == entry.organization
        same += of_one
        if same_thing(entry, other):
            return False
    return same < _MOST_OF_ONE


def same_thing(entry: Features, other: Features) -> bool:
    """Whether two entries tell of one thing, whoever told it."""
    of_one = entry.organization == other.organization
    return _twins(entry, other, of_one=of_one) or _told_twice(entry, other) or _same_hours(entry, other)


def _same_hours(entry: Features, other: Features) -> bool:
    """Whether two things of nearly one name happen at one place in the very same hours."""
    return (
        bool(entry.spots & other.spots)
        and any(session.opens is not None for session in entry.sessions)
        and (set(entry.sessions) <= set(other.sessions) or set(other.sessions) <= set(entry.sessions))
        and fuzz.token_set_ratio(entry.name, other.name) >= _ALIKE
    )


def _twins(entry: Features, other: Features, *, of_one: bool) -> bool:
    return fuzz.ratio(entry.name, other.name) >= _TWIN and (of_one or entry.lead == other.lead)


def _told_twice(entry: Features, other: Features) -> bool:
    """Whether two sources tell of one thing: the same place, and one name within the other in other words."""
    return (
        bool(entry.spots & other.spots)
        and fuzz.token_set_ratio(entry.name, other.name) >= _WITHIN
        and fuzz.token_sort_ratio(entry.name, other.name) >= _ALIKE
    )
