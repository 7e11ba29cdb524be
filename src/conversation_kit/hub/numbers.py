"""The tenant's counter: whoever takes a number from it holds it to commit, so that numbers are seen in order."""

from collections.abc import Sequence

from conversation_kit.hub.database import Connection

_TAKE = "UPDATE counter SET seq = seq + $2, guard = guard + 1 WHERE tenant_id = $1 RETURNING seq - $2"
_EVENT = "INSERT INTO event (tenant_id, worker_id, seq, kind, person_id) VALUES ($1, $2, $3, $4, $5)"


async def hold(connection: Connection, tenant_id: str) -> None:
    """Hold the tenant's counter from here on: nothing that a push judges by changes before this transaction ends."""
    await connection.execute("SELECT FROM counter WHERE tenant_id = $1 FOR UPDATE", tenant_id)


async def take(connection: Connection, tenant_id: str, count: int) -> int:
    """Take ``count`` numbers and return the one before the first; the tenant's other writers wait from here on.

    What a push that has not written yet judged by counts as changed.
    """
    return int(await connection.fetchval(_TAKE, tenant_id, count))


async def tell(
    connection: Connection, tenant_id: str, kind: str, person_id: str, workers: Sequence[str]
) -> None:
    """Write an event about a person for each of some workers' laptops; belongs into a transaction."""
    if workers:
        before = await take(connection, tenant_id, 1)
        await connection.executemany(
            _EVENT, [(tenant_id, worker, before + 1, kind, person_id) for worker in dict.fromkeys(workers)]
        )


async def workers_of(connection: Connection, tenant_id: str, person_id: str) -> list[str]:
    """Return the workers whose laptops may hold a person: by their own access or by their team's."""
    rows = await connection.fetch(
        """
        SELECT DISTINCT w.worker_id FROM access a
        JOIN tenant t USING (tenant_id)
        JOIN worker w ON w.tenant_id = a.tenant_id
            AND (a.grantee = w.worker_id OR (t.scope = 'team' AND a.grantee = w.team_id))
        WHERE a.tenant_id = $1 AND a.person_id = $2 AND a.withdrawn_at IS NULL
        """,
        tenant_id,
        person_id,
    )
    return [row["worker_id"] for row in rows]
