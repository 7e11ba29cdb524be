"""One record of a feed in, one Entry out, with notes on what could not be read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from conversation_kit.book.reading.findings import Finding, Margin, shown
from conversation_kit.book.reading.hours import read_schedules
from conversation_kit.book.reading.labelled import unfold_labels
from conversation_kit.book.reading.locations import read_locations, with_address
from conversation_kit.book.reading.money import read_costs, read_is_free
from conversation_kit.book.reading.own_fields import with_own_fields
from conversation_kit.book.reading.people import read_contacts
from conversation_kit.book.reading.shapes import note_odd_shapes
from conversation_kit.book.reading.terms import (
    read_areas,
    read_attributes,
    read_languages,
    read_ways_to_give,
    read_who_for,
)
from conversation_kit.book.reading.text import LONGEST_TEXT, clean_line, clean_text
from conversation_kit.book.reading.values import as_dict, first, read_day, read_email, read_status, read_url
from conversation_kit.model.entries import Entry, Location

_LONGEST_ID = 200
_LONGEST_NAME = 300
# Names ids made up for records that have none; changing it changes every such id.
_NO_ID = UUID("6f1d8a52-0f0c-5e6b-9d3b-2c7f6c1f4b11")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one record.

    Attributes:
        entry: The entry, or None when the record was rejected; the only finding then says why.
        findings: What could not be read as it stood, field by field.
    """

    entry: Entry | None
    findings: tuple[Finding, ...] = ()


def read_record(raw: object, *, source: str, where: str) -> Reading:
    """Read one service of an Open Referral UK feed (v3, v1 or near to them). Never raises for bad content.

    Args:
        raw: What JSON gave for the record.
        source: Where it came from, for the entry: an address or a file name, never a path.
        where: Where it stands, for the report: ``page1.json, record 12``.
    """
    margin = Margin(where)
    if not isinstance(raw, dict):
        return _rejected("", where, f"It is no service record but {_kind(raw)}.")
    organization = as_dict(first(raw, "organization", "organisation"))
    margin.id = _id_of(raw.get("id"))
    note_odd_shapes(raw, margin)
    name = _name(raw, organization, margin)
    if not name:
        return _rejected(margin.id, where, "It has no name, and no organisation whose name could stand in.")
    locations = read_locations(raw, margin)
    if not margin.id:
        margin.id = _made_up_id(organization, name, locations)
        margin.note("id", "It has no id; one was made from its organisation, name and postcode.")
    entry = _entry(raw, organization, locations, margin, name, source)
    return Reading(with_own_fields(entry, raw, margin), margin.findings())


def _entry(
    raw: dict[str, object],
    organization: dict[str, object],
    locations: tuple[Location, ...],
    margin: Margin,
    name: str,
    source: str,
) -> Entry:
    """Read everything that is not known yet."""
    description, locations = _description(raw, locations, margin)
    attributes = read_attributes(raw)
    costs = read_costs(raw, margin)
    least, most, eligibility = read_who_for(raw, margin)
    email = read_email(raw.get("email"), margin) or read_email(
        organization.get("email"), margin, "organization, email"
    )
    url = read_url(raw.get("url"), margin) or read_url(
        first(organization, "website", "url"), margin, "organization, website"
    )
    return Entry(
        id=margin.id,
        name=name,
        status=read_status(raw.get("status"), margin),
        description=description,
        organization=clean_line(organization.get("name")),
        url=url,
        email=email,
        contacts=read_contacts(raw, organization, margin),
        locations=locations,
        schedules=read_schedules(raw, margin),
        cost_options=costs,
        is_free=read_is_free(raw, costs, description),
        minimum_age=least,
        maximum_age=most,
        eligibility=eligibility,
        languages=read_languages(raw),
        attributes=attributes,
        service_areas=read_areas(raw),
        ways_to_give=read_ways_to_give(attributes, description),
        assured_date=_assured(raw, margin),
        last_modified=read_day(
            first(raw, "last_modified", "updated_at", "date_modified"), "last_modified", margin
        ),
        source=source,
    )


def _name(raw: dict[str, object], organization: dict[str, object], margin: Margin) -> str:
    """Return the service's name, or its organisation's with a note, or empty."""
    name = clean_line(raw.get("name"))
    if not name:
        name = clean_line(organization.get("name"))
        if name:
            margin.note("name", "It has no name; its organisation's name stands in.")
    if len(name) > _LONGEST_NAME:
        margin.note("name", f"The name is longer than {_LONGEST_NAME} characters and was cut.")
        name = name[:_LONGEST_NAME].strip()
    return name


def _description(
    raw: dict[str, object], locations: tuple[Location, ...], margin: Margin
) -> tuple[str, tuple[Location, ...]]:
    """Return the description with what a reader must know beside it, and places with an address it gave."""
    given = raw.get("description")
    if isinstance(given, str) and len(given) > LONGEST_TEXT:
        margin.note("description", f"It is longer than {LONGEST_TEXT} characters and was cut there.")
    words, address = unfold_labels(clean_text(given))
    extra = (("Please note", raw.get("alert")), ("How to join", raw.get("application_process")))
    lines = [words, *(f"{label}: {text}" for label, value in extra if (text := clean_text(value)))]
    if address and len(locations) <= 1 and not (locations and locations[0].address):
        locations = (with_address(locations[0] if locations else Location(), address),)
    elif address and not any(address.startswith(place.address) for place in locations):
        lines.append(f"Address: {address}")
    return "\n\n".join(line for line in lines if line), locations


def _assured(raw: dict[str, object], margin: Margin) -> date | None:
    """Return the day somebody checked the record, from its own field or a publisher's."""
    own = read_day(raw.get("assured_date"), "assured_date", margin)
    return own or read_day(as_dict(raw.get("pc_metadata")).get("date_assured"), "date_assured", margin)


def _id_of(value: object) -> str:
    """Return an id as text, or empty when there is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = clean_line(value)
    return words if len(words) <= _LONGEST_ID else words[:_LONGEST_ID]


def _made_up_id(organization: dict[str, object], name: str, locations: tuple[Location, ...]) -> str:
    """Return the same id every time for the same organisation, name and postcode, whatever file it came in."""
    postcode = next((place.postal_code for place in locations if place.postal_code), "")
    key = "\n".join((clean_line(organization.get("name")), name, postcode))
    return str(uuid5(_NO_ID, key.casefold()))


def _rejected(service_id: str, where: str, why: str) -> Reading:
    return Reading(None, (Finding(service_id, where, why),))


def _kind(raw: object) -> str:
    """Say in plain words what a value is."""
    if raw is None:
        return "nothing (null)"
    if isinstance(raw, list):
        return "a list"
    return f"“{shown(raw)}”"
