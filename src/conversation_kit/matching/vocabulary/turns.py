"""Turns: many turns of phrase, all looked for in a line at once, each by the two neighbours in it that tell most."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

_LINES = 32
"""Lines whose turns of phrase are remembered: a question about one is followed by others about it."""


class Turns:
    """Turns of phrase by name. A line is read once, however many of them are asked for.

    Args:
        cues: Padded lines of folded words by name.
        small: Words so small that most lines hold them.
    """

    def __init__(self, cues: Mapping[str, Sequence[str]], small: Collection[str]) -> None:
        self._single: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._several: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._wordless: list[tuple[str, str]] = []
        for name, listed in cues.items():
            for cue in listed:
                said = cue.split()
                if len(said) > 1:
                    tells = [(word not in small, len(word)) for word in said]
                    key = max(pairwise(zip(tells, said, strict=True)))
                    self._several[key[0][1], key[1][1]].append((name, cue))
                elif said:
                    self._single[said[0]].append((name, cue))
                else:
                    self._wordless.append((name, cue))
        self.in_line = lru_cache(maxsize=_LINES)(self._in_line)
        """The turns of phrase that stand in a padded line of folded words, by name."""

    def _in_line(self, words: str) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        said = words.split()
        told = [self._single[one] for one in self._single.keys() & said]
        told += [self._several[pair] for pair in self._several.keys() & pairwise(said)]
        for listed in (*told, self._wordless):
            for name, cue in listed:
                if cue in words:
                    found.setdefault(name, []).append(cue)
        return found
