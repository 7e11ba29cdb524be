"""Bounds: the most that an entry's evidence can come to, for all entries at once.

Weighing an entry with its reasons and limits is slow beside this. So the most it can come to is worked out first, and
only those are weighed that can still be among the best: see ``weighing`` for how evidence is put together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.shortlist.pieces import Lot
from conversation_kit.matching.shortlist.weighing import AT_MOST, BOTH, OTHER_ROLE, SECOND
from conversation_kit.matching.stored.postings import Numbers, Worths
from conversation_kit.model.connections import Way

Which = NDArray[np.bool_]
Singly = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Most:
    """The most that one clause says.

    Attributes:
        numbers: The entries it says anything for, ascending.
        less_giving: What the most that all of it comes to leaves of one (0..1), when the best that speaks for the entry
            is for giving there.
        less_otherwise: The same when it is for joining or being helped.
        giving: The most that any one thing of it says for giving there, 0..1.
        otherwise: The same for joining, or being helped.
        helping: The same for being helped.
        telling: Whether any of it is more than a theme so broad that it says little.
    """

    numbers: Numbers
    less_giving: Worths
    less_otherwise: Worths
    giving: Singly
    otherwise: Singly
    helping: Singly
    telling: Which


def most_of(lots: Sequence[Lot], size: int) -> Most:
    """The most that the lots of a clause come to: the best of each entry, and a little for a second theme.

    Args:
        lots: What it says.
        size: How many entries the Book has.
    """
    giving, otherwise = _TwoBest(size), _TwoBest(size)
    helping, beside = np.zeros(size, np.float32), np.zeros(size, np.float32)
    telling = np.zeros(size, np.bool_)
    for numbers, values, lot in _apart(lots, size):
        if lot.aside:
            beside[numbers] = values
        else:
            (giving if lot.way is Way.GIVE else otherwise).add(numbers, values)
        if lot.way is Way.HELP:
            helping[numbers] = np.maximum(helping.take(numbers), values)
        if not lot.wide or lot.way is Way.GIVE:
            telling[numbers] = True
    numbers = np.flatnonzero((giving.best > 0) | (otherwise.best > 0) | (beside > 0))
    top, second = _put_together(giving.at(numbers), otherwise.at(numbers))
    most = top + (1 - top) * second
    most = np.minimum(most + (1 - most) * beside.take(numbers).astype(np.float64), AT_MOST)
    for lot in lots:
        if lot.aside:
            singly = giving if lot.way is Way.GIVE else otherwise
            singly.best[lot.numbers] = np.maximum(singly.best[lot.numbers], lot.values)
    given, others = giving.best.take(numbers), otherwise.best.take(numbers)
    less, less_aside = 1 - most, 1 - OTHER_ROLE * most
    return Most(
        numbers.astype(np.int32),
        np.where(given > 0, less, less_aside),
        np.where(others > 0, less, less_aside),
        given,
        others,
        helping.take(numbers),
        telling.take(numbers),
    )


class _TwoBest:
    """The two things that say most for each entry, by one way of being there."""

    def __init__(self, size: int) -> None:
        self.best, self.second = np.zeros(size, np.float32), np.zeros(size, np.float32)
        self._empty = True

    def add(self, numbers: NDArray[np.intp], values: Singly) -> None:
        """Take in one thing more."""
        if self._empty:
            self.best[numbers], self._empty = values, False
            return
        before = self.best.take(numbers)
        self.second[numbers] = np.maximum(self.second.take(numbers), np.minimum(before, values))
        self.best[numbers] = np.maximum(before, values)

    def at(self, numbers: NDArray[np.intp]) -> tuple[Worths, Worths]:
        """The best and the second of some entries."""
        return self.best.take(numbers).astype(np.float64), self.second.take(numbers).astype(np.float64)


def _put_together(giving: tuple[Worths, Worths], otherwise: tuple[Worths, Worths]) -> tuple[Worths, Worths]:
    """The best of both, and the most that a second beside it adds."""
    given, others = giving[0] * BOTH, otherwise[0] * SECOND
    beside_giving = np.maximum(giving[1] * BOTH, others)
    beside_others = np.maximum(otherwise[1] * SECOND, given)
    return np.maximum(giving[0], otherwise[0]), np.where(
        giving[0] >= otherwise[0], beside_giving, beside_others
    )


def _apart(lots: Iterable[Lot], size: int) -> Iterable[tuple[NDArray[np.intp], Singly, Lot]]:
    """The lots with those made one of which a second never adds anything: of one theme, or one gift that was heard.

    Yields entries, what it says for each, and one of the lots.
    """
    together: dict[tuple[object, ...], list[Lot]] = defaultdict(list)
    for lot in lots:
        by_gift = lot.way is Way.GIVE and lot.heard
        together[by_gift or lot.theme, lot.way, lot.aside, lot.wide and lot.way is not Way.GIVE].append(lot)
    for same in together.values():
        if len(same) == 1:
            yield same[0].numbers.astype(np.intp), same[0].values, same[0]
            continue
        best = np.zeros(size, np.float32)
        for lot in same:
            numbers = lot.numbers.astype(np.intp)
            best[numbers] = np.maximum(best.take(numbers), lot.values)
        numbers = np.flatnonzero(best > 0)
        yield numbers, best.take(numbers), same[0]


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The most that all clauses come to, entry by entry.

    Attributes:
        numbers: The entries they say anything for, ascending.
        if_giving: When the best that speaks for it is for giving there; nought when nothing is.
        otherwise: When it is for joining or being helped; nought when nothing is.
        best_giving: The most that any one thing says for giving there.
        best_otherwise: The same for joining, or being helped.
        best_helping: The same for being helped.
        telling: Whether anything is more than a theme so broad that it says little.
    """

    numbers: NDArray[np.intp]
    if_giving: Worths
    otherwise: Worths
    best_giving: Singly
    best_otherwise: Singly
    best_helping: Singly
    telling: Which


def together(clauses: Sequence[Most], size: int) -> Together:
    """What several clauses come to: what counts is that of the best way of being there, and what is left of the others.

    Args:
        clauses: The most that each of them comes to.
        size: How many entries the Book has.
    """
    if len(clauses) == 1:
        (one,) = clauses
        numbers, less_giving, less_otherwise = (
            one.numbers.astype(np.intp),
            one.less_giving,
            one.less_otherwise,
        )
        giving, otherwise, helping, telling = one.giving, one.otherwise, one.helping, one.telling
    else:
        all_giving, all_otherwise = np.ones(size), np.ones(size)
        best = tuple(np.zeros(size, np.float32) for _ in range(3))
        all_telling, spoken_for = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        for most in clauses:
            numbers = most.numbers.astype(np.intp)
            all_giving[numbers] = all_giving.take(numbers) * most.less_giving
            all_otherwise[numbers] = all_otherwise.take(numbers) * most.less_otherwise
            for all_best, singly in zip(best, (most.giving, most.otherwise, most.helping), strict=True):
                all_best[numbers] = np.maximum(all_best.take(numbers), singly)
            all_telling[numbers] |= most.telling
            spoken_for[numbers] = True
        numbers = np.flatnonzero(spoken_for)
        less_giving, less_otherwise = all_giving.take(numbers), all_otherwise.take(numbers)
        giving, otherwise, helping = (one.take(numbers) for one in best)
        telling = all_telling.take(numbers)
    return Together(
        numbers,
        (1 - less_giving) * (giving > 0),
        (1 - less_otherwise) * (otherwise > 0),
        giving,
        otherwise,
        helping,
        telling,
    )
