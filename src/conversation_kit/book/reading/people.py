"""Whom to ring or write to."""

from collections.abc import Iterator

from conversation_kit.book.reading.findings import Margin
from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.reading.values import all_under, as_dict, first, read_email, read_phone
from conversation_kit.model.entries import Contact


def read_contacts(
    record: dict[str, object], organization: dict[str, object], margin: Margin
) -> tuple[Contact, ...]:
    """Return the contacts of a service, its places and its organisation, each once, nearest first.

    The organisation's are used only when the service and its places have none.
    """
    found: list[Contact] = []
    for holder in _holders(record):
        found.extend(_contacts_of(holder, margin))
    if not found:
        found.extend(_contacts_of(organization, margin))
    return tuple(dict.fromkeys(contact for contact in found if contact != Contact()))


def _holders(record: dict[str, object]) -> Iterator[dict[str, object]]:
    yield record
    for link in all_under(record, "service_at_locations"):
        yield as_dict(link)
        yield as_dict(as_dict(link).get("location"))
    for place in all_under(record, "locations"):
        yield as_dict(place)


def _contacts_of(holder: dict[str, object], margin: Margin) -> Iterator[Contact]:
    for raw in all_under(holder, "contacts", "contact"):
        held = as_dict(raw)
        yield Contact(
            name=clean_line(first(held, "name", "contact_name")),
            title=clean_line(first(held, "title", "role", "department")),
            email=read_email(held.get("email"), margin, "contacts, email"),
            phones=_phones_of(held, margin),
        )
    if phones := _phones_of(holder, margin):
        yield Contact(phones=phones)


def _phones_of(holder: dict[str, object], margin: Margin) -> tuple[str, ...]:
    found: list[str] = []
    for raw in all_under(holder, "phones", "phone", "telephone", "telephones", "mobile"):
        value = first(raw, "number", "phone", "name") if isinstance(raw, dict) else raw
        number = read_phone(value, margin)
        extension = clean_line(raw.get("extension")) if isinstance(raw, dict) else ""
        if number:
            found.append(f"{number} extension {extension}" if extension else number)
    return tuple(dict.fromkeys(found))
