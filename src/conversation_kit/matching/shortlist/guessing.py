"""Guessing: themes that a statement is near to in meaning, beside those whose words were said.

A guess is worth less than words, is called a guess, and never says anything about somebody's faith, origin, sexuality
or health: such a theme is heard only when it was said. What it leads to may still be guessed. A delicate matter (abuse,
addiction) is guessed only when meaning is sure; what rests on it waits behind a key.

Meaning also weighs what words told: "the bath with the tap on" holds two words of other themes, but speaks of neither.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import TURNED_DOWN, Meant
from conversation_kit.matching.shortlist.particular import accounted_for
from conversation_kit.matching.vocabulary.bank import Hit, Phrase
from conversation_kit.matching.vocabulary.meaning import Guess
from conversation_kit.matching.vocabulary.plain import stem
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_HEARD = 0.03
"""The share from which a theme is heard."""
_PERSONAL = 0.12
"""The same for a theme whose groups are for those who spoke of it ("bereavement")."""
_DELICATE = 0.35
"""The same for a delicate matter: its entries wait behind a key."""
_MOST = 8
"""At most so many guesses a statement."""
_SURE, _SUREST = 1.4, 0.8
"""How sure a guess of the whole share is, for each root of its share, and how sure at most."""
_AGREES = 0.1
"""The share from which meaning wholly agrees with what words told."""
_COMMON_LEFT, _TELLING_LEFT = 0.1, 0.8
"""What is left of a word, and of a phrase of several telling words, that meaning does not agree with at all."""
_LINKED = 0.5
"""How much a share of a theme says for one that leads there."""
_PART = 0.6
"""How much a share of one of several clauses counts, beside that of the whole statement: the larger of the two does."""
_TELLING_PART = 3
"""So many telling words such a clause must have."""
_STEPS = 10
"""Agreement is rounded to so many steps, so that the next key seldom changes what a clause says."""
_DESPAIR = "crisis"
"""The topic beside which no pastime is guessed: whoever thinks of ending it all is shown no reading group."""
_TELLING = 2
"""So many telling words a statement must have to be read for its meaning."""


def agreed(clause: Clause, hits: Iterable[Hit], words: Words) -> list[Hit]:
    """What words of a clause told, less sure where the meaning of its whole statement is another."""
    whole = {guess.theme: guess.share for guess in spoken_of(clause, words)} if _upheld(clause) else {}
    if not whole:
        return list(hits)
    own = _shares(clause.words, words)
    found = []
    for hit in hits:
        theme = words.themes[hit.phrase.theme]
        if theme.listed or _whom(theme):  # the bank has no sentences of these
            found.append(hit)
            continue
        by_itself = " " in hit.phrase.exact
        share = _share(theme, whole)
        if hit.particular:  # nothing else is called so
            found.append(replace(hit, share=share))
            continue
        agrees = max(_agrees(theme, whole), _agrees(theme, own) if by_itself else 0.0)
        several = len(hit.phrase.telling) > 1 and not hit.phrase.plain
        least = _TELLING_LEFT if several else _COMMON_LEFT
        sure = hit.sure * (least + (1 - least) * agrees)
        found.append(replace(hit, sure=sure, share=share))
    return found


def _agrees(theme: Theme, shares: Mapping[str, float]) -> float:
    """How far meaning agrees that a theme is spoken of, 0..1: by its own share, or that of one it leads to."""
    linked = max((shares.get(other, 0.0) for other in (*theme.leads, *theme.gives)), default=0.0)
    share = max(_share(theme, shares), _LINKED * linked)
    return round(_STEPS * min(1.0, share / _AGREES)) / _STEPS


def guessed(clause: Clause, said: Collection[Hit], words: Words) -> list[Hit]:
    """The themes that the statement of a clause may speak of by its meaning.

    Args:
        clause: The clause that speaks for its statement.
        said: What words of the statement told.
        words: The words to go by.
    """
    if not tells_enough(clause, words):
        return []
    found = []
    told = {hit.phrase.theme for hit in said}
    told |= {words.themes[theme].within for theme in told}
    elsewhere = _said_elsewhere(clause, said, words)
    despair = in_despair(told - {""}, words)
    for guess in spoken_of(clause, words):
        theme = words.themes.get(guess.theme)
        if theme is None or theme.id in told or guess.share < _least(theme):
            continue
        if _whom(theme) and clause.meant is not Meant.OFFERED:
            continue
        sure = min(_SURE * guess.share**0.5, _SUREST)
        phrase = Phrase(theme.id, theme.name, (), "", directory=False, plain=False, whom=theme.public)
        needs = theme.way is Way.HELP  # "since he came off his motorbike": a need is not near to a pastime
        if despair and not needs:
            continue
        near = elsewhere is not None and not needs and guess.theme not in elsewhere
        found.append(
            Hit(phrase, sure, whole=False, guess=True, share=guess.share, near=guess.near, only_near=near)
        )
    return found[:_MOST]


def tells_enough(clause: Clause, words: Words) -> bool:
    """Whether the statement of a clause may be read for its meaning: neither plain fact nor bare figures."""
    if clause.meant is Meant.FACT:  # "daughter visits every day" asks for nothing
        return False
    return _telling(clause.whole, words) >= _TELLING and any(word.isalpha() for word in clause.whole)


def in_despair(themes: Iterable[str], words: Words) -> bool:
    """Whether any of some themes is of what nothing is guessed beside that is no need."""
    return any(words.themes[theme].sensitive == _DESPAIR for theme in themes)


def _said_elsewhere(clause: Clause, said: Iterable[Hit], words: Words) -> Collection[str] | None:
    """The themes guessed of the clauses that name no particular thing; None where no such thing was named."""
    named = accounted_for(said)
    if not named:
        return None
    others = (part for part in clause.parts if named.isdisjoint(map(stem, part)))
    telling = (part for part in others if _telling(part, words) >= _TELLING_PART)
    return {theme for part in telling for theme, share in _shares(part, words).items() if share >= _HEARD}


def spoken_of(clause: Clause, words: Words) -> tuple[Guess, ...]:
    """The themes that the statement of a clause may speak of by its meaning, likeliest first.

    By the whole of it, and where it has several clauses by each of them: what stands in one is not drowned by the rest.
    """
    if words.meaning is None:
        return ()
    whole = words.meaning.guesses(clause.whole)
    parts = [part for part in clause.parts if _telling(part, words) >= _TELLING_PART]
    if not parts:
        return whole
    best = {guess.theme: guess for guess in whole}
    for guess in (one for part in parts for one in words.meaning.guesses(part)):
        known = best.get(guess.theme, Guess(guess.theme, 0.0, 0.0))
        best[guess.theme] = Guess(
            guess.theme, max(known.share, _PART * guess.share), max(known.near, guess.near)
        )
    return tuple(sorted(best.values(), key=lambda guess: (-guess.share, guess.theme)))


def _least(theme: Theme) -> float:
    """The share from which a theme is heard."""
    if theme.sensitive:
        return _DELICATE
    return _PERSONAL if theme.only else _HEARD


def _upheld(clause: Clause) -> bool:
    return clause.meant not in TURNED_DOWN


def _telling(said: Iterable[str], words: Words) -> int:
    return sum(word not in words.small for word in said)


def _shares(said: tuple[str, ...], words: Words) -> dict[str, float]:
    """How likely each theme is by the meaning of some words."""
    if words.meaning is None:
        return {}
    return {guess.theme: guess.share for guess in words.meaning.guesses(said)}


def _share(theme: Theme, shares: Mapping[str, float]) -> float:
    """The share of a theme, or that of the wider one whose sentences are about it too."""
    wide = shares.get(theme.within, 0.0) if theme.within else 0.0  # "" is the share of asking for nothing
    return max(shares.get(theme.id, 0.0), wide)


def _whom(theme: Theme) -> bool:
    """Whether a theme only says whom a gift could be for."""
    return theme.public and theme.way is Way.GIVE
