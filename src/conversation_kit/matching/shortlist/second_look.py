"""A second look at what came up first: ordered anew by all that speaks for each, as judged by people.

What speaks for an entry is put together by rules (``weighing``). How much each kind of it should count, and beside
what, was learned from statements whose answers people judged (``training/second_look.py``). It brings nothing up and
takes nothing away: those of which most could be said, and those that go best with what was said, change places, and the
scores stay with the places.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.indexed.columns import UNKNOWN
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.evidence import Gathered
from conversation_kit.matching.shortlist.nearness import PAIRED
from conversation_kit.matching.shortlist.pieces import Kind, Lot
from conversation_kit.matching.shortlist.ranking import Ranked
from conversation_kit.matching.shortlist.weighing import DIGITS, Said
from conversation_kit.matching.vocabulary.trees import Trees
from conversation_kit.model.connections import Way

ORDER_FILE, ANSWERED_FILE = "second_look.packed", "answered.packed"
"""The files, beside the words, of what it orders by and of what tells whether there is an answer at all."""
LOOKED_AT = 24
"""So many of the first are looked at again."""
_HEARD = ("near", "word", "name", "said", "said_link", "guess", "guess_link")
_TO_GIVE = ("said_give", "guess_give", "said_link_give", "guess_link_give")
_KINDS = (*_HEARD, *_TO_GIVE)
"""Kinds of what speaks for an entry: nearness, a shared word, its name, a theme said or guessed, one that it leads to,
and the same where one would give."""
_OF_KIND = ("most", "next", "fit", "share", "few")
"""What is told of each kind: how much it says, the second of it, how far the entry is one of that, how likely it was
spoken of, and how few entries are."""
_OF_ALL = (
    "score",
    "beside_first",
    "place",
    "weak",
    "give",
    "help",
    "worth",
    "many",
    "themes",
    "second",
    "sum",
)
_MEANT = ("like", "hears", "like_place", "hears_place")
_PAIRED = ("pairs", "pairs_beside", "pairs_place")
"""How far an entry goes with what was said, by itself, beside the one that goes best, and its place by that."""
_OF_ENTRY = (
    "length", "children", "faith", "sex", "online", "asks", "gives", "hard_going", "group", "older", "ages", "cost",
    "for_some",
)  # fmt: skip
_SPEAKING = len(_OF_ALL) + len(_KINDS) * len(_OF_KIND)
NAMES = (*_OF_ALL, *(f"{kind}.{told}" for kind in _KINDS for told in _OF_KIND), *_MEANT, *_PAIRED, *_OF_ENTRY)
"""The numbers that are looked at, in order."""
SUMMED_UP = (*(f"most {name}" for name in NAMES), *(f"mean {name}" for name in NAMES), "found")
"""What there is to see of all of them together: the most of each number among ten, its mean among five, how many."""
_AMONG, _OF_BEST = 10, 5
_MORE = tuple(f"{kind}.{told}" for kind in _KINDS for told in ("most", "next"))
UPWARDS = frozenset(
    {"score", "beside_first", "worth", "second", "like", "hears", "pairs", "pairs_beside", *_MORE}
)
"""Those of which more never counts against an entry."""
_ANY_AGE = 100
_APART = 10.0**-DIGITS


class SecondLook:
    """Orders the first of what was found anew.

    Args:
        shelf: The Book.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def over(
        self,
        ranked: Ranked,
        gathered: Gathered,
        clauses: Sequence[Clause],
        order: Trees,
        answered: Trees | None,
    ) -> "Looked":
        """What was found, the first of it as ``order`` sees it, and how likely an answer is among it.

        Args:
            ranked: What was found.
            gathered: What everything that was heard says for it.
            clauses: What was heard.
            order: Asked about :data:`NAMES`.
            answered: Asked about :data:`SUMMED_UP`, if anything is.
        """
        first = self.first(ranked, gathered)
        if not first:
            return Looked([], ranked)
        rows = self.rows(first, ranked, gathered, clauses)
        placed = _the_thing_before(
            np.argsort(-order.values(rows), kind="stable").tolist(),
            [_of_the_thing(ranked.speaks_for(item)[1], gathered) for item in first],
        )
        named = [ranked.speaks_for(item)[0] in gathered.plainly_named for item in first]
        placed.sort(key=lambda place: not named[place])  # who names a group means that one
        odds = answered.values(summed_up(rows))[0] if answered is not None else None
        return Looked(_in_places(first, placed), ranked, odds)

    def first(self, ranked: Ranked, gathered: Gathered) -> list[Found]:
        """What is looked at: the first by what speaks for each, and what goes best with what was said; by score."""
        spoken = (told.spoken for told in gathered.told.values() if told.spoken is not None)
        found = {item.entry_id: item for item in ranked.first(LOOKED_AT)}
        found |= {item.entry_id: item for item in ranked.going_with(spoken, PAIRED)}
        return sorted(found.values(), key=lambda item: (-item.score, item.entry_id))

    def rows(
        self, first: Sequence[Found], ranked: Ranked, gathered: Gathered, clauses: Sequence[Clause]
    ) -> NDArray[np.float64]:
        """What there is to see of each of ``first``, a row of :data:`NAMES` each."""
        speaking = [ranked.speaks_for(item) for item in first]
        numbers = np.array([number for number, _ in speaking], np.int32)
        table = np.zeros((len(first), len(NAMES)))
        if not first:
            return table
        known: dict[int, _Kind] = {}
        table[:, :_SPEAKING] = [
            _speaking(
                place,
                item,
                item.score / first[0].score,
                kept,
                [_kind_of(one, gathered, known) for one in kept],
            )
            for place, (item, (_, kept)) in enumerate(zip(first, speaking, strict=True))
        ]
        for place, told in enumerate(
            (
                *self._meant(numbers, clauses),
                *self._paired(numbers, gathered),
                *self._of_entries(numbers),
            ),
            _SPEAKING,
        ):
            table[:, place] = told
        return table

    def _paired(self, numbers: NDArray[np.int32], gathered: Gathered) -> tuple[NDArray[Any], ...]:
        """How far each entry goes with any of what was said, in the order of ``_PAIRED``."""
        spoken = (told.spoken for told in gathered.told.values() if told.spoken is not None)
        told = [pairs.take(numbers) for one in spoken if (pairs := self._shelf.pairs(one)) is not None]
        most = np.max(told, axis=0) if told else np.zeros(len(numbers), np.float32)
        return most, most - most.max(), _places(most)

    def _of_entries(self, numbers: NDArray[np.int32]) -> Iterator[NDArray[Any]]:
        """What the entries are, whatever was said, in the order of ``_OF_ENTRY``."""
        column = self._shelf.column
        for name in _OF_ENTRY[:-3]:
            yield column(name)[numbers]
        oldest = column("oldest")[numbers]
        yield np.where(oldest == UNKNOWN, _ANY_AGE, oldest) - np.maximum(column("youngest")[numbers], 0)
        yield np.maximum(column("least")[numbers], 0)
        yield self._shelf.for_some[numbers]

    def _meant(self, numbers: NDArray[np.int32], clauses: Iterable[Clause]) -> tuple[NDArray[Any], ...]:
        """How near in meaning each entry is to what was said, how far of the same themes, and its places by both."""
        like = hears = np.zeros(len(numbers), np.float32)
        for clause in clauses:
            if clause.main:
                like = np.maximum(like, self._shelf.likeness(clause.whole, numbers))
                hears = np.maximum(hears, self._shelf.hears(self._shelf.sought(clause.whole), numbers))
        return like, hears, _places(like), _places(hears)


class Looked:
    """What was found, the first of it in another order; see ``choosing.InOrder``.

    Attributes:
        clauses: The clauses that say anything for any of it.
        odds: How likely (log odds, fitted to as many with an answer as without) an answer is among it; None when
            nothing was asked.
    """

    def __init__(self, first: Sequence[Found], ranked: Ranked, odds: float | None = None) -> None:
        self.odds = odds
        self._first = first
        self._ranked = ranked
        self._seen = frozenset(item.entry_id for item in first)
        self.clauses = ranked.clauses

    def __iter__(self) -> Iterator[Found]:
        return chain(self._first, self._others(self._ranked))

    def of_way(self, *, giving: bool, least: float) -> Iterator[Found]:
        """What is for giving, or what is not, in order, at least all of it whose score is not below ``least``."""
        first = (item for item in self._first if (item.way is Way.GIVE) == giving)
        return chain(first, self._others(self._ranked.of_way(giving=giving, least=least)))

    def not_weak(self) -> Iterator[Found]:
        """What is not weak, in order."""
        return chain((item for item in self._first if not item.weak), self._others(self._ranked.not_weak()))

    def _others(self, found: Iterable[Found]) -> Iterator[Found]:
        """What comes after the first, with no greater score than the last of them."""
        last = self._first[-1].score if self._first else 1.0
        for item in found:
            if item.entry_id not in self._seen:
                yield item if item.score <= last else _at(item, last)


def summed_up(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """What there is to see of all of the first together, best first: one row of :data:`SUMMED_UP`."""
    if not len(rows):
        return np.zeros((1, len(SUMMED_UP)))
    return np.concatenate([rows[:_AMONG].max(axis=0), rows[:_OF_BEST].mean(axis=0), [len(rows)]])[None]


def _at(item: Found, score: float) -> Found:
    return item.at(score, round(score - item.score, DIGITS))


def _in_places(first: Sequence[Found], order: Sequence[int]) -> list[Found]:
    """The first in another order; each place keeps its score, and no two are the same."""
    placed: list[Found] = []
    score = first[0].score + _APART
    for place, which in enumerate(order):
        score = round(min(first[place].score, score - _APART), DIGITS)
        placed.append(_at(first[which], score))
    return placed


def _the_thing_before(order: Sequence[int], of_the_thing: Sequence[bool | None]) -> list[int]:
    """The same order, but what is only near to a thing that was named stands behind what is that thing.

    Args:
        order: The places, best first.
        of_the_thing: By place, True for that thing and False for what is only near; None for all else, which stays.
    """
    concerned = [place for place in order if of_the_thing[place] is not None]
    rather = iter(sorted(concerned, key=lambda place: not of_the_thing[place]))
    return [place if of_the_thing[place] is None else next(rather) for place in order]


def _of_the_thing(kept: Iterable[Said], gathered: Gathered) -> bool | None:
    """Whether what speaks for an entry is a particular thing that was named, or only near to one; None when neither."""
    bases = [
        one.lot.basis or gathered.told[one.clause].bases[one.lot.heard] for one in kept if not one.lot.aside
    ]
    if any(basis.particular for basis in bases):
        return True
    return False if bases and all(basis.only_near for basis in bases) else None


class _Kind(NamedTuple):
    """What holds for all entries of a lot: the place of its kind, how likely it was spoken of, how few it has."""

    at: int
    share: float
    few: float


def _kind_of(one: Said, gathered: Gathered, known: dict[int, _Kind]) -> _Kind:
    """The kind of what speaks for an entry; ``known`` are those of lots seen before."""
    kind = known.get(id(one.lot))
    if kind is None:
        basis = one.lot.basis or gathered.told[one.clause].bases[one.lot.heard]
        at = _KINDS.index(_kind(one.lot, basis.kind)) * len(_OF_KIND)
        kind = known[id(one.lot)] = _Kind(at, basis.share, len(one.lot.numbers) ** -0.5)
    return kind


def _kind(lot: Lot, kind: Kind) -> str:
    if lot.aside:
        return "near"
    if kind is Kind.WORD:
        return "word"
    if kind is Kind.NAME:
        return "name"
    link = "_link" if lot.heard != lot.theme else ""
    give = "_give" if lot.way is Way.GIVE else ""
    return f"{'guess' if kind is Kind.GUESS else 'said'}{link}{give}"


def _speaking(
    place: int, item: Found, beside_first: float, kept: Sequence[Said], kinds: Sequence[_Kind]
) -> list[float]:
    """What speaks for an entry, in the order of ``_OF_ALL`` and of ``_OF_KIND`` for each of ``_KINDS``."""
    told = [0.0] * (len(_KINDS) * len(_OF_KIND))
    values = []
    for one, (at, share, few) in zip(kept, kinds, strict=True):
        value, lot = -one.less, one.lot
        values.append(value)
        if value > told[at]:
            told[at], told[at + 1] = value, told[at]
        elif value > told[at + 1]:
            told[at + 1] = value
        if not lot.aside:
            fit = lot.spread.fit_at(one.at)
            told[at + 2] = max(told[at + 2], fit)
            told[at + 3] = max(told[at + 3], share * fit)
        told[at + 4] = max(told[at + 4], few)
    values.sort(reverse=True)
    themes = {one.lot.theme for one in kept}
    second = values[1] if len(values) > 1 else 0.0
    role = (item.way is Way.GIVE, item.way is Way.HELP)
    of_all = (item.score, beside_first, place, item.weak, *role, item.worth, len(values), len(themes), second)
    return [*of_all, sum(values), *told]


def _places(values: NDArray[np.float32]) -> NDArray[np.int64]:
    """The place of each of some values, the greatest first."""
    places = np.empty(len(values), np.int64)
    places[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return places
