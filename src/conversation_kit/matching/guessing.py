"""Guessing: themes that a clause is near to in meaning, beside those whose words were said.

A guess is worth less than words, is called a guess, and never says anything about somebody's faith, origin, sexuality,
health or a delicate matter: such a theme is heard only when it was said. What it leads to may still be guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conversation_kit.matching.bank import Hit, Phrase
from conversation_kit.matching.hearing import Clause, Meant
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way

_HEARD = 0.15
"""The share of votes from which a theme is heard."""
_PERSONAL = 0.5
"""The same for a theme whose groups are for those who spoke of it ("bereavement")."""
_MOST = 4
"""At most so many guesses a clause."""
_LEAST_SURE, _PER_SHARE, _SUREST = 0.34, 0.46, 0.68
_BESIDE_WORDS = 0.5
"""What is left of a guess where words of the same clause told a theme plainly."""
_ELSEWHERE = 0.75
"""The same where words of another clause did."""
_TELLING = 2
"""So many telling words a clause must have to be read for its meaning."""


def plainly_told(hits: Iterable[Hit]) -> bool:
    """Whether words told a theme plainly: a whole phrase, not of common words only."""
    return any(hit.whole and not hit.phrase.plain for hit in hits)


def with_guesses(clause: Clause, hits: Sequence[Hit], words: Words, *, elsewhere: bool) -> list[Hit]:
    """The hits of a clause, and the themes it may speak of by its meaning beside them.

    Args:
        clause: What was said.
        hits: The themes that its words told.
        words: The words to go by.
        elsewhere: Whether another clause told something plainly, which is then to be served first.
    """
    if words.meaning is None or clause.meant in (Meant.DISLIKED, Meant.ALREADY):
        return list(hits)
    guesses = words.meaning.guesses(clause.words, clause.around)
    told = {hit.phrase.theme for hit in hits}
    votes = {guess.theme: guess.share for guess in guesses}
    hits = [replace(hit, share=votes.get(hit.phrase.theme, 0.0)) for hit in hits]
    if sum(word not in words.small for word in clause.words) < _TELLING:
        return hits
    beside = _BESIDE_WORDS if plainly_told(hits) else _ELSEWHERE if elsewhere else 1.0
    found = []
    for guess in guesses[:_MOST]:
        theme = words.themes.get(guess.theme)
        if theme is None or theme.id in told or guess.share < (_PERSONAL if theme.only else _HEARD):
            continue
        if _whom(theme) and clause.meant is not Meant.OFFERED:
            continue
        sure = min(_LEAST_SURE + _PER_SHARE * guess.share, _SUREST) * beside
        phrase = Phrase(
            theme.id, theme.name, frozenset(), "", directory=False, plain=False, whom=theme.public
        )
        found.append(Hit(phrase, sure, whole=False, guess=True, share=guess.share, near=guess.near))
    return [*hits, *found]


def _whom(theme: Theme) -> bool:
    """Whether a theme only says whom a gift could be for."""
    return theme.public and theme.way is Way.GIVE


def never_guessed(theme: Theme) -> bool:
    """Whether entries of a theme come up only when its words were said."""
    return theme.plainly or bool(theme.sensitive)
