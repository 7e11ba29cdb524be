"""An Entry as one JSON text and back, for the Book's cache. What is empty is left out."""

import json
from dataclasses import fields
from datetime import date, time
from typing import Any

from conversation_kit.model.entries import Attribute, Contact, CostOption, Entry, Location, Schedule, Status

_PARTS: dict[str, type[Any]] = {
    "contacts": Contact,
    "locations": Location,
    "schedules": Schedule,
    "cost_options": CostOption,
    "attributes": Attribute,
}
_DAYS = frozenset({"assured_date", "last_modified", "valid_from", "valid_to", "dtstart"})
_TIMES = frozenset({"opens_at", "closes_at"})


def to_json(entry: Entry) -> str:
    """Return ``entry`` as JSON text; :func:`from_json` gives an equal one back."""
    return json.dumps(_plain(entry), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Entry:
    """Return the entry that :func:`to_json` wrote."""
    held = _values(json.loads(text))
    for name, kind in _PARTS.items():
        if name in held:
            held[name] = tuple(kind(**_values(part)) for part in held[name])
    if "status" in held:
        held["status"] = Status(held["status"])
    return Entry(**held)


def _plain(record: Any) -> dict[str, object]:
    """Return a dataclass as JSON values, without what equals its default."""
    found: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if value == field.default and type(value) is type(field.default):
            continue
        if isinstance(value, (date, time)):
            value = value.isoformat()
        elif field.name in _PARTS:
            value = [_plain(part) for part in value]
        found[field.name] = value
    return found


def _values(held: dict[str, Any]) -> dict[str, Any]:
    """Return JSON values as a dataclass takes them: lists as tuples, days and times as such."""
    for name, value in held.items():
        if name in _DAYS:
            held[name] = date.fromisoformat(value)
        elif name in _TIMES:
            held[name] = time.fromisoformat(value)
        elif isinstance(value, list) and name not in _PARTS:
            held[name] = tuple(value)
    return held
