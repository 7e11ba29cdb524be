"""An Entry in the shapes in which the hub serves it: Open Referral UK v3 bodies, and what filters ask about. Pure."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from conversation_kit.book.dates import days_of
from conversation_kit.book.exporting import service, taxonomy_id
from conversation_kit.book.filling import columns_of
from conversation_kit.book.places import Gazetteer
from conversation_kit.book.published import as_published
from conversation_kit.hub.book.words import plain
from conversation_kit.model.entries import Entry

_LISTED = (
    *("id", "name", "description", "status", "url", "email", "minimum_age", "maximum_age", "assured_date"),
    *("last_modified", "organization", "organization_id"),
)
"""What a list says of a service: what v3's ``service_list`` schema has of it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A taxonomy term as the API has it; ids are UUIDs."""

    term_id: str
    taxonomy_id: str
    taxonomy: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Place:
    """A service at a location.

    Attributes:
        place_id: Id of the ``service_at_location``.
        latitude, longitude: WGS84 degrees, or both None when unknown; from the gazetteer where the entry has none.
        location: The v3 location, as JSON text.
    """

    place_id: str
    latitude: float | None
    longitude: float | None
    location: str


@dataclass(frozen=True, slots=True)
class Served:
    """An entry as the hub serves it.

    Attributes:
        published: As laptops get it.
        service_id: A UUID: the entry's own id where it is one.
        full, listed: The v3 bodies, as JSON text.
        organization_id, organization: Of who runs it, or empty.
        words: What full-text search looks through: the name on the first line, the rest below.
        modified_at: When the entry says that it last changed (UTC), or None.
        days: Days of the week it happens on ("MO").
    """

    entry_id: str
    published: str
    service_id: str
    full: str
    listed: str
    organization_id: str
    organization: str
    words: str
    days: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    modified_at: datetime | None
    terms: tuple[Term, ...]
    places: tuple[Place, ...]


def served(entry: Entry, gazetteer: Gazetteer) -> Served:
    """Return an entry in every shape the hub serves it in."""
    body = service(entry)
    organization = body.get("organization", {})
    return Served(
        entry_id=entry.id,
        published=as_published(entry),
        service_id=body["id"],
        full=as_json(body),
        listed=as_json({name: body[name] for name in _LISTED if name in body}),
        organization_id=organization.get("id", ""),
        organization=organization.get("name", ""),
        words=plain(f"{entry.name}\n{' '.join(columns_of(entry)[1:])}"),
        days=tuple(sorted(days_of(entry))),
        minimum_age=entry.minimum_age,
        maximum_age=entry.maximum_age,
        modified_at=datetime.combine(entry.last_modified, time(), UTC) if entry.last_modified else None,
        terms=_terms(body),
        places=_places(entry, body, gazetteer),
    )


def as_json(body: Any) -> str:
    """Return a body as the JSON text it is kept and sent as."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _terms(body: dict[str, Any]) -> tuple[Term, ...]:
    terms = [one["taxonomy_term"] for one in body.get("attributes", ())]
    found = [
        Term(
            one["id"],
            taxonomy_id(one.get("taxonomy", "")),
            one.get("taxonomy", ""),
            one["name"],
            one.get("code", ""),
        )
        for one in terms
    ]
    return tuple(dict.fromkeys(found))


def _places(entry: Entry, body: dict[str, Any], gazetteer: Gazetteer) -> tuple[Place, ...]:
    spots = [gazetteer.spot_of(location) for location in entry.locations]
    return tuple(
        Place(
            at["id"],
            spot.latitude if spot else None,
            spot.longitude if spot else None,
            as_json(at["location"]),
        )
        for at, spot in zip(body.get("service_at_locations", ()), spots, strict=True)
    )
