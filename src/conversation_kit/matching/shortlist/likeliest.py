"""Likeliest: the entries that can still be among the best, by the most that speaks for each, the likeliest first.

The order is one of whole numbers: of scores as far as they are told, and where they are equal, of ids.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.bounds import Which
from conversation_kit.matching.shortlist.evidence import Gathered
from conversation_kit.matching.shortlist.limits_at_large import AtLarge
from conversation_kit.matching.shortlist.reach import FOR_SAFETY, NAMED, SAFETY
from conversation_kit.matching.shortlist.weighing import (
    DIGITS,
    FAIR,
    FAR_OFF,
    FLOOR,
    NOWHERE,
    NOWHERE_NEAR,
    UNASKED,
)
from conversation_kit.matching.stored.postings import Numbers, Places, Worths
from conversation_kit.model.spots import EARTH_RADIUS_MILES, Spot

Keys = NDArray[np.int64]

_DISLIKED_FIT = 0.5
"""From this fit an entry is one of a theme that was disliked."""
_ROOM = 0.999
"""What rounding may do to a distance."""
_FINE: int = 10**DIGITS
"""So finely scores are told apart."""
_SORTED = 256
"""So many are put in order at first; mostly no more are wanted."""
_LOOKED_AT = 2_048
"""So many are looked at together to find whether any is there."""
LAST = np.iinfo(np.int64).max
"""Comes after every key."""


def key_of(score: float, rank: int) -> int:
    """What a score and the rank of an id are ordered by: the best score first, then the first id."""
    return rank - (round(score * _FINE) << 32)


@dataclass(frozen=True, slots=True, eq=False)
class Likely:
    """Entries with enough evidence, in no order.

    Attributes:
        numbers: The entries.
        keys: The key of the most that each can come to.
        may_give: Whether the best that speaks for it may be for giving there.
        may_not: Whether it may be for joining, or being helped.
        may_do: Whether it may be more than weak.
        clauses: The clauses that say anything for any of them.
    """

    numbers: Numbers
    keys: Keys
    may_give: Which
    may_not: Which
    may_do: Which
    clauses: frozenset[int]

    def of_way(self, *, giving: bool, least: float) -> "Likely":
        """Those that may be places to give, or those that may be others, if they can come to ``least``."""
        enough = self.keys >> 32 <= 1 - int(least * _FINE)  # one more for rounding
        return self._in_part((self.may_give if giving else self.may_not) & enough)

    def not_weak(self) -> "Likely":
        """Those that may be more than weak."""
        return self._in_part(self.may_do)

    def _in_part(self, here: Which) -> "Likely":
        return Likely(
            self.numbers[here],
            self.keys[here],
            self.may_give[here],
            self.may_not[here],
            self.may_do[here],
            self.clauses,
        )


def likeliest(gathered: Gathered, shelf: Shelf, asking: Asking, limits: Limits) -> Likely:
    """Entries with enough evidence that are not plainly out.

    Plainly out is what is closed, disliked, delicate and not spoken of, named as not for them, decided on before, too
    far, and beyond their limits whatever they would do there.
    """
    together = gathered.together
    places = np.flatnonzero(np.maximum(together.if_giving, together.otherwise) >= FLOOR)
    numbers = together.numbers.take(places)
    shown = _may_be_shown(gathered, shelf, asking, numbers)
    places, numbers = places[shown], numbers[shown]
    within_reach = _may_be_reached(shelf, numbers, asking, limits)
    places, numbers = places[within_reach], numbers[within_reach]
    miles = _miles_at_least(shelf, numbers, asking.near)
    at_large = AtLarge(limits, shelf, numbers)
    giving = together.best_giving.take(places) * ~at_large.out_for_giving()
    helping = together.best_helping.take(places) * ~at_large.out_for_help()
    otherwise = np.where(at_large.out_to_join(), helping, together.best_otherwise.take(places))
    left = _worth_at_most(shelf, numbers, limits, near=asking.near is not None)
    at_most = left * np.maximum(
        together.if_giving.take(places) * (giving > 0), together.otherwise.take(places) * (otherwise > 0)
    )
    may_do = np.maximum(giving, otherwise) * left >= FAIR
    at_most[~together.telling.take(places) & ~may_do] = 0
    if asking.near is not None:
        at_most *= FAR_OFF / (FAR_OFF + miles)
    kept = np.flatnonzero(at_most >= FLOOR)
    numbers, giving, otherwise, may_do = numbers[kept], giving[kept], otherwise[kept], may_do[kept]
    at_most = at_most[kept] * shelf.kept_up_at_most(asking.today).fits_of(numbers)
    for_some = shelf.for_some.take(numbers)
    here = np.zeros(shelf.size, np.bool_)
    here[numbers] = True
    return Likely(
        numbers.astype(np.int32),
        shelf.column("rank").take(numbers) - (np.rint(at_most * _FINE).astype(np.int64) << 32),
        (giving > 0) & ((giving >= otherwise) | for_some),
        (otherwise > 0) & (otherwise >= giving),
        may_do,
        frozenset(clause for clause, told in gathered.told.items() if _any_here(here, told.numbers)),
    )


def _any_here(here: Which, numbers: Numbers) -> bool:
    """Whether any of ``numbers`` is here; mostly one of the first is."""
    parts = (numbers[begin : begin + _LOOKED_AT] for begin in range(0, len(numbers), _LOOKED_AT))
    return any(here[part].any() for part in parts)


def _may_be_shown(gathered: Gathered, shelf: Shelf, asking: Asking, numbers: Places) -> Which:
    """Whether each runs, was not turned down, and is of no delicate topic, of one plainly said, or itself named."""
    spoken_of = np.array([not topic or topic in gathered.plainly for topic in shelf.topics])
    shown: Which = spoken_of[shelf.column("topic").take(numbers)] | _among(gathered.plainly_named, numbers)
    shown &= shelf.column("open").take(numbers).astype(np.bool_)
    known = (shelf.number(entry_id) for entry_id in asking.already)
    shown &= ~_among({*gathered.named_out, *(number for number in known if number is not None)}, numbers)
    for theme in gathered.disliked:
        spread = shelf.of_theme(theme)
        shown &= ~np.isin(numbers, spread.numbers[spread.fits >= _DISLIKED_FIT])
    return shown


def _among(some: Collection[int], numbers: Places) -> Which:
    if not some:
        return np.zeros(len(numbers), np.bool_)
    found: Which = np.isin(numbers, np.fromiter(some, np.int32, len(some)))
    return found


def _worth_at_most(shelf: Shelf, numbers: Places, limits: Limits, *, near: bool) -> Worths:
    """See ``weighing.worth``."""
    left = np.ones(len(numbers))
    if limits.age is None and not limits.children:
        left[shelf.column("children").take(numbers) > 0] = UNASKED
    if near:
        nowhere = NOWHERE_NEAR if limits.within is not None else NOWHERE
        left[shelf.column("somewhere").take(numbers) == 0] *= nowhere
    return left


def _may_be_reached(shelf: Shelf, numbers: Places, asking: Asking, limits: Limits) -> Which:
    """Whether each may be where they can get to: see ``reach``, which has the last word."""
    if limits.only_in:
        miles, most = (
            np.min([_miles_at_least(shelf, numbers, town) for town in limits.only_in], axis=0),
            NAMED,
        )
    elif limits.within is not None:
        miles, most = _miles_at_least(shelf, numbers, asking.near), limits.within
    else:
        return np.ones(len(numbers), np.bool_)
    for_safety = np.array([topic in SAFETY for topic in shelf.topics])[shelf.column("topic").take(numbers)]
    reached: Which = miles <= np.where(for_safety, max(most, FOR_SAFETY), most)
    return reached


def _miles_at_least(shelf: Shelf, numbers: Places, near: Spot | None) -> Worths:
    """How far each is, a little less for rounding; nought where that takes looking up."""
    if near is None:
        return np.zeros(len(numbers))
    latitude, longitude = (np.radians(shelf.column(name).take(numbers)) for name in ("latitude", "longitude"))
    here = np.radians([near.latitude, near.longitude])
    angle = (
        np.sin((latitude - here[0]) / 2) ** 2
        + np.cos(latitude) * np.cos(here[0]) * np.sin((longitude - here[1]) / 2) ** 2
    )
    miles = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(angle, 1.0)))
    known: Worths = np.nan_to_num(miles * _ROOM)
    return known


def in_order(numbers: Numbers, keys: Keys, at_once: int) -> Iterator[tuple[Numbers, int]]:
    """The entries in runs, the likeliest first, each run with the least key of what comes after it.

    Args:
        numbers: The entries.
        keys: What they are ordered by.
        at_once: How long a run is.
    """
    size = _SORTED
    while len(numbers):
        many = min(size, len(numbers))
        parted = np.argpartition(keys, many - 1)
        run, rest = parted[:many], parted[many:]
        after = int(keys[rest].min()) if len(rest) else LAST
        run = run[np.argsort(keys[run])]
        for begin in range(0, many, at_once):
            end = begin + at_once
            yield numbers[run[begin:end]], int(keys[run[end]]) if end < many else after
        numbers, keys, size = numbers[rest], keys[rest], size * 2
