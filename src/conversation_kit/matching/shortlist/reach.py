"""Reach: whether an entry is where somebody can get to, by how far they can go and by the places they named."""

from collections.abc import Iterable

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.heard.limits import IN_TOWN, Limits
from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.model.entries import Location
from conversation_kit.model.spots import Spot, miles_between

NAMED = 8.0
"""Miles from it beyond which an address that names it means another of its name."""
SAFETY = frozenset({"crisis", "domestic abuse", "sexual violence"})
"""Topics for which no place that was named rules out who could help: "Leigh or nowhere" was said of a lunch club."""
FOR_SAFETY = 30.0
"""Miles that those who help with it are looked for around all the same: a county."""


def miles_to(features: Features, asking: Asking) -> float | None:
    """Miles to the nearest of the entry's places, or None when that is not known."""
    if asking.near is None:
        return None
    spots = (spot for _, spot in _spots(features, asking) if spot is not None)
    return min((miles_between(asking.near, spot) for spot in spots), default=None)


def out_of_reach(
    features: Features, asking: Asking, limits: Limits, miles: float | None, *, topic: str = ""
) -> bool:
    """Whether none of the entry's places is one they can get to; what is nowhere is never out.

    Args:
        features: The entry.
        asking: What was asked.
        limits: What was ruled out.
        miles: How far the entry is, as :func:`miles_to` tells it.
        topic: The sensitive topic it is about, or empty.
    """
    places = list(_spots(features, asking)) if limits.only_in or limits.not_in else []
    if places and all(_in_any(one, limits.not_in) for one in places):
        return True
    if topic in SAFETY:
        return _out_of_reach_for_safety(places, limits, miles)
    if limits.within is not None and not limits.only_in and miles is not None and miles > limits.within:
        return True
    known = [(where, spot) for where, spot in places if spot is not None or where.city or where.address]
    return bool(limits.only_in and known) and not any(_in_any(one, limits.only_in) for one in known)


def _out_of_reach_for_safety(
    places: Iterable[tuple[Location, Spot | None]], limits: Limits, miles: float | None
) -> bool:
    """Whether somebody who helps with it is in another county, counted from home or from a place that was named."""
    if limits.only_in:
        spots = [spot for _, spot in places if spot is not None]
        miles = min((miles_between(town, spot) for town in limits.only_in for spot in spots), default=None)
    elif limits.within is None:
        return False
    return miles is not None and miles > max(limits.within or 0.0, FOR_SAFETY)


def _spots(features: Features, asking: Asking) -> Iterable[tuple[Location, Spot | None]]:
    """Each place of an entry, with where it is as far as that is known."""
    for location in features.where:
        if location.latitude is not None and location.longitude is not None:
            yield location, Spot(location.name, location.latitude, location.longitude)
        else:
            yield location, asking.spot_of(location) if asking.spot_of is not None else None


def _in_any(place: tuple[Location, Spot | None], towns: Iterable[Spot]) -> bool:
    """Whether a place names one of the towns in its address, or is in the middle of one."""
    where, spot = place
    address = line(tokens(f"{where.name}, {where.address}, {where.city}"))
    for town in towns:
        miles = miles_between(town, spot) if spot is not None else 0.0
        if miles <= NAMED and (f" {town.name} " in address or (spot is not None and miles <= IN_TOWN)):
            return True
    return False
