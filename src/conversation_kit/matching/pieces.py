"""Pieces: what one clause says for one entry, and the reason that is given for it."""

from dataclasses import dataclass
from enum import StrEnum

from conversation_kit.matching.bank import Hit
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
    """

    kind: Kind
    sure: float = 1.0
    near: float = 1.0
    telling: frozenset[str] = frozenset()
    share: float = 0.0


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


def basis_of(hit: Hit) -> Basis:
    """What rests on a theme that was heard."""
    if hit.guess:
        return Basis(Kind.GUESS, hit.share, hit.near, share=hit.share)
    kind = Kind.PART if not hit.whole else Kind.COMMON if hit.phrase.plain else Kind.PHRASE
    return Basis(kind, hit.sure, telling=hit.phrase.telling, share=hit.share)
