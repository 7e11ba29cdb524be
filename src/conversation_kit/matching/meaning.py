"""Meaning: what a statement is near to among the sentences of the bank, and so which themes it may speak of.

A guess, always: a theme heard here was not said in so many words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.learned import Learned
from conversation_kit.matching.plain import spoken
from conversation_kit.matching.said_files import sentence_files, sentences_of
from conversation_kit.matching.vectors import WordVectors, likeness_to

VECTORS = "vectors.npz"
SENTENCES = "sentences.npz"
LEARNED = "learned.npz"
_EXACT = 127.0 * 127.0
_NEIGHBOURS = 20
_SHARP = 8
"""The power of likeness by which a neighbour votes: the nearest count most."""
_SAY = 0.5
"""How much a short way of saying it votes, beside a whole sentence."""
_NEAR = 0.3
"""Nothing is heard unless the nearest sentence is so near (0..1)."""
_LEARNED = 0.5
"""How much of a share is what was learned of the theme; the other part is the votes of the nearest sentences."""
_LEAST = 0.005
"""Smaller shares are none."""
_REMEMBERED = 4_000
"""Statements whose answer is kept."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A theme that a statement may speak of.

    Attributes:
        theme: Its id.
        share: How likely (0..1) it is, by the votes of the nearest sentences and by what was learned.
        near: How near (0..1) its nearest sentence is; 0 when it has none among them.
    """

    theme: str
    share: float
    near: float


class Meaning:
    """The sentences of the bank as vectors. Answers depend on the files only."""

    def __init__(
        self,
        vectors: WordVectors,
        themes: Sequence[str],
        numbers: NDArray[np.int16],
        sentences: NDArray[np.int8],
        weights: NDArray[np.float32],
        learned: Learned | None = None,
    ) -> None:
        self.vectors = vectors
        self._themes = tuple(themes)
        self._numbers = numbers
        self._sentences = sentences
        self._weights = weights
        self._learned = learned
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._guesses)

    @classmethod
    def load(cls, folder: Path, known: Sequence[str]) -> "Meaning":
        """Read vectors and sentences of ``folder``; a file that is not as it was packed is read anew.

        Args:
            folder: Holds ``vectors.npz``, the files of sentences and, if wanted, ``sentences.npz`` and
                ``learned.npz``.
            known: Ids of all themes.

        Raises:
            BadInputError: A file is missing or wrong; the sentence names the file, the line and what is wrong.
        """
        vectors = WordVectors.load(folder / VECTORS)
        packed = packed_sentences(folder / SENTENCES, vectors.size)
        themes = ["", *known]
        number = {theme: place for place, theme in enumerate(themes)}
        parts = []
        for path in sentence_files(folder):
            digest = sha256(path.read_bytes()).hexdigest()
            part = packed.get(digest)
            if part is None or not number.keys() >= set(part.themes):
                part = pack_of(sentences_of(path, number), vectors)
            weight = 1.0 if path.name.startswith("said") else _SAY
            parts.append((part, weight, np.array([number[theme] for theme in part.themes], np.int16)))
        return cls(
            vectors,
            themes,
            np.concatenate([of_part[part.numbers] for part, _, of_part in parts]),
            np.concatenate([part.sentences for part, _, _ in parts]),
            np.concatenate([np.full(len(part.numbers), weight, np.float32) for part, weight, _ in parts]),
            Learned.load(folder / LEARNED) if (folder / LEARNED).is_file() else None,
        )

    @property
    def size(self) -> int:
        """How many sentences there are."""
        return len(self._numbers)

    def guesses(self, words: Sequence[str]) -> tuple[Guess, ...]:
        """The themes that folded words may speak of, likeliest first; empty when nothing is near."""
        return self._remembered(tuple(words))

    def forget_heard(self) -> None:
        """Let go of what was asked."""
        self._remembered.cache_clear()
        self.vectors.forget_heard()

    def _guesses(self, words: tuple[str, ...]) -> tuple[Guess, ...]:
        vector = self.vectors.of(words)
        likeness = likeness_to(vector, self._sentences)
        many = min(_NEIGHBOURS, len(likeness))
        nearest = np.flatnonzero(likeness >= np.partition(likeness, -many)[-many])
        near = np.maximum(likeness[nearest].astype(np.float64) / _EXACT, 0.0)
        if near.max(initial=0.0) < _NEAR:
            return ()
        themes = self._numbers[nearest]
        votes = np.bincount(themes, near**_SHARP * self._weights[nearest], len(self._themes))
        closest = np.zeros(len(self._themes))
        np.maximum.at(closest, themes, near)
        shares = votes / votes.sum()
        if self._learned is not None:
            learned = self._learned.shares(words, vector)
            by_votes = zip(self._themes, shares.tolist(), strict=True)
            told = [
                learned.get(theme, share) for theme, share in by_votes
            ]  # what nobody learned of: its votes alone
            shares += _LEARNED * (np.array(told) - shares)
        found = [
            Guess(self._themes[place], shares.item(place), closest.item(place))
            for place in np.flatnonzero(shares >= _LEAST).tolist()
        ]
        return tuple(sorted(found, key=lambda guess: (-guess.share, guess.theme)))


@dataclass(frozen=True)
class Packed:
    """The sentences of one file: ids of themes, for each sentence the number of its theme, and its vector."""

    themes: tuple[str, ...]
    numbers: NDArray[np.int16]
    sentences: NDArray[np.int8]


def pack_of(sentences: Sequence[tuple[str, str]], vectors: WordVectors) -> Packed:
    """The sentences of one file as vectors."""
    themes = tuple(dict.fromkeys(theme for theme, _ in sentences))
    number = {theme: place for place, theme in enumerate(themes)}
    rows = [vectors.of(spoken(words)) for _, words in sentences]
    return Packed(
        themes,
        np.array([number[theme] for theme, _ in sentences], np.int16),
        np.array(rows, np.int8).reshape(len(rows), vectors.size),
    )


def write_sentences(folder: Path) -> int:
    """Pack the sentences of every file of ``folder`` into ``sentences.npz``; returns how many there are.

    Raises:
        BadInputError: A file is wrong.
    """
    vectors = WordVectors.load(folder / VECTORS)
    arrays: dict[str, NDArray[np.generic]] = {}
    for path in sentence_files(folder):
        digest = sha256(path.read_bytes()).hexdigest()
        part = pack_of(sentences_of(path), vectors)
        arrays[f"{digest}.themes"] = np.frombuffer("\n".join(part.themes).encode(), np.uint8)
        arrays[f"{digest}.numbers"] = part.numbers
        arrays[f"{digest}.sentences"] = part.sentences
    np.savez(folder / SENTENCES, **arrays)  # type: ignore[arg-type]
    return sum(len(array) for name, array in arrays.items() if name.endswith(".numbers"))


def packed_sentences(path: Path, size: int) -> dict[str, Packed]:
    """What is packed, by the SHA-256 of its file; empty when it is missing, damaged or of other vectors."""
    found: dict[str, Packed] = {}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            for name in arrays.files:
                digest, _, kind = name.partition(".")
                if kind == "themes":
                    themes = tuple(arrays[name].tobytes().decode("utf-8").split("\n"))
                    part = Packed(themes, arrays[f"{digest}.numbers"], arrays[f"{digest}.sentences"])
                    if part.sentences.shape == (len(part.numbers), size):
                        found[digest] = part
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return {}  # only a copy: the files themselves are read instead
    return found
