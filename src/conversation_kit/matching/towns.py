"""Towns: the places that a Book's own entries stand in, with the middle of those that do."""

from collections import defaultdict
from functools import lru_cache
from statistics import median

from conversation_kit.matching.plain import stem, tokens
from conversation_kit.matching.words import Words
from conversation_kit.model.entries import Entry, Location

_SEEN = 2
"""A name counts as a place when so many entries stand in it."""
_LONGEST = 3
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

    def add(self, entry: Entry) -> None:
        """Take in where an entry stands."""
        self._areas.update((entry.footprint, *entry.service_areas, *(one.city for one in entry.locations)))
        for location in entry.locations:
            if location.latitude is not None and location.longitude is not None:
                for name in self._names(location) | {" ".join(self._folded(entry.footprint))}:
                    self._spots[name].append((location.latitude, location.longitude))

    def places(self) -> dict[str, tuple[float, float]]:
        """Towns and footprints, folded, each with the latitude and longitude of the middle of its entries."""
        return {
            name: (median(lat for lat, _ in at), median(lon for _, lon in at))
            for name, at in sorted(self._spots.items())
            if name and len(at) >= _SEEN
        }

    def words(self) -> list[str]:
        """Stems of the words in the names of places and areas, which say where and not what."""
        named = {word for name in self.places() for word in name.split()}
        for name in self._areas:
            named.update(tokens(name))
        return sorted({stem(word) for word in named if word not in self._vocabulary})

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
