"""The change log: the vault's one truth. Changes are only ever added, here and by other devices."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from conversation_kit.errors import BadInputError
from conversation_kit.model.changes import Change, Slot, encode_value, is_whole
from conversation_kit.model.clock import START, next_reading
from conversation_kit.model.ids import new_id
from conversation_kit.vault.store import Store
from conversation_kit.vault.stubs import erased_ids, refuse_erased

_COLUMNS = "id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base"
SEQ_FLOOR = "seq"
"""Names the local value under which no seq is given again, once an erasure took the last ones away."""
_INSERT = (
    f"INSERT INTO changes (seq, {_COLUMNS}) VALUES (1 + max("  # noqa: S608
    "(SELECT coalesce(max(seq), 0) FROM changes), "
    f"(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM local WHERE name = '{SEQ_FLOOR}')), ?,?,?,?,?,?,?,?,?,?)"
)


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change about to be written here; ``value`` is JSON text."""

    person_id: str
    entity: str
    entity_id: str
    field: str
    value: str
    base: tuple[str, ...]

    @property
    def slot(self) -> Slot:
        """The field of the record it is about."""
        return self.entity, self.entity_id, self.field


class Log:
    """The log in the vault's file.

    Args:
        store: The vault's file.
        device_id: This device.
        wall: Milliseconds since 1970 by the wall clock, right or wrong.
    """

    def __init__(self, store: Store, device_id: str, wall: Callable[[], int]) -> None:
        self._store = store
        self._device_id = device_id
        self._wall = wall

    def append(self, changes: Sequence[NewChange], worker_id: str) -> list[str]:
        """Write changes made here and return their ids; belongs into a transaction.

        Raises:
            RefusedError: One of them is about somebody who was erased.
            StorageError: The disk refused.
        """
        refuse_erased(self._store, (change.person_id for change in changes))
        reading = self.latest_reading()
        rows, ids = [], []
        for change in changes:
            reading = next_reading(reading, self._wall())
            ids.append(new_id())
            rows.append(
                (
                    ids[-1],
                    change.person_id,
                    change.entity,
                    change.entity_id,
                    change.field,
                    change.value,
                    worker_id,
                    self._device_id,
                    reading,
                    json.dumps(change.base),
                )
            )
        self._store.write_many(_INSERT, rows)
        return ids

    def receive(self, changes: Iterable[Change]) -> list[Change]:
        """Take in changes of other devices and return those that were new; belongs into a transaction.

        In any order and as often as they come: what is here already is passed over, and so is whatever is about
        somebody who was erased.

        Raises:
            BadInputError: A change is not well formed, or contradicts the one of the same id that is here.
            StorageError: The disk refused.
        """
        new, refused = self.receive_some(changes)
        if refused:
            raise refused[0][1]
        return new

    def receive_some(
        self, changes: Iterable[Change]
    ) -> tuple[list[Change], list[tuple[Change, BadInputError]]]:
        """As ``receive``, but return those that cannot be taken in, each with the reason, and take in the others.

        Raises:
            StorageError: The disk refused.
        """
        new, refused = [], []
        erased = erased_ids(self._store)
        for change in changes:
            if not erased.isdisjoint((change.person_id, change.entity_id)):
                continue
            try:
                if self._receive_one(change):
                    new.append(change)
            except BadInputError as error:
                refused.append((change, error))
        return new, refused

    def _receive_one(self, change: Change) -> bool:
        row = _row(change)
        if self._store.write(f"{_INSERT} ON CONFLICT (id) DO NOTHING", row):
            self._store.write("INSERT INTO received (seq) VALUES (last_insert_rowid())")
            return True
        if self._store.read(f"SELECT {_COLUMNS} FROM changes WHERE id = ?", (change.id,)) != [row]:  # noqa: S608
            raise BadInputError(
                f"Two different changes carry the same id ({change.id}), so the one that came was not taken in. What "
                "was here before is kept. Tell whoever looks after the hub."
            )
        return False

    def latest_reading(self) -> str:
        """Return the latest clock reading in the log, one's own or received."""
        return str(self._store.read("SELECT coalesce(max(clock), ?) FROM changes", (START,))[0][0])

    def of_slot(self, slot: Slot) -> list[Change]:
        """Return all changes of a slot, in the order of the clock."""
        rows = self._store.read(
            f"SELECT {_COLUMNS} FROM changes WHERE entity = ? AND entity_id = ? AND field = ?",  # noqa: S608
            slot,
        )
        return sorted((_change(row) for row in rows), key=lambda change: change.rank)

    def of_record(self, entity: str, entity_id: str) -> list[Change]:
        """Return all changes of one record, field by field, each field's in the order of the clock."""
        rows = self._store.read(
            f"SELECT {_COLUMNS} FROM changes WHERE entity = ? AND entity_id = ?",  # noqa: S608
            (entity, entity_id),
        )
        return sorted((_change(row) for row in rows), key=lambda change: (change.field, change.rank))

    def slots(self) -> Iterator[tuple[Slot, list[Change]]]:
        """Yield every slot with its changes, in the order of the slots."""
        rows = self._store.stream(f"SELECT {_COLUMNS} FROM changes ORDER BY entity, entity_id, field")  # noqa: S608
        for slot, changes in groupby((_change(row) for row in rows), key=lambda change: change.slot):
            yield slot, list(changes)

    def since(self, seq: int, limit: int) -> tuple[list[Change], int]:
        """Return up to ``limit`` changes that arrived here after ``seq``, and the seq of the last of them."""
        numbered = self._numbered("seq > ?", seq, limit)
        return [change for _, change in numbered], (numbered[-1][0] if numbered else seq)

    def written_since(self, seq: int, limit: int) -> list[tuple[int, Change]]:
        """Return up to ``limit`` changes that were written here after ``seq``, each with its seq; none that came in."""
        return self._numbered("seq > ? AND seq NOT IN (SELECT seq FROM received)", seq, limit)

    def of_ids(self, ids: Sequence[str]) -> list[Change]:
        """Return those of the changes with these ids that are here."""
        return [change for one in ids for _, change in self._numbered("id = ?", one, 1)]

    def _numbered(self, where: str, value: int | str, limit: int) -> list[tuple[int, Change]]:
        rows = self._store.read(
            f"SELECT {_COLUMNS}, seq FROM changes WHERE {where} ORDER BY seq LIMIT ?",  # noqa: S608
            (value, limit),
        )
        return [(int(row[-1]), _change(row[:-1])) for row in rows]


def _change(row: tuple[Any, ...]) -> Change:
    change_id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base = row
    return Change(
        id=change_id,
        person_id=person_id,
        entity=entity,
        entity_id=entity_id,
        field=field,
        value=json.loads(value),
        worker_id=worker_id,
        device_id=device_id,
        clock=clock,
        base=tuple(json.loads(base)),
    )


def _row(change: Change) -> tuple[str, ...]:
    """Return a received change as the log keeps it.

    Raises:
        BadInputError: It is not well formed.
    """
    if not is_whole(change):
        raise BadInputError(
            "A change from another device is not well formed, so it was not taken in. What "
            "was here before is kept. Tell whoever looks after the hub."
        )
    try:
        value = encode_value(change.value)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInputError(
            f"A change from another device ({change.id}) holds something that cannot be kept, so it was "
            "not taken in. What was here before is kept. Tell whoever looks after the hub."
        ) from error
    return (
        change.id,
        change.person_id,
        change.entity,
        change.entity_id,
        change.field,
        value,
        change.worker_id,
        change.device_id,
        change.clock,
        json.dumps(change.base),
    )
