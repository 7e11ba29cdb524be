"""Trees: small trees of questions, learned elsewhere, that say how far numbers read like those of what is right.

Each tree asks at most eight questions ("is this number above that?"). Its answers together, a byte, are the place in
a table of what they are worth. Made by ``training/second_look.py``; nothing is learned here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.packed import Array, Packed, open_packed, write_packed
from conversation_kit.matching.vocabulary.plain_files import fault

QUESTIONS = 8
"""Questions a tree asks at most: the answers are a byte. What is asked about nothing is never answered with yes."""
WAYS = 1 << QUESTIONS
"""Ways of answering all of them."""
_DIGITS = 6


@dataclass(frozen=True)
class Trees:
    """Some trees, a row each.

    Attributes:
        names: What the numbers of a row are that they are asked about, in order.
        asks: The place of the number that each question is about, :data:`QUESTIONS` a tree.
        above: What it has to be above; nothing is above infinity.
        worth: What each of the 256 ways of answering is worth.
    """

    names: tuple[str, ...]
    asks: NDArray[np.int32]
    above: NDArray[np.float64]
    worth: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path, names: Sequence[str]) -> "Trees":
        """Open the trees of a file, which must ask about ``names``.

        Raises:
            BadInputError: The file is damaged, or asks about other numbers.
        """
        packed = open_packed(path)
        if packed is None or set(packed.arrays) != {"asks", "above", "worth"}:
            raise fault(path, None, "it is damaged, install the kit anew")
        if tuple(packed.about["names"]) != tuple(names):
            raise fault(path, None, "it was made for another version, install the kit anew")
        arrays = packed.arrays
        return cls(tuple(names), *(arrays[name] for name in ("asks", "above", "worth")))

    def save(self, path: Path) -> None:
        """Write the trees to a file."""
        arrays: dict[str, Array] = {"asks": self.asks, "above": self.above, "worth": self.worth}
        write_packed(path, Packed(arrays, {"names": list(self.names)}))

    def values(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """What all trees together say of each row of numbers, rounded so that it is the same on every machine."""
        answers = rows.take(self.asks.ravel(), axis=1) > self.above.ravel()
        ways = np.packbits(answers, axis=1, bitorder="little")
        told = (
            self.worth.ravel().take(ways + np.arange(0, self.worth.size, WAYS)).sum(axis=1, dtype=np.float64)
        )
        return np.asarray(np.round(told, _DIGITS), np.float64)
