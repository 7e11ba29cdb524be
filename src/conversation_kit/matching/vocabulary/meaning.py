"""Meaning: what a statement is near to among the sentences of the bank, and so which themes it may speak of.

A guess, always: a theme heard here was not said in so many words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.lines import starts_of
from conversation_kit.matching.stored.packed import Array, Packed, open_packed, write_packed
from conversation_kit.matching.vocabulary.learned import Learned, shares_of
from conversation_kit.matching.vocabulary.plain import spoken
from conversation_kit.matching.vocabulary.said_files import sentence_files, sentences_of
from conversation_kit.matching.vocabulary.vectors import WordVectors, likeness_of_parts

VECTORS = "vectors.packed"
SENTENCES = "sentences.packed"
LEARNED = "learned.packed"
_EXACT = 127.0 * 127.0
_NEIGHBOURS = 20
_SHARP = 8
"""The power of likeness by which a neighbour votes: the nearest count most."""
_SAY = 0.5
"""How much a short way of saying it votes, beside a whole sentence."""
_NEAR = 0.3
"""Nothing is heard unless the nearest sentence is so near (0..1)."""
_LEARNED = 0.5
"""How much of a share is what was learned of the theme, less where sentences vote that it was not learned from; the
other part is the votes of the nearest sentences."""
_BEST = 30
"""So many themes, by what was learned, are looked for among the sentences that it was learned from."""
_NONE = 1e-9
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


@dataclass(frozen=True)
class Sentences:
    """The sentences of one file as vectors, sorted by theme.

    Attributes:
        themes: Ids of their themes.
        starts: Where the sentences of each theme begin, and where the last one's end.
        rows: The vectors, whole numbers.
    """

    themes: tuple[str, ...]
    starts: NDArray[np.int64]
    rows: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Part:
    """The sentences of one theme (its number) in one file: how much each votes, and whether they were learned from."""

    theme: int
    rows: NDArray[np.int8]
    vote: float
    learned: bool


class Meaning:
    """The sentences of the bank as vectors. Answers depend on the files only.

    Args:
        vectors: Of words.
        themes: Ids of all themes.
        files: The sentences of each file, how much each of its sentences votes, and whether it was learned from.
        learned: What was learned; only then may sentences be passed over, those whose theme it does not hear.
        mapped: The files that are mapped and need not stay in memory.
    """

    def __init__(
        self,
        vectors: WordVectors,
        themes: Sequence[str],
        files: Sequence[tuple[Sentences, float, bool]],
        learned: Learned | None = None,
        mapped: Sequence[Packed] = (),
    ) -> None:
        self.vectors = vectors
        self._themes = tuple(themes)
        self._learned = learned
        self._mapped = tuple(mapped)
        number = {theme: place for place, theme in enumerate(themes)}
        self._parts: dict[int, list[_Part]] = {}  # by theme, those that were learned from
        self._always: list[_Part] = []
        for sentences, vote, known in files:
            for theme, begin, end in zip(
                sentences.themes, sentences.starts.tolist(), sentences.starts[1:].tolist(), strict=False
            ):
                part = _Part(number[theme], sentences.rows[begin:end], vote, known)
                (self._parts.setdefault(part.theme, []) if known else self._always).append(part)
        self._taught = [number.get(theme, -1) for theme in learned.themes] if learned is not None else []
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._guesses)

    @classmethod
    def load(cls, folder: Path, known: Sequence[str]) -> "Meaning":
        """Open vectors and sentences of ``folder``; a file that is not as it was packed is read anew.

        Args:
            folder: Holds ``vectors.packed``, the files of sentences and, if wanted, ``sentences.packed`` and
                ``learned.packed``.
            known: Ids of all themes.

        Raises:
            BadInputError: A file is missing or wrong; the sentence names the file, the line and what is wrong.
        """
        vectors = WordVectors.load(folder / VECTORS)
        mapped = open_packed(folder / SENTENCES)
        packed = packed_sentences(mapped, vectors.size)
        learned = Learned.load(folder / LEARNED) if (folder / LEARNED).is_file() else None
        taught = learned.files if learned is not None else frozenset[str]()
        themes = ["", *known]
        files = []
        for path in sentence_files(folder):
            digest = sha256(path.read_bytes()).hexdigest()
            part = packed.get(digest)
            if part is None or not set(themes) >= set(part.themes):
                part = pack_of(sentences_of(path, themes), vectors)
            vote = 1.0 if path.name.startswith("said") else _SAY
            files.append((part, vote, digest in taught))
        opened = (vectors.packed, mapped, learned.packed if learned is not None else None)
        return cls(vectors, themes, files, learned, [one for one in opened if one is not None])

    @property
    def size(self) -> int:
        """How many sentences there are."""
        parts = [*self._always, *(part for listed in self._parts.values() for part in listed)]
        return sum(len(part.rows) for part in parts)

    @property
    def taught(self) -> tuple[str, ...]:
        """Ids of the themes that anything was learned of, an empty one for what asks for nothing."""
        return self._learned.themes if self._learned is not None else ()

    def likeliest(self, words: Sequence[str], many: int) -> dict[str, float]:
        """The ``many`` themes that folded words speak of by what was learned, each with its share (0..1)."""
        if self._learned is None:
            return {}
        shares = shares_of(self._learned.speaks(words, self.vectors.of(words)))
        best = np.argsort(-shares, kind="stable")[:many].tolist()
        return {self._learned.themes[place]: shares.item(place) for place in best}

    def heard_in(self, meanings: NDArray[np.int8]) -> NDArray[np.uint8]:
        """See :meth:`Learned.heard_in`; no row when nothing was learned."""
        if self._learned is None:
            return np.empty((0, len(meanings)), np.uint8)
        return self._learned.heard_in(meanings)

    def guesses(self, words: Sequence[str]) -> tuple[Guess, ...]:
        """The themes that folded words may speak of, likeliest first; empty when nothing is near."""
        return self._remembered(tuple(words))

    def rest(self) -> None:
        """Hold no more in memory than needed until the next question."""
        for file in self._mapped:
            file.rest()

    def forget_heard(self) -> None:
        """Let go of what was asked."""
        self._remembered.cache_clear()
        self.vectors.forget_heard()

    def _guesses(self, words: tuple[str, ...]) -> tuple[Guess, ...]:
        vector = self.vectors.of(words)
        speaks = self._learned.speaks(words, vector) if self._learned is not None else None
        votes, closest, unlearned = self._votes(vector, self._looked_at(speaks))
        if closest.max(initial=0.0) < _NEAR:
            return ()
        shares = votes / votes.sum()
        if speaks is not None:
            by_learning = shares.copy()  # what nobody learned of: its votes alone
            for theme, share in zip(self._taught, shares_of(speaks).tolist(), strict=True):
                if theme >= 0:
                    by_learning[theme] = share
            shares += _LEARNED * (1 - unlearned) * (by_learning - shares)
        found = [
            Guess(self._themes[place], shares.item(place), closest.item(place))
            for place in np.flatnonzero(shares >= _LEAST).tolist()
        ]
        return tuple(sorted(found, key=lambda guess: (-guess.share, guess.theme)))

    def _looked_at(self, speaks: NDArray[np.float64] | None) -> list[_Part]:
        """The sentences to compare: those of the themes that are heard best, and all that nothing was learned from."""
        if speaks is None:
            return [*self._always, *(part for parts in self._parts.values() for part in parts)]
        best = np.argsort(-speaks, kind="stable")[:_BEST].tolist()
        return [*self._always, *(part for place in best for part in self._parts.get(self._taught[place], ()))]

    def _votes(
        self, vector: NDArray[np.float32], parts: Sequence[_Part]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
        """The votes of the nearest sentences.

        Returns:
            For each theme its votes, and how near (0..1) the nearest sentence of it is; and which part of all votes
            (0..1) is of sentences that nothing was learned from.
        """
        likeness = likeness_of_parts(vector, [part.rows for part in parts])
        many = min(_NEIGHBOURS, len(likeness))
        nearest = np.flatnonzero(likeness >= np.partition(likeness, -many)[-many])
        near = np.maximum(likeness[nearest].astype(np.float64) / _EXACT, 0.0)
        ends = np.cumsum([len(part.rows) for part in parts])
        whose = [parts[place] for place in np.searchsorted(ends, nearest, side="right").tolist()]
        themes = np.array([part.theme for part in whose])
        worth = near**_SHARP * np.array([part.vote for part in whose])
        votes = np.bincount(themes, worth, len(self._themes)).astype(np.float64)
        closest: NDArray[np.float64] = np.zeros(len(self._themes))
        np.maximum.at(closest, themes, near)
        unlearned = float(worth[[not part.learned for part in whose]].sum() / max(worth.sum(), _NONE))
        return votes, closest, unlearned


def pack_of(sentences: Sequence[tuple[str, str]], vectors: WordVectors) -> Sentences:
    """The sentences of one file as vectors."""
    ordered = sorted(sentences, key=lambda row: row[0])
    rows = np.array([vectors.of(spoken(words)) for _, words in ordered], np.int8).reshape(-1, vectors.size)
    counts = Counter(theme for theme, _ in ordered)
    return Sentences(tuple(counts), starts_of(counts.values()), rows)


def write_sentences(folder: Path) -> int:
    """Pack the sentences of every file of ``folder`` into ``sentences.packed``; returns how many there are.

    Raises:
        BadInputError: A file is wrong.
    """
    vectors = WordVectors.load(folder / VECTORS)
    arrays: dict[str, Array] = {}
    themes: dict[str, tuple[str, ...]] = {}
    for path in sentence_files(folder):
        digest = sha256(path.read_bytes()).hexdigest()
        part = pack_of(sentences_of(path), vectors)
        themes[digest] = part.themes
        arrays[f"{digest}.starts"], arrays[f"{digest}.rows"] = part.starts, part.rows
    write_packed(folder / SENTENCES, Packed(arrays, {"themes": themes}))
    return sum(len(array) for name, array in arrays.items() if name.endswith(".rows"))


def packed_sentences(packed: Packed | None, size: int) -> dict[str, Sentences]:
    """What is packed, by the SHA-256 of its file; empty when it is missing, damaged or of other vectors."""
    if packed is None:
        return {}  # only a copy: the files themselves are read instead
    found = {
        digest: Sentences(tuple(themes), packed.arrays[f"{digest}.starts"], packed.arrays[f"{digest}.rows"])
        for digest, themes in packed.about["themes"].items()
    }
    return {digest: part for digest, part in found.items() if part.rows.shape[1] == size}
