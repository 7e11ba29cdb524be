"""Giving a laptop what it has to learn: changes it may see, and events, in the order of the tenant's numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from conversation_kit.hub import audit, refusals
from conversation_kit.hub.database import WORKER, Connection, retried, transaction
from conversation_kit.hub.door import ME, Me, keep_alone, let_in
from conversation_kit.hub.judging import row_of
from conversation_kit.hub.request import Request, ms_of, now_utc
from conversation_kit.sync.wire import MOST_PULLED

# A transaction of its own: it says who asks, keeps that they did, and waits for the disk, which takes along all that it
# has read. What is asked of the log stands behind LATERAL, and so comes after what the walls go by was said. Where the
# audit has to be told first, it keeps nothing; that comes behind the audit then.
# One look along the index a person in scope; row-level security says which of the rows it finds may be seen.
_PULL = f"""
WITH {ME}, pulled AS MATERIALIZED (SELECT found.* FROM me CROSS JOIN LATERAL (
    WITH mine AS MATERIALIZED (
        SELECT DISTINCT person_id FROM access
        WHERE tenant_id = $1 AND grantee IN (me.worker_id, me.team) AND withdrawn_at IS NULL
        UNION ALL SELECT ''
    ), read AS MATERIALIZED (
        SELECT person_id FROM reading WHERE tenant_id = $1 AND day = $5::text::date AND worker_id = me.worker_id
    )
    SELECT c.seq, NULL AS kind, c.id, c.person_id, c.entity, c.entity_id, c.field, c.value, c.worker_id, c.device_id,
        c.clock, c.base,
        c.person_id <> '' AND c.author_id <> me.worker_id AND c.person_id NOT IN (SELECT person_id FROM read)
            AS newly_read
    FROM mine CROSS JOIN LATERAL (
        SELECT * FROM change
        WHERE change.tenant_id = $1 AND change.person_id = mine.person_id AND change.seq > $6
            AND change.pushed_by <> $8
        ORDER BY change.seq LIMIT $7
    ) c
    UNION ALL
    (SELECT seq, kind, NULL, person_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false
    FROM event
    WHERE tenant_id = $1 AND worker_id IN ('', me.worker_id) AND seq > $6 AND (kind = 'erased' OR seq > me.enrolled_seq)
    ORDER BY seq LIMIT $7)
    ORDER BY seq LIMIT $7
) found WHERE me.welcome), kept AS (
    INSERT INTO nonce (tenant_id, minute, nonce) SELECT $1, $3, $4 FROM me
    WHERE me.welcome AND NOT EXISTS (SELECT FROM pulled WHERE newly_read) ON CONFLICT DO NOTHING RETURNING true
), head AS (
    SELECT me.*, k.seq AS top, k.audit_number, k.audit_hash, EXISTS (SELECT FROM kept) AS kept
    FROM me CROSS JOIN LATERAL (
        SELECT seq, audit_number, encode(audit_hash, 'hex') AS audit_hash FROM counter
        WHERE tenant_id = $1 AND me.worker_id IS NOT NULL OFFSET 0
    ) k
)
SELECT NULL AS seq, NULL AS kind, NULL AS id, NULL AS person_id, NULL AS entity, NULL AS entity_id, NULL AS field,
    row_to_json(head)::text AS value, NULL AS worker_id, NULL AS device_id, NULL AS clock, NULL AS base,
    false AS newly_read
FROM head UNION ALL SELECT * FROM pulled ORDER BY seq NULLS FIRST
"""  # noqa: S608 - parts of ours
_SNAPSHOT = """
SELECT seq, id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base,
    author_id <> $6 AS others FROM change
WHERE tenant_id = $1 AND person_id = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT $5
"""
_READ = """
INSERT INTO reading (tenant_id, day, worker_id, person_id) SELECT $1, $2, $3, unnest($4::text[])
ON CONFLICT DO NOTHING RETURNING person_id
"""
# Written where the audit's last line is still the one that these go on from: nobody waits then but for this, which does
# not wait for the disk. Its rows go in after its tenant was said, because they are asked for with what is said.
_READ_AFTER = """
WITH said AS MATERIALIZED (
    SELECT set_config('kit.tenant', $1, true) AS tenant_id, set_config('synchronous_commit', 'off', true)
), c AS (
    UPDATE counter SET audit_number = $5, audit_hash = $6 WHERE tenant_id = $1 AND audit_number = $7 RETURNING true
), r AS (
    INSERT INTO reading (tenant_id, day, worker_id, person_id) SELECT $1, $2, $3, unnest($4::text[]) FROM c
    ON CONFLICT DO NOTHING
), a AS (
    INSERT INTO audit (tenant_id, number, at, actor, action, about, hash) SELECT $1, u.* FROM c,
        unnest($8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bytea[]) AS u
)
SELECT EXISTS (SELECT FROM c) FROM said
"""
_LAST = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a laptop wants to be told.

    Attributes:
        cursor: From the last answer; 0 the first time.
        limit: Items at most.
        own: Whether what this very laptop pushed is told again.
    """

    cursor: int
    limit: int
    own: bool


async def pull(connection: Connection, request: Request, key: bytes, wanted: Wanted) -> dict[str, Any]:
    """Return what lies after the cursor, and keep that it was asked.

    Args:
        connection: Out of a transaction.
        request: Who asks.
        key: From ``door.prove``.
        wanted: What.

    Raises:
        RequestRefusedError: They are not to be served, or the same request came at the same moment.
    """
    limit = max(1, min(wanted.limit, MOST_PULLED))
    beyond = (wanted.cursor, limit + 1, "" if wanted.own else request.device_id)
    rows = await connection.fetch(_PULL, *request.asks(), *beyond)
    head = orjson.loads(rows[0]["value"]) if rows else {}
    me = await let_in(connection, request, head, key)
    more = len(rows) > limit + 1
    rows = rows[1 : limit + 1]
    newly = sorted({row["person_id"] for row in rows if row[-1]})
    if newly:  # what goes into the audit does so before anything is told
        await _note_read(
            connection, me, newly, audit.Head(head["audit_number"], bytes.fromhex(head["audit_hash"]))
        )
    if not head["kept"]:
        await keep_alone(connection, request)
    return {
        "items": [_item(row) for row in rows],
        "cursor": rows[-1]["seq"] if more else head["top"],
        "more": more,
        "settings": dict(me.settings),
        "hub_time": ms_of(now_utc()),
        "worker": me.place,
    }


def _item(row: asyncpg.Record) -> list[Any]:
    """Return an item as the wire carries it; the columns of a change stand in ``_PULL`` as in a row of the wire."""
    if row[1] is None:
        return [row[0], "change", row[2:-1]]
    return [row[0], "event", row[1], row["person_id"]]


async def snapshot(
    connection: Connection, me: Me, *, person_id: str, after: int, upto: int, limit: int
) -> dict[str, Any]:
    """Return what this worker may see of a person with numbers after ``after``, up to ``upto`` (0: all).

    Raises:
        RequestRefusedError: They do not work with that person.
    """
    if not await has_access(connection, me, person_id):
        raise refusals.no_access()
    limit = max(1, min(limit, MOST_PULLED))
    rows = await connection.fetch(
        _SNAPSHOT, me.tenant_id, person_id, after, upto or _LAST, limit + 1, me.worker_id
    )
    more = len(rows) > limit
    rows = rows[:limit]
    if any(row["others"] for row in rows):
        await _note_reading(connection, me, {person_id})
    return {
        "changes": [[row["seq"], row_of(row)] for row in rows],
        "after": rows[-1]["seq"] if rows else after,
        "more": more,
    }


async def _note_read(connection: Connection, me: Me, people: Sequence[str], head: audit.Head) -> None:
    """Do what ``_note_reading`` does, and hold the counter for a moment and not for the disk."""
    if not people:
        return
    read = [("read", {"person": person_id, "device": me.device_id}) for person_id in people]
    lines = audit.lines_after(head, me.worker_id, read)
    columns = [list(column) for column in zip(*lines, strict=True)]

    async def at_once() -> bool:
        who = (me.tenant_id, me.today, me.worker_id, people)
        after = (lines[-1].number, lines[-1].hash, head.number)
        return bool(await connection.fetchval(_READ_AFTER, *who, *after, *columns))

    async def in_turn() -> None:
        async with transaction(connection, WORKER, me.tenant_id, flush=False):
            await _note_reading(connection, me, people)

    if not await retried(at_once):
        await retried(in_turn)


async def _note_reading(connection: Connection, me: Me, people: Collection[str]) -> None:
    """Put into the audit whose records, as others wrote them, a worker's laptop was given: once a day and person."""
    if people:
        new = await connection.fetch(_READ, me.tenant_id, me.today, me.worker_id, sorted(people))
        read = [("read", {"person": row["person_id"], "device": me.device_id}) for row in new]
        await audit.note_all(connection, me.tenant_id, me.worker_id, read)


async def has_access(connection: Connection, me: Me, person_id: str) -> bool:
    """Whether a worker works with a person today."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM access WHERE tenant_id = $1 AND grantee = ANY ($2) AND person_id = $3 "
            "AND withdrawn_at IS NULL)",
            me.tenant_id,
            me.grantees,
            person_id,
        )
    )
