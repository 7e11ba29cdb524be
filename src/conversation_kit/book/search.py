"""Finding entries for people who type: names that are misspelt or half typed, and queries for full-text search."""

import re
import unicodedata
from collections.abc import Sequence

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
        self._folded = [fold(name) for name in names]
        self._holders: dict[str, list[int]] = {}
        for at, words in enumerate(self._folded):
            for word in dict.fromkeys(words):
                self._holders.setdefault(word, []).append(at)
        self._words = sorted(self._holders)

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
        scored.sort(key=lambda one: (-self._rank(one, whole), len(self._names[one[0]]), self._names[one[0]]))
        return scored[:limit]

    def _rank(self, scored: tuple[int, float], whole: str) -> float:
        """Put a name that begins as typed before one that only holds the words."""
        at, score = scored
        return score + (0.2 if "".join(self._folded[at]).startswith(whole) else 0.0)

    def _holding(self, word: str) -> dict[int, float]:
        """Return the positions of names that hold ``word``, begin a word with it, or hold one near to it."""
        alike = {other: 0.9 + 0.1 * len(word) / len(other) for other in self._words if other.startswith(word)}
        if len(word) >= _SHORTEST_MISSPELT:
            near = process.extract(
                word, self._words, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=20
            )
            for other, score, _ in near:
                alike.setdefault(other, score * 0.9)
        best: dict[int, float] = {}
        for other, score in alike.items():
            for at in self._holders[other]:
                best[at] = max(score, best.get(at, 0.0))
        return best

    def _run_together(self, whole: str) -> list[tuple[int, float]]:
        """Return names that are near to ``whole`` when their spaces are left out."""
        if len(whole) < _SHORTEST_MISSPELT:
            return []
        names = ["".join(words) for words in self._folded]
        near = process.extract(whole, names, scorer=fuzz.ratio, score_cutoff=_RUN_TOGETHER, limit=10)
        return [(at, score / 100) for _, score, at in near]
