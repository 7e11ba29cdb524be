"""Ids made on the device."""

from datetime import UTC, datetime
from uuid import UUID

from uuid6 import uuid7

_TIMED_VERSION = 7
_BELOW_THE_TIME = 80  # bits; above them stand milliseconds since 1970


def new_id() -> str:
    """Return a new time-ordered id (UUID version 7, RFC 9562 section 5.7), 36 characters."""
    return str(uuid7())


def is_id(text: str) -> bool:
    """Whether a text looks like an id made by a device, and not like a name somebody typed."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def made_at(record_id: str) -> datetime | None:
    """Return when ``new_id`` made this id (UTC, by the clock of that device); None for any other id."""
    try:
        known = UUID(record_id)
        seconds = (known.int >> _BELOW_THE_TIME) / 1000
        return datetime.fromtimestamp(seconds, UTC) if known.version == _TIMED_VERSION else None
    except (ValueError, OverflowError, OSError):
        return None
