"""The card of an entry: everything a worker reads out, line by line, unknowns said as such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from conversation_kit.book.costs import cost_words
from conversation_kit.book.dates import next_dates, when_words
from conversation_kit.book.freshness import freshness
from conversation_kit.book.places import Gazetteer, miles_to
from conversation_kit.model.entries import Contact, Entry, Location, Status
from conversation_kit.model.spots import Spot

_MOST_PLACES = 3
_NEAREST_TENTH = 0.1
_WHOLE_MILES_FROM = 10
_NO_UPPER_AGE = 99  # feeds write 99, 100 or 120 for "no upper age"

NOT_RUNNING = {
    Status.INACTIVE: "not running now",
    Status.DEFUNCT: "closed for good",
    Status.TEMPORARILY_CLOSED: "closed for now",
}
"""How an entry that does not run is marked beside its name."""
_CLOSED = {
    Status.INACTIVE: "The Book says this is not running now.",
    Status.DEFUNCT: "The Book says this has closed for good.",
    Status.TEMPORARILY_CLOSED: "The Book says this is closed for the time being.",
    Status.UNKNOWN: "The Book does not say whether this still runs: ask.",
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card."""

    label: str
    text: str


def closed_words(entry: Entry) -> str:
    """Return how an entry that does not run is marked on a line of text, with a blank before it; else nothing."""
    return f" [{NOT_RUNNING[entry.status]}]" if entry.status in NOT_RUNNING else ""


def card_lines(
    entry: Entry, *, today: datetime, near: Spot | None, gazetteer: Gazetteer, also: Sequence[Entry] = ()
) -> list[CardLine]:
    """Return the lines of an entry's card, in the order of the questions people ask.

    Args:
        entry: What the card is about.
        today: Now, in local UK time (a time zone is ignored); for the next dates and for how old the entry is.
        near: Whence to measure the distance; without it there is no such line.
        gazetteer: Knows where places and postcodes are.
        also: Entries that are one and the same as this one.
    """
    today = today.replace(tzinfo=None)
    lines = [
        ("Take care", _CLOSED.get(entry.status, "")),
        ("What", _what(entry)),
        ("When", when_words(entry) or "The Book gives no days or times, unless it does so above: ask."),
        ("Next dates", _next_dates(entry, today)),
        ("Where", _where(entry)),
        ("How far", _how_far(entry, near, gazetteer)),
        ("Cost", cost_words(entry) or "The Book does not say what it costs: ask."),
        ("Who for", _who_for(entry) or "The Book does not say who it is for: ask."),
        ("Access", _access(entry) or "The Book does not say how easy it is to get in: ask."),
        ("Languages", ", ".join(entry.languages)),
        ("Ways to give", "; ".join(entry.ways_to_give) or "The Book does not name any: ask."),
        ("Contact", _contact(entry) or "The Book has no phone, e-mail or web address."),
        ("Source", entry.source or "The Book does not say."),
        ("Also listed", "; ".join(_listed(other) for other in also)),
        ("Last checked", _last_checked(entry, today)),
    ]
    return [CardLine(label, text) for label, text in lines if text]


def _listed(entry: Entry) -> str:
    by = f", {entry.organization}" if entry.organization else ""
    return f"{entry.name}{by} ({entry.source or 'another source'})"


def _what(entry: Entry) -> str:
    run_by = "" if entry.organization.casefold() == entry.name.casefold() else entry.organization
    parts = (entry.description, run_by and f"Run by {run_by}.")
    return "\n".join(part for part in parts if part) or "The Book does not describe it: ask."


def _next_dates(entry: Entry, today: datetime) -> str:
    if not entry.status.runs:
        return "None while it is closed."
    dates = next_dates(entry, today)
    return "; ".join(one.words for one in dates) or "Cannot be told from what the Book says: ask."


def _where(entry: Entry) -> str:
    places = list(dict.fromkeys(words for location in entry.locations if (words := _address(location))))
    more = len(places) - _MOST_PLACES
    if more > 0:
        places = [*places[:_MOST_PLACES], f"and {more} more"]
    if places:
        return "; ".join(places)
    if entry.service_areas:
        return f"The Book gives no address. It serves {', '.join(entry.service_areas)}."
    return "The Book does not say where: ask."


def _address(location: Location) -> str:
    """Name, address, town and postcode, without what an earlier part has said already."""
    said: list[str] = []
    for whole in (location.name, location.address, location.city, location.postal_code):
        if whole.casefold() in ", ".join(said).casefold():
            continue
        for part in (piece.strip() for piece in whole.split(",")):
            if part and part.casefold() not in map(str.casefold, said):
                said.append(part)
    return ", ".join(said)


def _how_far(entry: Entry, near: Spot | None, gazetteer: Gazetteer) -> str:
    if near is None:
        return ""
    miles = miles_to(entry, near, gazetteer)
    if miles is None:
        return "The Book does not say where, so there is no distance."
    exact = any(location.latitude is not None for location in entry.locations)
    about = "" if exact else "About "
    words = f"{about}{_miles(miles)} from {near.name}, as the crow flies"
    return words if exact else f"{words} (to the middle of its area)"


def _miles(miles: float) -> str:
    if miles < _NEAREST_TENTH:
        return "less than 0.1 miles"
    if miles >= _WHOLE_MILES_FROM:
        return f"{miles:.0f} miles"
    tenths = f"{miles:.1f}".removesuffix(".0")
    return f"{tenths} {'mile' if tenths == '1' else 'miles'}"


def _who_for(entry: Entry) -> str:
    return ". ".join(part for part in (_ages(entry), entry.eligibility.strip().rstrip(".")) if part)


def _ages(entry: Entry) -> str:
    low, high = entry.minimum_age or None, entry.maximum_age
    if high is not None and high >= _NO_UPPER_AGE:
        high = None
        if low is None:
            return "All ages"
    if low is not None and high is not None:
        return f"Age {low}" if low == high else f"Ages {low} to {high}"
    if low is not None:
        return f"Age {low} and over"
    return "" if high is None else f"Up to age {high}"


def _access(entry: Entry) -> str:
    return _once(words for location in entry.locations for words in location.accessibility)


def _contact(entry: Entry) -> str:
    people = _once(_person(contact) for contact in entry.contacts)
    return _once([people, *(words for words in (entry.email, entry.url) if words not in people)])


def _person(contact: Contact) -> str:
    title = f"({contact.title})" if contact.name and contact.title else contact.title
    name = " ".join(part for part in (contact.name, title) if part)
    return ", ".join(dict.fromkeys(part for part in (name, *contact.phones, contact.email) if part))


def _last_checked(entry: Entry, today: datetime) -> str:
    fresh = freshness(entry, today.date())
    words = fresh.words.removeprefix("last checked ")  # the label has said so
    words = words[:1].upper() + words[1:]
    return f"{words}: ring first" if fresh.ring_first else words


def _once(words: Iterable[str]) -> str:
    """Words joined, each said once."""
    return "; ".join({part.casefold(): part for part in words if part}.values())
