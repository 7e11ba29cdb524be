"""Which neighbourhood (service delivery footprint) an entry stands in.

A footprints file is TOML, documented in ``assets/places/README.md``: one ``[[footprint]]`` a
neighbourhood, with its ``name`` and the ``places`` it is made of, each a name the gazetteer can find.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conversation_kit.book.places import Gazetteer, plain_name
from conversation_kit.bounded import text_within, toml_in
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Entry
from conversation_kit.model.spots import Spot, miles_between

FURTHEST_MILES = 4.0


class Footprints:
    """The neighbourhoods of one council. Build it with ``load``; it never changes afterwards."""

    def __init__(self, spots: Mapping[str, Sequence[Spot]], gazetteer: Gazetteer) -> None:
        self._spots = {name: tuple(places) for name, places in spots.items()}
        self._by_plain_name = {plain_name(name): name for name in spots}
        self._gazetteer = gazetteer

    @classmethod
    def load(cls, path: Path, gazetteer: Gazetteer) -> "Footprints":
        """Read a footprints file.

        Raises:
            BadInputError: It cannot be used; the sentence names file, line and field.
        """
        try:
            text = text_within(path)
            tables = toml_in(text).get("footprint")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInputError(
                f"{path.name} could not be read as text; check that it is there and saved as UTF-8."
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise BadInputError(f"{path.name} is not readable TOML: {error}.") from error
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise BadInputError(
                f"{path.name}, line 1: there is no [[footprint]]; add one for each neighbourhood."
            )
        starts = [
            at
            for at, line in enumerate(text.splitlines(), 1)
            if line.replace(" ", "").startswith("[[footprint]]")
        ]
        spots: dict[str, list[Spot]] = {}
        for number, table in enumerate(tables):
            where = _Where(path.name, text.splitlines(), starts[number] if number < len(starts) else 1)
            name = _name(table, where)
            if name in spots:
                raise where.error("name", f"{name!r} is there twice; join the two.", name)
            spots[name] = _places(table, gazetteer, where)
        return cls(spots, gazetteer)

    @property
    def names(self) -> tuple[str, ...]:
        """The footprints, in the file's order."""
        return tuple(self._spots)

    def of(self, entry: Entry) -> str:
        """Return the footprint an entry stands in, or "".

        A service area that names a footprint wins (of several, the nearest to where the entry is held). Else
        it is the footprint of the nearest listed place within 4 miles of any of its locations. The name of a
        town as service area does not count: "Wigan" is a whole borough, and "Wigan Central" a part of it.
        """
        named = [
            self._by_plain_name[key]
            for area in entry.service_areas
            if (key := plain_name(area)) in self._by_plain_name
        ]
        nearest = self._nearest(entry, named or self.names)
        return nearest or next(iter(named), "")

    def _nearest(self, entry: Entry, among: Sequence[str]) -> str:
        held = [spot for location in entry.locations if (spot := self._gazetteer.spot_of(location))]
        miles = [
            (miles_between(spot, place), name)
            for name in among
            for place in self._spots[name]
            for spot in held
        ]
        distance, name = min(miles, default=(FURTHEST_MILES, ""), key=lambda found: found[0])
        return name if distance <= FURTHEST_MILES else ""


class _Where:
    """Finds the line of a fault, as TOML's reader keeps none."""

    def __init__(self, file: str, lines: Sequence[str], start: int) -> None:
        self._file = file
        self._lines = lines
        self._start = start

    def error(self, field: str, fault: str, value: str = "") -> BadInputError:
        """Make the error for a field of this footprint, on the line that holds ``value`` if one does."""
        needle = value or field
        following = enumerate(self._lines[self._start - 1 :], self._start)
        line = next((at for at, words in following if needle in words.partition("#")[0]), self._start)
        return BadInputError(f"{self._file}, line {line}, field {field}: {fault}")


def _name(table: Mapping[str, Any], where: _Where) -> str:
    name = table.get("name")
    if isinstance(name, str) and plain_name(name):
        return name
    raise where.error("name", "give the footprint a name in quotes.")


def _places(table: Mapping[str, Any], gazetteer: Gazetteer, where: _Where) -> list[Spot]:
    names = table.get("places")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise where.error("places", "list at least one place, each in quotes.")
    spots: list[Spot] = []
    for name in names:
        spot = gazetteer.find(name)
        if spot is None:
            near = " or ".join(gazetteer.near_misses(name)[:3])
            hint = (
                f"did you mean {near}?"
                if near
                else 'add it to your places file, or write it as "Name, District".'
            )
            raise where.error("places", f"the place {name!r} is not known or could be several; {hint}", name)
        spots.append(spot)
    return spots
