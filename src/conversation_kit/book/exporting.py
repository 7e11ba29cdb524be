"""The Book as an Open Referral UK v3 feed, which reads back into an equal Book.

What v3 has no field for, or would be read differently, stands with each service under ``conversation_kit``
(``reading/own_fields.py``); other programs pass it over.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid5

from conversation_kit.book.reading import read_record
from conversation_kit.book.reading.own_fields import KEY, extension
from conversation_kit.book.tables.rows import GIVING
from conversation_kit.model.entries import Contact, Entry, Location, Schedule, Status

# Names the ids of what has none of its own; changing it changes every such id.
_IDS = UUID("b7d9c1c2-6f5e-5b43-9a43-3f2c9e0a7d11")


def feed(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return one page of services with everything in it, valid against Open Referral UK 3."""
    services = [service(entry) for entry in entries]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def service(entry: Entry) -> dict[str, Any]:
    """Return an entry as the body of a v3 service."""
    body = _filled(_body(entry))
    read = read_record(body, source=entry.source, where="").entry
    own = extension(entry, read, body)
    return {**body, KEY: own} if own else body


def _body(entry: Entry) -> dict[str, Any]:
    service_id = _uuid(entry.id)
    made, terms = _Ids(service_id), {one.name for one in entry.attributes}
    return {
        "id": service_id,
        "name": entry.name,
        "description": entry.description,
        "status": (Status.ACTIVE if entry.status is Status.UNKNOWN else entry.status).value,
        "url": entry.url if entry.url.isascii() else "",
        "email": entry.email if entry.email.isascii() else "",
        "minimum_age": entry.minimum_age,
        "maximum_age": entry.maximum_age,
        "eligibility_description": entry.eligibility,
        "assured_date": _day(entry.assured_date),
        "last_modified": f"{entry.last_modified.isoformat()}T00:00:00Z" if entry.last_modified else "",
        "organization": _organization(entry),
        "organization_id": _uuid(entry.organization) if entry.organization else "",
        "schedules": [_schedule(one, made) for one in entry.schedules],
        "service_areas": [
            {"id": made.next(), "name": area, "service_area": area} for area in entry.service_areas
        ],
        "service_at_locations": [_at_location(one, made) for one in entry.locations],
        "languages": [{"id": made.next(), "name": name} for name in entry.languages],
        "cost_options": [_filled({"id": made.next(), **asdict(one)}) for one in entry.cost_options],
        "contacts": [_contact(one, made) for one in entry.contacts],
        "attributes": [
            *(_attribute(one.name, one.taxonomy, one.code, made) for one in entry.attributes),
            *(_attribute(way, GIVING, "", made) for way in entry.ways_to_give if way not in terms),
        ],
    }


class _Ids:
    """Ids for the parts of one service: the same ones every time."""

    def __init__(self, service_id: str) -> None:
        self._service_id = service_id
        self._count = 0

    def next(self) -> str:
        self._count += 1
        return _uuid(f"{self._service_id} {self._count}")


def _uuid(words: str) -> str:
    """Return ``words`` when it is a UUID already, else one made of it."""
    try:
        return words if str(UUID(words)) == words.lower() else str(uuid5(_IDS, words))
    except ValueError:
        return str(uuid5(_IDS, words))


def _organization(entry: Entry) -> dict[str, Any] | None:
    if not entry.organization:
        return None
    return {"id": _uuid(entry.organization), "name": entry.organization, "description": entry.organization}


def _schedule(one: Schedule, made: _Ids) -> dict[str, Any]:
    return _filled(
        {
            "id": made.next(),
            "freq": one.freq,
            "byday": ",".join(one.byday),
            "bymonthday": ",".join(map(str, one.bymonthday)),
            "interval": one.interval if one.interval != 1 else None,
            "opens_at": f"{one.opens_at:%H:%M}" if one.opens_at else "",
            "closes_at": f"{one.closes_at:%H:%M}" if one.closes_at else "",
            "valid_from": _day(one.valid_from),
            "valid_to": _day(one.valid_to),
            "dtstart": _day(one.dtstart),
            "description": one.description,
        }
    )


def _at_location(one: Location, made: _Ids) -> dict[str, Any]:
    address = {
        "id": made.next(),
        "address_1": one.address,
        "city": one.city,
        "state_province": "",
        "postal_code": one.postal_code,
        "country": "GB",
        "address_type": "physical",
    }
    place = {
        "id": made.next(),
        "location_type": "physical",
        "name": one.name,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "accessibility": [{"id": made.next(), "description": words} for words in one.accessibility],
    }
    location = {**_filled(place), "addresses": [address]}
    return {"id": made.next(), "location_id": location["id"], "location": location}


def _contact(one: Contact, made: _Ids) -> dict[str, Any]:
    return _filled(
        {
            "id": made.next(),
            **{name: value for name, value in asdict(one).items() if name != "phones"},
            "phones": [{"id": made.next(), "number": number} for number in one.phones],
        }
    )


def _attribute(name: str, taxonomy: str, code: str, made: _Ids) -> dict[str, Any]:
    term = _filled(
        {
            "id": term_id(name, taxonomy, code),
            "code": code,
            "taxonomy": taxonomy,
            "taxonomy_id": taxonomy_id(taxonomy),
        }
    )
    return {
        "id": made.next(),
        "link_type": "service",
        "taxonomy_term": {**term, "name": name, "description": name},
    }


def term_id(name: str, taxonomy: str, code: str) -> str:
    """Return the id of a taxonomy term: the same one on every service."""
    return _uuid(f"term {taxonomy}\n{code}\n{name}")


def taxonomy_id(taxonomy: str) -> str:
    """Return the id of a taxonomy by its name, or empty for none."""
    return _uuid(f"taxonomy {taxonomy}") if taxonomy else ""


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _filled(body: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing; an amount or a degree of nought says something."""
    return {name: value for name, value in body.items() if value not in (None, "", [], {})}


def as_text(page: dict[str, Any]) -> str:
    """Return a feed as the JSON text of a file."""
    return json.dumps(page, ensure_ascii=False, indent=1)
