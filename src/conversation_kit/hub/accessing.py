"""Who works with whom: asking for access, granting, denying and withdrawing it, each told to the laptops and audited.

Whoever works with a person may let a colleague in and answer their requests, and so may a footprint manager for people
whom their team works with; an administrator may by command.
"""

from typing import Any

from conversation_kit.hub import audit, numbers, refusals
from conversation_kit.hub.database import Connection
from conversation_kit.hub.door import Me
from conversation_kit.hub.meant import listed, workers_meant
from conversation_kit.hub.pulling import has_access
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.model.ids import is_id, new_id

_GRANT = """
INSERT INTO access (tenant_id, grantee, person_id, kind, granted_by) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant_id, grantee, person_id)
DO UPDATE SET withdrawn_at = NULL, since = now(), granted_by = EXCLUDED.granted_by WHERE access.withdrawn_at IS NOT NULL
RETURNING true
"""
_WITHDRAW = """
UPDATE access SET withdrawn_at = now()
WHERE tenant_id = $1 AND grantee = $2 AND person_id = $3 AND withdrawn_at IS NULL RETURNING true
"""
_ANSWER = """
UPDATE access_request SET state = $4, answered_by = $5, answered_at = now()
WHERE tenant_id = $1 AND person_id = $2 AND worker_id = $3 AND state = 'asked'
"""
_REQUESTS = """
SELECT r.request_id, r.person_id, r.worker_id, w.name, r.asked_at, CASE
    WHEN r.state = 'granted' AND NOT EXISTS (SELECT FROM access a WHERE a.tenant_id = r.tenant_id
        AND a.person_id = r.person_id AND a.withdrawn_at IS NULL AND a.grantee = ANY ($3)) THEN 'ended'
    ELSE r.state END AS state
FROM access_request r JOIN worker w USING (tenant_id, worker_id)
WHERE r.tenant_id = $1 AND (r.worker_id = $2 OR (r.state = 'asked' AND EXISTS (
    SELECT FROM access a WHERE a.tenant_id = r.tenant_id AND a.person_id = r.person_id AND a.withdrawn_at IS NULL
        AND (a.grantee = ANY ($3) OR a.grantee = ANY ($4)))))
ORDER BY r.request_id LIMIT 1000
"""
_MOST_NAMED = 3  # a laptop shows no longer sentence
ADMINISTRATOR = "administrator"
MANAGER = "footprint-manager"


async def act(
    connection: Connection, me: Me, *, action: str, person_id: str, worker_id: str, request_id: str
) -> dict[str, Any]:
    """Do what a worker asked about access; belongs into a transaction that ``door.enter`` began.

    Raises:
        RequestRefusedError: They may not, or there is no such person, worker or request; nobody grants themselves.
    """
    if action == "ask":
        return await _ask(connection, me, person_id, request_id)
    if request_id:
        row = await connection.fetchrow(
            "SELECT person_id, worker_id FROM access_request WHERE tenant_id = $1 AND request_id = $2",
            me.tenant_id,
            request_id,
        )
        if row is None:
            raise refusals.no_access()
        person_id, worker_id = row["person_id"], row["worker_id"]
    own = worker_id in ("", me.worker_id) and action == "withdraw"
    if not (own or await _may_answer(connection, me, person_id)):
        raise refusals.no_access()
    worker_id = await _the_worker(connection, me.tenant_id, worker_id or me.worker_id)
    if action == "grant" and worker_id == me.worker_id:
        raise refusals.own_request()
    if action == "grant":
        await grant(connection, me.tenant_id, person_id, worker_id, by=me.worker_id)
    elif action == "deny":
        await _deny(connection, me, person_id, worker_id)
    else:
        await withdraw(connection, me.tenant_id, person_id, worker_id, by=me.worker_id)
    return {
        "request_id": request_id,
        "state": {"grant": "granted", "deny": "denied"}.get(action, "withdrawn"),
    }


async def requests(connection: Connection, me: Me) -> dict[str, Any]:
    """Return the requests for access that a worker made, or may answer."""
    managed = await _managed(connection, me)
    rows = await connection.fetch(_REQUESTS, me.tenant_id, me.worker_id, me.grantees, managed)
    return {"requests": [{**dict(row), "asked_at": row["asked_at"].isoformat()} for row in rows]}


async def grant(connection: Connection, tenant_id: str, person_id: str, worker_id: str, *, by: str) -> bool:
    """Let a worker work with a person; returns whether that is new. Belongs into a transaction of the tenant.

    Raises:
        RequestRefusedError: They administer the hub, and read nobody's words.
    """
    await _must_not_administer(connection, tenant_id, worker_id)
    new = await connection.fetchval(_GRANT, tenant_id, worker_id, person_id, "worker", by)
    await _answer(connection, tenant_id, person_id, worker_id, "granted", by=by)
    if new:
        await numbers.tell(connection, tenant_id, "granted", person_id, [worker_id])
        await audit.note(connection, tenant_id, by, "granted", person=person_id, worker=worker_id)
    return bool(new)


async def withdraw(
    connection: Connection, tenant_id: str, person_id: str, worker_id: str, *, by: str
) -> bool:
    """End a worker's own access to a person; returns whether they had any. Belongs into a transaction."""
    gone = await connection.fetchval(_WITHDRAW, tenant_id, worker_id, person_id)
    if gone:
        if worker_id not in await numbers.workers_of(
            connection, tenant_id, person_id
        ):  # their team still has it
            await numbers.tell(connection, tenant_id, "withdrawn", person_id, [worker_id])
        await audit.note(connection, tenant_id, by, "withdrawn", person=person_id, worker=worker_id)
    return bool(gone)


async def _ask(connection: Connection, me: Me, person_id: str, request_id: str) -> dict[str, Any]:
    """Keep a request. Nothing in the answer tells whether there is such a person.

    Raises:
        RequestRefusedError: That is nobody's id: a name, say, which the audit must not hold. Or an administrator asks,
            whom nobody could let in.
    """
    known = await connection.fetchval(
        "SELECT true FROM person WHERE tenant_id = $1 AND person_id = $2", me.tenant_id, person_id
    )
    if not (known or is_id(person_id)):
        raise refusals.malformed(
            "That is nobody's id. Nothing was asked. A colleague who works with them can read it to you."
        )
    if await has_access(connection, me, person_id):
        return {"request_id": request_id, "state": "granted"}
    if me.role == ADMINISTRATOR:
        raise RequestRefusedError(
            403,
            "administrator",
            "You administer the hub, and an administrator reads nobody's words. Nothing was asked.",
        )
    open_one = await connection.fetchval(
        "SELECT request_id FROM access_request WHERE tenant_id = $1 AND person_id = $2 AND worker_id = $3 "
        "AND state = 'asked'",
        me.tenant_id,
        person_id,
        me.worker_id,
    )
    if open_one is None:
        open_one = new_id()
        await connection.execute(
            "INSERT INTO access_request (tenant_id, request_id, person_id, worker_id) VALUES ($1, $2, $3, $4)",
            me.tenant_id,
            open_one,
            person_id,
            me.worker_id,
        )
        await audit.note(connection, me.tenant_id, me.worker_id, "asked", person=person_id)
    return {"request_id": open_one, "state": "asked"}


async def _may_answer(connection: Connection, me: Me, person_id: str) -> bool:
    """Whether a worker decides who works with a person: they do themselves, or they manage a team that does."""
    if await has_access(connection, me, person_id):
        return True
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM access WHERE tenant_id = $1 AND grantee = ANY ($2) AND person_id = $3 "
            "AND withdrawn_at IS NULL)",
            me.tenant_id,
            await _managed(connection, me),
            person_id,
        )
    )


async def _managed(connection: Connection, me: Me) -> list[str]:
    """Return the team that a worker manages, and everybody in it; nobody for any other worker."""
    if me.role != MANAGER:
        return []
    rows = await connection.fetch(
        "SELECT c.worker_id, c.team_id FROM worker m JOIN worker c USING (tenant_id, team_id) "
        "WHERE m.tenant_id = $1 AND m.worker_id = $2",
        me.tenant_id,
        me.worker_id,
    )
    return list({name for row in rows for name in (row["worker_id"], row["team_id"])})


async def _deny(connection: Connection, me: Me, person_id: str, worker_id: str) -> None:
    """Deny what a worker asked for; once more, it is harmless.

    Raises:
        RequestRefusedError: They were let in meanwhile, which a denial would not end.
    """
    if await _answer(connection, me.tenant_id, person_id, worker_id, "denied", by=me.worker_id):
        await audit.note(connection, me.tenant_id, me.worker_id, "denied", person=person_id, worker=worker_id)
    elif await connection.fetchval(
        "SELECT true FROM access WHERE tenant_id = $1 AND grantee = $2 AND person_id = $3 AND withdrawn_at IS NULL",
        me.tenant_id,
        worker_id,
        person_id,
    ):
        raise refusals.granted_already()


async def _answer(
    connection: Connection, tenant_id: str, person_id: str, worker_id: str, state: str, *, by: str
) -> bool:
    """Answer what a worker asked for; returns whether anything waited for an answer."""
    done = await connection.execute(_ANSWER, tenant_id, person_id, worker_id, state, by)
    return str(done) != "UPDATE 0"


async def _must_not_administer(connection: Connection, tenant_id: str, worker_id: str) -> None:
    if await connection.fetchval(
        "SELECT true FROM worker WHERE tenant_id = $1 AND worker_id = $2 AND role = $3",
        tenant_id,
        worker_id,
        ADMINISTRATOR,
    ):
        raise RequestRefusedError(
            403,
            "administrator",
            "They administer the hub, and an administrator reads nobody's words. Nothing was changed.",
        )


async def _the_worker(connection: Connection, tenant_id: str, asked: str) -> str:
    """Return the id of a colleague named by id, or by a name that only one has."""
    found = await workers_meant(connection, tenant_id, asked)
    if not found:
        raise RequestRefusedError(404, "unknown-worker", "The hub knows no such worker. Nothing was changed.")
    if len(found) > 1:
        sentence = f"Several bear that name. Nothing was changed. Give one's id: {listed(found, _MOST_NAMED)}"
        raise RequestRefusedError(409, "several-workers", sentence)
    return found[0].worker_id
