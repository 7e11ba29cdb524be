"""Changes: what was written in one field of one record, as devices and hub pass it on. They are never altered.

A slot is one field of one record. A *head* is a change of a slot that no later change of it names in its
base; more than one head is a conflict, which is shown and never dropped. The winner is max(clock, device).
"""

import json
from collections.abc import Iterable
from datetime import datetime
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

from conversation_kit.model.clock import is_reading, moment_of

Slot = tuple[str, str, str]
"""(entity, entity_id, field)"""

# Made once: ``json.dumps`` would make one for every value.
_TO_JSON = json.JSONEncoder(allow_nan=False, separators=(",", ":"))
_DEEPEST = 8  # values of the model are one deep; a thousand deep, Python could not read them back


class Change(NamedTuple):
    """One immutable change.

    Attributes:
        value: What the field became, as JSON holds it.
        worker_id: Who wrote it, or empty.
        device_id: Where it was written.
        clock: Hybrid logical clock, see ``clock``.
        base: Ids of the changes the author saw when the field was shown.
    """

    id: str
    person_id: str
    entity: str
    entity_id: str
    field: str
    value: Any
    worker_id: str
    device_id: str
    clock: str
    base: tuple[str, ...] = ()

    @property
    def slot(self) -> Slot:
        """The field of the record it is about."""
        return self.entity, self.entity_id, self.field

    @property
    def rank(self) -> tuple[str, str, str]:
        """What the winner has most of: clock, then device; the id only settles what both leave open."""
        return self.clock, self.device_id, self.id

    @property
    def text(self) -> str:
        """The value as the JSON text the log holds."""
        return encode_value(self.value)

    @property
    def when(self) -> datetime:
        """When it was written (UTC), by the wall clock of the device that wrote it."""
        return moment_of(self.id, self.clock)


def heads(changes: Iterable[Change]) -> list[Change]:
    """Return the heads among all ``changes`` of one slot, the winner first.

    A base counts only for changes before it: what an author saw is always earlier by the logical clock, and
    so there is always a head, whatever a broken device may claim.
    """
    every = list(changes)
    last_named: dict[str, tuple[str, str, str]] = {}
    for change in every:
        for base in change.base:
            last_named[base] = max(change.rank, last_named.get(base, change.rank))
    standing = [change for change in every if last_named.get(change.id, change.rank) <= change.rank]
    return sorted(standing, key=lambda change: change.rank, reverse=True)


def encode_value(value: Any) -> str:
    """Return ``value`` as the JSON text kept in the log.

    Raises:
        TypeError: ``value`` is nothing JSON has.
        ValueError: ``value`` is not a number anybody can read back (NaN, infinity).
    """
    return encode_basestring_ascii(value) if type(value) is str else _TO_JSON.encode(value)


def is_whole(change: Change) -> bool:
    """Tell whether a change from elsewhere is well formed: plain ids, a reading of the clock, a shallow value."""
    texts = (change.id, change.entity, change.entity_id, change.field, change.device_id, *change.base)
    try:
        plain = "".join((*texts, change.person_id, change.worker_id, change.clock)).isascii()
    except TypeError:
        return False
    return plain and all(texts) and is_reading(change.clock) and is_shallow(change.value)


def is_shallow(value: Any, depth: int = _DEEPEST) -> bool:
    """Tell whether lists and objects in ``value`` are nested no deeper than ``depth``."""
    if isinstance(value, str):
        return depth >= 0
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return depth >= 0 and all(is_shallow(one, depth - 1) for one in inner)
