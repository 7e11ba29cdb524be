"""Learned: which themes words and pairs of words tell of, as ``training/themes.py`` learned it from the bank.

Beside the nearest sentences, which anybody may add to, this hears what many sentences of a theme have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.lines import Lines, lines_of, packed_lines
from conversation_kit.matching.stored.packed import Packed, open_packed, write_packed
from conversation_kit.matching.vocabulary.plain import stem
from conversation_kit.matching.vocabulary.plain_files import fault

_FINE = 1e6
"""Shares are rounded to this, so that they are the same on every machine."""
_ENTRY = 0.5
"""How much an entry's meaning speaks for its themes, beside a statement's: an entry is of several at once."""
_AT_ONCE = 1_024
HEARD_WHOLLY = 255
"""The byte of a theme that is all that is heard in an entry."""


def marks_of(words: Sequence[str]) -> list[str]:
    """What is learned about in folded words: their stems, and each two that follow one another; each once."""
    stems = [stem(word) for word in words]
    return list(dict.fromkeys([*stems, *(f"{one} {two}" for one, two in pairwise(stems))]))


@dataclass(frozen=True)
class Learned:
    """What was learned: whole numbers throughout, so that adding them up is exact.

    Attributes:
        themes: Ids of the themes; an empty one asks for nothing.
        files: The SHA-256 of each file of sentences it was learned from.
        names: The mark of each row.
        marks: How much a mark speaks for each theme, one row a mark.
        mark_scale: What ``marks`` are multiplied with.
        meant: How much each number of a vector speaks for each theme, one row a theme.
        meant_scale: What ``meant`` times a vector is multiplied with.
        before: What speaks for each theme before anything is said.
        packed: The file it is mapped from, when it is.
    """

    themes: tuple[str, ...]
    files: frozenset[str]
    names: Lines
    marks: NDArray[np.int8]
    mark_scale: float
    meant: NDArray[np.float32]
    meant_scale: float
    before: NDArray[np.float64]
    packed: Packed | None = None

    @classmethod
    def load(cls, path: Path) -> "Learned":
        """Open what was learned: mapped, so that only the marks that are asked for take room.

        Raises:
            BadInputError: The file is damaged.
        """
        packed = open_packed(path)
        if packed is None:
            raise fault(path, None, "it is damaged, install the kit anew")
        arrays, about = packed.arrays, packed.about
        try:
            found = cls(
                tuple(about["themes"]),
                frozenset(about["files"]),
                lines_of("marks", arrays),
                arrays["marks"],
                about["mark_scale"],
                arrays["meant"].astype(np.float32),
                about["meant_scale"],
                arrays["before"],
                packed,
            )
        except KeyError as error:
            raise fault(path, None, "it is damaged, install the kit anew") from error
        many = len(found.themes)
        if found.marks.shape != (len(found.names), many) or not len(found.meant) == len(found.before) == many:
            raise fault(path, None, "it is damaged, install the kit anew")
        return found

    def speaks(self, words: Sequence[str], vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """How much folded words speak for each theme: the same on every machine.

        Args:
            words: The words.
            vector: What they mean, as :meth:`WordVectors.of` says it.
        """
        known = [place for mark in marks_of(words) if (place := self.names.find(mark)) is not None]
        told = self.marks[known].sum(axis=0, dtype=np.int64) * self.mark_scale
        found: NDArray[np.float64] = (
            self.before + told + (self.meant @ vector).astype(np.float64) * self.meant_scale
        )
        return found

    def heard_in(self, meanings: NDArray[np.int8]) -> NDArray[np.uint8]:
        """Which themes are heard in many entries, a row a theme: the root of each share, as a byte.

        Args:
            meanings: What each entry means, a row an entry, as :meth:`WordVectors.of` says it.
        """
        heard = np.empty((len(self.themes), len(meanings)), np.uint8)
        for begin in range(0, len(meanings), _AT_ONCE):
            some = meanings[begin : begin + _AT_ONCE].astype(np.float32)
            told = (some @ self.meant.T).astype(np.float64) * (self.meant_scale * _ENTRY) + self.before
            likely = np.exp(told - told.max(axis=1, keepdims=True))
            shares = likely / likely.sum(axis=1, keepdims=True)
            heard[:, begin : begin + _AT_ONCE] = np.rint(np.sqrt(shares) * HEARD_WHOLLY).T
        return heard


def shares_of(speaks: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely (0..1) each theme is by what speaks for it."""
    likely = np.exp(speaks - speaks.max())
    rounded: NDArray[np.float64] = np.rint(likely / likely.sum() * _FINE) / _FINE
    return rounded


def write_learned(path: Path, learned: Learned, marks: Sequence[str]) -> None:
    """Write what was learned about sorted ``marks``."""
    lines = packed_lines("marks", [mark.encode() for mark in marks])
    arrays = {
        **lines,
        "marks": learned.marks,
        "meant": learned.meant.astype(np.int8),
        "before": learned.before,
    }
    about = {
        "themes": learned.themes,
        "files": sorted(learned.files),
        "mark_scale": learned.mark_scale,
        "meant_scale": learned.meant_scale,
    }
    write_packed(path, Packed(arrays, about))
