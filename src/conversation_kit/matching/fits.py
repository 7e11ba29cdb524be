"""Fits: how far directory words make an entry one of their theme, by where in the entry they stand."""

from itertools import combinations_with_replacement

import numpy as np

NAME, TAGS, LEAD, BODY = range(4)
PLACES = (0.95, 0.7, 0.62, 0.32)
"""How far one directory word does, by place: name, tags, the beginning of the description, the rest of it."""
_MORE = 0.4
"""How much each further directory word of the theme adds."""
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


def code_of(places: list[int]) -> int:
    """The code, below 128, for the places in which words of a theme stand."""
    return _CODES[tuple(sorted(places)[:_MOST])]
