"""Pairs: how far each entry of a Book goes with what was said; see ``vocabulary/pairing``."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.indexed.index import Index
from conversation_kit.matching.vocabulary.pairing import HEARD, Spoken
from conversation_kit.matching.vocabulary.words import Words

_STATEMENTS = 6
"""Statements of which it is remembered which entries they go with."""
_FINE = 1e4
"""So finely it is told, the same on every machine."""


class Pairs:
    """Pairs statements with the entries of one Book. Remembers the last; answers never depend on it.

    Args:
        index: Of the Book.
        words: The words to go by.
        likeness: By number, how near each entry is in meaning to folded words.
    """

    def __init__(
        self, index: Index, words: Words, likeness: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> None:
        self._index = index
        self._words = words
        self._likeness = likeness
        self.of = lru_cache(maxsize=_STATEMENTS)(self._of)

    def _of(self, spoken: Spoken) -> NDArray[np.float32] | None:
        """By number, how far each entry goes with a statement; None where nothing was learned of that.

        The natural logarithm of how much likelier it is to be meant than the entries of this Book are at large.
        """
        pairing, meaning, index = self._words.pairing, self._words.meaning, self._index
        if pairing is None or meaning is None or not index.size:
            return None
        vector = meaning.vectors.of(spoken.words)
        shares = meaning.likeliest(spoken.words, HEARD)
        told = index.pairs(pairing.of_said(spoken, vector, shares))
        if told is None:
            return None
        counts = pairing.weights
        found = told.astype(np.float64) * (pairing.said_step * pairing.entry_step)
        found += counts.likeness * self._likeness(spoken.words)
        found += counts.hears * index.hears(shares)
        for theme in spoken.told:
            self._add(found, theme, counts.told)
        for theme, share in spoken.guessed:
            self._add(found, theme, counts.guessed * share)
        found -= found.max()
        found -= np.log(np.exp(found).mean())
        return (np.rint(found * _FINE) / _FINE).astype(np.float32)

    def _add(self, found: NDArray[np.float64], theme: str, much: float) -> None:
        spread = self._index.of_theme(theme)
        found[spread.numbers] += much * spread.fits
