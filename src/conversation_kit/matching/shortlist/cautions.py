"""Cautions: what a worker should know before ringing, in plain sentences."""

from datetime import date
from itertools import islice

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.entries.helpers_told import asks_in
from conversation_kit.matching.entries.publics_told import a_saints
from conversation_kit.matching.entries.told import quoted, quoted_where, shortened
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way
from conversation_kit.model.entries import Entry

_FAR = 5.0
"""Miles from which distance is worth a word."""
_YEAR = 12
"""Months of a year."""
_ASKED_OF_ANYBODY = ("moved_entry", "pandemic_entry")
_ASKED = (
    "waiting_entry", "referral_entry", "members_entry", "residents_entry", "booking_entry", *_ASKED_OF_ANYBODY,
)  # fmt: skip
_MOST_QUOTED = 2


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
        _about_helpers(entry, features, words, way),
        *_about_access(entry, features, limits, words),
        _about_toilet(entry, features, limits, words),
        _about_company(entry, features, limits, words),
        _about_cost(features, limits),
        _about_times(features, limits),
        f"{miles:.0f} miles away as the crow flies" if miles is not None and miles > _FAR else "",
        "where it is could not be worked out" if miles is None and limits.within is not None else "",
        *_about_asking(entry, words, way),
        _about_the_past(features, today),
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


def _about_helpers(record: Entry, entry: Features, words: Words, way: Way) -> str:
    if way is not Way.GIVE:
        return ""
    if words.cue_in("check_entry", entry.said) or entry.children:
        return (
            "asks for a check (DBS)"
            if words.cue_in("check_entry", entry.said)
            else "may ask for a check (DBS)"
        )
    if entry.asks and not record.ways_to_give:
        return quoted_where(record, lambda folded: asks_in(folded, words))
    return "" if entry.gives else "the Book does not say whether they take helpers: ask"


def _about_access(entry: Entry, features: Features, limits: Limits, words: Words) -> list[str]:
    """What its places say of steps and ground, for somebody who minds them."""
    if not limits.access:
        return []
    told = [said for location in entry.locations for said in location.accessibility]
    hard = [said for said in dict.fromkeys(told) if _is_hard(said, words)]
    if hard:
        return [f'of the place it says "{shortened(said)}"' for said in hard[:2]]
    if written := next(quoted(entry, ("access_hard_entry",), words), ""):
        return [written]
    if told or words.cue_in("access_told_entry", features.said):
        return []
    return ["the Book does not say whether there are steps: ask"]


def _is_hard(said: str, words: Words) -> bool:
    folded = line(tokens(said))
    return any(words.cue_in(cue, folded) for cue in ("stairs_entry", "rough_entry", "ground_entry"))


def _about_toilet(entry: Entry, features: Features, limits: Limits, words: Words) -> str:
    told = " ".join(said for location in entry.locations for said in location.accessibility).lower()
    if not limits.toilet or "toilet" in told or words.cue_in("toilet_told_entry", features.said):
        return ""
    return "the Book does not say whether there is a toilet: ask"


def _about_company(entry: Entry, features: Features, limits: Limits, words: Words) -> str:
    """Drink, and a church's own hall, for somebody who keeps away from them."""
    if limits.no_pub:
        return next(quoted(entry, ("drink_entry",), words), "")
    if (
        (limits.no_faith or limits.no_church)
        and a_saints(tokens(entry.organization))
        and not features.in_church
    ):
        return f"may be a church's, by the name {entry.organization}: ask"
    if not (limits.no_faith and features.in_church):
        return ""
    venue = (entry.locations[0].name or entry.locations[0].address) if entry.locations else ""
    if words.cue_in("faith_entry", line(tokens(venue))):
        return f"meets at {venue}"
    return "meets where worship is held, by its description"


def _about_times(entry: Features, limits: Limits) -> str:
    """Says so when days and hours that matter were only read in a description."""
    hours = (limits.earliest, limits.latest, limits.back_by, limits.not_before)
    bound = bool(limits.days) or any(hour is not None for hour in hours)
    if bound and "times" in entry.told:
        return "when it runs was read in its description: ask"
    return "the Book does not say when it runs: ask" if bound and not entry.sessions else ""


def _about_asking(entry: Entry, words: Words, way: Way) -> list[str]:
    """What it asks of whoever comes, in its own words; two at most, for there are other cautions."""
    cues = _ASKED_OF_ANYBODY if way is Way.GIVE else _ASKED
    return list(islice(quoted(entry, cues, words), _MOST_QUOTED))


def _about_the_past(entry: Features, today: date) -> str:
    said = entry.dated
    if said.stale_from is not None and said.stale_from < today:
        return f'may be old: its description says "{shortened(said.words)}"'
    return ""


def _about_cost(entry: Features, limits: Limits) -> str:
    if entry.least:
        read = ", by its description" if "cost" in entry.told else ""
        return f"costs £{entry.least:.2f}".replace(".00", "") + read
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
