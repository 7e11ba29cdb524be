"""Spelling: a word nobody knows, set right when one known word is very near.

Guarded: never a word of ordinary English or of the bank, one slip in short words and two in long ones, only when a
single word is nearest, and the first letter of a short word is never wrong. A word that is English but rare ("dingo",
"passport") is left alone but for its ending ("singin"). Statements are finished lines, so their last word is
finished too.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_SHORTEST = 4
_SHORT, _LONG = 6, 8
"""Letters below which the first one is right, and from which two slips are forgiven."""


class Speller:
    """Knows the words of the bank, the Book's names and ordinary English. Answers are remembered."""

    def __init__(
        self, targets: Iterable[str], ordinary: Container[str], rare: Container[str] = frozenset()
    ) -> None:
        self._targets = sorted({word for word in targets if len(word) >= _SHORTEST and word.isalpha()})
        self._ordinary = ordinary
        self._rare = rare
        self._answers: dict[str, str] = {}

    def _knows(self, word: str) -> bool:
        place = bisect_left(self._targets, word)
        return self._targets[place : place + 1] == [word] or word in self._ordinary

    def repaired(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """The words of ``words`` that look misspelt, each with what was probably meant."""
        found = ((word, self._nearest(word)) for word in dict.fromkeys(words))
        return [(word, meant) for word, meant in found if meant]

    def _nearest(self, word: str) -> str:
        # "darent" is "daren't" closed up, no slip.
        if (
            len(word) < _SHORTEST
            or word.endswith("nt")
            or not word.isalpha()
            or self._knows(word)
            or self._plain_form_known(word)
        ):
            return ""
        if word not in self._answers:
            slips = 2 if len(word) >= _LONG else 1
            near = extract(word, self._targets, scorer=OSA.distance, score_cutoff=slips, limit=2)
            clear = near and (len(near) == 1 or near[0][1] < near[1][1])
            self._answers[word] = near[0][0] if clear and self._may_be(word, near[0][0]) else ""
        return self._answers[word]

    def _may_be(self, word: str, meant: str) -> bool:
        """Whether a slip of the hand may have made one word of the other."""
        if word in self._rare:
            return meant.startswith(word[:-1])
        swapped = {word[0], word[1]} == {meant[0], meant[1]}
        return len(word) >= _SHORT or word[0] == meant[0] or swapped

    def _plain_form_known(self, word: str) -> bool:
        """Whether a regular ending was added to a known word ("allotmenting" is no slip)."""
        return any(
            word.endswith(end) and self._knows(word[: -len(end)])
            for end in ("s", "es", "ed", "ing", "er", "ers", "ly")
        )
