"""Taking in what a laptop pushes: all at once, each row taken or set aside, the same again harmless.

What was taken is written by ``writing_pushed``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from conversation_kit.hub import numbers, permitting
from conversation_kit.hub.database import WORKER, Connection, transaction
from conversation_kit.hub.door import ME, Me, keep_alone, let_in
from conversation_kit.hub.judging import Known, items_in, judge, read_rows
from conversation_kit.hub.judging_anew import ranks_in
from conversation_kit.hub.permitting import Item
from conversation_kit.hub.request import Request
from conversation_kit.hub.writing_pushed import Standing, write
from conversation_kit.model.changes import Change
from conversation_kit.model.people import Worker

# Lists of ids go over as one text each; ``writing_pushed`` says why.
_KNOWN = f"""
WITH {ME}
SELECT me.*, (SELECT json_build_array(guard, records) FROM counter WHERE tenant_id = $1) AS guards,
    ARRAY(SELECT person_id FROM erased WHERE tenant_id = $1
        AND person_id = ANY (string_to_array($6, chr(10)) || string_to_array($7, chr(10)))) AS erased,
    ARRAY(SELECT person_id FROM person WHERE tenant_id = $1
        AND person_id = ANY (string_to_array($6, chr(10)))) AS people,
    ARRAY(SELECT person_id FROM access WHERE tenant_id = $1 AND grantee IN (me.worker_id, me.team)
        AND person_id = ANY (string_to_array($6, chr(10)))) AS mine,
    (SELECT json_object_agg(item_id, json_build_array(person_id, owner_id, asked)) FROM item
        WHERE tenant_id = $1 AND item_id = ANY (string_to_array($7, chr(10)))) AS items,
    (SELECT json_agg(json_build_array(item_id, person_id, note_id, connection_id, ranks)) FROM item
        WHERE tenant_id = $1 AND item_id = ANY (string_to_array($10, chr(10)))) AS older,
    ARRAY(SELECT device_id FROM device WHERE tenant_id = $1 AND device_id = ANY (string_to_array($8, chr(10)))
        AND worker_id <> me.worker_id) AS others_devices,
    ARRAY(SELECT worker_id FROM worker WHERE tenant_id = $1 AND worker_id = ANY (string_to_array($9, chr(10)))
        AND worker_id <> me.worker_id) AS others
FROM me
"""  # noqa: S608 - parts of ours


async def push(
    connection: Connection, request: Request, key: bytes, rows: Iterable[object], *, again: bool, last: bool
) -> dict[str, Any]:
    """Take in rows, and return the answer.

    What is written does not wait for the disk while it holds the tenant's counter; that the request came, which is
    kept last and holds nothing, waits, and takes along what was written before it.

    Args:
        connection: Out of a transaction.
        request: Who brings them.
        key: From ``door.prove``.
        rows: As they came.
        again: Whether it was tried before: then the counter is held from the beginning.
        last: Whether nothing follows for this request that keeps its nonce and waits for the disk, as a pull does.

    Raises:
        RequestRefusedError: They are not to be served, or the same request came at the same moment.
        MovedError: Others changed what this was judged by, or it is here already; all of it has to be done again.
    """
    changes, unread = read_rows(rows)
    if again:
        async with transaction(connection, WORKER, request.tenant_id, flush=False):
            await numbers.hold(connection, request.tenant_id)
            told = await _take_in(connection, request, key, changes, again=True)
    else:
        told = await _take_in(connection, request, key, changes, again=False)
    if last:
        await keep_alone(connection, request)
    told["set_aside"][:0] = [one.told() for one in unread]
    return told


async def _take_in(
    connection: Connection, request: Request, key: bytes, changes: Sequence[Change], *, again: bool
) -> dict[str, Any]:
    me, known, standing = await _known(connection, request, key, changes)
    judged = judge(changes, known, me.worker_id)
    accepted = await write(connection, me, judged, standing, again=again) if judged.taken else []
    return {
        "accepted": accepted,
        "set_aside": [one.told() for one in judged.set_aside],
        "erased": sorted(judged.erased),
    }


async def _known(
    connection: Connection, request: Request, key: bytes, changes: Sequence[Change]
) -> tuple[Me, Known, Standing]:
    """Return whose a push is, what is known of all that it speaks of, and what it was read under."""
    row = await connection.fetchrow(
        _KNOWN,
        *request.asks(),
        "\n".join({change.person_id for change in changes}),
        "\n".join({item for change in changes for item in items_in(change)} - {""}),
        "\n".join({change.device_id for change in changes} - {request.device_id}),
        "\n".join(
            {change.worker_id for change in changes}.union(
                change.entity_id for change in changes if change.entity == Worker.entity
            )
        ),
        "\n".join({change.entity_id for change in changes if permitting.bears_on(change)}),
    )
    me = await let_in(connection, request, row, key)
    found: dict[str, tuple[str, str, bool]] = orjson.loads(row["items"] or "{}")
    items = {item: (person, owner) for item, (person, owner, _) in found.items()}
    people, mine = set(row["people"]), set(row["mine"])
    known = Known(set(row["erased"]), people, mine, items, row["others_devices"], row["others"])
    guard, records = orjson.loads(row["guards"])
    older = {
        item_id: Item(item_id, person_id, note_id, connection_id, ranks=ranks_in(ranks))
        for item_id, person_id, note_id, connection_id, ranks in orjson.loads(row["older"] or "[]")
    }
    plain = {item for item, (_, _, asked) in found.items() if not asked}
    return me, known, Standing(guard, records, older, plain)
