"""Sorted words: very many words in one text, each found by halving; a set of them would take ten times the memory."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable


class SortedWords:
    """Words of which it can be asked whether one is among them.

    Args:
        words: In any order, each as often as it likes.
    """

    def __init__(self, words: Iterable[str]) -> None:
        listed = sorted(set(words))
        self._text = "".join(listed)
        self._starts = array("I", [0])
        for word in listed:
            self._starts.append(self._starts[-1] + len(word))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        place = bisect_left(range(len(self)), word, key=self._at)
        return place < len(self) and self._at(place) == word

    def _at(self, place: int) -> str:
        return self._text[self._starts[place] : self._starts[place + 1]]
