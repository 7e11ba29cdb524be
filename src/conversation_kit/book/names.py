"""The names of the Book, to be found although they are misspelt or half typed."""

from array import array
from collections.abc import Sequence
from functools import cached_property
from heapq import nlargest, nsmallest
from math import log, sqrt
from operator import itemgetter

from rapidfuzz import fuzz, process

from conversation_kit.book.name_words import NameWords
from conversation_kit.book.search import MOST_WORDS, fold

_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})
_SHORTEST_RUN_TOGETHER = 4
_RUN_TOGETHER = 84  # of 100, for a whole name typed without its spaces
_LIKE = 70  # of 100, for a whole name to be looked at as a guess
_BEGUN = 0.95  # what it counts to be like the beginning of a name, not all of it
_LOOKED_AT = 50  # names of which it is worked out how they look as a whole
_GUESSED = 0.5  # likeness from which a name is worth showing


class NameIndex:
    """The names of the Book. Built once, never changed."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._joined: list[str] = []
        holders: dict[str, array[int]] = {}
        for at, name in enumerate(names):
            words = fold(name)
            self._joined.append("".join(words))
            for word in dict.fromkeys(words):
                holders.setdefault(word, array("I")).append(at)
        self._holders = holders
        self._words = NameWords(holders)

    def find(self, typed: str, *, limit: int) -> list[tuple[int, float]]:
        """Return positions of names that hold every typed word or one near to it, best first.

        With each comes its likeness, from 0 to 1.
        """
        words = fold(typed)[:MOST_WORDS]
        wanted = [word for word in words if word not in _SMALL_WORDS] or words
        if not wanted:
            return []
        likeness: dict[int, float] = {}
        for count, word in enumerate(wanted):
            best = self._holding(self._words.near(word))
            likeness = {
                at: likeness.get(at, 0.0) + score for at, score in best.items() if not count or at in likeness
            }
        whole = "".join(words)
        scored = [(at, total / len(wanted)) for at, total in likeness.items()]
        if not scored:
            scored = self._run_together(whole, least=_RUN_TOGETHER)
        # A name that begins as typed goes before one that only holds the words.
        begins = [(at, score + 0.2 * self._joined[at].startswith(whole)) for at, score in scored]
        likely = dict(scored)
        return [(at, likely[at]) for at, _score in self._best(begins, limit)]

    def guess(self, typed: str, *, limit: int) -> list[tuple[int, float]]:
        """Return positions of names that are most like what was typed, in letters or by sound, best first.

        Words may be missing, too many, wrong or run together. With each comes its likeness, from 0 to 1.
        """
        words = fold(typed)[:MOST_WORDS]
        whole = "".join(words)
        shared = self._shared(words)
        for at, _likeness in self._run_together(whole, least=_LIKE):
            shared.setdefault(at, 0.0)
        scored = [
            (at, (share + _resembles(whole, self._joined[at])) / 2)
            for at, share in nlargest(_LOOKED_AT, shared.items(), key=itemgetter(1))
        ]
        return self._best([(at, score) for at, score in scored if score >= _GUESSED], limit)

    def _best(self, scored: Sequence[tuple[int, float]], limit: int) -> list[tuple[int, float]]:
        return nsmallest(
            limit, scored, key=lambda one: (-one[1], len(self._names[one[0]]), self._names[one[0]])
        )

    def _holding(self, alike: dict[str, float], *, heavy: bool = False) -> dict[int, float]:
        """Return the positions of names that hold one of these words, with the most that one of them counts there.

        Args:
            alike: What each word counts.
            heavy: Whether a rare word counts more.
        """
        best: dict[int, float] = {}
        for word, likeness in alike.items():
            score = likeness * self._weight(word) if heavy else likeness
            for at in self._holders[word]:
                if score > best.get(at, 0.0):
                    best[at] = score
        return best

    def _shared(self, words: Sequence[str]) -> dict[int, float]:
        """Return how much the words typed and each name have in common, from 0 to 1; a rare word counts more.

        That is the cosine of both as sets of words, where words that are alike stand for one another (soft TF-IDF).
        """
        shared: dict[int, float] = {}
        squares = 0.0
        for word in dict.fromkeys(words):
            alike = self._words.perhaps(word)
            weight = max(map(self._weight, alike), default=self._weight(word))
            squares += weight**2
            for at, score in self._holding(alike, heavy=True).items():
                shared[at] = shared.get(at, 0.0) + weight * score
        length = sqrt(squares)
        return {at: min(1.0, product / length / self._lengths[at]) for at, product in shared.items()}

    def _weight(self, word: str) -> float:
        """Return what a word tells: more when few names hold it."""
        return log(1 + len(self._names) / max(1, len(self._holders.get(word, ()))))

    @cached_property
    def _lengths(self) -> "array[float]":
        """How much all words of each name tell together."""
        squares = array("d", bytes(8 * len(self._names)))
        for word, holders in self._holders.items():
            square = self._weight(word) ** 2
            for at in holders:
                squares[at] += square
        return array("d", map(sqrt, squares))

    def _run_together(self, whole: str, *, least: float) -> list[tuple[int, float]]:
        """Return names that are near to ``whole`` when their spaces are left out."""
        if len(whole) < _SHORTEST_RUN_TOGETHER:
            return []
        near = process.extract(whole, self._joined, scorer=fuzz.ratio, score_cutoff=least, limit=10)
        return [(at, score / 100) for _, score, at in near]


def _resembles(typed: str, name: str) -> float:
    """Return how like ``typed`` is to a name or to its beginning, from 0 to 1; both without spaces."""
    return max(fuzz.ratio(typed, name), _BEGUN * fuzz.ratio(typed, name[: len(typed)])) / 100
