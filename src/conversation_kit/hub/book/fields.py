"""What an officer types for a field of an entry, as the entry holds it: the fields of a spreadsheet's row. Pure."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversation_kit.book.codec import to_json
from conversation_kit.book.reading import read_record
from conversation_kit.book.tables.fields import FIELDS
from conversation_kit.book.tables.rows import record_of
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Contact, Entry, Location, Status

TYPED = tuple(name for name in FIELDS if name not in ("id", "last_modified"))
"""What may be typed, by Open Referral UK's names."""
PLACE = {
    "location_name": "name",
    "address": "address",
    "city": "city",
    "postal_code": "postal_code",
    "latitude": "latitude",
    "longitude": "longitude",
    "accessibility": "accessibility",
}
CONTACT = {"phone": "phones", "contact_name": "name"}
TIMES = ("schedule", "byday", "opens_at", "closes_at")
"""What is typed of an entry's first place, its first contact, and its times."""
_WHERE = "what was typed"


def values_of(typed: Mapping[str, str], entry: Entry) -> dict[str, Any]:
    """Return what was typed, by the Entry's fields, as JSON has it; None where it says nothing.

    Args:
        typed: Words by field (``TYPED``); empty words take away what stands there.
        entry: As it stands: what was typed of a place or a contact goes into its first one.

    Raises:
        BadInputError: Words cannot be read as what they are for.
    """
    unknown = sorted(typed.keys() - set(TYPED))
    if unknown or not typed:
        raise BadInputError(f"Say which field is to say what: {', '.join(TYPED)}. Nothing was changed.")
    reading = read_record(record_of({"id": entry.id, "name": entry.name, **typed}), source="", where=_WHERE)
    read = reading.entry
    changed: dict[str, Any] = {}
    for name, words in typed.items():
        told = _told(name, read) if read is not None else None
        if read is None or (words.strip() and told in (None, "", (), Status.UNKNOWN)):
            why = next((f" {finding.why}" for finding in reading.findings), "")
            raise BadInputError(f"That cannot be read as {FIELDS[name].says}. Nothing was changed.{why}")
        changed |= _changed(name, read, entry, changed)
    held = json.loads(to_json(replace(entry, **changed)))
    return {name: held.get(name) for name in changed}


def _told(name: str, read: Entry) -> Any:
    """Return what one field was read as."""
    if name in PLACE:
        return getattr(read.locations[0], PLACE[name]) if read.locations else None
    if name in CONTACT:
        return getattr(read.contacts[0], CONTACT[name]) if read.contacts else None
    if name == "cost":
        return read.cost_options or read.is_free
    return read.schedules if name in TIMES else getattr(read, name)


def _changed(name: str, read: Entry, entry: Entry, so_far: Mapping[str, Any]) -> dict[str, Any]:
    if name in PLACE:
        places = so_far.get("locations", entry.locations)
        return {"locations": _into_first(places, Location(), read.locations, PLACE[name])}
    if name in CONTACT:
        contacts = so_far.get("contacts", entry.contacts)
        return {"contacts": _into_first(contacts, Contact(), read.contacts, CONTACT[name])}
    if name in TIMES:
        return {"schedules": read.schedules}
    if name == "cost":
        return {"cost_options": read.cost_options, "is_free": read.is_free}
    return {name: getattr(read, name)}


def _into_first(held: tuple[Any, ...], empty: Any, read: tuple[Any, ...], field: str) -> tuple[Any, ...]:
    """Return the places or contacts with one field of the first as it was read."""
    first = replace(held[0] if held else empty, **{field: getattr(read[0] if read else empty, field)})
    return (() if first == empty else (first,)) + held[1:]
