"""Entry: one service, group or activity of the Community Book, in Open Referral UK's own field names.

Field names and their meaning follow Open Referral UK 3 (service, schedule, location, cost_option, contact,
attribute). Values are already clean: text holds no markup and no control characters, and what could not be
read is None or empty.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Status(StrEnum):
    """Whether the entry runs. ``UNKNOWN`` when the source said nothing readable."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"
    UNKNOWN = "unknown"

    @property
    def runs(self) -> bool:
        """False when the source says that it is closed, for now or for good."""
        return self in (Status.ACTIVE, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something happens.

    Attributes:
        freq: ``WEEKLY``, ``MONTHLY`` or empty.
        byday: RFC 5545 days: ``("MO", "WE")``; monthly may carry a number, ``("2TU", "-1FR")``.
        bymonthday: Days of the month for a monthly schedule.
        interval: Every how many weeks or months; 1 when not given.
        opens_at, closes_at: Local UK times. ``closes_at`` at or before ``opens_at`` means after midnight.
        valid_from, valid_to: First and last day it runs.
        dtstart: First occurrence, anchors an ``interval`` over 1.
        description: What the source says in words, when it says it.
    """

    freq: str = ""
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    interval: int = 1
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something happens; ``latitude`` and ``longitude`` are WGS84 degrees or both None."""

    name: str = ""
    address: str = ""
    city: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostOption:
    """What it costs: ``amount`` in pounds (0 is free), or None when only words were given."""

    option: str = ""
    amount: float | None = None
    amount_description: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring or write to."""

    name: str = ""
    title: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A taxonomy term the source put on the entry."""

    name: str
    taxonomy: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One service, group or activity.

    Attributes:
        id: As the source gives it, as text.
        minimum_age, maximum_age: Whole years, inclusive, or None when open or unknown.
        eligibility: Who it is for, in the source's words.
        ways_to_give: What a person could give here (volunteer, lead, teach...), one short phrase each.
        assured_date: The day somebody checked the entry, when the source says.
        last_modified: The day the record last changed at its source.
        source: Where it was imported from (an address or a file name, never a path).
        footprint: The neighbourhood it stands in, or empty.
        is_free: True or False when the source or its cost options say so, None when unknown.
    """

    id: str
    name: str
    status: Status = Status.ACTIVE
    description: str = ""
    organization: str = ""
    url: str = ""
    email: str = ""
    contacts: tuple[Contact, ...] = ()
    locations: tuple[Location, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    is_free: bool | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    eligibility: str = ""
    languages: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    service_areas: tuple[str, ...] = ()
    ways_to_give: tuple[str, ...] = ()
    assured_date: date | None = None
    last_modified: date | None = None
    source: str = ""
    footprint: str = ""

    @property
    def checked(self) -> date | None:
        """The last day anybody is known to have looked at it: assured, else modified, else None."""
        return self.assured_date or self.last_modified
