"""Guessing: themes that a clause is near to in meaning, beside those whose words were said.

A guess is worth less than words, is called a guess, and never says anything about somebody's faith, origin, sexuality,
health or a delicate matter: such a theme is heard only when it was said. What it leads to may still be guessed.
"""

from collections.abc import Sequence
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
_BESIDE_WORDS = 0.9
"""What is left of a guess where words of the clause told a theme plainly."""
_BORNE_OUT = 0.7
"""How much of its doubt a phrase loses when all votes are for its theme."""
_NOT_BORNE_OUT = 0.8
"""What is left of a phrase of common words when next to no vote is for its theme."""
_UNHEARD = 0.03
_TELLING = 2
"""So many telling words a clause must have to be read for its meaning."""


def with_guesses(clause: Clause, hits: Sequence[Hit], words: Words) -> list[Hit]:
    """The hits of a clause, weighed by its meaning, and the themes it may speak of beside them."""
    if words.meaning is None or clause.meant in (Meant.DISLIKED, Meant.ALREADY):
        return list(hits)
    telling = [word for word in clause.words if word not in words.small]
    if len(telling) < _TELLING:
        return list(hits)
    guesses = words.meaning.guesses(clause.words, clause.around)
    share = {guess.theme: guess.share for guess in guesses}
    weighed = [_weighed(hit, share.get(hit.phrase.theme, 0.0), words) for hit in hits]
    told = {hit.phrase.theme for hit in hits}
    plainly = any(hit.whole and not hit.phrase.plain for hit in hits)
    found = []
    for guess in guesses[:_MOST]:
        theme = words.themes.get(guess.theme)
        if theme is None or theme.id in told or guess.share < (_PERSONAL if theme.only else _HEARD):
            continue
        if _whom(theme) and clause.meant is not Meant.OFFERED:
            continue
        sure = min(_LEAST_SURE + _PER_SHARE * guess.share, _SUREST) * (_BESIDE_WORDS if plainly else 1.0)
        phrase = Phrase(
            theme.id, theme.name, frozenset(), "", directory=False, plain=False, whom=theme.public
        )
        found.append(Hit(phrase, sure, whole=False, guess=True))
    return [*weighed, *found]


def _weighed(hit: Hit, share: float, words: Words) -> Hit:
    """A phrase that the meaning of its clause bears out is surer; a common word that it does not is less so."""
    if words.themes[hit.phrase.theme].listed:
        return hit
    if share >= _HEARD:
        return replace(hit, sure=hit.sure + (1 - hit.sure) * _BORNE_OUT * share)
    doubtful = (hit.phrase.plain or not hit.whole) and share < _UNHEARD
    return replace(hit, sure=hit.sure * _NOT_BORNE_OUT) if doubtful else hit


def _whom(theme: Theme) -> bool:
    """Whether a theme only says whom a gift could be for."""
    return theme.public and theme.way is Way.GIVE


def never_guessed(theme: Theme) -> bool:
    """Whether entries of a theme come up only when its words were said."""
    return theme.plainly or bool(theme.sensitive)
