"""Cautions: what a worker should know before ringing, in plain sentences."""

from datetime import date

from conversation_kit.matching.features import Features
from conversation_kit.matching.limits import Limits
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way
from conversation_kit.model.entries import Entry

_FAR = 5.0
"""Miles from which distance is worth a word."""
_YEAR = 12
"""Months of a year."""


def cautions_for(
    entry: Entry,
    features: Features,
    *,
    way: Way,
    miles: float | None,
    limits: Limits,
    words: Words,
    today: date,
) -> tuple[str, ...]:
    """What to mind about ``entry`` for a person with ``limits``; most pressing first."""
    found = [
        _about_ages(features, limits, way),
        _about_sex(features, limits),
        _about_helpers(features, words, way),
        _about_access(entry, features, limits, words),
        _about_cost(features, limits),
        f"{miles:.0f} miles away as the crow flies" if miles is not None and miles > _FAR else "",
        "where it is could not be worked out" if miles is None and limits.within is not None else "",
        _about_freshness(entry, today),
    ]
    return tuple(caution for caution in found if caution)


def _about_ages(entry: Features, limits: Limits, way: Way) -> str:
    if way is Way.GIVE:
        return ""
    if entry.youngest is None and entry.oldest is None:
        return "for older people" if entry.older and limits.age is None else ""
    if entry.youngest is not None and entry.oldest is not None:
        ages = f"for ages {entry.youngest} to {entry.oldest}"
    elif entry.youngest is not None:
        ages = f"for ages {entry.youngest} and over"
    else:
        ages = f"for ages up to {entry.oldest}"
    if limits.age is None:
        return ages
    return f"{ages}, by its description: ask" if entry.ages_from == "description" else ""


def _about_sex(entry: Features, limits: Limits) -> str:
    return f"for {entry.sex}" if entry.sex and not limits.sex else ""


def _about_helpers(entry: Features, words: Words, way: Way) -> str:
    if way is not Way.GIVE:
        return ""
    if words.cue_in("check_entry", entry.said) or entry.children:
        return (
            "asks for a check (DBS)"
            if words.cue_in("check_entry", entry.said)
            else "may ask for a check (DBS)"
        )
    return "" if entry.gives else "the Book does not say whether they take helpers: ask"


def _about_access(entry: Entry, features: Features, limits: Limits, words: Words) -> str:
    if not limits.access:
        return ""
    known = any(location.accessibility for location in entry.locations)
    if known or words.cue_in("access", features.said):
        return ""
    return "the Book does not say whether there are steps: ask"


def _about_cost(entry: Features, limits: Limits) -> str:
    if entry.least:
        return f"costs £{entry.least:.2f}".replace(".00", "")
    if entry.least is None and limits.most is not None:
        return "the Book does not say what it costs: ask"
    return ""


def _about_freshness(entry: Entry, today: date) -> str:
    """Says the same as the Book's own card: over 12 months is old, a day in the future is not believed."""
    checked = next((day for day in (entry.assured_date, entry.last_modified) if day and day <= today), None)
    if checked is None:
        return "nobody is known to have checked this: ring first"
    months = (today.year - checked.year) * _YEAR + today.month - checked.month - (today.day < checked.day)
    if months < _YEAR or (months == _YEAR and today.day == checked.day):
        return ""
    ago = f"{months} months" if months < 2 * _YEAR else f"{months // _YEAR} years"
    return f"last checked {ago} ago: ring first"
