"""What stands, read from the log: one row a field. Can be thrown away and rebuilt at any time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from conversation_kit.model.changes import Change, Slot, heads
from conversation_kit.vault.log import Log
from conversation_kit.vault.searching import SearchIndex
from conversation_kit.vault.store import Store

_COLUMNS = "person_id, entity, entity_id, field, value, heads, conflicted"
# One row a record: SQLite puts the fields together far quicker than thousands of rows can be handed over.
_TOLD = (
    "SELECT entity, entity_id, CASE WHEN min(person_id) = max(person_id) THEN min(person_id) END, "
    "group_concat(json_quote(field) || ':' || value) FROM field"
)
_PUT = f"INSERT OR REPLACE INTO field ({_COLUMNS}) VALUES (?,?,?,?,?,?,?)"  # noqa: S608
_AT_ONCE = 500  # ids in one query


class Standing(NamedTuple):
    """What stands in one slot, as the table has it.

    Attributes:
        value: JSON text.
        heads_text: JSON list of the heads' ids, the winner first; ``heads`` reads it.
        conflicted: 1 when the heads do not say the same, else 0.
    """

    person_id: str
    entity: str
    entity_id: str
    field: str
    value: str
    heads_text: str
    conflicted: int

    @property
    def heads(self) -> tuple[str, ...]:
        """The ids of the changes that stand, the winner first."""
        return tuple(json.loads(self.heads_text))


class Told(NamedTuple):
    """What stands of one record, its fields together.

    Attributes:
        values: The inside of a JSON object, by field; ``"name":"Ada","area":"Leigh"``.
        person_id: The person it is about, or None when its fields are claimed for more than one.
    """

    entity: str
    entity_id: str
    person_id: str | None
    values: str


def standing_of(changes: Iterable[Change]) -> Standing:
    """Return what stands after all ``changes`` of one slot. A conflict is heads that do not say the same."""
    top = heads(changes)
    winner, values = top[0], [head.text for head in top]
    return Standing(
        person_id=winner.person_id,
        entity=winner.entity,
        entity_id=winner.entity_id,
        field=winner.field,
        value=values[0],
        heads_text=json.dumps([head.id for head in top]),
        conflicted=int(len(set(values)) > 1),
    )


class Projection:
    """The table ``field``: what stands in every slot; the search index follows a little behind.

    Args:
        store: The vault's file.
        log: The truth it is read from.
    """

    def __init__(self, store: Store, log: Log) -> None:
        self._store = store
        self._log = log
        self.index = SearchIndex(store)

    def refresh(self, slots: Iterable[Slot]) -> None:
        """Work out ``slots`` anew; belongs into the transaction that changed them."""
        for slot in sorted(set(slots)):
            self.put(standing_of(self._log.of_slot(slot)))

    def put(self, now: Standing) -> None:
        """Put what stands in one slot in the place of what stood; belongs into the transaction that changed it."""
        # In place where it stands: the index by slot, which holds none of these, is left alone.
        in_place = self._store.write(
            "UPDATE field SET value = ?, heads = ?, conflicted = ?"
            " WHERE person_id = ? AND entity = ? AND entity_id = ? AND field = ?",
            (now.value, now.heads_text, now.conflicted, now.person_id, now.entity, now.entity_id, now.field),
        )
        if not in_place:
            self._store.write(_PUT, now)

    def work_out(self, slots: Iterable[Slot]) -> None:
        """Work out ``slots`` anew of which changes were removed, all of them perhaps; belongs into the transaction.

        A broken device may have claimed one record for two people: the other keeps theirs.
        """
        removed = sorted(set(slots))
        for slot in removed:
            self._store.write("DELETE FROM field WHERE entity = ? AND entity_id = ? AND field = ?", slot)
            if left := self._log.of_slot(slot):
                self.put(standing_of(left))
        self.index.refresh((entity, entity_id) for entity, entity_id, _field in removed)

    def rebuild(self) -> None:
        """Throw everything away and work it out anew; belongs into a transaction."""
        self._store.write("DELETE FROM field")
        self._store.write_many(_PUT, (standing_of(changes) for _slot, changes in self._log.slots()))
        self.index.rebuild()

    def record(self, entity: str, entity_id: str) -> list[Standing]:
        """Return the fields of one record."""
        return self._select("WHERE entity = ? AND entity_id = ? ORDER BY field", entity, entity_id)

    def told_of_kind(self, entity: str) -> list[Told]:
        """Return all records of a kind, oldest first."""
        return self._told("WHERE entity = ?", entity)

    def told_of_person(self, person_id: str, entity: str | None = None) -> list[Told]:
        """Return all records of a person (of one kind), by kind, oldest first."""
        if entity is None:
            return self._told("WHERE person_id = ?", person_id)
        return self._told("WHERE person_id = ? AND entity = ?", person_id, entity)

    def told(self, entity: str, entity_ids: Sequence[str]) -> list[Told]:
        """Return these records of a kind, oldest first."""
        ids = sorted(entity_ids)
        return [
            one
            for start in range(0, len(ids), _AT_ONCE)
            for some in [ids[start : start + _AT_ONCE]]
            for one in self._told(
                f"WHERE entity = ? AND entity_id IN ({','.join('?' * len(some))})", entity, *some
            )
        ]

    def newest(self, entity: str) -> dict[str, str]:
        """Return, by person, the id of the newest record of a kind; for those who stand as a person only."""
        rows = self._store.read(
            "SELECT who.entity_id, (SELECT max(entity_id) FROM field WHERE person_id = who.entity_id AND entity = ?) "
            "FROM (SELECT DISTINCT entity_id FROM field WHERE entity = 'person') AS who",
            (entity,),
        )
        return {person_id: newest for person_id, newest in rows if newest is not None}

    def ids_saying(self, entity: str, field: str) -> list[str]:
        """Return the ids of the records of a kind of which something was ever said in ``field``."""
        rows = self._store.read(
            "SELECT entity_id FROM field WHERE entity = ? AND field = ? ORDER BY entity_id", (entity, field)
        )
        return [entity_id for (entity_id,) in rows]

    def ids_not(self, entity: str, fields: Sequence[str]) -> list[str]:
        """Return the ids of the records of a kind of which none of ``fields`` stands as true."""
        marks = ",".join("?" * len(fields))
        rows = self._store.read(
            "SELECT DISTINCT entity_id FROM field WHERE entity = ? EXCEPT "  # noqa: S608 - question marks only
            f"SELECT entity_id FROM field WHERE entity = ? AND field IN ({marks}) AND value = 'true'",
            (entity, entity, *fields),
        )
        return [entity_id for (entity_id,) in rows]

    def every(self) -> Iterator[Standing]:
        """Yield every row in the order of the slots."""
        rows = self._store.stream(f"SELECT {_COLUMNS} FROM field ORDER BY entity, entity_id, field")  # noqa: S608
        return map(Standing._make, rows)

    def conflicted(self) -> list[Standing]:
        """Return the fields of which several versions stand side by side."""
        # Left to itself, SQLite reads every field in an order that needs no sorting: a second on a large vault.
        return self._select(
            "INDEXED BY field_conflicted WHERE conflicted = 1 ORDER BY entity, entity_id, field"
        )

    def _select(self, rest: str, *values: str) -> list[Standing]:
        # ``rest`` is one of the texts above; no value is ever put into the SQL itself.
        rows = self._store.read(f"SELECT {_COLUMNS} FROM field {rest}", values)  # noqa: S608
        return list(map(Standing._make, rows))

    def _told(self, rest: str, *values: str) -> list[Told]:
        rows = self._store.read(
            f"{_TOLD} {rest} GROUP BY entity, entity_id ORDER BY entity, entity_id", values
        )
        return list(map(Told._make, rows))
