"""Fits: how far directory words make an entry one of their theme, by where in the entry they stand."""

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

NAME, TAGS, LEAD, BODY = range(4)
PLACES = (0.95, 0.7, 0.62, 0.32)
"""How far one directory word does, by place: name, tags, the beginning of the description, the rest of it."""
_MORE = 0.4
"""How much each further directory word of the theme adds."""
ABOUT = 0.6
"""From this fit an entry is plainly there for a public."""
_WELCOMED = 0.5
"""How much of what is missing in its fit an entry makes good by plainly asking for helpers."""
NO_HELPERS_SAID = 0.9
"""What is left of a place to give that does not say that it takes helpers."""
_MOST = 4
"""So many words count."""


def _fit(places: tuple[int, ...]) -> float:
    fit = PLACES[places[0]]
    for more in places[1:]:
        fit += (1 - fit) * _MORE * PLACES[more]
    return fit


_WAYS = [places for many in range(1, _MOST + 1) for places in combinations_with_replacement(range(4), many)]
_CODES = {places: code for code, places in enumerate(_WAYS)}
FITS = np.array([_fit(places) for places in _WAYS])
"""The fit of each code (0..1)."""


def welcomed(fits: NDArray[np.float64], asks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How far entries are places to give of their kind: more where they plainly ask for helpers."""
    return np.where(asks & (fits >= ABOUT), fits + (1 - fits) * _WELCOMED, fits)


_ASKED = [welcomed(FITS, np.full(len(FITS), asks)) for asks in (False, True)]
TO_GIVE = np.concatenate([fits * left for left in (NO_HELPERS_SAID, 1.0) for fits in _ASKED])
"""How far an entry of each code is a place to give, one that does not speak of helpers first, then one that does; of
both first one that does not ask for them."""


def code_of(places: list[int]) -> int:
    """The code, below 128, for the places in which words of a theme stand."""
    return _CODES[tuple(sorted(places)[:_MOST])]
