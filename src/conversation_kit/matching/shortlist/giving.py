"""Giving: a gift or a strength that is meant for somebody looks for places about them that take helpers.

"I'd like to help people with dementia" asks for the memory café that wants volunteers; after that for one that
serves them and does not say; never for one that the speaker would join as though it were about themselves.
"""

from collections.abc import Collection, Iterable

import numpy as np

from conversation_kit.matching.entries.fits import ABOUT, welcomed
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.pieces import Basis, Kind, Lot, Reason
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.plain import line, stem
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_MEANT_FOR = 0.92
"""How much a public that a gift is meant for says, when it is as telling as "people with dementia"."""
_MEANT_FOR_MANY = 0.72
"""The same for one as wide as "children"."""
_SPEAKS_OF_HELPERS = 0.9
_NO_WAY_NAMED = 0.68
"""What is left of an entry that serves them and names no way to give."""
_JOINT_BEFORE = 4
"""So many words before a public one must say that something is for them."""
_LESS_CLOSE = 0.7
"""What is left for a public when a narrower one was named in the same breath."""
_ASKED_FOR = 0.95
"""How much an entry says that names this kind of thing among the ways to give."""
_WAY_NAMED = 0.86
"""The same when it names the very word."""


def aimed(clause: Clause, hits: Iterable[Hit], words: Words) -> list[Hit]:
    """Leave out whom a gift could be for ("kids") where nothing is offered to them ("the kids are at school")."""
    kept = []
    for hit in hits:
        theme = words.themes[hit.phrase.theme]
        whom = theme.public and theme.way is Way.GIVE
        if not whom or (clause.meant is Meant.OFFERED and _offered_to(clause, hit.phrase.telling, words)):
            kept.append(hit)
    return kept


def _offered_to(clause: Clause, telling: Collection[str], words: Words) -> bool:
    """Whether a word such as "with", "for" or "help" stands shortly before the public that was heard."""
    first = next((place for place, key in enumerate(clause.stems) if key in telling), 0)
    return words.cue_in("giving_joint", line(clause.words[max(0, first - _JOINT_BEFORE) : first]))


def publics(clause: Clause, hits: Iterable[Hit], words: Words) -> frozenset[str]:
    """The themes in a clause that say whom a gift is meant for."""
    if clause.meant is not Meant.OFFERED:
        return frozenset()
    return frozenset(hit.phrase.theme for hit in hits if words.themes[hit.phrase.theme].public)


def meant_for(clause: Clause, theme: Theme, sure: float, shelf: Shelf, *, narrowest: bool) -> Iterable[Lot]:
    """Entries that are there for a public, as places to give."""
    spread = shelf.of_theme(theme)
    asks, gives = (shelf.column(name)[spread.numbers].astype(bool) for name in ("asks", "gives"))
    many = (_MEANT_FOR_MANY if theme.way is Way.GIVE else _MEANT_FOR) * (1.0 if narrowest else _LESS_CLOSE)
    serving = spread.fits * np.where(gives, _SPEAKS_OF_HELPERS, _NO_WAY_NAMED)
    about = asks & (spread.fits >= ABOUT)
    worth = many * sure * np.where(about, welcomed(spread.fits, asks), serving)
    reason = Reason(clause.said, f"a place to give: {theme.name}")
    yield Lot(spread, worth.astype(np.float32), reason, Way.GIVE, theme.id, heard=theme.id)


def asked_for(clause: Clause, theme: Theme, sure: float, shelf: Shelf) -> Iterable[Lot]:
    """Entries that name what is offered among their ways to give: "play music" for somebody with a piano."""
    skill = theme.way is Way.JOIN and not (theme.public or theme.broad or theme.sensitive)
    if clause.meant is Meant.OFFERED and skill:
        spread = shelf.asking_for(theme)
        worth = np.full(len(spread), _ASKED_FOR * sure, np.float32)
        reason = Reason(clause.said, f"they ask for it: {theme.name}")
        yield Lot(spread, worth, reason, Way.GIVE, theme.id, heard=theme.id)


def by_the_ways(clause: Clause, telling: Collection[str], shelf: Shelf) -> Iterable[Lot]:
    """Entries that name one of these words among the ways to give."""
    if clause.meant is not Meant.OFFERED:
        return
    for word in telling:
        spread = shelf.of_way(word)
        worth = (_WAY_NAMED * spread.fits).astype(np.float32)
        reason = Reason(clause.said, f'they ask for it: "{word}"')
        rare = spread.fit_at(0) if len(spread) else 0.0  # the same for each
        basis = Basis(Kind.WORD, rare, telling=frozenset([stem(word)]))
        whole = Spread.wholly(spread.numbers)
        yield Lot(whole, worth, reason, Way.GIVE, f"word:{word}", basis=basis)
