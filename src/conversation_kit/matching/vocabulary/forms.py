"""Forms: turns of phrase with gaps ("not ..3 in front of people"), kept as data and made into patterns.

How a line is written is told at the head of ``forms.toml`` and read by :mod:`form_lines`; here is what is done with
lines once they are read. There are thousands, so a line is looked for only where the words it needs are said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from conversation_kit.matching.vocabulary.stages import STAGE, Stage

_NO_STAGES: Mapping["FormLine", Stage] = MappingProxyType({})


class FormLine:
    """One line of a form as a pattern, with words of which some must be said for it to be found.

    Args:
        pattern: The pattern; what it finds ends before a space.
        needed: Lists of words, each word once; the line cannot stand where none of one of these lists is said. They
            are tuples: most hold a handful of words, and a set takes four times the memory.
    """

    def __init__(self, pattern: str, needed: Sequence[tuple[str, ...]] = ()) -> None:
        self.pattern = pattern
        self.any_of = min(needed, key=len, default=())
        """The words of which one must be said at all events; empty when none must."""
        self._needed = needed
        self._made: re.Pattern[str] | None = None

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether enough of it is among the words of what was said."""
        return not any(words.isdisjoint(needed) for needed in self._needed)

    def stands_in(self, said: str) -> bool:
        """Whether it stands in what was said; its pattern is made when it is first looked for."""
        if self._made is None:
            self._made = re.compile(self.pattern)
        return self._made.search(said) is not None


class Forms:
    """Forms by name, each as its lines; looked for in padded lines of folded words, a bar between two breaths.

    Args:
        lines: The lines of each form.
        stages: Each line that tells a stage of life, with that stage.
    """

    def __init__(
        self, lines: Mapping[str, Sequence[FormLine]], stages: Mapping[FormLine, Stage] = _NO_STAGES
    ) -> None:
        self._lines = {**lines, STAGE: tuple(stages)}
        self._stages = stages
        self._made: dict[str, re.Pattern[str]] = {}
        self._by_word: dict[str, Mapping[str, Sequence[FormLine]]] = {}

    def heard(self, name: str, said: str) -> bool:
        """Whether any line of a form stands in what was said."""
        return any(one.stands_in(said) for one in self._that_may_stand(name, said))

    def found(self, name: str, said: str) -> Iterator[re.Match[str]]:
        """What the lines of a form find, from left to right, none within another; where two begin the earlier line."""
        if any(True for _ in self._that_may_stand(name, said)):
            yield from self.pattern(name).finditer(said)

    def left_out(self, name: str, said: str) -> str:
        """What was said without what a form finds in it."""
        return self.pattern(name).sub(" |", said) if self.heard(name, said) else said

    def told(self, name: str, said: str) -> Iterator[str]:
        """Each time or hour that stands in what a form finds."""
        for found in self.found(name, said):
            yield next(filter(None, found.groups()))

    def stages(self, said: str) -> Iterator[Stage]:
        """The stage of life that each line tells which stands in what was said, numbers in figures."""
        return (self._stages[one] for one in self._that_may_stand(STAGE, said) if one.stands_in(said))

    def pattern(self, name: str) -> re.Pattern[str]:
        """All lines of a form as one pattern, made when it is first needed: that takes a while."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = re.compile("|".join(one.pattern for one in self._lines[name]))
        return made

    def _that_may_stand(self, name: str, said: str) -> Iterator[FormLine]:
        words = frozenset(said.split(" "))
        by_word = self._by_word.get(name)
        if by_word is None:
            by_word = self._by_word[name] = _by_word(self._lines[name])
        for word in ("", *by_word.keys() & words):
            for one in by_word.get(word, ()):
                if one.may_stand(words):
                    yield one


def _by_word(lines: Sequence[FormLine]) -> Mapping[str, Sequence[FormLine]]:
    """Lines by each word of which one must be said; by no word those that need none."""
    found: dict[str, list[FormLine]] = {}
    for one in lines:
        for word in one.any_of or ("",):
            found.setdefault(word, []).append(one)
    return found
