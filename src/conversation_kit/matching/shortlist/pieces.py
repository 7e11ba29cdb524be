"""Pieces: what one clause says for entries, and the reason that is given for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.postings import Numbers, Spread
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.model.connections import Way


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is suggested.

    Attributes:
        said: The person's own words, the clause; empty for what was learned from others.
        because: The kind of match, plainly: 'the same word, "crochet"'.
    """

    said: str
    because: str

    @property
    def sentence(self) -> str:
        """The reason as one sentence."""
        if not self.said:
            return self.because
        return f'because you said "{self.said}": {self.because}'


class Kind(StrEnum):
    """By what a piece of evidence was heard, from the plainest to the vaguest."""

    NAME = "the entry's name"
    PHRASE = "a telling phrase of the word lists"
    COMMON = "a phrase of common words only"
    WORD = "one word that statement and entry share"
    PART = "part of a phrase"
    GUESS = "nearness in meaning"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a piece of evidence rests on.

    Attributes:
        kind: By what it was heard.
        sure: How sure it is that this was meant, 0..1; of a guess its share of the votes.
        near: How near the nearest sentence of the bank is, 0..1; 1 for what was not guessed.
        share: The share of votes, 0..1, that its theme has among the nearest sentences of the bank.
        telling: Stems of the words that it accounts for; empty for a guess.
        particular: Whether it is one thing of its own that was said ("bell ringing").
        only_near: Whether it is no more than near to such a thing.
    """

    kind: Kind
    sure: float = 1.0
    near: float = 1.0
    telling: frozenset[str] = frozenset()
    share: float = 0.0
    particular: bool = False
    only_near: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for an entry.

    Attributes:
        clause: The number of the clause.
        value: 0..1.
        theme: What it is about; a second piece about the same adds nothing.
        heard: The theme that was heard, from which ``theme`` may follow; one thing said is not counted twice.
        wide: Whether it rests on a theme so broad that it says little.
        basis: What it was heard by.
        fit: How far the entry is one of what was heard, 0..1.
    """

    clause: int
    value: float
    reason: Reason
    way: Way
    theme: str
    heard: str = ""
    wide: bool = False
    basis: Basis = Basis(Kind.WORD)
    fit: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """One thing that speaks for many entries at once; see :class:`Evidence` for what is not told here.

    Attributes:
        spread: The entries, and how far each is one of what was heard.
        values: What it says for each.
        basis: What it was heard by; None when that is the theme ``heard``.
        aside: Whether it is a little more beside what else the clause says, rather than one of those things.
        supposed: Whether it is a gift that nobody offered in so many words; it is held to the limits of joining, too.
        shares: Stems which an entry that holds them shares with the statement, or empty.
        sharing: The reason for such an entry.
    """

    spread: Spread
    values: NDArray[np.float32]
    reason: Reason
    way: Way
    theme: str
    heard: str = ""
    wide: bool = False
    basis: Basis | None = None
    aside: bool = False
    supposed: bool = False
    shares: str = ""
    sharing: Reason | None = None

    @property
    def numbers(self) -> Numbers:
        """The entries, ascending."""
        return self.spread.numbers

    def evidence(self, clause: int, place: int, bases: Mapping[str, Basis], *, shared: bool) -> Evidence:
        """What it says for the entry at a place of ``numbers``, ``bases`` those of the themes heard."""
        return Evidence(
            clause,
            self.values.item(place),
            self.sharing if shared and self.sharing is not None else self.reason,
            self.way,
            self.theme,
            heard=self.heard,
            wide=self.wide,
            basis=self.basis or bases[self.heard],
            fit=self.spread.fit_at(place),
        )


def in_part(spread: Spread, here: NDArray[np.bool_]) -> Spread:
    """Those entries of a spread for which ``here`` is True."""
    return Spread(spread.numbers[here], spread.marks[here], spread.scale)


def basis_of(hit: Hit) -> Basis:
    """What rests on a theme that was heard."""
    if hit.guess:
        return Basis(Kind.GUESS, hit.share, hit.near, share=hit.share, only_near=hit.only_near)
    kind = Kind.PART if not hit.whole else Kind.COMMON if hit.phrase.plain else Kind.PHRASE
    return Basis(
        kind,
        hit.sure,
        telling=frozenset(hit.phrase.telling),
        share=hit.share,
        particular=hit.particular,
        only_near=hit.only_near,
    )
