"""Particular things: somebody who kept bees asks for bees, and a garden club is near to that, not the same.

A theme may be one thing of its own (``particular``). Where one was plainly said, what rests on the same words but is of
something wider, or on nearness in meaning, still brings entries up, and says that it is only near. It makes none of
them more than weak, unless the entry is of the very thing, or other words speak for it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from conversation_kit.matching.shortlist.pieces import Evidence
from conversation_kit.matching.vocabulary.bank import Hit, Phrase
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_PLAINLY = 0.85
"""How sure a phrase must be that a particular thing was said: neither a single common word nor words far apart."""
_WIDER = 0.6
"""How much of what a particular thing says is left for the wider one that it is part of."""


def marked(hits: Iterable[Hit], words: Words) -> list[Hit]:
    """Mark, of what words told, each particular thing that was plainly said."""
    return [
        replace(
            hit, particular=hit.whole and hit.sure >= _PLAINLY and words.themes[hit.phrase.theme].particular
        )
        for hit in hits
    ]


def narrowest(hits: Sequence[Hit], told: Collection[Hit], words: Words) -> list[Hit]:
    """Leave out a wide theme where one within it was told too: "epilepsy" is not any illness of the brain.

    Of a particular thing the wider one stays, as something near; it stays as it is when other words told it. What the
    same words say for another theme to join is only near as well.

    Args:
        hits: What words of a clause told.
        told: What words of its whole statement told.
        words: The words to go by.
    """
    wide = {words.themes[hit.phrase.theme].within for hit in told if not hit.particular} - {""}
    things = [hit for hit in hits if hit.particular]
    near = {words.themes[hit.phrase.theme].within: hit for hit in reversed(things)}
    kept = []
    for hit in hits:
        theme = words.themes[hit.phrase.theme]
        telling = frozenset(hit.phrase.telling)
        if not hit.particular and (
            theme.id in wide or (theme.id in near and telling & accounted_for(things))
        ):
            continue
        near.pop(theme.id, None)
        same = (
            theme.way is Way.JOIN
            and bool(theme.written)
            and any(telling.issubset(one.phrase.telling) for one in things)
        )
        kept.append(replace(hit, only_near=same and not hit.particular))
    return [*kept, *(_wider(hit, theme) for theme, hit in near.items() if theme and theme not in wide)]


def _wider(hit: Hit, theme: str) -> Hit:
    """What a particular thing says for the wider theme that it is part of."""
    said = hit.phrase
    phrase = Phrase(theme, said.words, said.telling, said.exact, directory=False, plain=said.plain)
    return Hit(phrase, _WIDER * hit.sure, whole=True, only_near=True)


def accounted_for(hits: Iterable[Hit]) -> frozenset[str]:
    """The stems that the particular things of a clause account for."""
    return frozenset(key for hit in hits if hit.particular for key in hit.phrase.telling)


def counted(pieces: Iterable[Evidence]) -> list[Evidence]:
    """What of all that speaks for an entry tells its strength: what is only near does so for the very thing alone."""
    listed = list(pieces)
    if any(piece.basis.particular and piece.theme == piece.heard for piece in listed):
        return listed
    return [piece for piece in listed if not piece.basis.only_near]
