"""Writing what was pushed: the changes that were taken, the records they bring, and what follows from them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from conversation_kit.hub import audit, permitting
from conversation_kit.hub.database import WORKER, Connection, MovedError, together
from conversation_kit.hub.door import Me
from conversation_kit.hub.judging import Judged, SetAside, same
from conversation_kit.hub.judging_anew import by_item, hangs_on_it, judge_anew, parents_alone
from conversation_kit.hub.permitting import Item
from conversation_kit.model.changes import Change, encode_value

# Lists of ids and columns of changes go over as one text each, a line an id: the driver makes an array of five hundred
# texts more slowly than PostgreSQL takes them in. No id, name or JSON text of the log has a line end in it.

# The counter is taken, and everything written, in one statement, which does not wait for the disk: the tenant's other
# writers wait as short as can be. It is asked for with what it says first, so that the walls go by that.
# Nothing is written when ``guard`` moved: then what was judged by may hold no more. What is here under its id already
# is an error the first time: looking for it costs a fifth of the writing, and hardly ever finds anything.
_WRITE = """
WITH said AS MATERIALIZED (
    SELECT set_config('kit.tenant', $1, true), set_config('kit.worker', $4, true), set_config('kit.device', $5, true),
        set_config('synchronous_commit', 'off', true)
), c AS (
    UPDATE counter SET seq = seq + $2{moved} WHERE tenant_id = $1 AND guard = $3{unmoved} RETURNING seq - $2 AS before
), i AS (
    INSERT INTO item (tenant_id, item_id, person_id, owner_id, note_id, connection_id, asked, audiences, until,
        withdrawn, taken_out, ranks)
    SELECT $1, u.item_id, coalesce(u.person_id, ''), $4, u.known->>'note_id', u.known->>'connection_id',
        coalesce((u.known->>'asked')::boolean, false),
        CASE WHEN u.known IS NULL THEN '{{}}' ELSE ARRAY(SELECT json_array_elements_text(u.known->'audiences')) END,
        (u.known->>'until')::date, coalesce((u.known->>'withdrawn')::boolean, false),
        coalesce((u.known->>'taken_out')::boolean, false), coalesce(u.known->>'ranks', '{{}}')
    FROM c, unnest(string_to_array($6, chr(10)), string_to_array($7, chr(10)),
        string_to_array($8, chr(10), '')::json[]) AS u (item_id, person_id, known)
), w AS (
    INSERT INTO change (tenant_id, seq, id, person_id, entity, entity_id, field, value, worker_id, device_id,
        clock, base, author_id, pushed_by)
    SELECT $1, c.before + u.n, u.id, coalesce(u.person_id, ''), u.entity, u.entity_id, u.field, u.value,
        coalesce(u.worker_id, ''), u.device_id, u.clock, coalesce(string_to_array(u.base, chr(31)), '{{}}'), $4, $5
    FROM c, unnest(string_to_array($9, chr(10)), string_to_array($10, chr(10)), string_to_array($11, chr(10)),
        string_to_array($12, chr(10)), string_to_array($13, chr(10)), string_to_array($14, chr(10)),
        string_to_array($15, chr(10)), string_to_array($16, chr(10)), string_to_array($17, chr(10)),
        string_to_array($18, chr(10))) WITH ORDINALITY
        AS u (id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base, n)
    {returning}
){older}
SELECT (SELECT before FROM c) IS NOT NULL AS taken, {written} AS written FROM said
"""
_NOTHING_MORE = {"moved": "", "unmoved": "", "returning": "", "older": "", "written": "NULL::text"}
_MOVED = {**_NOTHING_MORE, "moved": ", records = records + 1"}
_WRITE_NEW = _WRITE.format(**_NOTHING_MORE)
_WRITE_AND_GO_ON = _WRITE.format(**_MOVED)
_WRITE_MISSING = _WRITE.format(
    **{
        **_MOVED,
        "returning": "ON CONFLICT (tenant_id, id) DO NOTHING RETURNING id",
        "written": "(SELECT string_agg(id, chr(10)) FROM w)",
    }
)
# What stands of older records was read before the counter was taken: it still holds where no other push altered any.
# Their ids are given once more as a list, without which PostgreSQL would look through the tenant's records for them.
_WRITE_ON_OLDER = _WRITE.format(
    **{
        **_MOVED,
        "unmoved": " AND records = $19",
        "older": """, o AS (
    UPDATE item SET note_id = u.note_id, connection_id = u.connection_id, ranks = u.ranks, ended = false
    FROM c, json_to_recordset($20::json) AS u (item_id text, note_id text, connection_id text, ranks text)
    WHERE item.tenant_id = $1 AND item.item_id = ANY (string_to_array($21, chr(10))) AND item.item_id = u.item_id
)""",
    }
)
_HERE = """
SELECT id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base FROM change
WHERE tenant_id = $1 AND id = ANY ($2)
"""
_BEGIN_WITH = """
WITH p AS (
    INSERT INTO person (tenant_id, person_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING RETURNING person_id
)
INSERT INTO access (tenant_id, grantee, person_id, kind, granted_by) SELECT $1, $3, p.person_id, $4, $5 FROM p
RETURNING person_id
"""
_BETWEEN_BASES = "\x1f"
_VALUE = Change._fields.index("value")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a push is written on, as it stood when it was judged.

    Attributes:
        guard: The tenant's, which has to be the same when it is written.
        records: That of its older records, the same where what stands of them was gone by.
        older: The records here that the push bears on, by id: their parents and ranks alone.
        plain: Ids of the records here, of all that the push speaks of, that have no permission of their own.
    """

    guard: int
    records: int
    older: Mapping[str, Item]
    plain: Collection[str]


async def write(
    connection: Connection, me: Me, judged: Judged, standing: Standing, *, again: bool
) -> list[str]:
    """Write what was taken, and what follows from it. Returns the ids that are at the hub now.

    Args:
        connection: Out of a transaction, or in one that holds the counter where it was tried before.
        me: Whose push it is.
        judged: What was taken of it; what proves to be something else than is here is set aside in it.
        standing: What it was judged by.
        again: Whether it was tried before.

    Raises:
        MovedError: What it was judged by moved, or it is here already.
    """
    first: dict[str, Change] = {}
    for change in judged.taken:
        first.setdefault(change.id, change)
    taken = list(first.values())
    bearing = [change for change in taken if permitting.bears_on(change)]
    who = (me.worker_id, me.device_id)
    values: tuple[object, ...] = (
        *(len(taken), standing.guard, *who),
        *_new_records(judged, bearing),
        *_columns(taken),
    )
    in_turn = bool(judged.new_people) or len(taken) < len(judged.taken)  # there is more to do than to write
    hanging = hangs_on_it(judged, bearing)
    one_does_it = not (in_turn or hanging)
    statement = _WRITE_MISSING if again else _WRITE_AND_GO_ON if hanging else _WRITE_NEW
    if hanging and not (again or in_turn):
        older = parents_alone(judged, bearing, standing.older, standing.plain)
        if older is not None:
            statement, one_does_it, bearing = _WRITE_ON_OLDER, True, []
            told = _text([_as_parents(item) for item in older])
            values = (*values, standing.records, told, "\n".join(item.item_id for item in older))
    async with nullcontext() if one_does_it else together(connection, WORKER, me.tenant_id, flush=False):
        try:
            written = await connection.fetchrow(statement, me.tenant_id, *values)
        except asyncpg.UniqueViolationError as error:
            raise MovedError from error
        if not (written and written["taken"]):
            raise MovedError
        if judged.new_people:
            await _begin_with(connection, me, sorted(judged.new_people))
        new = set((written["written"] or "").split("\n")) if again else set(first)
        if bearing:
            await judge_anew(connection, me, judged, bearing, new)
        await _compare(connection, me, judged, new)
    refused = {one.id for one in judged.set_aside}
    return [change.id for change in taken if change.id not in refused]


def _new_records(judged: Judged, bearing: Iterable[Change]) -> tuple[str, str, str]:
    """Return the records that a push brings, as ``_WRITE`` takes them: ids, people, what changes make of some."""
    bearing_on = by_item(bearing)
    known = [
        json.dumps(_as_json(permitting.after(Item(item_id, person_id), bearing_on[item_id])))
        if item_id in bearing_on
        else ""
        for item_id, person_id in judged.new_items.items()
    ]
    return "\n".join(judged.new_items), "\n".join(judged.new_items.values()), "\n".join(known)


async def _begin_with(connection: Connection, me: Me, people: Sequence[str]) -> None:
    """Whoever first brings a person works with them."""
    grantee, kind = (me.team, "team") if me.team else (me.worker_id, "worker")
    begun = await connection.fetch(_BEGIN_WITH, me.tenant_id, people, grantee, kind, me.worker_id)
    if len(begun) != len(people):
        raise MovedError
    began = [("began", {"person": person, kind: grantee, "device": me.device_id}) for person in people]
    await audit.note_all(connection, me.tenant_id, me.worker_id, began)


async def _compare(connection: Connection, me: Me, judged: Judged, new: set[str]) -> None:
    """Set aside what is here under its id already, and is something else."""
    first = {change.id: change for change in reversed(judged.taken)}
    again = [change for change in judged.taken if change.id not in new or first[change.id] is not change]
    if not again:
        return
    ids = list({change.id for change in again})
    here = {row["id"]: row for row in await connection.fetch(_HERE, me.tenant_id, ids)}
    judged.set_aside.extend(
        SetAside(change.id, "contradicts")
        for change in again
        if change.id not in here or not same(change, here[change.id])
    )


def _columns(changes: Sequence[Change]) -> Iterable[str]:
    """Return changes as ``_WRITE`` takes them, a text for each column; a change is the tuple of a row of them."""
    *names, worker_ids, device_ids, clocks, bases = zip(*changes, strict=True)
    names[_VALUE] = tuple(map(encode_value, names[_VALUE]))
    return map("\n".join, (*names, worker_ids, device_ids, clocks, map(_BETWEEN_BASES.join, bases)))


def _text(value: object) -> str:
    """Return JSON of ids and readings of the clock alone; whatever else laptops wrote may be no UTF-8."""
    return orjson.dumps(value).decode()


def _as_parents(item: Item) -> dict[str, Any]:
    """Return what an older record depends on as ``_WRITE_ON_OLDER`` takes it."""
    parents = {"note_id": item.note_id, "connection_id": item.connection_id}
    return {"item_id": item.item_id, **parents, "ranks": _text(item.ranks or {})}


def _as_json(item: Item) -> dict[str, Any]:
    """Return what is known of a new record as ``_WRITE`` takes it."""
    return {
        "note_id": item.note_id,
        "connection_id": item.connection_id,
        "asked": item.asked,
        "audiences": item.audiences,
        "until": item.until and item.until.isoformat(),
        "withdrawn": item.withdrawn,
        "taken_out": item.taken_out,
        "ranks": _text(item.ranks or {}),
    }
