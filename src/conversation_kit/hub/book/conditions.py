"""What somebody asks of the published Book, as conditions in SQL.

What they ask for reaches SQL as a parameter, never as text of it. In a condition, ``s`` is a service
(``book_service``) and ``p`` a place (``book_place``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

from conversation_kit.hub.book.parameters import ServiceQuery

_METRES_A_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km
_DISTANCE = (
    "2 * 6371008.8 * asin(sqrt(least(1, sin(radians(p.latitude - {lat}) / 2) ^ 2 + cos(radians({lat})) * "
    "cos(radians(p.latitude)) * sin(radians(p.longitude - {lon}) / 2) ^ 2)))"
)


@dataclass(slots=True)
class Where:
    """Conditions of a query, and the values they stand for."""

    values: list[Any]
    conditions: list[str] = field(default_factory=list)

    def value(self, value: Any) -> str:
        """Return what stands for a value in SQL."""
        self.values.append(value)
        return f"${len(self.values)}"

    @property
    def text(self) -> str:
        """All of the conditions, as SQL."""
        return " AND ".join(self.conditions)


def tries(words: Sequence[str] | None) -> tuple[bool, ...]:
    """Return how to search, in turn until something is found: by whole words, then by words begun; never for none."""
    return (False, True) if words else () if words is not None else (False,)


def ask_of_service(where: Where, query: ServiceQuery) -> None:
    """Add what is asked of a service but its words and its place."""
    if query.modified_after is not None:
        where.conditions.append(f"s.modified_at >= {where.value(query.modified_after)}")
    if query.term_ids:
        where.conditions.append(f"s.terms && {where.value(query.term_ids)}::text[]")
    if query.taxonomy_ids:
        where.conditions.append(f"s.taxonomies && {where.value(query.taxonomy_ids)}::text[]")
    if query.organization_id:
        where.conditions.append(f"s.organization_id = {where.value(query.organization_id)}")
    if query.days:
        where.conditions.append(f"s.days && {where.value(query.days)}::text[]")
    if query.minimum_age is not None:
        where.conditions.append(f"s.minimum_age >= {where.value(query.minimum_age)}::float8")
    if query.maximum_age is not None:
        where.conditions.append(f"s.maximum_age <= {where.value(query.maximum_age)}::float8")
    if query.age is not None:
        age = f"{where.value(query.age)}::float8"
        where.conditions.append(
            f"coalesce(s.minimum_age, 0) <= {age} AND coalesce(s.maximum_age, 1000) >= {age}"
        )


def ask_near(where: Where, query: ServiceQuery) -> None:
    """Add how near a place has to be."""
    distance = distance_of(where, query)
    assert query.near is not None
    assert query.metres is not None
    # A box first, which the index answers; then the circle in it.
    latitude, longitude = query.near.latitude, query.near.longitude
    north = query.metres / _METRES_A_DEGREE + 1e-6
    east = min(360.0, north / max(0.01, cos(radians(latitude))))
    south_north = (where.value(latitude - north), where.value(latitude + north))
    west_east = (where.value(longitude - east), where.value(longitude + east))
    where.conditions += [
        f"p.latitude BETWEEN {south_north[0]} AND {south_north[1]}",
        f"p.longitude BETWEEN {west_east[0]} AND {west_east[1]}",
        f"{distance} <= {where.value(query.metres)}::float8",
    ]


def distance_of(where: Where, query: ServiceQuery) -> str:
    """Return the distance of a place in metres, as SQL."""
    assert query.near is not None
    lat, lon = where.value(query.near.latitude), where.value(query.near.longitude)
    return _DISTANCE.format(lat=f"{lat}::float8", lon=f"{lon}::float8")


def ask_of_name(where: Where, words: Sequence[str] | None, column: str = "name") -> None:
    """Ask that a name holds every one of these words somewhere."""
    for word in words or ():
        where.conditions.append(f"strpos(lower({column}), {where.value(word)}) > 0")
