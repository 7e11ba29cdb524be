"""Spots on the map and the distance between them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_MILES = 3958.8


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point: WGS84 degrees. ``kind`` is town, village, suburb, ward, footprint or postcode district."""

    name: str
    latitude: float
    longitude: float
    kind: str = ""


def miles_between(a: Spot, b: Spot) -> float:
    """Great-circle distance in miles (haversine formula); good to 0.5% at the distances of a borough."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    h = (
        sin((lat_b - lat_a) / 2) ** 2
        + cos(lat_a) * cos(lat_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, h)))
