"""Bounds: the most that an entry's evidence can come to, for all entries at once.

Weighing an entry with its reasons and limits is slow beside this. So the most it can come to is worked out first, and
only those are weighed that can still be among the best: see ``weighing`` for how evidence is put together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.pieces import Lot
from conversation_kit.matching.postings import Numbers, Worths
from conversation_kit.matching.weighing import AT_MOST, BOTH, OTHER_ROLE, SECOND
from conversation_kit.model.connections import Way

Which = NDArray[np.bool_]
Singly = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Most:
    """The most that one clause says.

    Attributes:
        numbers: The entries it says anything for, ascending.
        values: The most that all of it comes to, 0..1.
        giving: The most that any one thing of it says for giving there, 0..1.
        otherwise: The same for joining, or being helped.
        helping: The same for being helped.
        telling: Whether any of it is more than a theme so broad that it says little.
    """

    numbers: Numbers
    values: Worths
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
            helping[numbers] = np.maximum(helping[numbers], values)
        if not lot.wide or lot.way is Way.GIVE:
            telling[numbers] = True
    numbers = np.flatnonzero(np.maximum(np.maximum(giving.best, otherwise.best), beside))
    top, second = _put_together(giving.at(numbers), otherwise.at(numbers))
    most = top + (1 - top) * second
    most = np.minimum(most + (1 - most) * beside[numbers].astype(np.float64), AT_MOST)
    for lot in lots:
        if lot.aside:
            singly = giving if lot.way is Way.GIVE else otherwise
            singly.best[lot.numbers] = np.maximum(singly.best[lot.numbers], lot.values)
    return Most(
        numbers.astype(np.int32),
        most,
        giving.best[numbers],
        otherwise.best[numbers],
        helping[numbers],
        telling[numbers],
    )


class _TwoBest:
    """The two things that say most for each entry, by one way of being there."""

    def __init__(self, size: int) -> None:
        self.best, self.second = np.zeros(size, np.float32), np.zeros(size, np.float32)

    def add(self, numbers: NDArray[np.intp], values: Singly) -> None:
        """Take in one thing more."""
        before = self.best[numbers]
        self.second[numbers] = np.maximum(self.second[numbers], np.minimum(before, values))
        self.best[numbers] = np.maximum(before, values)

    def at(self, numbers: NDArray[np.intp]) -> tuple[Worths, Worths]:
        """The best and the second of some entries."""
        return self.best[numbers].astype(np.float64), self.second[numbers].astype(np.float64)


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
            best[lot.numbers] = np.maximum(best[lot.numbers], lot.values)
        numbers = np.flatnonzero(best)
        yield numbers, best[numbers], same[0]


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The most that all clauses come to, by entry number.

    Attributes:
        if_giving: When the best that speaks for it is for giving there; nought when nothing is.
        otherwise: When it is for joining or being helped; nought when nothing is.
        best_giving: The most that any one thing says for giving there.
        best_otherwise: The same for joining, or being helped.
        best_helping: The same for being helped.
        telling: Whether anything is more than a theme so broad that it says little.
    """

    if_giving: Worths
    otherwise: Worths
    best_giving: Singly
    best_otherwise: Singly
    best_helping: Singly
    telling: Which


class Adding:
    """Adds up the most that clauses come to, one after the other, so that none need be held: see :class:`Together`.

    What counts is that of the best way of being there, and what is left of the others.

    Args:
        size: How many entries the Book has.
    """

    def __init__(self, size: int) -> None:
        self._giving, self._otherwise = np.ones(size), np.ones(size)
        self._best = tuple(np.zeros(size, np.float32) for _ in range(3))
        self._telling = np.zeros(size, np.bool_)

    def add(self, most: Most) -> None:
        """Take in what one clause says."""
        numbers, aside = most.numbers, OTHER_ROLE * most.values
        self._giving[numbers] *= 1 - np.where(most.giving > 0, most.values, aside)
        self._otherwise[numbers] *= 1 - np.where(most.otherwise > 0, most.values, aside)
        for best, singly in zip(self._best, (most.giving, most.otherwise, most.helping), strict=True):
            best[numbers] = np.maximum(best[numbers], singly)
        self._telling[numbers] |= most.telling

    def together(self) -> Together:
        """What all of it comes to."""
        giving, otherwise, helping = self._best
        return Together(
            (1 - self._giving) * (giving > 0),
            (1 - self._otherwise) * (otherwise > 0),
            giving,
            otherwise,
            helping,
            self._telling,
        )
