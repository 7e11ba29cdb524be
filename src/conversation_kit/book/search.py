"""Finding entries for people who type: names that are misspelt or half typed, and queries for full-text search."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})
_NEAR = 0.75  # one slip in four letters, two in eight
_SHORTEST_MISSPELT = 4
_RUN_TOGETHER = 84  # of 100, for a whole name typed without its spaces
_MOST_WORDS = 12


def fold(words: str) -> list[str]:
    """Return the plain words of a text: lower case, no accents, no apostrophes; syntax and signs fall away."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words)).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def typed_query(words: str) -> str:
    """Return the full-text query for words being typed: all of them, the last one perhaps unfinished; or empty."""
    found = _fts_words(words)
    return " AND ".join([f'"{word}"' for word in found[:-1]] + [f'"{word}"*' for word in found[-1:]])


def meant_query(words: str) -> str:
    """Return the full-text query for all of the words in any form (walk, walks, walking); or empty."""
    return " AND ".join(f'"{word}"' for word in _fts_words(words))


def any_query(terms: Sequence[str]) -> str:
    """Return the full-text query for any of the terms, each a word or a phrase; or empty."""
    phrases = [" ".join(_fts_words(term)) for term in terms]
    return " OR ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases) if phrase)


def _fts_words(words: str) -> list[str]:
    """Return the words as the full-text index cuts them: at apostrophes too. Quotes and operators fall away."""
    return _WORD.findall(words)[:_MOST_WORDS]


class NameIndex:
    """The names of the Book, to be found although misspelt or unfinished. Built once, never changed."""

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
        self._words = sorted(holders)

    def find(self, typed: str, *, limit: int) -> list[tuple[int, float]]:
        """Return positions of names that hold every typed word or one near to it, best first.

        With each comes its likeness, from 0 to 1.
        """
        words = fold(typed)[:_MOST_WORDS]
        wanted = [word for word in words if word not in _SMALL_WORDS] or words
        if not wanted:
            return []
        likeness: dict[int, float] = {}
        for count, word in enumerate(wanted):
            best = self._holding(word)
            likeness = {
                at: likeness.get(at, 0.0) + score for at, score in best.items() if not count or at in likeness
            }
        scored = [(at, total / len(wanted)) for at, total in likeness.items()]
        if not scored:
            scored = self._run_together("".join(words))
        whole = "".join(words)
        return nsmallest(
            limit,
            scored,
            key=lambda one: (-self._rank(one, whole), len(self._names[one[0]]), self._names[one[0]]),
        )

    def _rank(self, scored: tuple[int, float], whole: str) -> float:
        """Put a name that begins as typed before one that only holds the words."""
        at, score = scored
        return score + (0.2 if self._joined[at].startswith(whole) else 0.0)

    def _holding(self, word: str) -> dict[int, float]:
        """Return the positions of names that hold ``word``, begin a word with it, or hold one near to it."""
        alike: dict[str, float] = {}
        for other in islice(self._words, bisect_left(self._words, word), None):
            if not other.startswith(word):
                break
            alike[other] = 0.9 + 0.1 * len(word) / len(other)
        if len(word) >= _SHORTEST_MISSPELT:
            near = process.extract(
                word, self._words, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=20
            )
            for other, score, _ in near:
                alike.setdefault(other, score * 0.9)
        best: dict[int, float] = {}
        for other, score in alike.items():
            for at in self._holders[other]:
                if score > best.get(at, 0.0):
                    best[at] = score
        return best

    def _run_together(self, whole: str) -> list[tuple[int, float]]:
        """Return names that are near to ``whole`` when their spaces are left out."""
        if len(whole) < _SHORTEST_MISSPELT:
            return []
        near = process.extract(whole, self._joined, scorer=fuzz.ratio, score_cutoff=_RUN_TOGETHER, limit=10)
        return [(at, score / 100) for _, score, at in near]
