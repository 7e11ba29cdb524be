"""A second look at what came up first: ordered anew by all that speaks for each, as judged by people.

What speaks for an entry is put together by rules (``weighing``). How much each kind of it should count, and beside
what, was learned from statements whose answers people judged (``training/second_look.py``). It brings nothing up and
takes nothing away: the first forty change places, and the scores stay with the places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.choosing import Found
from conversation_kit.matching.evidence import Gathered
from conversation_kit.matching.features import Features
from conversation_kit.matching.hearing import Clause
from conversation_kit.matching.nearness import sought
from conversation_kit.matching.pieces import Kind, Lot
from conversation_kit.matching.ranking import Ranked
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.trees import Trees
from conversation_kit.matching.weighing import DIGITS, Said
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way

LOOKED_AT = 40
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
_OF_ENTRY = (
    "length", "children", "faith", "one_sex", "online", "ages", "asks", "gives", "hard_going", "group", "for_some",
    "older", "cost",
)  # fmt: skip
NAMES = (*_OF_ALL, *(f"{kind}.{told}" for kind in _KINDS for told in _OF_KIND), *_MEANT, *_OF_ENTRY)
"""The numbers that are looked at, in order."""
_MORE = tuple(f"{kind}.{told}" for kind in _KINDS for told in ("most", "next"))
UPWARDS = frozenset({"score", "beside_first", "second", "like", "hears", *_MORE})
"""Those of which more never counts against an entry."""
_LONG = 250
"""Words from which an entry tells a great deal of itself."""
_ANY_AGE = 100
_APART = 10.0**-DIGITS
_REMEMBERED = 256


class SecondLook:
    """Orders the first of what was found anew. Remembers what statements look for; answers never depend on it.

    Args:
        shelf: The Book.
        words: The words to go by.
    """

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self._shelf = shelf
        self._words = words
        self._sought = lru_cache(maxsize=_REMEMBERED)(self._sought_anew)

    def over(self, ranked: Ranked, gathered: Gathered, clauses: Sequence[Clause], trees: Trees) -> "Looked":
        """What was found, the first of it in the order that ``trees`` see."""
        first = list(islice(ranked, LOOKED_AT))
        if not first:
            return Looked([], ranked)
        values = trees.values(self.rows(first, ranked, gathered, clauses))
        order = np.argsort(-values, kind="stable").tolist()
        return Looked(_in_places(first, order), ranked)

    def rows(
        self, first: Sequence[Found], ranked: Ranked, gathered: Gathered, clauses: Sequence[Clause]
    ) -> NDArray[np.float64]:
        """What there is to see of each of ``first``, a row of :data:`NAMES` each."""
        speaking = [ranked.speaks_for(item) for item in first]
        numbers = np.array([number for number, _ in speaking], np.int32)
        like, hears = self._meant(numbers, clauses)
        groups: dict[int, tuple[int, float]] = {}
        rows = []
        for place, (item, (number, kept)) in enumerate(zip(first, speaking, strict=True)):
            kinds, values, themes = np.zeros((len(_KINDS), len(_OF_KIND))), [], set()
            for one in kept:
                group = groups.get(id(one.lot))
                if group is None:
                    group = groups[id(one.lot)] = _kind_of(one, gathered)
                _note(kinds[group[0]], one, group[1])
                values.append(one.value)
                themes.add(one.lot.theme)
            values.sort(reverse=True)
            rows.append(
                (
                    item.score,
                    item.score / first[0].score,
                    place,
                    item.weak,
                    item.way is Way.GIVE,
                    item.way is Way.HELP,
                    item.worth,
                    len(kept),
                    len(themes),
                    values[1] if len(values) > 1 else 0.0,
                    sum(values),
                    *kinds.ravel().tolist(),
                    like[place],
                    hears[place],
                    0,
                    0,
                    *_of_entry(self._shelf.features_of(number), for_some=bool(self._shelf.only_for(number))),
                )
            )
        table = np.array(rows, np.float64).reshape(-1, len(NAMES))
        for told, placed in (("like", "like_place"), ("hears", "hears_place")):
            order = np.argsort(-table[:, NAMES.index(told)], kind="stable")
            table[order, NAMES.index(placed)] = np.arange(len(table))
        return table

    def _meant(
        self, numbers: NDArray[np.int32], clauses: Iterable[Clause]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How near in meaning each entry is to the statement it is nearest to, and how far it is of the same themes."""
        like = hears = np.zeros(len(numbers), np.float32)
        for clause in clauses:
            if clause.main:
                like = np.maximum(like, self._shelf.likeness(clause.whole, numbers))
                hears = np.maximum(hears, self._shelf.hears(self._sought(clause.whole), numbers))
        return like, hears

    def _sought_anew(self, said: tuple[str, ...]) -> Mapping[str, float]:
        return sought(said, self._words)


class Looked:
    """What was found, the first of it in another order; see ``choosing.InOrder``.

    Attributes:
        clauses: The clauses that say anything for any of it.
    """

    def __init__(self, first: Sequence[Found], ranked: Ranked) -> None:
        self._first = first
        self._ranked = ranked
        self._seen = frozenset(item.entry_id for item in first)
        self.clauses = ranked.clauses

    def __iter__(self) -> Iterator[Found]:
        return chain(self._first, islice(self._ranked, len(self._first), None))

    def of_way(self, *, giving: bool) -> Iterator[Found]:
        """What is for giving, or what is not, in order."""
        first = (item for item in self._first if (item.way is Way.GIVE) == giving)
        return chain(first, self._others(self._ranked.of_way(giving=giving)))

    def not_weak(self) -> Iterator[Found]:
        """What is not weak, in order."""
        return chain((item for item in self._first if not item.weak), self._others(self._ranked.not_weak()))

    def _others(self, found: Iterable[Found]) -> Iterator[Found]:
        return (item for item in found if item.entry_id not in self._seen)


def _in_places(first: Sequence[Found], order: Sequence[int]) -> list[Found]:
    """The first in another order; each place keeps its score, and no two are the same."""
    placed: list[Found] = []
    score = first[0].score + _APART
    for place, which in enumerate(order):
        score = round(min(first[place].score, score - _APART), DIGITS)
        item = first[which]
        placed.append(replace(item, score=score, looked=round(score - item.score, DIGITS)))
    return placed


def _kind_of(one: Said, gathered: Gathered) -> tuple[int, float]:
    """Which of ``_KINDS`` a lot is, and how likely what it rests on was spoken of."""
    lot = one.lot
    basis = lot.basis or gathered.told[one.clause].bases[lot.heard]
    return _KINDS.index(_kind(lot, basis.kind)), basis.share


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


def _note(told: NDArray[np.float64], one: Said, share: float) -> None:
    """Add one thing that speaks for an entry to what is told of its kind."""
    value = one.value
    told[1] = max(told[1], min(told[0], value))
    told[0] = max(told[0], value)
    fit = 0.0 if one.lot.aside else one.lot.spread.fit_at(one.at)
    told[2] = max(told[2], fit)
    told[3] = max(told[3], share * fit)
    told[4] = max(told[4], len(one.lot.numbers) ** -0.5)


def _of_entry(entry: Features, *, for_some: bool) -> tuple[float, ...]:
    oldest = entry.oldest if entry.oldest is not None else _ANY_AGE
    return (
        min(entry.said.count(" "), _LONG),
        entry.children,
        entry.faith,
        bool(entry.sex),
        entry.online,
        oldest - (entry.youngest or 0),
        entry.asks,
        entry.gives,
        entry.hard_going,
        entry.group,
        for_some,
        entry.older,
        entry.least or 0.0,
    )
