"""Columns: what is cheap to know of every entry at once, one array a feature, by entry number."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.stored.packed import Array

ANY_DAY = 128
"""The mark of an entry with a time whose day is not known."""
DAYS = {day: 1 << place for place, day in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
SEXES = {"": 0, "women": 1, "men": 2}
UNKNOWN = -1
LONG = 250
"""Words from which an entry tells a great deal of itself."""
_YES_OR_NO = tuple(field.name for field in fields(Features) if field.type in (bool, "bool"))
_KINDS = {
    "looked_at": np.int32,
    "latitude": np.float64,
    "longitude": np.float64,
    "least": np.float64,
    "youngest": np.int32,
    "oldest": np.int32,
}


def columns_of(features: Features) -> dict[str, float]:
    """What the columns hold of one entry: every feature that is yes or no by its name, and a few more.

    ``apart`` are marks of the sexes that it is for or has a time for; ``peopled`` says whether it is named for some
    community; ``days`` are marks of the days it runs on, nought when unknown; ``looked_at`` is an ordinal day;
    ``somewhere`` says whether it has any place, ``only_children`` whether it takes nobody grown up, ``latitude`` and
    ``longitude`` where its only place is; ages and the price ``least`` are -1 when unknown; ``length`` is how many
    words it has, up to :data:`LONG`.
    """
    places = features.where
    only = places[0] if len(places) == 1 else None
    days = {DAYS.get(session.day, ANY_DAY) for session in features.sessions}
    found: dict[str, float] = {name: getattr(features, name) for name in _YES_OR_NO}
    found |= {
        "sex": SEXES[features.sex],
        "days": sum(days),
        "apart": sum({SEXES[sex] for sex in (features.sex, *features.sessions_for)}),
        "peopled": bool(features.peoples),
        "youngest": UNKNOWN if features.youngest is None else features.youngest,
        "oldest": UNKNOWN if features.oldest is None else features.oldest,
        "least": UNKNOWN if features.least is None else features.least,
        "length": min(features.said.count(" "), LONG),
        "somewhere": bool(places),
        "only_children": features.only_children,
        "looked_at": max((day.toordinal() for day in features.looked_at), default=0),
        "latitude": np.nan if only is None or only.latitude is None else only.latitude,
        "longitude": np.nan if only is None or only.longitude is None else only.longitude,
    }
    return found


def column_of(name: str, values: Sequence[float]) -> Array:
    """One column as an array."""
    return np.array(values, _KINDS.get(name, np.uint8))
