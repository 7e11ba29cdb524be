"""Keeping a record: which of its fields became something else, and what the worker had seen of them."""

import json
from collections.abc import Mapping

from conversation_kit.vault.codec import Record, as_read, encode
from conversation_kit.vault.local import get_local, set_local
from conversation_kit.vault.log import Log, NewChange
from conversation_kit.vault.projection import Projection, Standing
from conversation_kit.vault.store import Store

_ME = "worker"


class Keeping:
    """Writes changes and keeps the projection in step; every method belongs into a transaction.

    Args:
        store: The vault's file.
        log: Where changes go.
        projection: What stands.
    """

    def __init__(self, store: Store, log: Log, projection: Projection) -> None:
        self._store = store
        self._log = log
        self._projection = projection

    @property
    def worker_id(self) -> str | None:
        """Who records on this laptop, or None before the first run is over."""
        return get_local(self._store, _ME)

    def set_worker(self, worker_id: str) -> None:
        """Set who records on this laptop."""
        set_local(self._store, _ME, worker_id)

    def keep(self, record: Record, seen: Mapping[str, tuple[str, ...]] | None) -> tuple[str, ...]:
        """Write a change for each field that differs from what stands, and return the changes' ids.

        With ``seen``, a field that is as it was shown is left alone, and one that is not gets what was seen
        as its base, so that what arrived meanwhile stands beside it.
        """
        standing = {row.field: row for row in self._projection.record(record.entity, record.id)}
        changes, alone = [], []
        for field, text in encode(record).items():
            row = standing.get(field)
            if row is not None and row.value == text:  # nearly all: not even read
                continue
            if text == as_read(type(record), field, row.value if row else None):
                continue
            base = row.heads if row else ()
            if seen is not None and seen.get(field, base) != base:
                base = seen[field]
                if text == as_read(type(record), field, self._as_shown(record, field, base)):
                    continue
            changes.append(_change(record, field, text, base))
            alone.append(row is None or set(base).issuperset(row.heads))
        return self._append(changes, alone)

    def settle(self, record: Record, field: str, seen: tuple[str, ...]) -> str:
        """Write the record's ``field`` as what stands for all that was ``seen``; return the change's id."""
        return self._append([_change(record, field, encode(record)[field], seen)], [False])[0]

    def _append(self, changes: list[NewChange], alone: list[bool]) -> tuple[str, ...]:
        """Write changes and what stands now, ``alone`` where it takes the place of all that stood."""
        if not changes:
            return ()
        ids = self._log.append(changes, self.worker_id or "")
        for change, change_id, replaces_all in zip(changes, ids, alone, strict=True):
            if replaces_all:  # it is later than every other: no need to read the slot's history
                self._projection.put(_standing(change, change_id))
            else:
                self._projection.refresh([change.slot])
        return tuple(ids)

    def _as_shown(self, record: Record, field: str, seen: tuple[str, ...]) -> str | None:
        """Return the JSON text of the version that won among those that were shown."""
        history = self._log.of_slot((record.entity, record.id, field))
        shown = [change for change in history if change.id in seen]
        return shown[-1].text if shown else None


def _change(record: Record, field: str, text: str, base: tuple[str, ...]) -> NewChange:
    return NewChange(record.person_id, record.entity, record.id, field, text, tuple(base))


def _standing(change: NewChange, change_id: str) -> Standing:
    """Return what stands in a slot once a change took the place of everything there."""
    return Standing(
        person_id=change.person_id,
        entity=change.entity,
        entity_id=change.entity_id,
        field=change.field,
        value=change.value,
        heads_text=json.dumps([change_id]),
        conflicted=0,
    )
