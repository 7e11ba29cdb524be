"""Ranking: the entries that keep within every limit, weighed, as many of the best as a shortlist is chosen from."""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.choosing import Found, chosen_from, same_thing
from conversation_kit.matching.evidence import Gathered
from conversation_kit.matching.features import Features
from conversation_kit.matching.likeliest import in_order, likeliest
from conversation_kit.matching.limits import Limits, rules_out
from conversation_kit.matching.pieces import Evidence
from conversation_kit.matching.postings import Numbers
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.standing import kept_up, miles_to, runs
from conversation_kit.matching.weighing import weighed, worth
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way


class Ranking:
    """Ranks the entries of one Book for one asking after the other.

    Args:
        shelf: The Book.
        words: The words to go by.
    """

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self._shelf = shelf
        self._words = words
        self._publics = frozenset(theme.id for theme in words.themes.values() if theme.public)

    def best(self, gathered: Gathered, asked: Asking, limits: Limits) -> list[Found]:
        """The best entries, as many as a shortlist is chosen from; the same as if every entry had been weighed."""
        numbers, bounds = likeliest(gathered, self._shelf, asked, limits)
        named_out = [self._shelf.features_of(number) for number in sorted(gathered.named_out)]
        taught = self._taught(asked, numbers)
        many = chosen_from(asked.limit) + len(taught)
        found: list[Found] = []
        scores: list[float] = []  # ascending
        for run, at_most in in_order(numbers, bounds):
            for item in self._judged(run, gathered, asked, limits, named_out):
                found.append(item)
                insort(scores, item.score)
            if len(scores) >= many and scores[-many] > at_most:
                break
        seen = {item.entry_id for item in found}
        rest = (item for item in self._judged(taught, gathered, asked, limits, named_out))
        return [*found, *(item for item in rest if item.entry_id not in seen)]

    def _taught(self, asked: Asking, numbers: Numbers) -> Numbers:
        """The entries that earlier choices may move; they are weighed however little speaks for them."""
        known = {self._shelf.number(lesson.entry_id) for lesson in asked.lessons} - {None}
        taught: Numbers = np.intersect1d(numbers, np.array(sorted(known), np.int32))  # type: ignore[type-var]
        return taught

    def _judged(
        self,
        numbers: Numbers,
        gathered: Gathered,
        asked: Asking,
        limits: Limits,
        named_out: Sequence[Features],
    ) -> Iterator[Found]:
        """Those of ``numbers`` that keep within every limit and are worth showing, weighed."""
        for number, pieces in zip(numbers.tolist(), self._pieces(numbers, gathered), strict=True):
            self._shelf.breathe()
            features = self._shelf.features_of(number)
            if not runs(features, asked.today) or any(same_thing(features, one) for one in named_out):
                continue
            if asked.keep is not None and not asked.keep(self._shelf.entry(number)):
                continue
            miles = miles_to(features, asked)
            ways = {
                way
                for way in {piece.way for piece in pieces}
                if not rules_out(limits, features, way=way, miles=miles)
            }
            kept = [piece for piece in pieces if piece.way in ways and self._for_them(number, piece, pieces)]
            left = worth(features, limits, nowhere=asked.near is not None and miles is None)
            found = weighed(features.id, kept, miles, worth=left)
            if found is not None:
                yield replace(found, score=found.score * kept_up(features, asked.today))

    def _pieces(self, numbers: Numbers, gathered: Gathered) -> list[list[Evidence]]:
        """All evidence for each of ``numbers``."""
        pieces: list[list[Evidence]] = [[] for _ in range(len(numbers))]
        order = np.argsort(numbers, kind="stable")
        ascending = numbers[order]
        for clause, told in gathered.told.items():
            for lot in told.lots:
                places = np.searchsorted(lot.numbers, ascending)
                places[places == len(lot.numbers)] = 0
                here = np.flatnonzero(lot.numbers[places] == ascending)
                for at, place in zip(order[here].tolist(), places[here].tolist(), strict=True):
                    shared = bool(lot.shares) and self._shelf.holds(numbers.item(at), lot.shares)
                    pieces[at].append(lot.evidence(clause, place, told.bases, shared=shared))
        return pieces

    def _for_them(self, number: int, piece: Evidence, pieces: Iterable[Evidence]) -> bool:
        """Whether a group named for some people is one to join for this person, who spoke of it or of its name."""
        whom = self._shelf.only_for(number)
        if not whom or piece.way is Way.GIVE:
            return True
        spoken_of = whom | self._publics
        return any(other.theme in spoken_of or other.theme.startswith("name:") for other in pieces)
