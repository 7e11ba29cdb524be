"""Keeps the entries a worker asked for, and never hides that something is unknown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from conversation_kit.book.costs import least_cost, pounds
from conversation_kit.book.dates import days_of
from conversation_kit.book.places import Gazetteer, miles_to
from conversation_kit.book.rule_words import weekdays_in_words
from conversation_kit.model.entries import Entry
from conversation_kit.model.spots import Spot
from conversation_kit.model.week import DAYS


class _Fit(Enum):
    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"


@dataclass(frozen=True, slots=True)
class BookFilter:
    """What to keep of the Book, besides words to search for. What is left empty asks for nothing.

    An entry whose day, cost or place the Book does not say is not kept by a filter on it: somebody who asked
    for what is free must not be sent to a surprise. But it is not dropped unseen either: ``may_fit`` tells
    those entries, so that a screen can say "7 more might fit: the Book does not say", and show them.

    Attributes:
        activity: Name of an attribute of the entry.
        days: Days of the week ("MO"); an entry fits that happens on any of them.
        most_cost: The most its cheapest option may cost, in pounds; 0 keeps what is free.
        within_miles: Furthest distance from ``near``, as the crow flies; counts only with ``near``.
        near: Whence the distance is measured.
        footprint: Neighbourhood it stands in.
        giving: Keep only what names ways to give.
    """

    activity: str = ""
    days: frozenset[str] = frozenset()
    most_cost: float | None = None
    within_miles: float | None = None
    near: Spot | None = None
    footprint: str = ""
    giving: bool = False

    def keeps(self, entry: Entry, gazetteer: Gazetteer) -> bool:
        """Whether the entry is known to be what was asked for."""
        return all(fit is _Fit.YES for fit in self._fits(entry, gazetteer))

    def may_fit(self, entry: Entry, gazetteer: Gazetteer) -> bool:
        """Whether only something that the Book does not say keeps the entry out."""
        unknown = False
        for fit in self._fits(entry, gazetteer):
            if fit is _Fit.NO:
                return False
            unknown = unknown or fit is _Fit.UNKNOWN
        return unknown

    def described(self) -> str:
        """Return the filter in words ("near Leigh · Mondays · ways to give"), or "" for everything."""
        parts = [self.activity, self._distance_words(), self.footprint and f"in {self.footprint}"]
        parts.append(weekdays_in_words(DAYS.index(day) for day in self.days if day in DAYS))
        if self.most_cost is not None:
            parts.append(f"up to {pounds(self.most_cost)}" if self.most_cost else "free")
        parts.append("ways to give" if self.giving else "")
        return " · ".join(part for part in parts if part)

    def _distance_words(self) -> str:
        if self.near is None:
            return ""
        if self.within_miles is None:
            return f"near {self.near.name}"
        miles = f"{self.within_miles:g}"
        return f"within {miles} {'mile' if miles == '1' else 'miles'} of {self.near.name}"

    def _fits(self, entry: Entry, gazetteer: Gazetteer) -> Iterator[_Fit]:
        """Each question in turn, the quick ones first, so that the first "no" spares the rest."""
        yield _known(not self.giving or bool(entry.ways_to_give))
        yield self._fits_activity(entry)
        yield self._fits_footprint(entry)
        yield self._fits_cost(entry)
        yield self._fits_distance(entry, gazetteer)
        yield self._fits_days(entry)

    def _fits_activity(self, entry: Entry) -> _Fit:
        wanted = self.activity.casefold()
        return _known(not wanted or any(wanted == a.name.casefold() for a in entry.attributes))

    def _fits_days(self, entry: Entry) -> _Fit:
        if not self.days:
            return _Fit.YES
        days = days_of(entry)
        return _known(bool(days & self.days)) if days else _Fit.UNKNOWN

    def _fits_cost(self, entry: Entry) -> _Fit:
        if self.most_cost is None:
            return _Fit.YES
        cost = least_cost(entry)
        if cost is not None:
            return _known(cost <= self.most_cost)
        return _Fit.NO if entry.is_free is False and self.most_cost == 0 else _Fit.UNKNOWN

    def _fits_distance(self, entry: Entry, gazetteer: Gazetteer) -> _Fit:
        if self.near is None or self.within_miles is None:
            return _Fit.YES
        miles = miles_to(entry, self.near, gazetteer)
        return _Fit.UNKNOWN if miles is None else _known(miles <= self.within_miles)

    def _fits_footprint(self, entry: Entry) -> _Fit:
        if not self.footprint or entry.footprint.casefold() == self.footprint.casefold():
            return _Fit.YES
        return _Fit.NO if entry.footprint else _Fit.UNKNOWN


def activities(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return the activity names of entries, each with how many entries have it, the most common first.

    Names that differ only in case are one; an entry counts once for each.
    """
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for entry in entries:
        names = {
            attribute.name.casefold(): attribute.name for attribute in entry.attributes if attribute.name
        }
        counts.update(names.keys())
        for key, name in names.items():
            spelt.setdefault(key, name)
    return sorted(
        ((spelt[key], count) for key, count in counts.items()), key=lambda a: (-a[1], a[0].casefold())
    )


def _known(fits: bool) -> _Fit:  # noqa: FBT001 - one verdict from another
    return _Fit.YES if fits else _Fit.NO
