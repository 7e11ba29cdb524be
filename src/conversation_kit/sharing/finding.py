"""Where, when and how to reach an entry of the Book, as short plain details for the page."""

from collections.abc import Callable
from datetime import datetime

from conversation_kit.book.costs import cost_words
from conversation_kit.book.dates import next_dates
from conversation_kit.book.freshness import freshness
from conversation_kit.model.entries import Entry, Location
from conversation_kit.sharing.pagemodel import Line, LineKind
from conversation_kit.sharing.plain import one_line

_MOST_PLACES = 2
# What a worker should know of the Book's wording, and nobody needs on their own page.
_IN_OTHER_WORDS = "; in the source's words: "


def detail(label: str, words: str) -> list[Line]:
    """Return a DETAIL line, or none when there are no words."""
    words = one_line(words)
    return [Line(words, LineKind.DETAIL, label)] if words else []


def details(entry: Entry, *, today: datetime, when: Callable[[Entry], str]) -> list[Line]:
    """Return how to find and reach ``entry``; what the Book does not know is left out.

    Args:
        entry: The Book's entry.
        today: Now, in naive local UK time.
        when: Says when an entry happens; "" when nobody knows.
    """
    dates = next_dates(entry, today, 1)
    return [
        *detail("When", when(entry).replace(_IN_OTHER_WORDS, ". ")),
        *detail("Next time", dates[0].words if dates else ""),
        *(line for place in entry.locations[:_MOST_PLACES] for line in detail("Where", _where(place))),
        *detail("Cost", cost_words(entry)),
        *reach(entry),
    ]


def reach(entry: Entry) -> list[Line]:
    """Return whom to ring or write to; the web address only when there is neither."""
    phones = [
        f"{phone} (ask for {contact.name})" if contact.name else phone
        for contact in entry.contacts
        for phone in contact.phones
    ]
    emails = dict.fromkeys(
        address for address in (entry.email, *(c.email for c in entry.contacts)) if address
    )
    lines = [line for phone in dict.fromkeys(phones) for line in detail("Phone", phone)]
    lines += [line for address in emails for line in detail("Email", address)]
    return lines or detail("Website", entry.url)


def notices(entry: Entry, *, today: datetime) -> list[Line]:
    """Return what to take care of before going: closed, or not checked for long."""
    if not entry.status.runs:
        return [Line("This may have closed. Ring before you go, or ask us.", LineKind.NOTICE)]
    fresh = freshness(entry, today.date())
    if not fresh.ring_first:
        return []
    known = f"This was {fresh.words}." if fresh.checked else "We do not know if it still runs."
    return [Line(f"Ring before you go. {known}", LineKind.NOTICE)]


def _where(place: Location) -> str:
    parts: dict[str, str] = {}
    for part in (place.name, place.address, place.city, place.postal_code):
        words = one_line(part)
        if words and not any(words.casefold() in said for said in parts):
            parts[words.casefold()] = words
    return ", ".join(parts.values())
