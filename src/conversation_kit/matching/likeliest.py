"""Likeliest: the entries that can still be among the best, by the most that speaks for each, the likeliest first.

The order is one of whole numbers: of scores as far as they are told, and where they are equal, of ids.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.bounds import Together, Which, most_together
from conversation_kit.matching.evidence import Gathered
from conversation_kit.matching.limits import Limits
from conversation_kit.matching.limits_at_large import AtLarge
from conversation_kit.matching.postings import Numbers, Worths
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.standing import NEVER, OLD
from conversation_kit.matching.weighing import FAIR, FAR_OFF, FLOOR, NOWHERE, NOWHERE_NEAR, UNASKED
from conversation_kit.model.spots import EARTH_RADIUS_MILES

Keys = NDArray[np.int64]

_DISLIKED_FIT = 0.5
"""From this fit an entry is one of a theme that was disliked."""
_ROOM = 0.999
"""What rounding may do to a distance."""
_DAYS = 365
_FINE = 1_000_000
"""So finely scores are told apart."""
LAST = np.iinfo(np.int64).max
"""Comes after every key."""


def key_of(score: float, rank: int) -> int:
    """What a score and the rank of an id are ordered by: the best score first, then the first id."""
    return (rank & 0xFFFFFFFF) - (round(score * _FINE) << 32)


def likeliest(gathered: Gathered, shelf: Shelf, asking: Asking, limits: Limits) -> tuple[Numbers, Keys]:
    """Entries with enough evidence, and the key of the most that each can come to; in no order.

    Left out is what is plainly out for everybody who asks this: closed, disliked, delicate and not spoken of, named as
    not for them, decided on before, too far, beyond their limits.
    """
    together = most_together((told.most for told in gathered.told.values()), shelf.size)
    numbers = np.flatnonzero(np.maximum(together.if_giving, together.otherwise) >= FLOOR).astype(np.int32)
    numbers = numbers[_may_be_shown(gathered, shelf, asking, numbers)]
    miles = _miles_at_least(shelf, numbers, asking)
    if limits.within is not None:
        numbers, miles = numbers[miles <= limits.within], miles[miles <= limits.within]
    left = _worth_at_most(shelf, numbers, limits, near=asking.near is not None)
    at_most = _most_within(together, AtLarge(limits, shelf, numbers), numbers) * left
    at_most[~together.telling[numbers] & (together.best[numbers] * left < FAIR)] = 0
    at_most *= FAR_OFF / (FAR_OFF + miles)
    kept = np.flatnonzero(at_most >= FLOOR)
    at_most = (at_most * _kept_up_at_most(shelf, numbers, asking))[kept]
    keys = shelf.column("rank")[numbers[kept]] - (np.rint(at_most * _FINE).astype(np.int64) << 32)
    return numbers[kept], keys


def _may_be_shown(gathered: Gathered, shelf: Shelf, asking: Asking, numbers: Numbers) -> Which:
    """Whether each runs, was not turned down, and is of no delicate topic, of one plainly said, or itself named."""
    spoken_of = np.array([not topic or topic in gathered.plainly for topic in shelf.topics])
    shown: Which = spoken_of[shelf.column("topic")[numbers]] | _among(gathered.plainly_named, numbers)
    shown &= shelf.column("open")[numbers].astype(np.bool_)
    known = (shelf.number(entry_id) for entry_id in asking.already)
    shown &= ~_among({*gathered.named_out, *(number for number in known if number is not None)}, numbers)
    for theme in gathered.disliked:
        spread = shelf.of_theme(theme)
        shown &= ~np.isin(numbers, spread.numbers[spread.fits >= _DISLIKED_FIT])
    return shown


def _among(some: frozenset[int] | set[int], numbers: Numbers) -> Which:
    found: Which = np.isin(numbers, np.array(sorted(some), np.int32))
    return found


def _most_within(together: Together, limits: AtLarge, numbers: Numbers) -> Worths:
    """The most that each comes to by what its limits leave of it."""
    giving = np.where(limits.out_for_giving(), 0.0, together.if_giving[numbers])
    otherwise = np.where(limits.out_otherwise(), 0.0, together.otherwise[numbers])
    return np.maximum(giving, otherwise)


def _worth_at_most(shelf: Shelf, numbers: Numbers, limits: Limits, *, near: bool) -> Worths:
    """See ``weighing.worth``."""
    left = np.ones(len(numbers))
    if limits.age is None and not limits.children:
        left[shelf.column("children")[numbers] > 0] = UNASKED
    if near:
        nowhere = NOWHERE_NEAR if limits.within is not None else NOWHERE
        left[shelf.column("somewhere")[numbers] == 0] *= nowhere
    return left


def _kept_up_at_most(shelf: Shelf, numbers: Numbers, asking: Asking) -> Worths:
    """See ``standing.kept_up``."""
    looked_at = shelf.column("looked_at")[numbers]
    years = np.where(looked_at == 0, NEVER, (asking.today.toordinal() - looked_at) / _DAYS)
    left = np.ones(len(numbers))
    for since, of_it in sorted(OLD):
        left[years >= since] = of_it
    return left


def _miles_at_least(shelf: Shelf, numbers: Numbers, asking: Asking) -> Worths:
    """How far each is, a little less for rounding; nought where that takes looking up."""
    if asking.near is None:
        return np.zeros(len(numbers))
    latitude, longitude = (np.radians(shelf.column(name)[numbers]) for name in ("latitude", "longitude"))
    here = np.radians([asking.near.latitude, asking.near.longitude])
    angle = (
        np.sin((latitude - here[0]) / 2) ** 2
        + np.cos(latitude) * np.cos(here[0]) * np.sin((longitude - here[1]) / 2) ** 2
    )
    miles = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(angle, 1.0)))
    known: Worths = np.nan_to_num(miles * _ROOM)
    return known


def in_order(numbers: Numbers, keys: Keys, first: int) -> Iterator[tuple[Numbers, int]]:
    """The entries in runs, the likeliest first, each run with the least key of what comes after it.

    Args:
        numbers: The entries.
        keys: What they are ordered by.
        first: How long the first run is; each is twice as long as the one before.
    """
    size = first
    while len(numbers) > size:
        parted = np.argpartition(keys, size)
        run, rest = parted[:size], parted[size:]
        yield numbers[run[np.argsort(keys[run])]], int(keys[rest].min())
        numbers, keys, size = numbers[rest], keys[rest], size * 2
    yield numbers[np.argsort(keys)], LAST
