"""Erasing a person at the hub: everything of theirs goes, their id stays, and every laptop is told."""

from conversation_kit.hub import audit, numbers, refusals
from conversation_kit.hub.database import ADMIN, Connection
from conversation_kit.hub.door import Me

_GO = ("change", "item", "access", "access_request", "reading", "person")


async def erase_by(connection: Connection, me: Me, person_id: str) -> list[str]:
    """Erase a person whom a worker works with; belongs into a transaction that ``door.enter`` began.

    Again for somebody who is erased already, it is harmless.

    Raises:
        RequestRefusedError: The person is here, and the worker does not work with them, or not any more.
    """
    here, mine = await _standing(connection, me, person_id)
    if here and not mine:
        raise refusals.no_access()
    # From here on as one who may remove what they cannot read: a colleague's own notes have to go as well.
    await connection.execute(f"SET LOCAL ROLE {ADMIN}")
    await erase(connection, me.tenant_id, person_id, by=me.worker_id)
    return [person_id]


async def erase(connection: Connection, tenant_id: str, person_id: str, *, by: str) -> bool:
    """Erase a person; returns whether they were not erased before. Belongs into a transaction of the tenant."""
    before = await numbers.take(connection, tenant_id, 1)  # first: a push that is about to write judges anew
    new = await connection.fetchval(
        "INSERT INTO erased (tenant_id, person_id, erased_by) VALUES ($1, $2, $3) "
        "ON CONFLICT DO NOTHING RETURNING true",
        tenant_id,
        person_id,
        by,
    )
    gone = 0
    for table in _GO:
        done = await connection.execute(
            f"DELETE FROM {table} WHERE tenant_id = $1 AND person_id = $2",  # noqa: S608 - names of ours
            tenant_id,
            person_id,
        )
        gone += int(done.rpartition(" ")[2])
    if new or gone:
        await connection.execute(
            "INSERT INTO event (tenant_id, worker_id, seq, kind, person_id) VALUES ($1, '', $2, 'erased', $3)",
            tenant_id,
            before + 1,
            person_id,
        )
        await audit.note(connection, tenant_id, by, "erased", person=person_id)
    return bool(new)


async def _standing(connection: Connection, me: Me, person_id: str) -> tuple[bool, bool]:
    """Return whether a person is here, and whether the worker has access to them that stands."""
    row = await connection.fetchrow(
        """
        SELECT EXISTS (SELECT FROM person WHERE tenant_id = $1 AND person_id = $2) AS here,
            EXISTS (SELECT FROM access WHERE tenant_id = $1 AND person_id = $2 AND grantee = ANY ($3)
                AND withdrawn_at IS NULL) AS mine
        """,
        me.tenant_id,
        person_id,
        me.grantees,
    )
    return (bool(row["here"]), bool(row["mine"])) if row else (False, False)
