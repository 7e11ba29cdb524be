"""Standing: whether an entry still runs, and how well it is kept up."""

from datetime import date

from conversation_kit.matching.entries.features import Features

OLD = ((7.0, 0.94), (2.0, 0.985))
"""Years since anybody looked at an entry, and what is left of it from then."""
NEVER = 3.0
"""Years that an entry counts as old when nobody is known to have looked at it."""
_STALE = 0.6
"""What is left of an entry that speaks of a season or programme that is past."""


def kept_up(features: Features, today: date) -> float:
    """What is left of an entry that nobody looked at for years, or that speaks of what is past; a caution says so."""
    checked = next((day for day in features.looked_at if day <= today), None)
    years = (today - checked).days / 365 if checked else NEVER
    old = next((left for since, left in OLD if years >= since), 1.0)
    stale = features.dated.stale_from is not None and features.dated.stale_from < today
    return old * (_STALE if stale else 1.0)


def runs(features: Features, today: date) -> bool:
    """Whether an entry is open: by its status, its schedules and its own words."""
    ended = features.last_day is not None and features.last_day < today
    said = features.dated
    shut = said.shut_until is not None and today < said.shut_until
    over = said.over is not None and said.over < today
    return features.open and not (ended or shut or over)
