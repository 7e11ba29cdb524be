"""Likeliest: the entries that can still be among the best, by the most that speaks for each, the likeliest first."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.bounds import Values, most_together
from conversation_kit.matching.evidence import Gathered
from conversation_kit.matching.limits import Limits
from conversation_kit.matching.postings import Numbers
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.standing import OLD
from conversation_kit.matching.weighing import FAR_OFF, FLOOR, NOWHERE, NOWHERE_NEAR, UNASKED
from conversation_kit.model.spots import EARTH_RADIUS_MILES

_DISLIKED_FIT = 0.5
"""From this fit an entry is one of a theme that was disliked."""
_ROOM = 0.999
"""What rounding may do to a distance."""
_FIRST = 128
_DAYS = 365


def likeliest(gathered: Gathered, shelf: Shelf, asking: Asking, limits: Limits) -> tuple[Numbers, Values]:
    """Entries with enough evidence, and the most that each can come to; in no order.

    Left out is what is plainly out for everybody who asks this: closed, disliked, delicate and not spoken of, named as
    not for them, decided on before, too far.
    """
    bounds = most_together((told.most for told in gathered.told.values()), shelf.size)
    for theme in gathered.disliked:
        spread = shelf.of_theme(theme)
        bounds[spread.numbers[spread.fits >= _DISLIKED_FIT]] = 0
    known = (shelf.number(entry_id) for entry_id in asking.already)
    bounds[[*gathered.named_out, *(number for number in known if number is not None)]] = 0
    numbers = np.flatnonzero(bounds >= FLOOR).astype(np.int32)
    numbers = numbers[(shelf.column("open")[numbers] > 0) & _may_be_shown(gathered, shelf, numbers)]
    left = _worth_at_most(shelf, numbers, limits, near=asking.near is not None)
    left *= _kept_up_at_most(shelf, numbers, asking)
    miles = _miles_at_least(shelf, numbers, asking)
    at_most = bounds[numbers] * left * (FAR_OFF / (FAR_OFF + miles))
    near_enough = miles <= (np.inf if limits.within is None else limits.within)
    kept = np.flatnonzero((at_most >= FLOOR * OLD[0][1]) & near_enough)
    return numbers[kept], at_most[kept].astype(np.float32)


def _may_be_shown(gathered: Gathered, shelf: Shelf, numbers: Numbers) -> NDArray[np.bool_]:
    """Whether each is of no delicate topic, of one that was plainly said, or was itself named."""
    spoken_of = np.array([not topic or topic in gathered.plainly for topic in shelf.topics])
    named = np.isin(numbers, np.array(sorted(gathered.plainly_named), np.int32))
    shown: NDArray[np.bool_] = spoken_of[shelf.column("topic")[numbers]] | named
    return shown


def _worth_at_most(shelf: Shelf, numbers: Numbers, limits: Limits, *, near: bool) -> NDArray[np.float64]:
    """See ``weighing.worth``."""
    left = np.ones(len(numbers))
    if limits.age is None and not limits.children:
        left[shelf.column("children")[numbers] > 0] = UNASKED
    if near:
        nowhere = NOWHERE_NEAR if limits.within is not None else NOWHERE
        left[shelf.column("somewhere")[numbers] == 0] *= nowhere
    return left


def _kept_up_at_most(shelf: Shelf, numbers: Numbers, asking: Asking) -> NDArray[np.float64]:
    """See ``standing.kept_up``."""
    years = (asking.today.toordinal() - shelf.column("looked_at")[numbers]) / _DAYS
    left = np.ones(len(numbers))
    for since, of_it in sorted(OLD):
        left[years >= since] = of_it
    return left


def _miles_at_least(shelf: Shelf, numbers: Numbers, asking: Asking) -> NDArray[np.float64]:
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
    known: NDArray[np.float64] = np.nan_to_num(miles * _ROOM)
    return known


def in_order(numbers: Numbers, bounds: Values) -> Iterator[tuple[Numbers, float]]:
    """The entries in runs, the likeliest first, each run with the most that any of the next can come to."""
    size = _FIRST
    while len(numbers):
        if len(numbers) <= size:
            yield numbers[np.argsort(-bounds, kind="stable")], 0.0
            return
        parted = np.argpartition(-bounds, size)
        run, rest = np.sort(parted[:size]), np.sort(parted[size:])
        yield numbers[run[np.argsort(-bounds[run], kind="stable")]], float(bounds[rest].max())
        numbers, bounds, size = numbers[rest], bounds[rest], size * 2
