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
    best, second, counted = np.zeros(size, np.float32), np.zeros(size), np.zeros(size)
    giving, otherwise, helping = (np.zeros(size, np.float32) for _ in range(3))
    telling = np.zeros(size, np.bool_)
    for lot in lots:
        singly = giving if lot.way is Way.GIVE else otherwise
        singly[lot.numbers] = np.maximum(singly[lot.numbers], lot.values)
        if lot.way is Way.HELP:
            helping[lot.numbers] = np.maximum(helping[lot.numbers], lot.values)
        if not lot.wide or lot.way is Way.GIVE:
            telling[lot.numbers] = True
    for numbers, values, way in _apart([lot for lot in lots if not lot.aside], size):
        before, weight = best[numbers], BOTH if way is Way.GIVE else SECOND
        better = values > before
        beaten = np.where(better, before * counted[numbers], values * weight)
        second[numbers] = np.maximum(second[numbers], beaten)
        best[numbers] = np.where(better, values, before)
        counted[numbers] = np.where(better, weight, counted[numbers])
    beside = np.zeros(size, np.float32)
    for lot in lots:
        if lot.aside:
            beside[lot.numbers] = np.maximum(beside[lot.numbers], lot.values)
    numbers = np.flatnonzero(np.maximum(best, beside)).astype(np.int32)
    top, more = best[numbers].astype(np.float64), beside[numbers].astype(np.float64)
    most = top + (1 - top) * second[numbers]
    most = np.minimum(most + (1 - most) * more, AT_MOST)
    return Most(numbers, most, giving[numbers], otherwise[numbers], helping[numbers], telling[numbers])


def _apart(lots: Iterable[Lot], size: int) -> Iterable[tuple[Numbers, NDArray[np.float32], Way]]:
    """The lots with those made one of which a second never adds anything: of one theme, or one gift that was heard."""
    together: dict[tuple[str, bool], list[Lot]] = defaultdict(list)
    for lot in lots:
        giving = lot.way is Way.GIVE
        together[(giving and lot.heard) or lot.theme, giving].append(lot)
    for (_, giving), same in together.items():
        way = Way.GIVE if giving else Way.JOIN
        if len(same) == 1:
            yield same[0].numbers, same[0].values, way
            continue
        best = np.zeros(size, np.float32)
        for lot in same:
            best[lot.numbers] = np.maximum(best[lot.numbers], lot.values)
        numbers = np.flatnonzero(best).astype(np.int32)
        yield numbers, best[numbers], way


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


def most_together(told: Iterable[Most], size: int) -> Together:
    """The most that all clauses come to: those of the best way of being there, and what is left of the others."""
    giving, otherwise = np.ones(size), np.ones(size)
    best_giving, best_otherwise, best_helping = (np.zeros(size, np.float32) for _ in range(3))
    telling = np.zeros(size, np.bool_)
    for most in told:
        numbers, aside = most.numbers, OTHER_ROLE * most.values
        giving[numbers] *= 1 - np.where(most.giving > 0, most.values, aside)
        otherwise[numbers] *= 1 - np.where(most.otherwise > 0, most.values, aside)
        best_giving[numbers] = np.maximum(best_giving[numbers], most.giving)
        best_otherwise[numbers] = np.maximum(best_otherwise[numbers], most.otherwise)
        best_helping[numbers] = np.maximum(best_helping[numbers], most.helping)
        telling[numbers] |= most.telling
    return Together(
        (1 - giving) * (best_giving > 0),
        (1 - otherwise) * (best_otherwise > 0),
        best_giving,
        best_otherwise,
        best_helping,
        telling,
    )
