"""Ranking: the entries that keep within every limit, weighed, as many of the best as a shortlist is chosen from."""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.choosing import Found, chosen_from, same_thing
from conversation_kit.matching.evidence import Gathered
from conversation_kit.matching.features import Features
from conversation_kit.matching.likeliest import LAST, in_order, key_of, likeliest
from conversation_kit.matching.limits import Limits, rules_out
from conversation_kit.matching.pieces import Evidence
from conversation_kit.matching.postings import Numbers
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.standing import kept_up, miles_to, runs
from conversation_kit.matching.weighing import Said, once, spoken_of, weighed, worth
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way

_AT_FIRST = 20
"""So many more than are needed are weighed at first, for some will be beyond a limit."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the entries are held to.

    Attributes:
        gathered: What everything that was heard says for them.
        asked: What was asked.
        limits: What the person ruled out.
        turned_down: The entries that they go to or named as not for them.
    """

    gathered: Gathered
    asked: Asking
    limits: Limits
    turned_down: tuple[Features, ...]


class Ranking:
    """Ranks the entries of one Book for one asking after the other.

    Args:
        shelf: The Book.
        words: The words to go by.
    """

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self._shelf = shelf
        self._publics = frozenset(theme.id for theme in words.themes.values() if theme.public)

    def best(self, gathered: Gathered, asked: Asking, limits: Limits) -> list[Found]:
        """The best entries, as many as a shortlist is chosen from; the same as if every entry had been weighed.

        They come without reasons: see :meth:`told`.
        """
        numbers, keys = likeliest(gathered, self._shelf, asked, limits)
        turned_down = tuple(self._shelf.features_of(number) for number in sorted(gathered.named_out))
        question = Question(gathered, asked, limits, turned_down)
        taught = self._taught(asked, numbers)
        many = chosen_from(asked.limit) + len(taught)
        ranks = self._shelf.column("rank")
        found: dict[int, Found] = {}
        in_rank: list[int] = []
        for run, after in in_order(numbers, keys, many + _AT_FIRST):
            for number, item in self._judged(run, question):
                found[number] = item
                insort(in_rank, key_of(item.score, ranks.item(number)))
            if after == LAST or (len(in_rank) >= many and in_rank[many - 1] < after):
                break
        for number, item in self._judged(taught, question):
            found.setdefault(number, item)
        return list(found.values())

    def told(self, item: Found, gathered: Gathered, limits: Limits) -> Found:
        """The same with all that speaks for it, and its reasons."""
        number = self._shelf.number(item.entry_id)
        assert number is not None
        (said,) = self._said(np.array([number], np.int32), gathered)
        kept = self._kept(number, said, self._shelf.features_of(number), limits, item.miles)
        pieces = [self._evidence(number, one, gathered) for one in kept]
        reasons = once(self._evidence(number, one, gathered).reason for one in spoken_of(kept))
        return replace(item, pieces=tuple(pieces), reasons=reasons)

    def _taught(self, asked: Asking, numbers: Numbers) -> Numbers:
        """The entries that earlier choices may move; they are weighed however little speaks for them."""
        known = (self._shelf.number(lesson.entry_id) for lesson in asked.lessons)
        taught = {number for number in known if number is not None}
        return np.intersect1d(numbers, np.array(sorted(taught), np.int32))

    def _judged(self, numbers: Numbers, question: Question) -> Iterator[tuple[int, Found]]:
        """Those of ``numbers`` that keep within every limit and are worth showing, weighed."""
        asked, limits = question.asked, question.limits
        for number, said in zip(numbers.tolist(), self._said(numbers, question.gathered), strict=True):
            self._shelf.breathe()
            features = self._shelf.features_of(number)
            if not runs(features, asked.today):
                continue
            if any(same_thing(features, one) for one in question.turned_down):
                continue
            if asked.keep is not None and not asked.keep(self._shelf.entry(number)):
                continue
            miles = miles_to(features, asked)
            kept = self._kept(number, said, features, limits, miles)
            left = worth(features, limits, nowhere=asked.near is not None and miles is None)
            found = weighed(features.id, kept, miles, worth=left)
            if found is not None:
                yield number, replace(found, score=round(found.score * kept_up(features, asked.today), 6))

    def _kept(
        self, number: int, said: Sequence[Said], features: Features, limits: Limits, miles: float | None
    ) -> list[Said]:
        """What speaks for an entry by the ways of being there that the limits leave."""
        ways = {
            way
            for way in {one.lot.way for one in said}
            if not rules_out(limits, features, way=way, miles=miles)
        }
        if not self._for_them(number, said):
            ways &= {Way.GIVE}
        return [one for one in said if one.lot.way in ways]

    def _said(self, numbers: Numbers, gathered: Gathered) -> list[list[Said]]:
        """What every clause says for each of ``numbers``."""
        found: list[list[Said]] = [[] for _ in range(len(numbers))]
        order = np.argsort(numbers, kind="stable")
        ascending = numbers[order]
        for clause, told in gathered.told.items():
            for place, lot in enumerate(told.lots):
                at = np.searchsorted(lot.numbers, ascending)
                at[at == len(lot.numbers)] = 0
                here = np.flatnonzero(lot.numbers[at] == ascending)
                values = (-lot.values[at[here]]).tolist()
                for which, value, where in zip(order[here].tolist(), values, at[here].tolist(), strict=True):
                    found[which].append(Said(value, clause, place, lot, where))
        return found

    def _evidence(self, number: int, one: Said, gathered: Gathered) -> Evidence:
        shared = bool(one.lot.shares) and self._shelf.holds(number, one.lot.shares)
        return one.lot.evidence(one.clause, one.at, gathered.told[one.clause].bases, shared=shared)

    def _for_them(self, number: int, said: Iterable[Said]) -> bool:
        """Whether a group named for some people is one to join for this person, who spoke of it or of its name."""
        whom = self._shelf.only_for(number)
        if not whom:
            return True
        spoken_of = whom | self._publics
        return any(one.lot.theme in spoken_of or one.lot.theme.startswith("name:") for one in said)
