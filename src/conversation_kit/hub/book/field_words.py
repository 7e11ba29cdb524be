"""The fields of an edit as an officer knows them: the names they are typed by, and what they say in words. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from conversation_kit.book.costs import cost_words
from conversation_kit.book.dates import when_words
from conversation_kit.book.reading.strictly import entry_of
from conversation_kit.hub.book.fields import CONTACT, PLACE, TIMES
from conversation_kit.model.entries import Entry

COST: Final = ("cost_options", "is_free")  # what is typed as a cost is kept in both
_TYPED_AS: Mapping[str, tuple[str, ...]] = {
    "cost": COST,
    "place": ("locations",),
    "contact": ("contacts",),
    "checked": ("assured_date",),
    **dict.fromkeys(PLACE, ("locations",)),
    **dict.fromkeys(CONTACT, ("contacts",)),
    **dict.fromkeys(TIMES, ("schedules",)),
}
_SHOWN = {
    **dict.fromkeys(COST, "cost"),
    "locations": "place",
    "contacts": "contact",
    "schedules": "schedule",
    "assured_date": "checked",
}
_NOTHING = "nothing"


def shown(field: str) -> str:
    """Return the name that an Entry's field is shown and typed by: ``cost`` for ``cost_options``."""
    return _SHOWN.get(field, field.replace("_", "-"))


def meant(name: str) -> tuple[str, ...]:
    """Return the Entry's fields that a name stands for, as it is shown, typed for an edit, or an Entry has it."""
    field = name.strip().casefold().replace("-", "_").replace(" ", "_")
    return _TYPED_AS.get(field, (field,))


def said(field: str, value: Any) -> str:
    """Return in words what one field of an Entry says; ``value`` as JSON has it."""
    if value is None:
        return _NOTHING
    made = entry_of({"id": "it", "name": "it", field: value})
    return (_said(field, made) if made is not None else str(value)) or _NOTHING


def _said(field: str, entry: Entry) -> str:
    match field:
        case "cost_options" | "is_free":
            return cost_words(entry)
        case "schedules":
            return when_words(entry)
        case "locations":
            places = ((one.name, one.address, one.city, one.postal_code) for one in entry.locations)
            return "; ".join(map(_together, places))
        case "contacts":
            people = ((one.name, one.title, *one.phones, one.email) for one in entry.contacts)
            return "; ".join(map(_together, people))
        case "attributes":
            return "; ".join(one.name for one in entry.attributes)
    value = getattr(entry, field)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _together(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))
