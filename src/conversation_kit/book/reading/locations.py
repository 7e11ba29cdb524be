"""Where something happens: addresses, postcodes, coordinates and access, from v3, v1 and GeoJSON shapes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from conversation_kit.book.reading.findings import Margin, shown
from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.reading.values import all_under, as_dict, as_list, first, number
from conversation_kit.model.entries import Location

# The United Kingdom, the Isle of Man and the Channel Islands, in WGS84 degrees.
_SOUTH, _NORTH, _WEST, _EAST = 48.9, 61.1, -8.9, 2.2
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?", re.IGNORECASE)
_TRAILING_POSTCODE = re.compile(r"[\s,.]*\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b[\s,.]*$", re.IGNORECASE)
_ADDRESS_LINES = (
    *("address_1", "address1", "address_2", "address2", "street_address", "address", "line1", "line2"),
)
_NOWHERE = Location()
_HALF_A_MILE = 2  # decimals kept of a masked place's degrees


def read_locations(record: dict[str, object], margin: Margin) -> tuple[Location, ...]:
    """Return every place of a service, each once; a place of which nothing can be read is left out."""
    found = [place for raw in _raw_locations(record) if (place := _read_one(raw, margin)) != _NOWHERE]
    return tuple(dict.fromkeys(found))


def _raw_locations(record: dict[str, object]) -> Iterator[dict[str, object]]:
    for link in all_under(record, "service_at_locations"):
        held = as_dict(link)
        yield as_dict(held.get("location")) or held
    for place in all_under(record, "locations", "location"):
        yield as_dict(place)


def with_address(place: Location, words: str) -> Location:
    """Return ``place`` with the address that stands in ``words``, its postcode taken apart."""
    address, postcode = _without_postcode(words, place.postal_code)
    return replace(place, address=address, postal_code=postcode)


def _postcode_in(words: str) -> str:
    """Return a UK postcode or postcode district as it is usually written, or empty when it is none."""
    if full := _POSTCODE.fullmatch(words):
        return f"{full[1]} {full[2]}".upper()
    return words.upper() if _OUTCODE.fullmatch(words) else ""


def _read_one(raw: dict[str, object], margin: Margin) -> Location:
    holder = _address_holder(raw)
    lines = [clean_line(holder[name]).strip(" ,") for name in _ADDRESS_LINES if name in holder]
    address = ", ".join(dict.fromkeys([line for line in lines if line]))
    city = clean_line(first(holder, "city", "town", "locality", "address_city"))
    postcode = _postcode(first(holder, "postal_code", "postcode", "post_code"), margin)
    address, postcode = _without_postcode(address, postcode)
    address = _without_city(address, city)
    latitude, longitude = _coordinates(raw, margin)
    place = Location(
        name=clean_line(raw.get("name")),
        address=address,
        city=city,
        postal_code=postcode,
        latitude=latitude,
        longitude=longitude,
        accessibility=_accessibility(raw),
    )
    return _masked(place, margin) if raw.get("mask_exact_address") is True else place


def _address_holder(raw: dict[str, object]) -> dict[str, object]:
    """Return the object that holds the address lines: a physical address before a postal one, else the place."""
    for name in ("addresses", "physical_addresses", "physical_address", "postal_addresses", "address"):
        if name not in raw:
            continue
        held = [item for item in all_under(raw, name) if isinstance(item, dict)]
        if held:
            return next((one for one in held if one.get("address_type") == "physical"), held[0])
    return raw


def _postcode(value: object, margin: Margin) -> str:
    given = clean_line(value)
    found = _postcode_in(given)
    if given and not found:
        margin.note("postal_code", f"“{shown(given)}” is no UK postcode; left out.")
    return found


def _without_postcode(address: str, postcode: str) -> tuple[str, str]:
    """Take a postcode off the end of an address; it fills a missing one."""
    # The third letter from the end is a figure; where it is none there is no need to look all along the address.
    found = _TRAILING_POSTCODE.search(address) if address.rstrip(" ,.")[-3:-2].isdecimal() else None
    if not found:
        inside = _POSTCODE.findall(address) if not postcode else []
        return address.strip(" ,"), " ".join(inside[0]).upper() if len(inside) == 1 else postcode
    written = f"{found[1]} {found[2]}".upper()
    if postcode and written != postcode:
        return address.strip(" ,"), postcode
    return address[: found.start()].strip(" ,"), written


def _without_city(address: str, city: str) -> str:
    """Take the city off the end of an address that repeats it."""
    if not city:
        return address
    start, _, last = address.rpartition(",")
    return start.strip(" ,") if start and last.strip().lower() == city.lower() else address


def _coordinates(raw: dict[str, object], margin: Margin) -> tuple[float | None, float | None]:
    """Return latitude and longitude, put right when they were swapped, or a pair of None with a note."""
    given = first(raw, "latitude", "lat"), first(raw, "longitude", "lon", "lng", "long")
    if given == (None, None):
        point = as_list(as_dict(first(raw, "geometry", "geo", "point")).get("coordinates"))
        given = (point[1], point[0]) if len(point) in (2, 3) else (None, None)  # GeoJSON: longitude first
    if given == (None, None):
        return None, None
    latitude, longitude = number(given[0]), number(given[1])
    if latitude is not None and longitude is not None:
        if _in_the_uk(latitude, longitude):
            return latitude, longitude
        if _in_the_uk(longitude, latitude):
            margin.note("location", f"Latitude {latitude} and longitude {longitude} were swapped; put right.")
            return longitude, latitude
    said = f"{shown(given[0])}, {shown(given[1])}"
    margin.note("location", f"“{said}” is no place in the United Kingdom; the spot is unknown.")
    return None, None


def _in_the_uk(latitude: float, longitude: float) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _accessibility(raw: dict[str, object]) -> tuple[str, ...]:
    found: list[str] = []
    for item in all_under(raw, "accessibility", "accessibilities", "accessibility_for_disabilities"):
        held = as_dict(item)
        words = clean_line(first(held, "accessibility", "description", "name", "label"))
        details = clean_line(held.get("details"))
        found.append(
            f"{words}: {details}" if words and details and details not in words else words or details
        )
    return tuple(dict.fromkeys(words for words in found if words))


def _masked(place: Location, margin: Margin) -> Location:
    """Blur a place whose source asks not to show it exactly."""
    margin.note("location", "The source asks not to show the exact place; only its area is kept.")
    known = place.latitude is not None and place.longitude is not None
    return replace(
        place,
        name="",
        address="",
        postal_code=place.postal_code.partition(" ")[0],
        latitude=round(place.latitude, _HALF_A_MILE) if known and place.latitude is not None else None,
        longitude=round(place.longitude, _HALF_A_MILE) if known and place.longitude is not None else None,
    )
