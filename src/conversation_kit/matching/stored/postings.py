"""Postings: which entries hold something, as arrays of entry numbers with a byte beside each."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.lines import starts_of
from conversation_kit.matching.stored.packed import Array

Numbers = NDArray[np.int32]
Marks = NDArray[np.uint8]
Places = NDArray[np.integer[Any]]
Worths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Entries and how far each is what was asked for.

    A fit is kept as its place in a short scale: hundreds of statements hold such spreads at once.

    Attributes:
        numbers: Entry numbers, ascending.
        marks: For each, the place of its fit in ``scale``.
        scale: The fits there are, 0..1.
    """

    numbers: Numbers
    marks: Places
    scale: Worths

    @classmethod
    def wholly(cls, numbers: Numbers, fit: float = 1.0) -> "Spread":
        """Entries that all fit equally."""
        return cls(numbers, np.zeros(len(numbers), np.uint8), np.array([fit]))

    @property
    def fits(self) -> Worths:
        """How far each is what was asked for, 0..1."""
        return self.scale.take(self.marks)

    def worths(self, of_scale: Worths) -> NDArray[np.float32]:
        """What each entry is worth, when a fit of the scale is worth as much as ``of_scale`` says in its place."""
        return of_scale.astype(np.float32).take(self.marks)

    def fit_at(self, place: int) -> float:
        """The fit of the entry at a place of ``numbers``."""
        fit: float = self.scale.item(self.marks.item(place))
        return fit

    def __len__(self) -> int:
        return len(self.numbers)

    def fit(self, number: int) -> float:
        """How far one entry is; 0 when it is not among them."""
        place = int(np.searchsorted(self.numbers, number))
        here = place < len(self.numbers) and self.numbers.item(place) == number
        return self.fit_at(place) if here else 0.0

    def __contains__(self, number: int) -> bool:
        return self.fit(number) > 0.0


NOWHERE = Spread.wholly(np.empty(0, np.int32))


class Postings:
    """Runs of entry numbers by key, as :class:`PostingsMade` packed them."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self._starts: NDArray[np.int64] = arrays[f"{name}.starts"]
        self._numbers: Numbers = arrays[f"{name}.numbers"]
        self._marks: Marks = arrays[f"{name}.marks"]

    def run(self, key: int) -> tuple[Numbers, Marks]:
        """The entry numbers of a key, ascending, and their marks."""
        begin, end = self._starts.item(key), self._starts.item(key + 1)
        return self._numbers[begin:end], self._marks[begin:end]

    def many(self, key: int) -> int:
        """How many entries a key has."""
        return int(self._starts.item(key + 1) - self._starts.item(key))


class PostingsMade:
    """Postings while they are gathered, entry by entry."""

    def __init__(self) -> None:
        self._keys, self._numbers, self._marks = array("i"), array("i"), bytearray()

    def add(self, key: int, number: int, mark: int) -> None:
        """Note an entry under a key, in the order of entry numbers."""
        self._keys.append(key)
        self._numbers.append(number)
        self._marks.append(mark)

    def add_all(self, keys: Sequence[int], number: int, marks: bytes | bytearray) -> None:
        """Note an entry under many keys, each with its mark."""
        self._keys.extend(keys)
        self._numbers.extend(repeat(number, len(keys)))
        self._marks += marks

    def packed(self, name: str, keys: Sequence[int]) -> dict[str, Array]:
        """Return the arrays by name, the runs in the order of ``keys``, all keys there are."""
        place = np.empty(len(keys), np.int32)
        place[np.array(keys, np.int64)] = np.arange(len(keys), dtype=np.int32)
        places = place[np.array(self._keys, np.int32)]
        order = np.argsort(places, kind="stable")
        return {
            f"{name}.starts": starts_of(np.bincount(places, minlength=len(keys)).tolist()),
            f"{name}.numbers": np.array(self._numbers, np.int32)[order],
            f"{name}.marks": np.array(self._marks, np.uint8)[order],
        }
