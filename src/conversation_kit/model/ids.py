"""Ids made on the device."""

from uuid6 import uuid7


def new_id() -> str:
    """Return a new time-ordered id (UUID version 7, RFC 9562 section 5.7), 36 characters."""
    return str(uuid7())
