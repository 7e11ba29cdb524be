"""The bank: every phrase of every theme, indexed, so that a clause finds the themes it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from conversation_kit.matching.vocabulary.plain import line, spoken, stem, tokens
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.model.connections import Way

_PAIR = 2
_PLAIN = 0.7
"""How sure a single common word is."""
_DETERMINERS = frozenset({"a", "an", "the", "my", "our", "his", "her", "their", "your", "some"})
_APART = 3
"""How many other words may stand between the words of a phrase that is heard in any order."""
_LONG = 4
"""From so many telling words on, a phrase may also be heard in part."""
_PART = 0.6
"""How much of a long phrase, weighed by how telling its words are, counts as heard in part."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a theme.

    Attributes:
        telling: The stems that matter, each once; with fewer than two of them all of ``exact`` must follow in order.
            There are one or two mostly: in a set they would take four times the memory.
        directory: Whether it is one of the directory's words rather than of people's.
        whom: Whether its theme says whom a gift could be for.
        plain: Whether all its telling words are common ones, so that it may mean something else.
    """

    theme: str
    words: str
    telling: tuple[str, ...]
    exact: str
    directory: bool
    plain: bool
    whom: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase heard in a clause, and how sure that is (0..1); a guess is only near to it in meaning.

    Attributes:
        share: The share (0..1) that its theme has of the votes of the nearest sentences.
        near: Of a guess, how near (0..1) its nearest sentence is.
        particular: Whether its theme is one thing of its own, and was said.
        only_near: Whether it says no more than that something near to such a thing was said.
    """

    phrase: Phrase
    sure: float
    whole: bool
    guess: bool = False
    share: float = 0.0
    near: float = 1.0
    particular: bool = False
    only_near: bool = False


@dataclass(frozen=True)
class Bank:
    """All phrases with an index from stem to phrases."""

    phrases: tuple[Phrase, ...]
    index: Mapping[str, tuple[int, ...]]
    weight: Mapping[str, float]
    vocabulary: frozenset[str]

    @classmethod
    def of(
        cls,
        themes: Iterable[Theme],
        *,
        small: frozenset[str],
        generic: frozenset[str],
        common: frozenset[str],
    ) -> "Bank":
        """Index the phrases of ``themes``."""
        phrases: list[Phrase] = []
        vocabulary: set[str] = set()
        dull = _Dull(small, generic, common)
        for theme in themes:
            for directory, listed in ((False, theme.say), (True, theme.find)):
                for words in listed:
                    vocabulary.update(tokens(words) if directory else spoken(words))
                    if (found := _phrase(theme, words, dull, directory=directory)) is not None:
                        phrases.append(found)
        index: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            for key in phrase.telling or phrase.exact.split()[:1]:
                index[key].append(number)
        weight = {key: log(1 + len(phrases) / len(numbers)) for key, numbers in index.items()}
        return cls(
            tuple(phrases), {key: tuple(found) for key, found in index.items()}, weight, frozenset(vocabulary)
        )

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """The phrases heard in ``words`` (stems in order), the surest of each theme, surest first."""
        whole_line = line(words)
        where: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            where[word].append(place)
        seen: dict[int, float] = defaultdict(float)
        for word in where:
            for number in self.index.get(word, ()):
                seen[number] += self.weight[word]
        best: dict[str, Hit] = {}
        for number, heard in seen.items():
            hit = self._judge(self.phrases[number], heard, where, whole_line)
            if hit is not None and (
                hit.phrase.theme not in best or _rank(hit) > _rank(best[hit.phrase.theme])
            ):
                best[hit.phrase.theme] = hit
        said = [f" {hit.phrase.exact} " for hit in best.values() if f" {hit.phrase.exact} " in whole_line]
        return sorted((hit for hit in best.values() if not _overshadowed(hit, said)), key=_rank, reverse=True)

    @staticmethod
    def _sure(phrase: Phrase) -> float:
        """How sure a phrase is that was said as it stands: the longer and rarer, the surer."""
        length = phrase.exact.count(" ") + 1
        if not phrase.plain:
            return 0.9 if length == 1 else 1.0
        return (_PLAIN, 0.85, 1.0)[min(length, 3) - 1]

    def _judge(
        self, phrase: Phrase, heard: float, where: Mapping[str, Sequence[int]], whole_line: str
    ) -> Hit | None:
        if f" {phrase.exact} " in whole_line:
            return Hit(phrase, self._sure(phrase), whole=True)
        if len(phrase.telling) < _PAIR:  # one telling word and small ones: only as it stands
            return None
        if all(word in where for word in phrase.telling):
            near = _span([where[word] for word in phrase.telling]) <= len(phrase.telling) + _APART
            if phrase.plain:
                return Hit(phrase, 0.65, whole=True) if near else None
            return Hit(phrase, 0.85 if near else 0.65, whole=True)
        if len(phrase.telling) >= _LONG:
            part = heard / sum(self.weight[word] for word in phrase.telling)
            if part >= _PART:
                return Hit(phrase, 0.6 * part, whole=False)
        return None


def _overshadowed(hit: Hit, said: Sequence[str]) -> bool:
    """Whether a common word only stands in a longer phrase that was said: the "pool" in "a game of pool"."""
    own = f" {hit.phrase.exact} "
    common = hit.phrase.plain and not hit.phrase.whom and hit.phrase.exact.count(" ") == 0
    return common and any(own in longer and own != longer for longer in said)


def _span(places: Sequence[Sequence[int]]) -> int:
    """How many words the narrowest stretch holds in which each of the words stands once."""
    marks = sorted((place, number) for number, listed in enumerate(places) for place in listed)
    last: dict[int, int] = {}
    narrowest = marks[-1][0] + 1
    for place, number in marks:
        last[number] = place
        if len(last) == len(places):
            narrowest = min(narrowest, place - min(last.values()) + 1)
    return narrowest


def _rank(hit: Hit) -> tuple[float, int, str, str]:
    """Never by the order of a set, which differs from one start to the next."""
    return (hit.sure, len(hit.phrase.exact), hit.phrase.words, hit.phrase.theme)


@dataclass(frozen=True, slots=True)
class _Dull:
    small: frozenset[str]
    generic: frozenset[str]
    common: frozenset[str]


def _phrase(theme: Theme, words: str, dull: _Dull, *, directory: bool) -> Phrase | None:
    every = tokens(words) if directory else spoken(words)
    found = [token for token in every if token not in dull.small and stem(token) not in dull.small]
    telling = tuple(dict.fromkeys(stem(token) for token in found))
    plain = all(token in dull.common or stem(token) in dull.common for token in found)
    if directory and theme.public and theme.way is Way.GIVE:
        return None  # what a group for older people writes does not say that older people were spoken of
    # "support" or "talks" from a directory would be heard in everything a person says.
    if directory and (
        dull.generic.issuperset(telling) or (plain and len(telling) < _PAIR and not theme.listed)
    ):
        return None
    exact = " ".join(stem(token) for token in every)
    others = {token for token in every if token not in found}
    if len(telling) == 1 and not plain and others <= _DETERMINERS:
        exact = telling[0]  # "a tumble" is heard in "that tumble" as well
    return Phrase(theme.id, words, telling, exact, directory, plain, theme.public)
