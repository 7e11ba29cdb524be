"""The bank: every phrase of every theme, indexed, so that a clause finds the themes it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from conversation_kit.matching.plain import line, stem, tokens
from conversation_kit.matching.themes import Theme

_LONG = 4
"""From so many telling words on, a phrase may also be heard in part."""
_PART = 0.6
"""How much of a long phrase, weighed by how telling its words are, counts as heard in part."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a theme. ``telling`` are the stems that matter; without any, all of ``exact`` must follow."""

    theme: str
    words: str
    telling: frozenset[str]
    exact: str
    directory: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase heard in a clause, and how sure that is (0..1)."""

    phrase: Phrase
    sure: float
    whole: bool


@dataclass(frozen=True)
class Bank:
    """All phrases with an index from stem to phrases."""

    phrases: tuple[Phrase, ...]
    index: Mapping[str, tuple[int, ...]]
    weight: Mapping[str, float]
    vocabulary: frozenset[str]

    @classmethod
    def of(cls, themes: Iterable[Theme], *, small: frozenset[str], generic: frozenset[str]) -> "Bank":
        """Index the phrases of ``themes``."""
        phrases: list[Phrase] = []
        vocabulary: set[str] = set()
        for theme in themes:
            for directory, listed in ((False, theme.say), (True, theme.find)):
                for words in listed:
                    found = _phrase(theme.id, words, directory=directory, small=small, generic=generic)
                    vocabulary.update(tokens(words))
                    if found is not None:
                        phrases.append(found)
        index: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            for key in phrase.telling or {phrase.exact.split()[0]}:
                index[key].append(number)
        weight = {key: log(1 + len(phrases) / len(numbers)) for key, numbers in index.items()}
        return cls(
            tuple(phrases), {key: tuple(found) for key, found in index.items()}, weight, frozenset(vocabulary)
        )

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """The phrases heard in ``words`` (stems in order), the surest of each theme, surest first."""
        present = frozenset(words)
        whole_line = line(words)
        seen: dict[int, float] = defaultdict(float)
        for word in present:
            for number in self.index.get(word, ()):
                seen[number] += self.weight[word]
        best: dict[str, Hit] = {}
        for number, heard in seen.items():
            hit = self._judge(self.phrases[number], heard, present, whole_line)
            if hit is not None and (
                hit.phrase.theme not in best or _rank(hit) > _rank(best[hit.phrase.theme])
            ):
                best[hit.phrase.theme] = hit
        return sorted(best.values(), key=_rank, reverse=True)

    def _judge(self, phrase: Phrase, heard: float, present: frozenset[str], whole_line: str) -> Hit | None:
        if f" {phrase.exact} " in whole_line:
            return Hit(phrase, 1.0 if len(phrase.telling) != 1 else 0.9, whole=True)
        if len(phrase.telling) < 2:  # noqa: PLR2004  (one telling word and small ones: only as it stands)
            return None
        if phrase.telling <= present:
            return Hit(phrase, 0.85, whole=True)
        if len(phrase.telling) >= _LONG:
            part = heard / sum(self.weight[word] for word in phrase.telling)
            if part >= _PART:
                return Hit(phrase, 0.6 * part, whole=False)
        return None


def _rank(hit: Hit) -> tuple[float, int, str]:
    return (hit.sure, len(hit.phrase.exact), hit.phrase.words)


def _phrase(
    theme: str, words: str, *, directory: bool, small: frozenset[str], generic: frozenset[str]
) -> Phrase | None:
    found = tokens(words)
    telling = frozenset(stem(token) for token in found if token not in small and stem(token) not in small)
    # "support" or "group" alone would be heard in everything a person says.
    if directory and telling <= generic:
        return None
    return Phrase(theme, words, telling, " ".join(stem(token) for token in found), directory)
