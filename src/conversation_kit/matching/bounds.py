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
from conversation_kit.matching.postings import Numbers
from conversation_kit.matching.weighing import AT_MOST, BOTH, OTHER_ROLE, SECOND
from conversation_kit.model.connections import Way

_ROOM = 1e-5
"""What rounding may take off a bound."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Most:
    """The most that one clause says.

    Attributes:
        numbers: The entries it says anything for, ascending.
        values: The most of it, 0..1.
        gives: Whether any of it is for giving there.
        others: Whether any of it is for joining, or being helped.
    """

    numbers: Numbers
    values: Values
    gives: NDArray[np.bool_]
    others: NDArray[np.bool_]


def most_of(lots: Sequence[Lot], size: int) -> Most:
    """The most that the lots of a clause come to: the best of each entry, and a little for a second theme.

    Args:
        lots: What it says.
        size: How many entries the Book has.
    """
    top, second = np.zeros(size, np.float32), np.zeros(size, np.float32)
    counted = np.zeros(size, np.float32)
    gives, others = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    for numbers, values, way in _by_theme(lots, size):
        best, weight = top[numbers], np.float32(BOTH if way is Way.GIVE else SECOND)
        better = values > best
        beaten = np.where(better, best * counted[numbers], values * weight)
        second[numbers] = np.maximum(second[numbers], beaten)
        top[numbers] = np.where(better, values, best)
        counted[numbers] = np.where(better, weight, counted[numbers])
        (gives if way is Way.GIVE else others)[numbers] = True
    numbers = np.flatnonzero(top).astype(np.int32)
    best = top[numbers]
    most = np.minimum(best + (1 - best) * second[numbers], np.float32(AT_MOST)) + np.float32(_ROOM)
    return Most(numbers, most, gives[numbers], others[numbers])


def _by_theme(lots: Iterable[Lot], size: int) -> Iterable[tuple[Numbers, Values, Way]]:
    """The lots with those of one theme and way made one, for a second piece of one theme adds nothing."""
    together: dict[tuple[str, bool], list[Lot]] = defaultdict(list)
    for lot in lots:
        together[lot.theme, lot.way is Way.GIVE].append(lot)
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


def most_together(told: Iterable[Most], size: int) -> Values:
    """The most that all clauses come to, by entry number: their best way of being there, the others beside it."""
    if_giving, if_not = np.ones(size, np.float32), np.ones(size, np.float32)
    aside = np.float32(OTHER_ROLE)
    for most in told:
        if_giving[most.numbers] *= 1 - np.where(most.gives, most.values, aside * most.values)
        if_not[most.numbers] *= 1 - np.where(most.others, most.values, aside * most.values)
    together: Values = 1 - np.minimum(if_giving, if_not) + np.float32(_ROOM)
    together[(if_giving == 1) & (if_not == 1)] = 0
    return together
