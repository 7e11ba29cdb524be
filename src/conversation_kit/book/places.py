"""Finds places by name, ward or postcode district, and measures how far an entry is: all offline."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.place_files import POSTCODE_DISTRICT, Place, postcode_district, read_places
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.spots import Spot, miles_between

SHIPPED_FILES = ("greater_manchester_places.csv", "greater_manchester_wards.csv", "postcode_districts.csv")

# Which of several places of one name is meant: the bigger the place, the likelier.
_BIGGEST_FIRST = ("city", "town", "village", "suburb", "place", "ward", "footprint", "hamlet")
_SAME_PLACE_MILES = 3.0
_NEARBY_MILES = 6.0
_LONGEST_NAME = 100
_SHORTEST_TYPO = 4
_LONG_NAME = 8
_NEAR_MISSES = 5
_ADDRESS_PARTS = 3
_NEAR_ENOUGH = 70.0
_FULL_POSTCODE_AT_END = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2})\s*$")


def plain_name(words: str) -> str:
    """Return a name without case, accents and punctuation ("St. Mary's & All" is "st marys and all")."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    bare = re.sub("['`\u2019]", "", bare.replace("&", " and "))
    return " ".join("st" if word == "saint" else word for word in re.findall(r"\w+", bare))


class Gazetteer:
    """The places the kit knows. Build it with ``load``; it never changes afterwards."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)
        self._spot_of_words = lru_cache(maxsize=4096)(self._look_up)

    @classmethod
    def load(cls, files: Sequence[Path] | None = None, extra: Sequence[Path] = ()) -> "Gazetteer":
        """Read the place files.

        Args:
            files: Instead of the shipped ones.
            extra: A council's own files; their places beat others of the same name.

        Raises:
            BadInputError: A file cannot be used; the sentence names file, line and field.
        """
        if files is None:
            files = [assets_folder() / "places" / name for name in SHIPPED_FILES]
        shipped = [place for path in files for place in read_places(path)]
        return cls([place for path in extra for place in read_places(path, own=True)] + shipped)

    def find(self, words: str) -> Spot | None:
        """Return the place that is meant, or None when none is or when it could be several.

        Reads a postcode ("WN7 4AB", "wn7"), a name in any spelling of case, accents and punctuation, "Name,
        District" ("Newtown, Wigan"), and a single clear slip of the fingers ("Leihg"). A town beats a
        suburb of the same name; suburbs of one name far apart need their district.
        """
        return self._spot_of_words(words.strip()[:_LONGEST_NAME])

    def near_misses(self, words: str) -> list[str]:
        """Return at most five names for "did you mean", likeliest first; each can be found as it stands."""
        name = plain_name(words[:_LONGEST_NAME])
        if not name or postcode_district(words):
            return []
        begin = [key for key in self._by_name if key.startswith(name) and len(name) > 1]
        begin.sort(key=lambda key: (_likelihood(self._by_name[key][0]), len(key)))
        alike = process.extract(
            name, list(self._by_name), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=_NEAR_MISSES
        )
        keys = [*self._names_in(words), *begin, *(key for key, _, _ in alike)]
        labels = [label for key in dict.fromkeys(keys) for label in self._labels(key)]
        return list(dict.fromkeys(labels))[:_NEAR_MISSES]

    def spot_of(self, location: Location) -> Spot | None:
        """Return where a location is: its coordinates, else its postcode's district, else its place."""
        if location.latitude is not None and location.longitude is not None:
            return Spot(location.name or location.city, location.latitude, location.longitude, "location")
        if district := postcode_district(location.postal_code):
            return self._districts.get(district)
        if spot := self._spot_of_address(location.address):
            return spot
        return self.find(location.city)

    def _spot_of_address(self, address: str) -> Spot | None:
        """The postcode at the end of an address, else the first of its last parts that is exactly a place.

        First, as addresses go from the small to the large, and feeds give a borough's name as the town.
        """
        if at_end := _FULL_POSTCODE_AT_END.search(address):
            return self._districts.get(postcode_district(at_end[1]))
        parts = [plain_name(part) for part in address.split(",")][-_ADDRESS_PARTS:]
        known = (_only_one_meant(self._by_name.get(part, [])) for part in parts)
        return next((spot for spot in known if spot), None)

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        """Places by plain name, the likeliest of a name first; postcode districts are kept apart."""
        index: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            if place.spot.kind != POSTCODE_DISTRICT:
                index[plain_name(place.spot.name)].append(place)
        for places in index.values():
            places.sort(key=_likelihood)
        return dict(index)

    @cached_property
    def _districts(self) -> dict[str, Spot]:
        # Reversed, so that a council's own file, which comes first, wins.
        spots = (place.spot for place in reversed(self._places))
        return {spot.name.upper(): spot for spot in spots if spot.kind == POSTCODE_DISTRICT}

    def _look_up(self, words: str) -> Spot | None:
        if district := postcode_district(words):
            return self._districts.get(district)  # never a guess: another district can be another county
        if at_end := _FULL_POSTCODE_AT_END.search(words):
            return self._districts.get(postcode_district(at_end[1]))
        if whole := self._by_name.get(plain_name(words)):
            return _only_one_meant(whole)
        name, comma, rest = words.partition(",")
        if comma:
            return self._within(self._named(plain_name(name)), plain_name(rest))
        return _only_one_meant(self._named(plain_name(words)))

    def _named(self, name: str) -> list[Place]:
        """Places of that name, else of the one name that is a clear slip away."""
        if name in self._by_name:
            return self._by_name[name]
        if len(name) < _SHORTEST_TYPO or any(c.isdigit() for c in name):
            return []
        slips = 1 if len(name) < _LONG_NAME else 2
        close = process.extract(name, list(self._by_name), scorer=OSA.distance, score_cutoff=slips, limit=2)
        clear = close and (len(close) == 1 or close[0][1] < close[1][1])
        return self._by_name[close[0][0]] if clear and close[0][0][0] == name[0] else []

    def _within(self, places: list[Place], wider: str) -> Spot | None:
        """The place of a "Name, Wider" whose district is ``wider``, or that lies near a place called so."""
        inside = [place for place in places if plain_name(place.district) == wider]
        if not inside:
            around = [place.spot for place in self._by_name.get(wider, [])[:1]]
            inside = [
                p for p in places if any(miles_between(p.spot, spot) <= _NEARBY_MILES for spot in around)
            ]
        return _only_one_meant(inside)

    def _names_in(self, words: str) -> list[str]:
        """The plain name itself and, of "Name, Anything", the name: when they are known."""
        return [
            name for part in (words, words.partition(",")[0]) if (name := plain_name(part)) in self._by_name
        ]

    def _labels(self, key: str) -> list[str]:
        """How to write each place of a plain name so that ``find`` finds it."""
        places = self._by_name[key]
        if _only_one_meant(places):
            return [places[0].spot.name]
        return [f"{place.spot.name}, {place.district}" for place in places if place.district]


def miles_to(entry: Entry, near: Spot, gazetteer: Gazetteer) -> float | None:
    """Return the miles, as the crow flies, to an entry's nearest location, or None if none is known."""
    spots = (gazetteer.spot_of(location) for location in entry.locations)
    return min((miles_between(near, spot) for spot in spots if spot), default=None)


def _likelihood(place: Place) -> tuple[bool, int]:
    """Sort key: a council's own places first, then by size."""
    kind = place.spot.kind
    return not place.own, _BIGGEST_FIRST.index(kind) if kind in _BIGGEST_FIRST else _BIGGEST_FIRST.index(
        "place"
    )


def _only_one_meant(places: list[Place]) -> Spot | None:
    """The likeliest place, unless others just as likely stand too far away to be the same."""
    if not places:
        return None
    first = places[0]
    rivals = (p.spot for p in places[1:] if _likelihood(p) == _likelihood(first))
    if any(miles_between(first.spot, rival) > _SAME_PLACE_MILES for rival in rivals):
        return None
    return first.spot
