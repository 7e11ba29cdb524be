"""Learned: which themes words and pairs of words tell of, as ``training/themes.py`` learned it from the bank.

Beside the nearest sentences, which anybody may add to, this hears what many sentences of a theme have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.lines import Lines, lines_in
from conversation_kit.matching.plain import stem
from conversation_kit.matching.plain_files import fault

_FINE = 1e6
"""Shares are rounded to this, so that they are the same on every machine."""


def marks_of(words: Sequence[str]) -> list[str]:
    """What is learned about in folded words: their stems, and each two that follow one another; each once."""
    stems = [stem(word) for word in words]
    return list(dict.fromkeys([*stems, *(f"{one} {two}" for one, two in pairwise(stems))]))


@dataclass(frozen=True)
class Learned:
    """What was learned: whole numbers throughout, so that adding them up is exact.

    Attributes:
        themes: Ids of the themes; an empty one asks for nothing.
        names: The mark of each row.
        marks: How much a mark speaks for each theme, one row a mark.
        mark_scale: What ``marks`` are multiplied with.
        meant: How much each number of a vector speaks for each theme, one row a theme.
        meant_scale: What ``meant`` times a vector is multiplied with.
        before: What speaks for each theme before anything is said.
    """

    themes: tuple[str, ...]
    names: Lines
    marks: NDArray[np.int8]
    mark_scale: float
    meant: NDArray[np.float32]
    meant_scale: float
    before: NDArray[np.float64]

    @classmethod
    def load(cls, path: Path) -> "Learned":
        """Read what was learned.

        Raises:
            BadInputError: The file is damaged.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
                themes = found["themes"].tobytes().decode("utf-8").split("\n")
                names = lines_in(found["mark_names"].tobytes())
                rows, meant = found["marks"], found["meant"]
                before = found["before"].astype(np.float64)
                scales = found["scales"].astype(np.float64).tolist()
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise fault(path, None, "it is damaged, install the kit anew") from error
        fits = rows.shape == (len(names), len(themes)) and len(meant) == len(before) == len(themes)
        if not (fits and rows.dtype == meant.dtype == np.int8 and len(scales) == 2):  # noqa: PLR2004
            raise fault(path, None, "it is damaged, install the kit anew")
        return cls(tuple(themes), names, rows, scales[0], meant.astype(np.float32), scales[1], before)

    def shares(self, words: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """How likely (0..1) folded words speak of each theme.

        Args:
            words: The words.
            vector: What they mean, as :meth:`WordVectors.of` says it.
        """
        known = [place for mark in marks_of(words) if (place := self.names.find(mark)) is not None]
        told = self.marks[known].sum(axis=0, dtype=np.int64) * self.mark_scale
        speaks = self.before + told + (self.meant @ vector).astype(np.float64) * self.meant_scale
        likely = np.exp(speaks - speaks.max())
        rounded = np.rint(likely / likely.sum() * _FINE) / _FINE
        return dict(zip(self.themes, rounded.tolist(), strict=True))
