"""The administrator's work: tenants, teams, workers, invitations, devices; as kit_admin, who can read nobody's words.

Every function belongs into a transaction of the tenant, unless it says otherwise.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.hub import audit, codes
from conversation_kit.hub.accessing import ADMINISTRATOR
from conversation_kit.hub.database import ADMIN, Connection, transaction
from conversation_kit.hub.names import is_tenant_id, tenant_id_from
from conversation_kit.model.ids import new_id
from conversation_kit.sync.history import history_after

CODE_LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class NewTenant:
    """A tenant to be added.

    Attributes:
        tenant_id: Empty to make one from the name.
        scope: ``worker`` or ``team``: whose people a laptop holds.
        keep_days: Days after the last contact that a laptop keeps what it holds, or None.
    """

    name: str
    tenant_id: str = ""
    scope: str = "worker"
    keep_days: int | None = None


@dataclass(frozen=True, slots=True)
class NewWorker:
    """A worker to be added.

    Attributes:
        team_id: Or empty.
        audience: Whom permissions count them as.
        receives_stops: Whether Stops go to them.
    """

    name: str
    role: str = "worker"
    team_id: str = ""
    audience: str = "team"
    receives_stops: bool = False


async def add_tenant(connection: Connection, new: NewTenant) -> str:
    """Add a tenant, in a transaction of its own; returns its id.

    Raises:
        BadInputError: The id cannot be one.
        RefusedError: There is one of that id.
    """
    tenant_id = new.tenant_id or tenant_id_from(new.name)
    if not is_tenant_id(tenant_id):
        raise BadInputError(
            "A tenant's id has small letters, digits and hyphens only, 63 at most, and is no path of the hub's own. "
            "Nothing was added."
        )
    async with transaction(connection, ADMIN, tenant_id):
        added = await connection.fetchval(
            "INSERT INTO tenant (tenant_id, name, scope, keep_days, history) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT DO NOTHING RETURNING true",
            tenant_id,
            one_line_name(new.name),
            new.scope,
            new.keep_days,
            new_id(),
        )
        if not added:
            raise RefusedError(
                f"There is a tenant {tenant_id} already. Nothing was added. Give another --id."
            )
        await connection.execute("INSERT INTO counter (tenant_id) VALUES ($1)", tenant_id)
        await audit.note(connection, tenant_id, ADMINISTRATOR, "tenant added")
    return tenant_id


async def list_tenants(connection: Connection) -> list[dict[str, Any]]:
    """Return all tenants of a database, in the order they were added; in a transaction of its own."""
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {ADMIN}")
        rows = await connection.fetch(
            "SELECT tenant_id AS id, name, scope, keep_days, retention_days FROM tenant ORDER BY made_at, tenant_id"
        )
    return [dict(row) for row in rows]


async def the_tenant(connection: Connection, asked: str) -> str:
    """Return the id of the tenant asked for, or of the only one.

    Raises:
        NotFoundError: There is none.
        BadInputError: There are several, and none was named.
    """
    known = [tenant["id"] for tenant in await list_tenants(connection)]
    if asked:
        if asked not in known:
            raise NotFoundError(
                f"There is no tenant {asked}. Nothing was changed. See: conversation-kit hub tenant list"
            )
        return asked
    if not known:
        raise NotFoundError("There is no tenant yet. Add one with: conversation-kit hub tenant add NAME")
    if len(known) > 1:
        raise BadInputError("There are several tenants. Nothing was changed. Say which with --tenant ID.")
    return str(known[0])


async def was_restored(connection: Connection, tenant_id: str) -> None:
    """Tell every laptop, at its next sync, that the hub was restored from a backup: it offers and reads all again."""
    before = await connection.fetchval("SELECT history FROM tenant WHERE tenant_id = $1", tenant_id)
    await connection.execute(
        "UPDATE tenant SET history = $2 WHERE tenant_id = $1", tenant_id, history_after(before)
    )
    await audit.note(connection, tenant_id, ADMINISTRATOR, "restored")


async def add_team(connection: Connection, tenant_id: str, name: str) -> str:
    """Add a team; returns its id.

    Raises:
        RefusedError: There is one of that name.
    """
    team_id = new_id()
    if not await connection.fetchval(
        "INSERT INTO team (tenant_id, team_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING true",
        tenant_id,
        team_id,
        one_line_name(name),
    ):
        raise RefusedError("There is a team of that name already. Nothing was added.")
    await audit.note(connection, tenant_id, ADMINISTRATOR, "team added", team=team_id)
    return team_id


async def list_teams(connection: Connection, tenant_id: str) -> list[dict[str, Any]]:
    """Return all teams by name."""
    rows = await connection.fetch(
        "SELECT team_id AS id, name FROM team WHERE tenant_id = $1 ORDER BY name, team_id", tenant_id
    )
    return [dict(row) for row in rows]


async def the_team(connection: Connection, tenant_id: str, asked: str) -> str:
    """Return the id of a team named by id or name.

    Raises:
        NotFoundError: There is none.
    """
    found = await connection.fetchval(
        "SELECT team_id FROM team WHERE tenant_id = $1 AND (team_id = $2 OR name = $2)", tenant_id, asked
    )
    if found is None:
        raise NotFoundError(
            "There is no such team. Nothing was changed. Add it with: conversation-kit hub team add NAME"
        )
    return str(found)


async def add_worker(connection: Connection, tenant_id: str, new: NewWorker) -> str:
    """Add a worker; returns their id.

    Raises:
        BadInputError: The name is none, or an administrator would receive Stops.
    """
    if new.role == ADMINISTRATOR and new.receives_stops:
        raise BadInputError(
            "An administrator reads nobody's words, and so receives no Stops. Nothing was added."
        )
    worker_id = new_id()
    await connection.execute(
        "INSERT INTO worker (tenant_id, worker_id, name, role, team_id, audience, receives_stops) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        tenant_id,
        worker_id,
        one_line_name(new.name),
        new.role,
        new.team_id or None,
        new.audience,
        new.receives_stops,
    )
    await audit.note(connection, tenant_id, ADMINISTRATOR, "worker added", worker=worker_id)
    return worker_id


async def list_workers(connection: Connection, tenant_id: str) -> list[dict[str, Any]]:
    """Return all workers by name."""
    rows = await connection.fetch(
        "SELECT w.worker_id AS id, w.name, w.role, coalesce(t.name, '') AS team, w.audience, w.receives_stops, "
        "w.disabled_at IS NOT NULL AS disabled FROM worker w "
        "LEFT JOIN team t ON t.tenant_id = w.tenant_id AND t.team_id = w.team_id "
        "WHERE w.tenant_id = $1 ORDER BY w.name, w.worker_id",
        tenant_id,
    )
    return [dict(row) for row in rows]


async def switch_worker(connection: Connection, tenant_id: str, worker_id: str, *, on: bool) -> None:
    """Switch a worker's account on or off."""
    await connection.execute(
        "UPDATE worker SET disabled_at = CASE WHEN $3 THEN NULL ELSE coalesce(disabled_at, now()) END "
        "WHERE tenant_id = $1 AND worker_id = $2",
        tenant_id,
        worker_id,
        on,
    )
    await audit.note(
        connection, tenant_id, ADMINISTRATOR, "worker on" if on else "worker off", worker=worker_id
    )


async def invite(connection: Connection, tenant_id: str, worker_id: str) -> tuple[str, datetime]:
    """Make a one-time code for a worker's laptop; returns it, kept nowhere, and when it ends.

    Raises:
        RefusedError: The worker is switched off.
    """
    if await connection.fetchval(
        "SELECT disabled_at IS NOT NULL FROM worker WHERE tenant_id = $1 AND worker_id = $2",
        tenant_id,
        worker_id,
    ):
        raise RefusedError(
            "That worker is switched off. Nothing was made. First: conversation-kit hub worker enable"
        )
    code = codes.new_code(tenant_id)
    await connection.execute("DELETE FROM invite WHERE tenant_id = $1 AND ends_at < now()", tenant_id)
    ends: datetime = await connection.fetchval(
        "INSERT INTO invite (tenant_id, code_hash, worker_id, ends_at) VALUES ($1, $2, $3, now() + $4) "
        "RETURNING ends_at",
        tenant_id,
        codes.hash_of(tenant_id, code),
        worker_id,
        CODE_LASTS,
    )
    await audit.note(connection, tenant_id, ADMINISTRATOR, "invited", worker=worker_id)
    return code, ends


async def list_devices(connection: Connection, tenant_id: str) -> list[dict[str, Any]]:
    """Return all devices, by worker."""
    rows = await connection.fetch(
        "SELECT d.device_id AS id, d.worker_id, w.name AS worker, d.label, d.enrolled_at, d.heard_at, d.revoked_at "
        "FROM device d JOIN worker w USING (tenant_id, worker_id) WHERE d.tenant_id = $1 "
        "ORDER BY w.name, d.enrolled_at",
        tenant_id,
    )
    dates = ("enrolled_at", "heard_at", "revoked_at")
    return [
        {**dict(row), **{name: row[name].isoformat() if row[name] else None for name in dates}}
        for row in rows
    ]


async def revoke(connection: Connection, tenant_id: str, device_id: str) -> None:
    """Take a device off the hub: the next time it asks, it is told to wipe its vault.

    Raises:
        NotFoundError: There is no such device.
    """
    if not await connection.fetchval(
        "UPDATE device SET revoked_at = coalesce(revoked_at, now()) WHERE tenant_id = $1 AND device_id = $2 "
        "RETURNING true",
        tenant_id,
        device_id,
    ):
        raise NotFoundError(
            "There is no such device. Nothing was changed. See: conversation-kit hub device list"
        )
    await audit.note(connection, tenant_id, ADMINISTRATOR, "revoked", device=device_id)


def one_line_name(text: str) -> str:
    """Return a name on one line.

    Raises:
        BadInputError: Nothing is left of it, or too much.
    """
    name = " ".join("".join(letter for letter in text if letter.isprintable()).split())
    if not 0 < len(name) <= 200:  # noqa: PLR2004
        raise BadInputError("A name has between 1 and 200 letters. Nothing was changed.")
    return name
