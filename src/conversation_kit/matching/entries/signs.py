"""Signs: what directories write of each theme, looked for in one entry at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from conversation_kit.matching.entries.asides import Asides
from conversation_kit.matching.entries.fits import NAME, TAGS
from conversation_kit.matching.vocabulary.plain import line, stem, tokens
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words

RUNNER = 4
"""The place of who runs an entry, after its name, its tags, the beginning of its description and the rest."""
_PAIR = 2
_TITLES = frozenset({NAME, TAGS, RUNNER})


def padded(phrases: Iterable[str]) -> list[str]:
    """Phrases as padded lines of stems."""
    return [line([stem(token) for token in tokens(words)]) for words in phrases]


class Signs:
    """All that directories write of ``themes``, by its stem, or by two that follow one another."""

    def __init__(self, themes: Sequence[Theme], words: Words) -> None:
        """Index the phrases."""
        dull = words.small | words.generic
        self._faith = frozenset(padded(words.cues["faith_entry"]))
        self._of_faith = frozenset(one.split()[0] for one in self._faith if one.strip())
        self._asides = Asides(words.cues, dull)
        self._single: dict[str, list[_Sign]] = defaultdict(list)
        self._several: dict[tuple[str, str], list[_Sign]] = defaultdict(list)
        for theme, one in enumerate(themes):
            for listed, exactly, titles in (
                (one.find, False, False),
                (one.exact, True, False),
                (one.named, False, True),
            ):
                for written, phrase in zip(listed, padded(listed), strict=True):
                    self._add(
                        phrase, theme, line(tokens(written)) if exactly else "", titles=titles, dull=dull
                    )

    def _add(self, phrase: str, theme: int, exact: str, *, titles: bool, dull: frozenset[str]) -> None:
        """Index a phrase by its stem, or by the two neighbours in it that tell most."""
        stems = phrase.split()
        worship = not self._of_faith.isdisjoint(stems) and any(one in phrase for one in self._faith)
        sign = _Sign(phrase, theme, exact, titles, len(stems) > _PAIR, worship)
        if len(stems) == 1:
            self._single[stems[0]].append(sign)
        elif len(stems) == _PAIR:
            self._several[stems[0], stems[1]].append(sign)
        elif stems:
            pairs = pairwise(stems)
            key = max(
                pairs, key=lambda pair: (sum(one not in dull for one in pair), sum(map(len, pair)), pair)
            )
            self._several[key].append(sign)

    def places(
        self,
        parts: Sequence[str],
        present: Mapping[str, int],
        ways: str,
        written: Callable[[], Sequence[str]],
    ) -> dict[int, list[tuple[int, str]]]:
        """The themes that an entry is of, by number, each with the places of its phrases and the phrases.

        Args:
            parts: Its name, tags, the beginning of its description, the rest and who runs it, each a padded line of
                stems; the last is empty when the name says so already.
            present: Each stem in them with its first place.
            ways: What one could give there, which stands among its tags, a padded line of stems.
            written: Returns the same parts as written: padded lines of words.
        """
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        seen: set[tuple[int, str]] = set()  # "walk" and "walking" are one thing told
        raw: Sequence[str] = ()
        for place, part in enumerate(self._asides.without(parts, present)):
            for sign in self._standing_in(part):
                if (sign.theme, sign.phrase) in seen or (
                    sign.titles and not _in_title(place, sign.phrase, ways)
                ):
                    continue
                if sign.exact:
                    raw = raw or written()
                    if sign.exact not in raw[place]:
                        continue
                seen.add((sign.theme, sign.phrase))
                if place != RUNNER or not sign.worship:  # a church's toddler group is none
                    found[sign.theme].append((place, sign.phrase))
        return found

    def _standing_in(self, part: str) -> list["_Sign"]:
        """The signs whose phrase stands in a padded line of stems, some of them more than once."""
        stems, single, several = part.split(), self._single, self._several
        found = [sign for one in stems if one in single for sign in single[one]]
        for pair in pairwise(stems):
            if pair in several:
                found += [sign for sign in several[pair] if not sign.longer or sign.phrase in part]
        return found


class _Sign(NamedTuple):
    """A phrase of a theme.

    Attributes:
        phrase: A padded line of stems.
        theme: The number of the theme.
        exact: The phrase as it must be written, a padded line of words, or empty.
        titles: Whether it only counts where an entry says what it is.
        longer: Whether it has more than two words.
        worship: Whether it names a faith, or where one meets.
    """

    phrase: str
    theme: int
    exact: str
    titles: bool
    longer: bool
    worship: bool


def _in_title(place: int, phrase: str, ways: str) -> bool:
    """Whether a place tells what an entry is: what one could give there ("sighted guides") does not."""
    return place in _TITLES and not (place == TAGS and phrase in ways)
