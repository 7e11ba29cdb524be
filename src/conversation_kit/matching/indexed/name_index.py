"""Names: the names of a Book's entries, found when they were said: by their telling words, misspelt, or whole."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

import numpy as np
from rapidfuzz import fuzz, process

from conversation_kit.matching.stored.lines import lines_of
from conversation_kit.matching.stored.packed import Array, Packed
from conversation_kit.matching.stored.postings import Postings
from conversation_kit.matching.vocabulary.words import Words

_COVERED = 0.75
"""How much of a name's telling words must be said for the name to count as said."""
_NEARLY = 86.0
"""RapidFuzz ratio (0..100) from which a short line is a misspelt name."""
_SHORT_LINE = 7
_RARE = 3
"""A word of a name is rare when so many names hold it at most."""
_CLAUSES = 500
"""Clauses of which it is remembered whether they named an entry; a key changes only one."""
_KINDS_OF_LETTER = 28
_MOST_COUNTED = 255


def name_weight(names: int, holders: int) -> int:
    """How much a word tells that so many of the names hold; in thousandths, whole, so that sums are exact."""
    return round(1000 * log(1 + names / holders)) if holders else 0


def letters_of(names: Sequence[bytes]) -> dict[str, Array]:
    """How often each letter stands in each name, a row a letter, the names sorted by length."""
    order = sorted(range(len(names)), key=lambda number: (len(names[number]), number))
    letters = np.zeros((len(names), _KINDS_OF_LETTER), np.uint8)
    for place, number in enumerate(order):
        letters[place] = _letters(names[number])
    return {
        "names.by_length": np.array(order, np.int32),
        "names.lengths": np.array([len(names[number]) for number in order], np.int32),
        "names.letters": np.ascontiguousarray(letters.T),
    }


def _letters(name: bytes) -> Array:
    """How often each letter stands in a folded name; figures are one kind, spaces another."""
    held = np.frombuffer(name, np.uint8)
    kinds = np.where(held >= ord("a"), held - ord("a"), np.where(held == ord(" "), 26, 27))
    return np.minimum(np.bincount(kinds, minlength=_KINDS_OF_LETTER), _MOST_COUNTED).astype(np.uint8)


class NameIndex:
    """The names of a Book. Answers are remembered.

    Args:
        packed: The Book's index.
        words: The words to go by.
        stem_number: The number of a stem in the index, or None.
        place_words: Stems that say where, not what.
    """

    def __init__(
        self,
        packed: Packed,
        words: Words,
        stem_number: Callable[[str], int | None],
        place_words: Collection[str],
    ) -> None:
        arrays = packed.arrays
        self._words = words
        self._stem_number = stem_number
        self._place_words = place_words
        self._names = lines_of("names", arrays)
        self._holders = Postings("named", arrays)
        self._many = int(packed.about["named"])
        self._weights = arrays["names.weights"]
        self._by_length = arrays["names.by_length"]
        self._lengths = arrays["names.lengths"]
        self._letters = arrays["names.letters"]
        self._said = lru_cache(maxsize=_CLAUSES)(self._said_anew)

    def vocabulary(self) -> set[str]:
        """Every word of every name."""
        return {word for number in range(len(self._names)) for word in self._names[number].split()}

    def said(self, stems: Sequence[str], words: Sequence[str]) -> Mapping[int, float]:
        """The entries whose name was said in these words, or nearly, and how sure that is (0..1)."""
        return self._said(tuple(stems), tuple(words))

    def _said_anew(self, stems: tuple[str, ...], words: tuple[str, ...]) -> dict[int, float]:
        found = self._by_telling_words(frozenset(stems))
        if 2 <= len(words) <= _SHORT_LINE:  # noqa: PLR2004
            for number, sure in self._misspelt(" ".join(words)):
                found[number] = max(found.get(number, 0.0), sure)
        return found

    def _by_telling_words(self, said: frozenset[str]) -> dict[int, float]:
        held: dict[str, Array] = {}
        for word in sorted(said):
            key = self._stem_number(word)
            if key is not None and self._holders.many(key):
                held[word] = self._holders.run(key)[0]
        if not held:
            return {}
        sums = np.bincount(
            np.concatenate(list(held.values())),
            np.concatenate([np.full(len(run), name_weight(self._many, len(run))) for run in held.values()]),
            minlength=1,
        )
        numbers = np.flatnonzero(sums)
        numbers = numbers[sums[numbers] >= _COVERED * self._weights[numbers]]
        found = {}
        for number in numbers.tolist():
            of_it = [word for word, run in held.items() if _holds(run, number)]
            telling = {word: len(held[word]) for word in of_it if word not in self._place_words}
            if self._tells(telling):
                found[number] = float(sums[number]) / float(self._weights[number])
        return found

    def _tells(self, said: Mapping[str, int]) -> bool:
        """Whether these words of a name can only be the name: two of them, or one that is no English word.

        Args:
            said: The words, each with how many names hold it.
        """
        rare = any(many <= _RARE for many in said.values())
        if len(said) >= 2:  # noqa: PLR2004
            return rare
        ordinary, bank = self._words.ordinary, self._words.bank.index
        return rare and not any(word in ordinary or word in bank for word in said)

    def _misspelt(self, line: str) -> list[tuple[int, float]]:
        """The three names most like a short line, when they are nearly alike.

        Only names that could be are compared: of about its length, and mostly of its letters.
        """
        length, apart = len(line), (100.0 - _NEARLY) / 100.0
        shortest, longest = length * (1 - apart) / (1 + apart), length * (1 + apart) / (1 - apart)
        begin = int(np.searchsorted(self._lengths, shortest - 1e-9))
        end = int(np.searchsorted(self._lengths, longest + 1e-9, "right"))
        letters = _letters(line.encode())
        alike = np.zeros(end - begin, np.uint16)
        for kind in np.flatnonzero(letters).tolist():
            alike += np.minimum(self._letters[kind, begin:end], letters[kind])
        differ = self._counted[begin:end] + (int(letters.sum()) - 2 * alike.astype(np.int32))
        near = np.flatnonzero(differ <= apart * (self._lengths[begin:end] + length) + 1e-9) + begin
        names = {number: self._names[number] for number in sorted(self._by_length[near].tolist())}
        found = process.extract(line, names, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=3)
        return [(number, ratio / 100) for _, ratio, number in found]

    @cached_property
    def _counted(self) -> Array:
        """How many letters were counted of each name: all of them, unless one letter stands there very often."""
        counted = self._lengths.copy()
        long = int(np.searchsorted(counted, _MOST_COUNTED, "right"))
        counted[long:] = self._letters[:, long:].sum(axis=0, dtype=np.int32)
        return counted

    def with_word(self, stem: str) -> frozenset[int]:
        """The entries with a stem in their name that is no place and rare, so that it may stand for the name."""
        key = None if stem in self._place_words else self._stem_number(stem)
        holders = self._holders.run(key)[0] if key is not None else ()
        return frozenset(map(int, holders)) if len(holders) <= _RARE else frozenset()

    def wholly_in(self, line: str) -> frozenset[int]:
        """The entries whose whole name, of two words or more, stands in a padded line of folded words."""
        words, found = line.split(), set[int]()
        for begin in range(len(words)):
            text = words[begin]
            for word in words[begin + 1 :]:
                if not self._names.any_begins(text + " "):
                    break
                text = f"{text} {word}"
                found.update(self._names.all_of(text))
        return frozenset(found)


def _holds(run: Array, number: int) -> bool:
    place = int(np.searchsorted(run, number))
    return place < len(run) and bool(run[place] == number)
