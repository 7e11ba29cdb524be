"""An Entry as one JSON text and back, for the Book's cache. What is empty is left out."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from datetime import date, time
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar, cast

from conversation_kit.model.entries import Attribute, Contact, CostOption, Entry, Location, Schedule, Status

_R = TypeVar("_R")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode
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
    return _encode(_plain(entry))


def from_json(text: str) -> Entry:
    """Return the entry that :func:`to_json` wrote."""
    return _made(Entry, _decode(text))


def _made(kind: Callable[..., _R], held: dict[str, Any]) -> _R:
    """Return a dataclass from its JSON values: lists as tuples, days and times as such."""
    readers = _readers(kind)
    for name in readers.keys() & held.keys():
        held[name] = readers[name](held[name])
    return kind(**held)


@cache
def _readers(kind: Callable[..., Any]) -> Mapping[str, Callable[[Any], Any]]:
    """Return how those fields are read that JSON does not hold as they are."""
    read: dict[str, Callable[[Any], Any]] = {
        field.name: tuple for field in fields(cast("type[Entry]", kind)) if field.default == ()
    }
    read |= dict.fromkeys(_DAYS, date.fromisoformat) | dict.fromkeys(_TIMES, time.fromisoformat)
    if kind is Entry:
        read |= {name: partial(_all_made, part) for name, part in _PARTS.items()}
        read["status"] = Status
    return read


def _all_made(kind: Callable[..., _R], held: list[dict[str, Any]]) -> tuple[_R, ...]:
    return tuple([_made(kind, one) for one in held])


def _plain(record: Any) -> dict[str, object]:
    """Return a dataclass as JSON values, without what equals its default."""
    found: dict[str, object] = {}
    names, defaults, values_of = _written(record.__class__)
    for name, default, value in zip(names, defaults, values_of(record), strict=True):
        if value is default:
            continue
        if type(value) is str:
            if value != default:
                found[name] = value
        elif value == default and type(value) is type(default):
            continue
        elif isinstance(value, (date, time)):
            found[name] = value.isoformat()
        else:
            found[name] = [_plain(part) for part in value] if name in _PARTS else value
    return found


@cache
def _written(kind: Hashable) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of a dataclass's fields, their defaults, and what gives all their values at once."""
    known = fields(cast("type[Entry]", kind))
    names = tuple(field.name for field in known)
    return names, tuple(field.default for field in known), attrgetter(*names)
