"""The words of names, to be found although unfinished, misspelt, or written as they sound."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversation_kit.book.sounds import sound_of

_NEAR = 0.75  # one slip in four letters, two in eight
_LIKE, _SOUNDS_LIKE = 0.6, 0.7  # how near letters or sounds are of a word that may be meant
_SHORTEST_MISSPELT = 4
_MOST = 20  # words near to another that are looked at


class NameWords:
    """Every word that stands in a name, once. Never changed.

    Args:
        words: Them, folded, in any order.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)

    def begun_by(self, typed: str) -> dict[str, float]:
        """Return the words that begin as typed; with each how much of it that is, from 0.9 to 1."""
        begun: dict[str, float] = {}
        for word in islice(self._words, bisect_left(self._words, typed), None):
            if not word.startswith(typed):
                break
            begun[word] = 0.9 + 0.1 * len(typed) / len(word)
        return begun

    def near(self, typed: str) -> dict[str, float]:
        """Return the words that begin as typed or are misspelt a little; with each how like it is, from 0 to 1."""
        alike = self.begun_by(typed)
        if len(typed) >= _SHORTEST_MISSPELT:
            for word, likeness, _at in process.extract(
                typed, self._words, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=_MOST
            ):
                alike.setdefault(word, likeness * 0.9)
        return alike

    def perhaps(self, typed: str) -> dict[str, float]:
        """Return the words that may be meant, in letters or by sound; with each how like it is, from 0 to 1."""
        likely, sound = self.begun_by(typed), sound_of(typed)
        spelt = process.extract(
            typed, self._words, scorer=OSA.normalized_similarity, score_cutoff=_LIKE, limit=_MOST
        )
        heard = process.extract(
            sound, self._sounds, scorer=OSA.normalized_similarity, score_cutoff=_SOUNDS_LIKE, limit=_MOST
        )
        for at in {at for _word, _likeness, at in (*spelt, *heard)}:
            word = self._words[at]
            letters = OSA.normalized_similarity(typed, word)
            sounds = OSA.normalized_similarity(sound, self._sounds[at])
            likely[word] = max(likely.get(word, 0.0), letters, (letters + sounds) / 2)
        return likely

    @cached_property
    def _sounds(self) -> list[str]:
        return [sound_of(word) for word in self._words]
