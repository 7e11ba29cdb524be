"""Ranking: the entries that keep within every limit, the best first, each weighed when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice

import numpy as np

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.choosing import Found, same_thing
from conversation_kit.matching.shortlist.evidence import Gathered
from conversation_kit.matching.shortlist.likeliest import Likely, in_order, key_of, likeliest
from conversation_kit.matching.shortlist.pieces import Evidence
from conversation_kit.matching.shortlist.standings import Standing, Standings
from conversation_kit.matching.shortlist.weighing import Said, once, spoken_of, weighed
from conversation_kit.matching.stored.postings import Numbers
from conversation_kit.matching.vocabulary.pairing import Spoken
from conversation_kit.model.connections import Way

_AT_ONCE = 24
"""So many entries are weighed each time that more are wanted."""
_AHEAD = 40
"""Of so many it is gathered at once what is said for them, to find the first."""


class Ranked:
    """The entries of a Book in the order of what speaks for them: as if each had been weighed.

    Args:
        gathered: What everything that was heard says for them.
        asked: What was asked.
        limits: What the person ruled out.
        shelf: The Book.
        standings: How its entries stand.
        publics: Themes that say whom an entry is there for.

    Attributes:
        clauses: The clauses that say anything for entries that could be shown.
    """

    def __init__(
        self,
        gathered: Gathered,
        asked: Asking,
        limits: Limits,
        *,
        shelf: Shelf,
        standings: Standings,
        publics: frozenset[str],
    ) -> None:
        self._gathered = gathered
        self._asked = asked
        self._limits = limits
        self._shelf = shelf
        self._standings = standings
        self._publics = publics
        self._likely = likeliest(gathered, shelf, asked, limits)
        self.clauses = self._likely.clauses
        self._turned_down = [shelf.features_of(number) for number in sorted(gathered.named_out)]
        self._known: dict[int, Found | None] = {}
        self._heard: dict[int, list[Said]] = {}
        self._speaks: dict[str, tuple[int, list[Said]]] = {}

    def __iter__(self) -> Iterator[Found]:
        """All of them, best first, without reasons: see :meth:`told`."""
        return self._in_order(self._likely)

    def first(self, many: int) -> list[Found]:
        """Some ``many`` of which most could be said, by score, without weighing all that might come between them."""
        runs = (run for run, _ in in_order(self._likely.numbers, self._likely.keys, _AHEAD))
        found = (item for run in runs for item in self._judged(run) if item is not None)
        return sorted(islice(found, many), key=lambda item: (-item.score, item.entry_id))

    def going_with(self, spoken: Iterable[Spoken], many: int) -> list[Found]:
        """Those that go best with what was said: of each statement its part of ``many``, and in no order."""
        likely = self._likely.numbers
        paired = [told.take(likely) for one in spoken if (told := self._shelf.pairs(one)) is not None]
        best = set[int]()
        for told in paired if len(likely) else ():
            each = min(-(-many // len(paired)), len(likely))
            best.update(likely[told >= np.partition(told, -each)[-each]][:many].tolist())
        return [item for item in self._judged(np.array(sorted(best), np.int32)) if item is not None]

    def of_way(self, *, giving: bool, least: float) -> Iterator[Found]:
        """Those that are best as places to give, or those that are not, best first, without reasons.

        At least all whose score is not below ``least``.
        """
        ordered = self._in_order(self._likely.of_way(giving=giving, least=least))
        return (item for item in ordered if (item.way is Way.GIVE) == giving)

    def not_weak(self) -> Iterator[Found]:
        """Those that are not weak, best first, without reasons."""
        return (item for item in self._in_order(self._likely.not_weak()) if not item.weak)

    def those(self, entry_ids: Iterable[str]) -> list[Found]:
        """Those of some entries that would be among them, in no order."""
        known = (self._shelf.number(entry_id) for entry_id in entry_ids)
        wanted = {number for number in known if number is not None}
        numbers = np.intersect1d(self._likely.numbers, np.array(sorted(wanted), np.int32))
        return [item for item in self._judged(numbers) if item is not None]

    def _in_order(self, likely: Likely) -> Iterator[Found]:
        ranks = self._shelf.column("rank")
        waiting: list[tuple[int, Found]] = []
        for run, after in in_order(likely.numbers, likely.keys, _AT_ONCE):
            for number, item in zip(run.tolist(), self._judged(run), strict=True):
                if item is not None:
                    heappush(waiting, (key_of(item.score, ranks.item(number)), item))
            while waiting and waiting[0][0] < after:
                yield heappop(waiting)[1]

    def _judged(self, numbers: Numbers) -> Iterator[Found | None]:
        """Each of ``numbers``, weighed when it is asked for; None for one beyond a limit, or not worth showing."""
        listed = numbers.tolist()
        new = [number for number in listed if number not in self._known and number not in self._heard]
        self._heard.update(zip(new, self._said(np.array(new, np.int32)), strict=True))
        for number in listed:
            if number not in self._known:
                self._known[number] = self._judge(number, self._heard.pop(number))
            yield self._known[number]

    def _judge(self, number: int, said: Sequence[Said]) -> Found | None:
        standing = self._standings.of(number, self._asked, self._limits)
        if standing is None:
            return None
        if self._turned_down and any(same_thing(standing.features, one) for one in self._turned_down):
            return None
        if self._asked.keep is not None and not self._asked.keep(self._shelf.entry(number)):
            return None
        kept = self._kept(number, said, standing)
        found = weighed(kept, standing)
        if found is not None:
            self._speaks[found.entry_id] = number, kept
        return found

    def speaks_for(self, item: Found) -> tuple[int, Sequence[Said]]:
        """The number of an entry that was found here, and what speaks for it."""
        return self._speaks[item.entry_id]

    def told(self, item: Found) -> Found:
        """The same with all that speaks for it, and its reasons."""
        number, kept = self._speaks[item.entry_id]
        pieces = {one: self._evidence(number, one) for one in kept}
        reasons = once(pieces[one].reason for one in spoken_of(kept))
        return item.told(tuple(pieces.values()), reasons)

    def _kept(self, number: int, said: Sequence[Said], standing: Standing) -> list[Said]:
        """What speaks for an entry by the ways of being there that the limits leave."""
        held = {one.lot.way for one in said}
        if Way.JOIN not in held and any(one.lot.supposed for one in said):
            held.add(Way.JOIN)
        ways = {way for way in held if standing.leaves(way)}
        if not self._for_them(number, said):
            ways &= {Way.GIVE}
        if ways == held:
            return list(said)
        return [
            one for one in said if one.lot.way in ways and not (one.lot.supposed and Way.JOIN not in ways)
        ]

    def _for_them(self, number: int, said: Iterable[Said]) -> bool:
        """Whether a group named for some people is one to join for this person, who spoke of it or of its name."""
        whom = self._shelf.only_for(number)
        if not whom:
            return True
        return any(
            one.lot.theme in whom
            or one.lot.theme.startswith("name:")
            or (one.lot.theme in self._publics and one.lot.heard == one.lot.theme)
            for one in said
        )

    def _said(self, numbers: Numbers) -> list[list[Said]]:
        """What every clause says for each of ``numbers``."""
        found: list[list[Said]] = [[] for _ in range(len(numbers))]
        order = np.argsort(numbers, kind="stable")
        ascending = numbers[order]
        for clause, told in self._gathered.told.items():
            for place, lot in enumerate(told.lots):
                numbers = lot.spread.numbers
                at = numbers.searchsorted(ascending)
                (here,) = (numbers.take(at, mode="clip") == ascending).nonzero()
                if len(here):
                    at = at.take(here)
                    values = (-lot.values.take(at)).tolist()
                    for which, value, where in zip(
                        order.take(here).tolist(), values, at.tolist(), strict=True
                    ):
                        found[which].append(Said(value, clause, place, where, lot))
        return found

    def _evidence(self, number: int, one: Said) -> Evidence:
        shared = bool(one.lot.shares) and self._shelf.holds(number, one.lot.shares)
        bases = self._gathered.told[one.clause].bases
        return one.lot.evidence(one.clause, one.at, bases, shared=shared)
