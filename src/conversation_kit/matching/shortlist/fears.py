"""Fears: "frightened of water" is not "dislikes water"; it looks for the place that is there for the frightened."""

from collections.abc import Iterable

import numpy as np

from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.pieces import Basis, Kind, Lot, Reason, in_part
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.vocabulary.plain import line, stem
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_EASES = 0.88
"""How much an entry says that speaks both of the fear and of what is feared."""


def eased(clause: Clause, shelf: Shelf, words: Words) -> Iterable[Lot]:
    """Entries that speak of being frightened and hold the very word of what somebody is frightened of."""
    if clause.meant is not Meant.IN_THE_WAY or not words.cue_in("fear", line(clause.words)):
        return
    for word in _feared(clause, words):
        spread = shelf.of_word(word)
        easing = in_part(spread, shelf.column("eases")[spread.numbers].astype(bool))
        reason = Reason(clause.said, f'there for people who find it hard: "{word}"')
        basis = Basis(Kind.PHRASE, share=1.0, telling=frozenset([stem(word)]))
        wholly = Spread.wholly(easing.numbers)
        worth = np.full(len(easing), _EASES, np.float32)
        yield Lot(wholly, worth, reason, Way.JOIN, f"word:{stem(word)}", heard="fear", basis=basis)


def _feared(clause: Clause, words: Words) -> list[str]:
    """The words of a clause that may name what is feared."""
    dull = words.small | words.generic
    of_fear = {part for cue in words.cues["fear"] for part in cue.split()}
    return [
        word
        for word in dict.fromkeys(clause.words[:20])
        if len(word) > 2 and word not in of_fear and dull.isdisjoint({word, stem(word)})  # noqa: PLR2004
    ]
