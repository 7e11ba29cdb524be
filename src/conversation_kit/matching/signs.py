"""Signs: what directories write of each theme, looked for in one entry at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from conversation_kit.matching.asides import Asides
from conversation_kit.matching.fits import NAME, TAGS
from conversation_kit.matching.plain import line, stem, tokens
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words import Words

RUNNER = 4
"""The place of who runs an entry, after its name, its tags, the beginning of its description and the rest."""
_TITLES = frozenset({NAME, TAGS, RUNNER})


def padded(phrases: Iterable[str]) -> list[str]:
    """Phrases as padded lines of stems."""
    return [line([stem(token) for token in tokens(words)]) for words in phrases]


class Signs:
    """All that directories write of ``themes``, by one of its stems."""

    def __init__(self, themes: Sequence[Theme], words: Words) -> None:
        """Index the phrases, each under a telling stem where it has one."""
        dull = words.small | words.generic
        self._faith = frozenset(padded(words.cues["faith_entry"]))
        self._asides = Asides(words.cues["asides_entry"], words.cues["not_offered_entry"], dull)
        self._by_stem: dict[str, list[tuple[str, int, str, bool]]] = defaultdict(list)
        for theme, one in enumerate(themes):
            for listed, exactly, titles in (
                (one.find, False, False),
                (one.exact, True, False),
                (one.named, False, True),
            ):
                for written, phrase in zip(listed, padded(listed), strict=True):
                    exact = line(tokens(written)) if exactly else ""
                    if stems := phrase.split():
                        key = max(stems, key=lambda part: (part not in dull, len(part), part))
                        self._by_stem[key].append((phrase, theme, exact, titles))

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
        looked = self._asides.without(parts, present)
        whole = "".join(looked)
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        raw: Sequence[str] = ()
        for one, first in present.items():
            for phrase, theme, exact, titles in self._by_stem.get(one, ()):
                if phrase not in whole:
                    continue
                if exact and not raw:
                    raw = written()
                place = first
                while place <= RUNNER and not (
                    phrase in looked[place]
                    and (not exact or exact in raw[place])
                    and (not titles or _in_title(place, phrase, ways))
                ):
                    place += 1
                worship = place == RUNNER and any(
                    one in phrase for one in self._faith
                )  # a church's toddler group is none
                if place <= RUNNER and not worship:
                    found[theme].append((place, phrase))
        return found


def _in_title(place: int, phrase: str, ways: str) -> bool:
    """Whether a place tells what an entry is: what one could give there ("sighted guides") does not."""
    return place in _TITLES and not (place == TAGS and phrase in ways)
