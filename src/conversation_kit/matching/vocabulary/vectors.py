"""Word vectors: numbers under which words that mean nearly the same stand near one another.

Made by ``training/distil.py`` (see ``training/README.md``) and shipped as ``vectors.packed``; nothing is learned here.
A word's length says how much it tells: "the" is nearly nought.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.lines import Lines, lines_of, packed_lines
from conversation_kit.matching.stored.packed import Packed, open_packed, write_packed
from conversation_kit.matching.vocabulary.plain import stem
from conversation_kit.matching.vocabulary.plain_files import fault

_FULL = 127.0
"""The largest whole number of a vector."""
_NO_ROW = 0
"""Stands for no word; its scale is nought there."""
_REMEMBERED = 65_536
"""Words whose row is remembered: few while somebody talks, nearly all while a Book is read."""
_AT_ONCE = 1_024
"""Vectors that are compared at once."""


@dataclass(frozen=True)
class WordVectors:
    """Vectors of words.

    Attributes:
        words: The word of each row.
        rows: Whole numbers, one row a word.
        scale: What each row is multiplied with.
        packed: The file they are mapped from.
    """

    words: Lines
    rows: NDArray[np.int8]
    scale: NDArray[np.float64]
    packed: Packed

    @classmethod
    def load(cls, path: Path) -> "WordVectors":
        """Open the vectors: mapped, so that only the words that are asked for take room.

        Raises:
            BadInputError: The file is missing or damaged.
        """
        if not path.is_file():
            raise fault(path, None, "it is missing")
        packed = open_packed(path)
        if packed is None:
            raise fault(path, None, "it is damaged, install the kit anew")
        arrays = packed.arrays
        try:
            words, rows, scale = lines_of("words", arrays), arrays["rows"], arrays["scale"]
        except KeyError as error:
            raise fault(path, None, "it is damaged, install the kit anew") from error
        if rows.dtype != np.int8 or rows.ndim != 2 or not len(words) == len(rows) == len(scale):  # noqa: PLR2004
            raise fault(path, None, "it is damaged, install the kit anew")
        return cls(words, rows, scale, packed)

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self.rows.shape[1])

    @cached_property
    def _row(self) -> Callable[[str], int | None]:
        """The row of a word, or of its stem. A word is looked for in the lines: a dictionary would take 8 MB."""
        find = self.words.find

        def found(word: str) -> int | None:
            row = find(word)
            return find(stem(word)) if row is None else row

        return lru_cache(maxsize=_REMEMBERED)(found)

    def forget_heard(self) -> None:
        """Let go of the words that were asked for."""
        self.__dict__.pop("_row", None)

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The meaning of some folded words together: whole numbers of -127 to 127, all nought when none is known.

        Whole numbers, so that comparing two of them is exact and comes out the same on every machine.
        """
        total = self._sum(words)
        length = float(np.sqrt((total * total).sum()))
        meant: NDArray[np.float32] = np.rint(total * (_FULL / length if length else 0.0)).astype(np.float32)
        return meant

    def of_each(self, many: Iterable[Iterable[str]]) -> NDArray[np.int8]:
        """The meaning of many lists of folded words, a row each: quicker than :meth:`of` one after the other."""
        rows, starts, find = array("i"), array("i"), self._row
        for words in many:
            starts.append(len(rows))
            rows.append(_NO_ROW)  # so that every list has one
            rows.extend([row for word in words if (row := find(word)) is not None])
        if not starts:
            return np.empty((0, self.size), np.int8)
        known = np.array(rows, np.int64)
        scale = self.scale[known]
        scale[np.array(starts)] = 0.0
        total = np.add.reduceat(self.rows[known] * scale[:, None], np.array(starts))
        length = np.sqrt((total * total).sum(axis=1))
        full = np.divide(_FULL, length, out=np.zeros(len(length)), where=length > 0)
        meant: NDArray[np.int8] = np.rint(total * full[:, None]).astype(np.int8)
        return meant

    def _sum(self, words: Sequence[str]) -> NDArray[np.float64]:
        known = [row for word in words if (row := self._row(word)) is not None]
        if not known:
            return np.zeros(self.size)
        found: NDArray[np.float64] = (self.rows[known].astype(np.float64) * self.scale[known, None]).sum(
            axis=0
        )
        return found


def likeness_to(vector: NDArray[np.float32], rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """How near each of many vectors is to one, as whole numbers below 2**24: exact in any order."""
    return likeness_of_parts(vector, [rows])


def likeness_of_parts(vector: NDArray[np.float32], parts: Sequence[NDArray[np.int8]]) -> NDArray[np.float32]:
    """The same for vectors that stand in several arrays, in their order.

    So many at a time: they stay as small as they are stored, and no product is so large that it is shared between
    processors, which costs more than it saves.
    """
    found = np.empty(sum(len(part) for part in parts), np.float32)
    block = np.empty((min(_AT_ONCE, len(found)), len(vector)), np.float32)
    done = filled = 0
    for part in parts:
        begin = 0
        while begin < len(part):
            many = min(len(part) - begin, len(block) - filled)
            block[filled : filled + many] = part[begin : begin + many]
            begin, filled = begin + many, filled + many
            if filled == len(block):
                np.dot(block, vector, out=found[done : done + filled])
                done, filled = done + filled, 0
    if filled:
        np.dot(block[:filled], vector, out=found[done:])
    return found


def write_vectors(path: Path, words: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Write the vectors of sorted ``words``, a row each, as whole numbers with one scale a word."""
    scale = np.maximum(np.abs(vectors).max(axis=1) / _FULL, 1e-7).astype(np.float64)
    lines = packed_lines("words", [word.encode() for word in words])
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    write_packed(path, Packed({**lines, "rows": rows, "scale": scale}, {}))
