"""What a column of a spreadsheet may be: Open Referral UK's own field names, and the headings people write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

_ALIKE = 90  # of 100; "descripton" is a description, "condition" is none
IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class TableField:
    """A field that a column may fill.

    Attributes:
        says: What it is, for the map's comments.
        headings: What people write over such a column, in small letters.
        several: Whether more than one column may fill it; their cells are put together.
    """

    says: str
    headings: tuple[str, ...]
    several: bool = False


FIELDS: Mapping[str, TableField] = {
    "name": TableField(
        "the name of the group, service or activity",
        (
            "group",
            "group name",
            "service",
            "service name",
            "activity",
            "activity name",
            "title",
            "what is it called",
        ),
    ),
    "description": TableField(
        "what it is, in a few sentences",
        (
            "about",
            "details",
            "summary",
            "what",
            "what happens",
            "what it is",
            "information",
            "notes for public",
        ),
        several=True,
    ),
    "organization": TableField(
        "who runs it",
        (
            "organisation",
            "organisation name",
            "organization name",
            "provider",
            "run by",
            "who runs it",
            "charity",
        ),
    ),
    "status": TableField(
        "active, inactive, defunct or temporarily closed",
        ("state", "open or closed", "still running", "active"),
    ),
    "url": TableField("web address", ("website", "web", "web site", "link", "web address", "homepage")),
    "email": TableField("e-mail address", ("e mail", "email address", "e mail address", "contact email")),
    "phone": TableField(
        "telephone number",
        ("telephone", "tel", "phone number", "telephone number", "contact number", "mobile", "contact phone"),
        several=True,
    ),
    "contact_name": TableField(
        "whom to ask for",
        ("contact", "contact person", "contact name", "lead contact", "ask for", "coordinator"),
    ),
    "location_name": TableField(
        "the building", ("venue", "venue name", "building", "where held", "location", "place")
    ),
    "address": TableField(
        "street address",
        ("address 1", "address 2", "address line 1", "address line 2", "street", "street address", "where"),
        several=True,
    ),
    "city": TableField("town", ("town", "town city", "area town")),
    "postal_code": TableField("postcode", ("postcode", "post code")),
    "latitude": TableField("latitude in degrees", ("lat",)),
    "longitude": TableField("longitude in degrees", ("long", "lon", "lng")),
    "accessibility": TableField(
        "how easy it is to get in: step-free, hearing loop ...",
        ("access", "disabled access", "wheelchair access"),
    ),
    "schedule": TableField(
        "days and times in words: Tuesdays 10am to 12 noon",
        (
            "when",
            "times",
            "days and times",
            "day and time",
            "opening times",
            "opening hours",
            "meets",
            "session times",
        ),
        several=True,
    ),
    "byday": TableField("the day of the week alone", ("day", "days", "weekday", "day of week")),
    "opens_at": TableField("when it begins", ("start", "start time", "starts", "opens", "from", "begins")),
    "closes_at": TableField("when it ends", ("end", "end time", "ends", "finish", "closes", "to", "until")),
    "cost": TableField("what it costs", ("price", "fee", "fees", "charge", "how much", "costs", "admission")),
    "minimum_age": TableField(
        "from what age", ("age from", "min age", "ages", "age range", "age", "minimum age")
    ),
    "maximum_age": TableField("to what age", ("age to", "max age", "maximum age")),
    "eligibility": TableField(
        "whom it is for", ("who for", "who is it for", "who can come", "audience", "for whom")
    ),
    "attributes": TableField(
        "kinds of activity, several in one cell",
        ("category", "categories", "tags", "keywords", "type", "taxonomy", "themes", "activity type"),
        several=True,
    ),
    "ways_to_give": TableField(
        "what a person could give there, several in one cell",
        (
            "volunteering",
            "volunteers wanted",
            "ways to give",
            "volunteer roles",
            "help wanted",
            "how to help",
        ),
    ),
    "languages": TableField("languages spoken, several in one cell", ("language", "languages spoken")),
    "service_areas": TableField(
        "areas served, several in one cell", ("area", "ward", "areas covered", "area served")
    ),
    "assured_date": TableField(
        "the day somebody last checked this row",
        ("checked", "last checked", "verified", "date checked", "checked on"),
    ),
    "last_modified": TableField(
        "the day the row last changed", ("updated", "last updated", "modified", "date updated")
    ),
    "id": TableField(
        "an id that stays the same; without one the kit makes one", ("ref", "reference", "record id")
    ),
}
_HEADINGS = {
    heading: name for name, field in FIELDS.items() for heading in (name.replace("_", " "), *field.headings)
}


def field_of(heading: str) -> str | None:
    """Return the field that a heading plainly means, or None. A slip of the keys does not matter."""
    words = " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))
    if words in _HEADINGS:
        return _HEADINGS[words]
    if len(words) < 5:  # noqa: PLR2004 - short words are alike by chance
        return None
    found = process.extractOne(words, list(_HEADINGS), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _HEADINGS[found[0]] if found else None
