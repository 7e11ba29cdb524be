"""Strength: how likely a suggestion is right, read off what speaks for it.

Some signs, each between 0 and 1, are weighed by numbers that ``training/strength.py`` fitted on statements
judged by hand, on sentences of the bank and on things that no directory has. No weight is below nought, so that
whatever is taken away from what speaks for an entry never makes it stronger. Ranking does not depend on any of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from math import exp, log
from operator import attrgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.learning import told_closed
from conversation_kit.matching.shortlist.particular import counted
from conversation_kit.matching.shortlist.pieces import Basis, Evidence, Kind
from conversation_kit.matching.vocabulary.plain import line
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

Strength = Literal["strong", "fair", "weak"]

_AGREES = 0.3
"""The share of votes from which the nearest sentences of the bank wholly agree with what words told."""
_ALL = 8
"""So many things that speak for an entry are as many as can be wished for."""
_READ = 70
"""Words of an entry, its name first, that say what it means."""
_REMEMBERED = 2_000
_CLAUSES = 16
_ENTRIES = 500
_FULL = 127.0 * 127.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an entry, each sign 0..1.

    Attributes:
        phrase: How much a phrase of more than one telling word says, or the entry's name.
        agreed: How much a phrase says that the nearest sentences of the bank agree with.
        guess: How much nearness in meaning says alone.
        heard: How likely it is, by meaning, that what speaks for the entry was spoken of.
        second: How much the second of all that speaks for it says.
        many: How many things speak for it: of so many as say all.
        alike: How near in meaning what was said is to what the entry says of itself.
        alike_name: The same of the entry's name; without it nothing is strong.
        asks: How likely it is, by meaning, that anything was asked for or offered at all.
        plainly: ``phrase``, of what was said without any "not" or "but" beside it, and not as an offer where one would
            only join; without it nothing is strong.
    """

    phrase: float = 0.0
    agreed: float = 0.0
    guess: float = 0.0
    heard: float = 0.0
    second: float = 0.0
    many: float = 0.0
    alike: float = 0.0
    alike_name: float = 0.0
    asks: float = 0.0
    plainly: float = 0.0


NO_SIGNS = Signs()
_WEIGHTS = Signs(
    phrase=0.45,
    agreed=0.94,
    guess=1.24,
    heard=2.27,
    second=1.22,
    many=1.02,
    alike=1.21,
    alike_name=0.0,
    asks=0.52,
    plainly=0.0,
)
_told = attrgetter(*(sign.name for sign in fields(Signs)))
"""All signs in order; quicker than ``dataclasses.astuple``."""
_NOTHING = -4.4
"""What stands against any suggestion before something speaks for it."""
FAIR, STRONG, NEARLY = 0.2, 0.5, 0.1
"""From these likelihoods a suggestion is called fair, and strong; from the last the first is fair that is an answer."""
ANSWERED, BESIDE, SURE = -0.8, 0.27, 0.4
"""From these log odds an answer is likely among what was found, with so much of its own log odds beside them; from this
likelihood that is not asked."""
PLAIN, NAMED = 0.5, 0.55
"""And for strong so much a phrase, or a name, must plainly say (one word and a guess are fair at most), and so near in
meaning must the entry's name be."""


def likelihood(signs: Signs) -> float:
    """How likely a suggestion with these signs is right, 0..1."""
    weighed = sum(sign * weight for sign, weight in zip(_told(signs), _told(_WEIGHTS), strict=True))
    return 1 / (1 + exp(-(_NOTHING + weighed)))


class Judge:
    """Says how strong suggestions are. Remembers what entries mean; answers never depend on it.

    Args:
        words: The words to go by.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._alike = lru_cache(maxsize=_REMEMBERED)(self._alike_anew)
        self._meant = lru_cache(maxsize=_ENTRIES)(self._meant_anew)
        self._clause = lru_cache(maxsize=_CLAUSES)(self._clause_anew)

    def signs(self, found: Found, clauses: Sequence[Clause], entry: Features) -> Signs:
        """The signs that speak for an entry that was found for ``clauses``."""
        pieces = counted(found.pieces)
        told = signs_of(pieces, worth=found.worth)
        numbers = {piece.clause for piece in pieces}
        upheld = {number for number in numbers if not self._taken_back(clauses[number], clauses)}
        plainly = (one for one in pieces if one.clause in upheld and _as_it_sounds(one, clauses[one.clause]))
        alike = [self._alike(clauses[number].words, entry.said) for number in sorted(numbers)]
        return Signs(
            *told,
            alike=max((whole for whole, _ in alike), default=0.0),
            alike_name=max((name for _, name in alike), default=0.0),
            asks=max((self._asks(clauses[number]) for number in numbers), default=0.0),
            plainly=found.worth * _phrase_in(plainly),
        )

    def _taken_back(self, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """Whether something said beside a clause, or in it, takes any of it back."""
        beside = (one for one in clauses if one.whole == clause.whole)
        return any(self._words.cue_in("no_promise", line(one.words)) for one in beside)

    def _asks(self, clause: Clause) -> float:
        """How likely the whole statement of a clause asks for something, or offers it."""
        guesses = self._words.meaning.guesses(clause.whole) if self._words.meaning is not None else ()
        return 1.0 - sum(guess.share for guess in guesses if not guess.theme)

    def strength(self, found: Found, signs: Signs, *, first: bool, odds: float | None = None) -> Strength:
        """What may be promised of an entry with these signs.

        Where an answer is not likely among all that was found (``odds``, see ``Looked.odds``), what is not sure is
        weak; where one is, the first is fair, unless it is only near what was said.

        Only what stands first on a list is strong, and no place to give (who takes helpers is mostly not known), nor
        what is said to have closed.
        """
        likely = likelihood(signs)
        answered = odds is not None and odds + BESIDE * log(likely / (1 - likely)) >= ANSWERED
        if odds is not None and not answered and likely < SURE:
            return "weak"
        if (
            first
            and found.way is not Way.GIVE
            and likely >= STRONG
            and signs.plainly >= PLAIN
            and signs.alike_name >= NAMED
            and not told_closed(found)
        ):
            return "strong"
        of_the_thing = len(counted(found.pieces)) == len(found.pieces)
        return "fair" if likely >= (NEARLY if first and answered and of_the_thing else FAIR) else "weak"

    def _alike_anew(self, said: tuple[str, ...], entry: str) -> tuple[float, float]:
        """How near a clause is to what an entry says, and to its name."""
        if self._words.meaning is None:
            return 0.0, 0.0
        clause = self._clause(said)
        whole, named = (
            float(clause @ meant) for meant in self._meant(entry)
        )  # whole numbers: the same everywhere
        return max(0.0, whole / _FULL), max(0.0, named / _FULL)

    def _clause_anew(self, said: tuple[str, ...]) -> NDArray[np.float32]:
        """What a clause means; it is asked for with each entry that was chosen."""
        assert self._words.meaning is not None
        return self._words.meaning.vectors.of(said)

    def _meant_anew(self, entry: str) -> tuple[NDArray[np.float32], ...]:
        """What an entry, and its name, mean."""
        if self._words.meaning is None:
            return ()
        name, _, _ = entry.partition("|")
        return tuple(self._words.meaning.vectors.of(words) for words in (entry.split()[:_READ], name.split()))


def _as_it_sounds(piece: Evidence, clause: Clause) -> bool:
    """Whether a piece rests on what its clause plainly means: what is offered is no wish to join."""
    return clause.meant is not Meant.OFFERED or piece.way is Way.GIVE


def signs_of(pieces: Iterable[Evidence], *, worth: float) -> tuple[float, float, float, float, float, float]:
    """The signs that evidence gives, in the order of :class:`Signs`: from phrase to many.

    Args:
        pieces: What speaks for the entry.
        worth: What is left of it because something that matters is not known, 0..1.
    """
    pieces = list(pieces)
    agreed = guess = heard = 0.0
    says: list[float] = []
    for piece in pieces:
        says.append(piece.value)
        heard = max(heard, piece.fit * piece.basis.share)
        if piece.basis.kind is Kind.GUESS:
            guess = max(guess, piece.value)
        elif piece.basis.kind is not Kind.WORD:
            agreed = max(agreed, piece.value * _agreement(piece))
    second = sorted(says)[-2] if len(says) > 1 else 0.0
    many = min(1.0, len(says) / _ALL)
    told = (_phrase_in(pieces), agreed, guess, heard, second, many)
    phrase, agreed, guess, heard, second, many = (worth * sign for sign in told)
    return phrase, agreed, guess, heard, second, many


def _phrase_in(pieces: Iterable[Evidence]) -> float:
    """How much a phrase of more than one telling word, or the entry's name, says."""
    said = (one.value for one in pieces if _of_a_phrase(one.basis))
    return max(said, default=0.0)


def _of_a_phrase(basis: Basis) -> bool:
    if basis.kind in (Kind.GUESS, Kind.WORD):
        return False
    return basis.kind is Kind.NAME or len(basis.telling) != 1


def _agreement(piece: Evidence) -> float:
    itself = piece.basis.kind is Kind.NAME or (piece.basis.particular and piece.theme == piece.heard)
    return 1.0 if itself else min(1.0, piece.basis.share / _AGREES)
