"""Giving: a gift or a strength that is meant for somebody looks for places about them that take helpers.

"I'd like to help people with dementia" asks for the memory café that wants volunteers; after that for one that
serves them and does not say; never for one that the speaker would join as though it were about themselves.
"""

from collections.abc import Collection, Iterable

from conversation_kit.matching.bank import Hit
from conversation_kit.matching.features import Features
from conversation_kit.matching.hearing import Clause, Meant
from conversation_kit.matching.pieces import Basis, Evidence, Kind, Reason, basis_of
from conversation_kit.matching.plain import line, stem
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way

_MEANT_FOR = 0.92
"""How much a public that a gift is meant for says, when it is as telling as "people with dementia"."""
_MEANT_FOR_MANY = 0.72
"""The same for one as wide as "children"."""
_ABOUT = 0.6
"""From this fit an entry is plainly there for a public."""
_WELCOMED = 0.5
"""How much of what is missing in its fit an entry makes good by plainly asking for helpers."""
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


def meant_for(
    number: int, clause: Clause, hit: Hit, theme: Theme, sure: float, shelf: Shelf, *, narrowest: bool
) -> Iterable[tuple[str, Evidence]]:
    """Entries that are there for a public, as places to give."""
    reason = Reason(clause.said, f"a place to give: {theme.name}")
    for entry_id, fit in shelf.of_theme(theme).items():
        worth = (
            (_MEANT_FOR_MANY if theme.way is Way.GIVE else _MEANT_FOR)
            * (1.0 if narrowest else _LESS_CLOSE)
            * sure
            * _welcome(fit, shelf.features(entry_id))
        )
        yield (
            entry_id,
            Evidence(number, worth, reason, Way.GIVE, theme.id, heard=theme.id, basis=basis_of(hit), fit=fit),
        )


def asked_for(
    number: int, clause: Clause, hit: Hit, theme: Theme, sure: float, shelf: Shelf
) -> Iterable[tuple[str, Evidence]]:
    """Entries that name what is offered among their ways to give: "play music" for somebody with a piano."""
    skill = theme.way is Way.JOIN and not (theme.public or theme.broad or theme.sensitive)
    if clause.meant is Meant.OFFERED and skill:
        reason = Reason(clause.said, f"they ask for it: {theme.name}")
        for entry_id in sorted(shelf.asking_for(theme)):
            yield (
                entry_id,
                Evidence(
                    number,
                    _ASKED_FOR * sure,
                    reason,
                    Way.GIVE,
                    theme.id,
                    heard=theme.id,
                    basis=basis_of(hit),
                ),
            )


def by_the_ways(
    number: int, clause: Clause, telling: Collection[str], shelf: Shelf
) -> Iterable[tuple[str, Evidence]]:
    """Entries that name one of these words among the ways to give."""
    if clause.meant is not Meant.OFFERED:
        return
    for word in telling:
        for entry_id, rare in shelf.of_way(word).items():
            reason = Reason(clause.said, f'they ask for it: "{word}"')
            basis = Basis(Kind.WORD, rare, telling=frozenset([stem(word)]))
            yield (
                entry_id,
                Evidence(number, _WAY_NAMED * rare, reason, Way.GIVE, f"word:{word}", basis=basis),
            )


def welcomed(fit: float, entry: Features) -> float:
    """How far an entry is a place to give of its kind: more when it plainly asks for helpers."""
    return fit + (1 - fit) * _WELCOMED if entry.asks and fit >= _ABOUT else fit


def _welcome(fit: float, entry: Features) -> float:
    if entry.asks and fit >= _ABOUT:
        return welcomed(fit, entry)
    return fit * (_SPEAKS_OF_HELPERS if entry.gives else _NO_WAY_NAMED)
