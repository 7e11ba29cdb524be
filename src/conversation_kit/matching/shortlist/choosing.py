"""Choosing: a shortlist that fits one person, from everything that could connect."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.pieces import Evidence, Reason
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
_WEAK = 0.6
"""At most this share of a list may be weak: three in five."""
_SHORTLIST = 5
"""A longer list goes on with what is weak when there is nothing better: whoever reads on wants to see it."""
_MOST_OTHERS = 40
"""So many of the other way are looked at for that."""
_MIXED = 0.6
"""How near the last one's score an entry of the other way must come to take its place."""


class Found(NamedTuple):
    """An entry with its evidence weighed: see ``suggesting``. A tuple, for dozens are made at each key.

    Attributes:
        themes: What was heard that its reasons rest on, ids in order.
        learned: What earlier choices added to the score, or took from it.
        lesson: The reason for that, when it is not 0.
        pieces: All that speaks for it.
        worth: What is left of it because something that matters is not known, 0..1.
        looked: What a second look added to the score, or took from it; see ``second_look``.
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
    looked: float = 0.0

    def at(self, score: float, looked: float) -> "Found":
        """The same in another place."""
        return self._replace(score=score, looked=looked)

    def told(self, pieces: tuple[Evidence, ...], reasons: tuple[Reason, ...]) -> "Found":
        """The same with all that speaks for it, and its reasons."""
        return self._replace(pieces=pieces, reasons=reasons)


def chosen_from(limit: int) -> int:
    """How many of the best a list of ``limit`` is chosen from."""
    return limit * 8 + 40


class InOrder(Protocol):
    """What was found, best first: by score, then by id."""

    @property
    def clauses(self) -> Collection[int]:
        """The clauses that say anything for any of it."""
        ...

    def __iter__(self) -> Iterator[Found]:
        """All of it, in order."""
        ...

    def of_way(self, *, giving: bool, least: float) -> Iterable[Found]:
        """What is for giving, or what is not, in order, at least all of it whose score is not below ``least``."""
        ...

    def not_weak(self) -> Iterable[Found]:
        """What is not weak, in order."""
        ...


class Listed:
    """What was found, all of it at hand.

    Attributes:
        clauses: The clauses that say anything for any of it.
    """

    def __init__(self, found: Iterable[Found], clauses: Collection[int]) -> None:
        self._found = sorted(found, key=lambda item: (-item.score, item.entry_id))
        self.clauses = clauses

    def __iter__(self) -> Iterator[Found]:
        return iter(self._found)

    def of_way(self, *, giving: bool, least: float) -> Iterator[Found]:
        """What is for giving, or what is not, in order, down to ``least``."""
        return (item for item in self._found if (item.way is Way.GIVE) == giving and item.score >= least)

    def not_weak(self) -> Iterator[Found]:
        """What is not weak, in order."""
        return (item for item in self._found if not item.weak)


def choose(found: InOrder, shelf: Shelf, *, limit: int) -> list[Found]:
    """Choose up to ``limit``: the best, spread over what was said and over organizations, best score first.

    Only as many are looked at as it takes, and never more than ``chosen_from(limit)``.
    """
    left = _Left(found, chosen_from(limit))
    chosen: list[Found] = []
    served: Counter[int] = Counter()
    several = len(found.clauses) > 1
    passed_over: list[Found] = []
    while len(chosen) < limit and (best := left.best(served)) is not None:
        if several and _too_alike(best, chosen, limit):
            passed_over.append(best)
        elif _welcome(best, chosen, shelf):
            chosen.append(best)
            served.update(best.clauses)
            if sum(item.weak for item in chosen) >= max(1, round(limit * _WEAK)):
                left.leave_out_weak()
    full = len(chosen) == limit
    for item in passed_over:  # rather more of one thing than fewer than were asked for
        if len(chosen) < limit and _welcome(item, chosen, shelf):
            chosen.append(item)
    if full:
        _mix(chosen, found, left, shelf)
    chosen.sort(key=lambda item: (-item.score, item.entry_id))
    if limit > _SHORTLIST and len(chosen) < limit:
        _go_on(chosen, islice(found, chosen_from(limit)), shelf, limit)
    return chosen


def _go_on(chosen: list[Found], found: Iterable[Found], shelf: Shelf, limit: int) -> None:
    """Fill a list up with what is left, however weak."""
    taken = {item.entry_id for item in chosen}
    last = chosen[-1].score if chosen else 1.0
    for item in found:
        if len(chosen) == limit:
            return
        if item.score <= last and item.entry_id not in taken and _welcome(item, chosen, shelf):
            chosen.append(item)


class _Left:
    """What is left to choose from, looked at only as far as it can still be the best.

    Attributes:
        taken: Ids of what was the best before.
    """

    def __init__(self, found: InOrder, most: int) -> None:
        self._found = found
        self._coming = islice(found, most)
        self._next = next(self._coming, None)
        self._most = most
        self._waiting: dict[frozenset[int], deque[tuple[int, Found]]] = defaultdict(deque)
        self._weak = True
        self.taken: set[str] = set()

    def holds(self, item: Found) -> bool:
        """Whether something found is left."""
        return item.entry_id not in self.taken and (self._weak or not item.weak)

    def leave_out_weak(self) -> None:
        """Go on with what is not weak."""
        if self._weak:
            self._weak = False
            seen = {item.entry_id for waiting in self._waiting.values() for _, item in waiting} | self.taken
            for clauses, waiting in self._waiting.items():
                self._waiting[clauses] = deque(pair for pair in waiting if not pair[1].weak)
            coming = (item for item in self._found.not_weak() if item.entry_id not in seen)
            self._coming = islice(coming, self._most)
            self._next = next(self._coming, None)

    def best(self, served: Mapping[int, int]) -> Found | None:
        """Take the best of what is left: what serves only clauses that were served before counts less."""
        least = min((served.get(number, 0) for number in self._found.clauses), default=0)
        best: frozenset[int] | None = None
        most = (-1.0, 0)
        for clauses, waiting in self._waiting.items():
            if waiting and (counts := _counts(waiting[0], served, least)) > most:
                best, most = clauses, counts
        while self._next is not None and (best is None or self._next.score * _AGAIN**least > most[0]):
            waiting = self._waiting[self._next.clauses]
            waiting.append((-len(self.taken) - sum(map(len, self._waiting.values())), self._next))
            if waiting[0][1] is self._next and (counts := _counts(waiting[0], served, least)) > most:
                best, most = self._next.clauses, counts
            self._next = next(self._coming, None)
        if best is None:
            return None
        _, item = self._waiting[best].popleft()
        self.taken.add(item.entry_id)
        return item


def _counts(waiting: tuple[int, Found], served: Mapping[int, int], least: int) -> tuple[float, int]:
    """Its score, less when every clause that speaks for it has been served already; the first of two equals.

    Args:
        waiting: Its place, below nought, and it.
        served: How often each clause has been served.
        least: How often every clause has been served.
    """
    place, item = waiting
    return item.score * _AGAIN ** min(
        (served.get(number, 0) for number in item.clauses), default=least
    ), place


def _too_alike(item: Found, chosen: Sequence[Found], limit: int) -> bool:
    """Whether a list for somebody who spoke of several things has enough of this theme."""
    alike = sum(other.theme == item.theme for other in chosen)
    return alike >= max(2, round(limit * _OF_ONE_THEME))


def _mix(chosen: list[Found], found: InOrder, left: _Left, shelf: Shelf) -> None:
    """See that both giving and receiving are on the list when both have something good."""
    giving = [item.way is Way.GIVE for item in chosen]
    if len(chosen) < 3 or (any(giving) and not all(giving)):  # noqa: PLR2004  (two are no list)
        return
    last = min(chosen, key=lambda item: item.score)
    least = last.score * _MIXED
    for item in islice(found.of_way(giving=not giving[0], least=least), _MOST_OTHERS):
        if item.score < least:
            return
        if left.holds(item) and _welcome(item, chosen, shelf):
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
