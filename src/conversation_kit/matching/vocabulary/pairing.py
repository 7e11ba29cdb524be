"""Pairing: which entries go with what was said, as people's judgements taught it.

Both are told by what is known of them already: what their words mean, the themes heard in them, and for an entry a few
plain facts. From each side a short row of whole numbers is made; the nearer the two rows, the likelier the entry is
what was meant ("the plugs keep going": a place where things are mended). ``training/pairing.py`` learned how, from
questions whose answers people judged; nothing is learned here, and nothing of it is about anybody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.packed import Array, Packed, open_packed, write_packed
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.vocabulary.plain_files import fault

PAIRING_FILE = "pairing.packed"
"""The file, beside the words."""
FULL = 127
"""The largest whole number of a row."""
HEARD = 16
"""So many of the themes that are likeliest by what was learned tell what a statement is about."""
_PARTS = ("vector", "shares", "told", "guessed", "meant", "meaning", "heard", "fits", "columns")
"""The parts of both sides: five of a statement, four of an entry."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a statement is paired by.

    Attributes:
        words: Folded words of the whole statement, set right.
        told: Ids of the themes that words of it told, in order.
        guessed: Ids of the themes that were guessed, in order, each with its share (0..1) of the votes.
        meant: How its main clause was meant.
    """

    words: tuple[str, ...]
    told: tuple[str, ...]
    guessed: tuple[tuple[str, float], ...]
    meant: str


@dataclass(frozen=True, slots=True)
class Weights:
    """How much it counts that both sides hold the very same.

    Attributes:
        likeness: That their words mean the same (-1..1).
        hears: That the same themes are heard in what they mean (0..1).
        told: That an entry is of a theme that was told.
        guessed: The same of one that was guessed.
    """

    likeness: float
    hears: float
    told: float
    guessed: float


@dataclass(frozen=True)
class Pairing:
    """What was learned.

    Attributes:
        parts: For each of the parts of both sides, a row of numbers for each thing that may be known of it.
        themes: Ids of the themes, in the order of the rows for themes that were told, guessed, or are an entry's.
        taught: Ids of the themes heard by meaning, in the order of their rows.
        meants: How a clause may be meant, in the order of their rows.
        columns: Plain facts of an entry in the order of their rows, each with what it is multiplied by.
        weights: What counts beside the rows.
        said_step: What one in the row of a statement is worth.
        entry_step: What one in the row of an entry is worth.
    """

    parts: Mapping[str, NDArray[np.float32]]
    themes: Mapping[str, int]
    taught: tuple[str, ...]
    meants: tuple[str, ...]
    columns: Mapping[str, float]
    weights: Weights
    said_step: float
    entry_step: float

    @classmethod
    def load(cls, path: Path) -> "Pairing":
        """Open what was learned.

        Raises:
            BadInputError: The file is damaged.
        """
        packed = open_packed(path)
        if packed is None or set(packed.arrays) != set(_PARTS):
            raise fault(path, None, "it is damaged, install the kit anew")
        about = packed.about
        return cls(
            {
                name: packed.arrays[name].astype(np.float32) * np.float32(about["steps"][name])
                for name in _PARTS
            },
            {theme: row for row, theme in enumerate(about["themes"])},
            tuple(about["taught"]),
            tuple(about["meants"]),
            dict(about["columns"]),
            Weights(*about["weights"]),
            about["said_step"],
            about["entry_step"],
        )

    @property
    def size(self) -> int:
        """How many numbers a row has."""
        return int(self.parts["vector"].shape[1])

    def of_said(
        self, spoken: Spoken, vector: NDArray[np.float32], shares: Mapping[str, float]
    ) -> NDArray[np.float32]:
        """The row of a statement: whole numbers, the same on every machine.

        Args:
            spoken: The statement.
            vector: What its words mean, as ``WordVectors.of`` says it.
            shares: The likeliest themes by what was learned, each with its share (0..1).
        """
        found = vector.astype(np.float64) / FULL @ self.parts["vector"]
        rows = {theme: row for row, theme in enumerate(self.taught) if theme in shares}
        for theme, row in rows.items():
            found += shares[theme] ** 0.5 * self.parts["shares"][row]
        for theme in spoken.told:
            if theme in self.themes:
                found += self.parts["told"][self.themes[theme]]
        for theme, share in spoken.guessed:
            if theme in self.themes:
                found += share * self.parts["guessed"][self.themes[theme]]
        if spoken.meant in self.meants:
            found += self.parts["meant"][self.meants.index(spoken.meant)]
        return _whole(found, self.said_step).astype(np.float32)

    def of_entries(
        self,
        meanings: NDArray[np.int8],
        heard: NDArray[np.uint8],
        themes: Iterable[tuple[str, Spread]],
        columns: Mapping[str, Array],
    ) -> NDArray[np.int8]:
        """The rows of entries.

        Args:
            meanings: What each means, a row an entry, as ``WordVectors.of`` says it.
            heard: The themes heard in that, a row a theme of :attr:`taught`, as ``Learned.heard_in`` says it.
            themes: The themes that their words are of, each with its entries and how far they are.
            columns: Plain facts by name, one number an entry.
        """
        found = np.empty((len(meanings), self.size))
        for part in _in_parts(len(meanings)):
            found[part] = meanings[part].astype(np.float64) / FULL @ self.parts["meaning"]
            found[part] += heard[:, part].T.astype(np.float64) / np.iinfo(np.uint8).max @ self.parts["heard"]
        for theme, spread in themes:
            if theme in self.themes:
                row = self.parts["fits"][self.themes[theme]]
                found[spread.numbers] += spread.fits[:, None] * row
        for row, (name, scale) in enumerate(self.columns.items()):
            found += (columns[name].astype(np.float64) * scale)[:, None] * self.parts["columns"][row]
        return _whole(found, self.entry_step).astype(np.int8)

    def save(self, path: Path) -> None:
        """Write it to a file, each part as whole numbers."""
        steps = {name: float(np.abs(part).max()) / FULL or 1.0 for name, part in self.parts.items()}
        arrays: dict[str, Array] = {
            name: np.rint(part / steps[name]).astype(np.int8) for name, part in self.parts.items()
        }
        weights = self.weights
        about = {
            "steps": steps,
            "themes": list(self.themes),
            "taught": list(self.taught),
            "meants": list(self.meants),
            "columns": dict(self.columns),
            "weights": [weights.likeness, weights.hears, weights.told, weights.guessed],
            "said_step": self.said_step,
            "entry_step": self.entry_step,
        }
        write_packed(path, Packed(arrays, about))


_AT_ONCE = 1_024


def _in_parts(many: int) -> Iterator[slice]:
    return (slice(begin, begin + _AT_ONCE) for begin in range(0, many, _AT_ONCE))


def _whole(numbers: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    whole: NDArray[np.float64] = np.clip(np.rint(numbers / step), -FULL, FULL)
    return whole


def spoken_of(words: Sequence[str], told: Iterable[str], guessed: Mapping[str, float], meant: str) -> Spoken:
    """What a statement is paired by, in an order that does not depend on how it was gathered."""
    return Spoken(tuple(words), tuple(sorted(set(told))), tuple(sorted(guessed.items())), meant)
