"""How well a Book is kept, for the knowledge officer: what is missing, old or closed."""

from collections.abc import Sequence
from datetime import date

from conversation_kit.book.freshness import freshness
from conversation_kit.model.entries import Entry


def quality(entries: Sequence[Entry], today: date) -> dict[str, tuple[str, ...]]:
    """Return the ids of entries by what should be looked at; what is in order has no line."""
    found = {
        "closed": [e.id for e in entries if not e.status.runs],
        "never checked": [e.id for e in entries if freshness(e, today).checked is None],
        "checked over 12 months ago": [
            e.id for e in entries if (f := freshness(e, today)).ring_first and f.checked is not None
        ],
        "no way to get in touch": [
            e.id for e in entries if not (e.url or e.email or any(c.phones or c.email for c in e.contacts))
        ],
        "no place": [e.id for e in entries if not e.locations],
        "no days or times": [e.id for e in entries if not e.schedules],
        "no description": [e.id for e in entries if not e.description],
        "no word on cost": [e.id for e in entries if not e.cost_options and e.is_free is None],
    }
    return {what: tuple(ids) for what, ids in found.items() if ids}
