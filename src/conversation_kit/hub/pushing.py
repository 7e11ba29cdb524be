"""Taking in what a laptop pushes: one transaction, each row taken or set aside, the same again harmless."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from conversation_kit.hub import audit, numbers, permitting
from conversation_kit.hub.database import Connection, MovedError
from conversation_kit.hub.door import Me
from conversation_kit.hub.judging import Judged, Known, SetAside, items_in, judge, read_rows, same
from conversation_kit.hub.permitting import Item
from conversation_kit.model.changes import Change

_KNOWN = """
SELECT (SELECT guard FROM counter WHERE tenant_id = $1) AS guard,
    ARRAY(SELECT person_id FROM erased WHERE tenant_id = $1 AND person_id = ANY ($2::text[] || $3::text[])) AS erased,
    ARRAY(SELECT person_id FROM person WHERE tenant_id = $1 AND person_id = ANY ($2)) AS people,
    ARRAY(SELECT person_id FROM access WHERE tenant_id = $1 AND grantee = ANY ($5) AND person_id = ANY ($2)) AS mine,
    (SELECT json_object_agg(item_id, json_build_array(person_id, owner_id)) FROM item
        WHERE tenant_id = $1 AND item_id = ANY ($3)) AS items,
    ARRAY(SELECT device_id FROM device WHERE tenant_id = $1 AND device_id = ANY ($4)
        AND worker_id <> $6) AS others_devices,
    ARRAY(SELECT worker_id FROM worker WHERE tenant_id = $1 AND worker_id = ANY ($7) AND worker_id <> $6) AS others
"""
# The counter is taken, and everything written, in one statement: the tenant's other writers wait as short as can be.
# Nothing is written when ``guard`` moved: then what was judged by may hold no more.
_WRITE = """
WITH c AS (
    UPDATE counter SET seq = seq + $2, guard = guard + $3 WHERE tenant_id = $1
        AND guard = $4 RETURNING seq - $2 AS before
), i AS (
    INSERT INTO item (tenant_id, item_id, person_id, owner_id)
    SELECT $1, u.item_id, u.person_id, $5 FROM c, unnest($7::text[], $8::text[]) AS u (item_id, person_id)
    ON CONFLICT DO NOTHING RETURNING true
), w AS (
    INSERT INTO change (tenant_id, seq, id, person_id, entity, entity_id, field, value, worker_id, device_id,
        clock, base,
        author_id, pushed_by)
    SELECT $1, c.before + u.n, u.id, u.person_id, u.entity, u.entity_id, u.field, u.value, u.worker_id,
        u.device_id, u.clock,
        CASE u.base WHEN '' THEN '{}' ELSE string_to_array(u.base, chr(10)) END, $5, $6
    FROM c, unnest($9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
        $16::text[],
        $17::text[], $18::text[]) WITH ORDINALITY
        AS u (id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base, n)
    ON CONFLICT (tenant_id, id) DO NOTHING RETURNING id
)
SELECT (SELECT before FROM c) AS before, (SELECT count(*) FROM i) AS items, ARRAY(SELECT id FROM w) AS written
"""
_HERE = """
SELECT id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base FROM change
WHERE tenant_id = $1 AND id = ANY ($2)
"""
_BEGIN_WITH = """
WITH p AS (INSERT INTO person (tenant_id, person_id) SELECT $1, unnest($2::text[]) RETURNING person_id)
INSERT INTO access (tenant_id, grantee, person_id, kind, granted_by) SELECT $1, $3, p.person_id, $4, $5 FROM p
"""
_ITEMS = """
SELECT item_id, person_id, note_id, connection_id, asked, audiences, until, withdrawn, taken_out, ranks FROM item
WHERE tenant_id = $1 AND item_id = ANY ($2)
"""
_ITEM = """
UPDATE item SET note_id = $3, connection_id = $4, asked = $5, audiences = $6, until = $7, withdrawn = $8,
    taken_out = $9,
    ranks = $10, ended = false WHERE tenant_id = $1 AND item_id = $2
"""


async def push(connection: Connection, me: Me, rows: Iterable[object]) -> dict[str, Any]:
    """Take in rows, and return the answer; belongs into a transaction that ``door.enter`` began.

    Raises:
        MovedError: Others changed what this was judged by; the transaction has to be done again.
    """
    changes, unread = read_rows(rows)
    known, guard = await _known(connection, me, changes)
    judged = judge(changes, known, me.worker_id)
    judged.set_aside[:0] = unread
    accepted = await _write(connection, me, judged, guard) if judged.taken else []
    return {
        "accepted": accepted,
        "set_aside": [one.told() for one in judged.set_aside],
        "erased": sorted(judged.erased),
    }


async def _known(connection: Connection, me: Me, changes: Sequence[Change]) -> tuple[Known, int]:
    """Return what is known of all that a push speaks of, and the guard it was read under."""
    row = await connection.fetchrow(
        _KNOWN,
        me.tenant_id,
        list({change.person_id for change in changes}),
        list({item for change in changes for item in items_in(change)}),
        list({change.device_id for change in changes} - {me.device_id}),
        me.grantees,
        me.worker_id,
        list({name for change in changes for name in (change.worker_id, change.entity_id)} - {me.worker_id}),
    )
    if row is None:
        raise MovedError
    items = {item: (person, owner) for item, (person, owner) in json.loads(row["items"] or "{}").items()}
    people, mine = set(row["people"]), set(row["mine"])
    known = Known(set(row["erased"]), people, mine, items, row["others_devices"], row["others"])
    return known, row["guard"]


async def _write(connection: Connection, me: Me, judged: Judged, guard: int) -> list[str]:
    """Write what was taken, and what follows from it. Returns the ids that are at the hub now."""
    bearing = [change for change in judged.taken if permitting.bears_on(change)]
    unsettled = bool(bearing or judged.new_people)
    columns = zip(*(_columns(change) for change in judged.taken), strict=True)
    written = await connection.fetchrow(
        _WRITE,
        me.tenant_id,
        len(judged.taken),
        int(unsettled),
        guard,
        me.worker_id,
        me.device_id,
        list(judged.new_items),
        list(judged.new_items.values()),
        *map(list, columns),
    )
    if written is None or written["before"] is None or written["items"] != len(judged.new_items):
        raise MovedError
    if judged.new_people:
        await _begin_with(connection, me, sorted(judged.new_people))
    new = set(written["written"])
    if bearing:
        await _judge_anew(connection, me, [change for change in bearing if change.id in new])
    await _compare(connection, me, judged, new)
    refused = {one.id for one in judged.set_aside}
    return [change_id for change_id in dict.fromkeys(c.id for c in judged.taken) if change_id not in refused]


async def _begin_with(connection: Connection, me: Me, people: Sequence[str]) -> None:
    """Whoever first brings a person works with them."""
    grantee, kind = (me.team, "team") if me.team else (me.worker_id, "worker")
    await connection.execute(_BEGIN_WITH, me.tenant_id, people, grantee, kind, me.worker_id)
    began = [("began", {"person": person, kind: grantee, "device": me.device_id}) for person in people]
    await audit.note_all(connection, me.tenant_id, me.worker_id, began)


async def _judge_anew(connection: Connection, me: Me, changes: Iterable[Change]) -> None:
    """Keep what permissions and parents say now, and tell the laptops that may have to let go of something."""
    by_item: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_item[change.entity_id].append(change)
    rows = await connection.fetch(_ITEMS, me.tenant_id, list(by_item))
    made: list[Item] = []
    reshared: set[str] = set()
    asked: set[str] = set()
    for row in rows:
        item = _item(row)
        now = permitting.after(item, by_item[item.item_id])
        made.append(now)
        if now.person_id and now.judged_by != item.judged_by:
            reshared.add(now.person_id)
        if now.person_id and any(change.entity == "permission" for change in by_item[item.item_id]):
            asked.add(now.person_id)
    await connection.executemany(_ITEM, [(me.tenant_id, *_told(item)) for item in made])
    if asked:
        await connection.execute(
            "UPDATE person SET asked = true WHERE tenant_id = $1 AND person_id = ANY ($2) AND NOT asked",
            me.tenant_id,
            sorted(asked),
        )
    for person_id in sorted(reshared):
        if await _is_asked(connection, me, person_id):
            workers = await numbers.workers_of(connection, me.tenant_id, person_id)
            await numbers.tell(connection, me.tenant_id, "reshared", person_id, workers)


async def _is_asked(connection: Connection, me: Me, person_id: str) -> bool:
    """Whether any permission was ever recorded for a person: as long as not, nothing hides."""
    return bool(
        await connection.fetchval(
            "SELECT asked FROM person WHERE tenant_id = $1 AND person_id = $2", me.tenant_id, person_id
        )
    )


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


def _columns(change: Change) -> tuple[str, ...]:
    return (
        change.id,
        change.person_id,
        change.entity,
        change.entity_id,
        change.field,
        change.text,
        change.worker_id,
        change.device_id,
        change.clock,
        "\n".join(change.base),
    )


def _item(row: Any) -> Item:
    ranks = {field: tuple(rank) for field, rank in json.loads(row["ranks"]).items()}
    parts = {
        name: row[name] for name in ("item_id", "person_id", "note_id", "connection_id", "asked", "until")
    }
    return Item(
        **parts,
        audiences=tuple(row["audiences"]),
        withdrawn=row["withdrawn"],
        taken_out=row["taken_out"],
        ranks=ranks,
    )


def _told(item: Item) -> tuple[Any, ...]:
    """Return an item as ``_ITEM`` takes it, after the tenant."""
    own = (item.asked, list(item.audiences), item.until, item.withdrawn, item.taken_out)
    return item.item_id, item.note_id, item.connection_id, *own, json.dumps(item.ranks or {})
