"""Towns: the places that a Book's own entries stand in, with the middle of those that do."""

from collections import defaultdict
from functools import lru_cache
from statistics import median
from typing import TypeVar

from conversation_kit.matching.vocabulary.plain import stem, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry, Location

Where = TypeVar("Where")
_SEEN = 2
"""A part of an address is a place when so many entries stand in it; what an entry gives as its town always is one."""
_LONGEST = 3
_LEFT_OUT = frozenset(
    {
        "high", "great", "little", "princes", "market", "royal", "upper", "lower", "north", "south", "east", "west",
        "old", "new", "long", "kings", "queens", "bishops", "castle", "chipping",
    }
)  # fmt: skip
"""First words of a town's name that people leave out when they speak of it: "Wycombe"."""
_BEFORE_THE_REST = frozenset({"in", "on", "upon", "under", "le", "by", "next"})
"""Before one of these stands the name by which people call a town: "Ashton" in Makerfield."""
_REMEMBERED = 2_000
"""Names of places whose words are remembered: many entries stand in one."""
_STREETS = frozenset(
    {
        "road", "street", "lane", "avenue", "drive", "close", "way", "crescent", "hall", "house", "centre", "grove",
        "rd", "st",
    }
)  # fmt: skip


class Towns:
    """Gathers towns, footprints and areas, entry by entry."""

    def __init__(self, words: Words) -> None:
        self._dull = words.generic | words.small
        self._vocabulary = words.bank.vocabulary
        self._folded = lru_cache(maxsize=_REMEMBERED)(lambda name: tuple(tokens(name)))
        self._areas: set[str] = set()
        self._spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._posted: dict[str, list[str]] = defaultdict(list)
        self._cities: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Take in where an entry stands."""
        self._areas.update((entry.footprint, *entry.service_areas, *(one.city for one in entry.locations)))
        for location in entry.locations:
            self._cities.add(" ".join(self._folded(location.city)))
            if location.latitude is not None and location.longitude is not None:
                for name in self._names(location) | {" ".join(self._folded(entry.footprint))}:
                    self._spots[name].append((location.latitude, location.longitude))
            elif location.postal_code:
                for name in self._names(location):
                    self._posted[name].append(location.postal_code)

    def places(self) -> dict[str, tuple[float, float]]:
        """Towns and footprints, folded, each with the latitude and longitude of the middle of its entries."""
        return _as_spoken(
            {
                name: (median(lat for lat, _ in at), median(lon for _, lon in at))
                for name, at in sorted(self._spots.items())
                if self._is_place(name, len(at))
            }
        )

    def postcodes(self) -> dict[str, str]:
        """Other towns, folded, of whose entries none tells more than its postcode, each with one of those."""
        placed = self.places()
        return _as_spoken(
            {
                name: at[len(at) // 2]
                for name, at in sorted(self._posted.items())
                if name not in placed and self._is_place(name, len(at))
            }
        )

    def words(self) -> list[str]:
        """Stems of the words in the names of places and areas, which say where and not what."""
        named = {word for name in self.places() for word in name.split()}
        for name in self._areas:
            named.update(tokens(name))
        return sorted({stem(word) for word in named if word not in self._vocabulary})

    def _is_place(self, name: str, seen: int) -> bool:
        return bool(name) and (seen >= _SEEN or name in self._cities)

    def _names(self, location: Location) -> set[str]:
        """Town, and the parts of the address that look like a village or suburb rather than a street."""
        parts = (self._folded(part) for part in (location.city, *location.address.split(",")))
        return {
            " ".join(part)
            for part in parts
            if 1 <= len(part) <= _LONGEST
            and all(word.isalpha() for word in part)
            and part[-1] not in _STREETS
            and not all(word in self._dull or stem(word) in self._dull for word in part)
        }


def _as_spoken(places: dict[str, Where]) -> dict[str, Where]:
    """The same places, also by the short names that people give them, where only one is meant by it."""
    short: dict[str, list[str]] = defaultdict(list)
    for name in places:
        first, _, rest = name.partition(" ")
        if rest and first in _LEFT_OUT:
            short[rest].append(name)
        words = name.split()
        if cut := next((at for at, word in enumerate(words[:-1]) if at and word in _BEFORE_THE_REST), 0):
            short[" ".join(words[:cut])].append(name)
    return places | {
        rest: places[names[0]] for rest, names in short.items() if len(names) == 1 and rest not in places
    }
