"""Turns: many turns of phrase, all of them looked for in a line at once, each by the most telling of its words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

_LINES = 32
"""Lines whose turns of phrase are remembered: a question about one is followed by others about it."""


class Turns:
    """Turns of phrase by name. A line is read once, however many of them are asked for.

    Args:
        cues: Padded lines of folded words by name.
        small: Words so small that most lines hold them.
    """

    def __init__(self, cues: Mapping[str, Sequence[str]], small: Collection[str]) -> None:
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, listed in cues.items():
            for cue in listed:
                key = max(cue.split(), key=lambda word: (word not in small, len(word), word), default="")
                self._by_word[key].append((name, cue))
        self._wordless = self._by_word.pop("", [])
        self._keys = frozenset(self._by_word)
        self.in_line = lru_cache(maxsize=_LINES)(self._in_line)
        """The turns of phrase that stand in a padded line of folded words, by name."""

    def _in_line(self, words: str) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for one in self._keys.intersection(words.split()):
            for name, cue in self._by_word[one]:
                if cue in words:
                    found.setdefault(name, []).append(cue)
        for name, cue in self._wordless:
            if cue in words:
                found.setdefault(name, []).append(cue)
        return found
