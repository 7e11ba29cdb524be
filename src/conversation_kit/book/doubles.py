"""Services that come more than once under one id. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from conversation_kit.book.reading import Finding
from conversation_kit.model.entries import Entry, Location, Schedule, Status

# Not filled from another record: they belong together, or to one record alone.
_OWN = frozenset(
    {"id", "name", "locations", "schedules", "minimum_age", "maximum_age", "source", "footprint"}
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """An entry as it arrived, with the place it stood in for the report."""

    entry: Entry
    where: str


def settle_doubles(arrived: Sequence[Arrived]) -> tuple[list[Entry], list[Finding]]:
    """Return one entry an id, in the order they first came, and a finding for every record that gave way.

    The record changed last stays; of equals, the last. When records of one id bear one name and none is known to be
    older, they are the same group on other days or in other places: the days and places of those that give way are
    kept with the one that stays. When they also carry the same day of change, one may be the short record of a list
    and the other the full one: what the one that stays leaves empty is filled.
    """
    by_id: dict[str, list[Arrived]] = {}
    for one in arrived:
        by_id.setdefault(one.entry.id, []).append(one)
    kept: list[Entry] = []
    findings: list[Finding] = []
    for same in by_id.values():
        entry, lost = _settle(same)
        kept.append(entry)
        findings.extend(lost)
    return kept, findings


def _settle(same: list[Arrived]) -> tuple[Entry, list[Finding]]:
    if len(same) == 1:
        return same[0].entry, []
    at = max(range(len(same)), key=lambda n: (same[n].entry.last_modified or date.min, n))
    stays = same[at]
    merged = stays.entry
    findings = []
    for other in same:
        if other is stays:
            continue
        before = merged
        merged, why = _merge(merged, other.entry, stays)
        if not why:
            told = "what only this one says was kept with it" if merged != before else "it says nothing more"
            why = f"The same id and name stand in {stays.where}, which was kept; {told}."
        findings.append(Finding(other.entry.id, other.where, why))
    return merged, findings


def _merge(merged: Entry, other: Entry, stays: Arrived) -> tuple[Entry, str]:
    """Return the entry with what ``other`` adds, and why nothing of it was looked at, if so."""
    if _same_but_source(other, stays.entry):
        return merged, f"The same service stands in {stays.where}, word for word; kept once."
    if other.name.casefold() != stays.entry.name.casefold():
        return (
            merged,
            f"The same id stands in {stays.where} for “{stays.entry.name}”, which was kept; this one was not.",
        )
    days = other.last_modified, stays.entry.last_modified
    if None not in days and days[0] != days[1]:
        return (
            merged,
            f"A newer record of the same service stands in {stays.where}, which was kept; this one was not.",
        )
    merged = _with_days_and_places(merged, other)
    return (_with_details(merged, other) if days[0] == days[1] else merged), ""


def _same_but_source(one: Entry, other: Entry) -> bool:
    return replace(one, source="") == replace(other, source="")


def _with_days_and_places(entry: Entry, other: Entry) -> Entry:
    """Return ``entry`` with the places and days only ``other`` has."""
    known = {_spot(place) for place in entry.locations}
    places = tuple(place for place in other.locations if _spot(place) not in known)
    elsewhere = _place_in_words(other.locations) if places else ""
    here = {_hours(one) for one in entry.schedules} if not places else set()
    days = tuple(_at(one, elsewhere) for one in other.schedules if _hours(one) not in here)
    timed = any(_timed(one) for one in other.schedules)
    if not places and timed and not any(_timed(one) for one in days):
        days = ()  # the same hours in other words
    merged = _at_home(entry) if places and entry.locations and len(known) == 1 else entry.schedules
    return replace(
        entry,
        locations=(*entry.locations, *places),
        schedules=tuple(dict.fromkeys((*merged, *days))),
    )


def _with_details(entry: Entry, other: Entry) -> Entry:
    """Return ``entry`` with what it leaves empty and ``other`` has."""
    empty = ("", (), None, Status.UNKNOWN)
    told = {field.name: getattr(other, field.name) for field in fields(Entry) if field.name not in _OWN}
    return replace(entry, **{name: value for name, value in told.items() if getattr(entry, name) in empty})


def _at_home(entry: Entry) -> tuple[Schedule, ...]:
    """Say of an entry's own schedules where they are, now that there is a second place."""
    home = _place_in_words(entry.locations)
    return tuple(_at(one, home) for one in entry.schedules)


def _at(schedule: Schedule, place: str) -> Schedule:
    """Return ``schedule`` with the place it is at in its words."""
    if not place or place in schedule.description:
        return schedule
    words = f"{schedule.description} ({place})" if schedule.description else f"At {place}"
    return replace(schedule, description=words)


def _place_in_words(places: Iterable[Location]) -> str:
    return next(
        (words for place in places if (words := place.name or place.address or place.postal_code)), ""
    )


def _spot(place: Location) -> object:
    """Return what tells places apart: the spot to about ten metres, else the address."""
    if place.latitude is not None and place.longitude is not None:
        return round(place.latitude, 4), round(place.longitude, 4)
    return place.address.casefold(), place.postal_code


def _hours(schedule: Schedule) -> object:
    """Return what tells schedules apart: days and hours when there are any, else the words."""
    if _timed(schedule):
        return replace(schedule, description="")
    return schedule.description.casefold()


def _timed(schedule: Schedule) -> bool:
    """Say whether days or hours stand in fields, not only in words."""
    return bool(schedule.byday or schedule.bymonthday or schedule.opens_at)
