"""Hears words that others at home should not read unasked: danger, and what the kit keeps covered anyway."""

from conversation_kit.journey.noticing import Lexicon
from conversation_kit.journey.noticing.phrases import words_of
from conversation_kit.matching.asking import Heard
from conversation_kit.matching.heard.hearing import Clause, listen
from conversation_kit.matching.shortlist.guessing import agreed, guessed
from conversation_kit.matching.shortlist.particular import marked
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.words import Words

_HARM = "hush"
_SURE = 0.35
"""From here on a common word that may mean something else ("pride") is one of a covered topic."""


class PrivateWords:
    """Says whether words speak of danger or of a topic the kit covers, however they were meant.

    By the topics of the word lists, said plainly or surely meant, and by the words of harm that noticing leaves alone.
    It remembers what it was asked: keep it no longer than the vault is open.

    Args:
        words: The word lists, with their sensitive topics.
        lexicon: For the words about harm.
    """

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        self._known: dict[str, bool] = {}

    def __call__(self, text: str) -> bool:
        """Whether ``text`` is private in this sense."""
        if text not in self._known:
            self._known[text] = self._of_harm(text) or self._of_a_topic(text)
        return self._known[text]

    def _of_harm(self, text: str) -> bool:
        words = words_of(text)
        return self._lexicon[_HARM].within(words, 0, len(words))

    def _of_a_topic(self, text: str) -> bool:
        return any(map(self._covers, listen([Heard(text)], self._words)))

    def _covers(self, clause: Clause) -> bool:
        said = marked(self._words.bank.hits(clause.stems), self._words)
        covered = [hit for hit in said if hit.whole and self._is_covered(hit)]
        if covered and any(hit.sure >= _SURE for hit in agreed(clause, covered, self._words)):
            return True
        return clause.main and any(map(self._is_covered, guessed(clause, said, self._words)))

    def _is_covered(self, hit: Hit) -> bool:
        return bool(self._words.themes[hit.phrase.theme].sensitive)
