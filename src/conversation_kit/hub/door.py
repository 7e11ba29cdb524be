"""Who is at the door: checking that a request was signed by an enrolled device, in the transaction that serves it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation_kit.hub import refusals
from conversation_kit.hub.database import SAID, WORKER, Connection, together, transaction
from conversation_kit.hub.keys import Keys
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.hub.request import Request

OFFICER = "knowledge-officer"

_KEEP = "INSERT INTO nonce (tenant_id, minute, nonce) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_OF_DEVICE = """
    SELECT d.public_key, d.revoked_at IS NOT NULL AS revoked, d.enrolled_seq, w.worker_id, w.name, w.role,
        d.heard_at IS NULL OR d.heard_at < now() - interval '1 hour' AS unheard,
        w.disabled_at IS NOT NULL AS disabled, w.audience, w.receives_stops, t.name AS tenant, t.scope,
        t.keep_days, t.history,
        CASE WHEN t.scope = 'team' AND w.role <> 'administrator' THEN coalesce(w.team_id, '') ELSE '' END AS team,
        coalesce((SELECT name FROM team WHERE tenant_id = w.tenant_id AND team_id = w.team_id), '') AS team_name
    FROM device d JOIN worker w USING (tenant_id, worker_id) JOIN tenant t USING (tenant_id)
    WHERE d.tenant_id = $1 AND d.device_id = $2
"""
# What the walls go by besides the tenant.
_NAMED = """
    concat(set_config('kit.worker', d.worker_id, true), set_config('kit.device', $2, true),
        set_config('kit.team', d.team, true), set_config('kit.audience', d.audience, true),
        set_config('kit.today', $5, true), set_config('kit.role', d.role, true),
        set_config('kit.stops', CASE WHEN d.receives_stops THEN 'yes' ELSE '' END, true),
        set_config('kit.officer', CASE WHEN d.role = 'knowledge-officer' THEN 'yes' ELSE '' END, true)) AS named
"""
_ENTER = f"""
WITH d AS ({_OF_DEVICE}), fresh AS (
    INSERT INTO nonce (tenant_id, minute, nonce) SELECT $1, $3, $4 FROM d ON CONFLICT DO NOTHING RETURNING true
)
SELECT d.*, EXISTS (SELECT FROM fresh) AS fresh, {_NAMED} FROM d
"""  # noqa: S608 - parts of ours
ME = f"""{SAID}, me AS MATERIALIZED (
    SELECT d.*, NOT (d.revoked OR d.disabled) AND d.fresh AS welcome, encode(d.public_key, 'hex') AS key, {_NAMED}
    FROM said CROSS JOIN LATERAL (
        SELECT d.*, NOT EXISTS (SELECT FROM nonce n WHERE n.tenant_id = $1 AND n.minute = $3 AND n.nonce = $4) AS fresh
        FROM ({_OF_DEVICE}) d WHERE said.tenant_id = $1 OFFSET 0
    ) d
)"""  # noqa: S608 - the same
"""Who asks, named for the rest of the statement or transaction; given ``Request.asks``. For ``let_in``."""
_KEY = f"""
WITH {SAID}
SELECT d.public_key FROM said CROSS JOIN LATERAL (
    SELECT public_key FROM device WHERE tenant_id = said.tenant_id AND device_id = $2 OFFSET 0
) d
"""  # noqa: S608 - the same
_KEEP_ALONE = f"""
WITH {SAID} INSERT INTO nonce (tenant_id, minute, nonce) SELECT said.tenant_id, $2, $3 FROM said
ON CONFLICT DO NOTHING RETURNING true
"""  # noqa: S608 - the same


@dataclass(frozen=True, slots=True)
class Me:
    """The worker and device that a request turned out to be from.

    Attributes:
        team: The team whose people they work with; empty where the tenant goes by worker.
        team_name: The team they are in, by name; empty without one.
        enrolled_seq: The tenant's number when the device was enrolled.
        today: The day, where the hub's people live.
        settings: What the laptop has to obey.
    """

    tenant_id: str
    device_id: str
    worker_id: str
    name: str
    role: str
    team: str
    team_name: str
    audience: str
    receives_stops: bool
    enrolled_seq: int
    today: date
    settings: Mapping[str, Any]

    @property
    def place(self) -> dict[str, str]:
        """What the laptop is told that they are, as at its enrolment: name, role, team, audience."""
        return {"name": self.name, "role": self.role, "team": self.team_name, "audience": self.audience}

    @property
    def grantees(self) -> list[str]:
        """Who may have been given access, for them to have it."""
        return [self.worker_id, self.team] if self.team else [self.worker_id]


async def enter(connection: Connection, request: Request) -> Me:
    """Check a request, keep its nonce, and name its worker and device for the rest of the transaction.

    Args:
        connection: In a transaction of the tenant that the request names.
        request: From ``request_from``.

    Raises:
        RequestRefusedError: The device is unknown or revoked, its worker switched off, the request altered or replayed.
    """
    found = await connection.fetchrow(_ENTER, *request.asks())
    if found is None:
        raise refusals.unknown()
    if not request.fits(found["public_key"]):
        raise refusals.bad_signature()
    me = _welcome(request, found)
    if found["unheard"]:
        await _hear(connection, request)
    return me


async def prove(connection: Connection, request: Request, keys: Keys) -> bytes:
    """Make sure that a request was signed by the device it names, before anything is done for it.

    Args:
        connection: Out of a transaction.
        request: From ``request_from``; it names a tenant.
        keys: Asked first; the database is where it does not help.

    Returns:
        The public key, for ``let_in``, which compares it with the database's.

    Raises:
        RequestRefusedError: The device is unknown, or the request is not signed by it.
    """
    device = request.signed.device
    kept = keys.get(device)
    if kept is not None and request.fits(kept):
        return kept
    key: bytes | None = await connection.fetchval(_KEY, request.tenant_id, request.device_id)
    if key is None:
        raise refusals.unknown()
    if not request.fits(key):
        raise refusals.bad_signature()
    keys.keep(device, key)
    return key


async def let_in(connection: Connection, request: Request, found: Mapping[str, Any] | None, key: bytes) -> Me:
    """Return who a proven request is from; whoever serves it keeps its nonce before anything is told.

    Args:
        connection: Of the hub.
        request: The request.
        found: What ``ME`` says of it, if anything.
        key: From ``prove``.

    Raises:
        RequestRefusedError: As ``enter`` does.
    """
    if not found:
        raise refusals.unknown()
    if found["key"] != key.hex():
        raise refusals.bad_signature()
    me = _welcome(request, found)
    if found["unheard"]:
        async with together(connection, WORKER, request.tenant_id):
            await _hear(connection, request)
    return me


@asynccontextmanager
async def burning(connection: Connection, request: Request) -> AsyncIterator[None]:
    """Serve a request in transactions of its own; keep its nonce where its refusal counts as taken."""
    try:
        yield
    except RequestRefusedError as refusal:
        if burns_nonce(refusal):
            async with transaction(connection, WORKER, request.tenant_id):
                await keep(connection, request)
        raise


def _welcome(request: Request, found: Mapping[str, Any]) -> Me:
    if not found["fresh"]:
        raise refusals.replayed()
    if found["revoked"]:
        raise refusals.revoked()
    if found["disabled"]:
        raise refusals.disabled()
    return Me(
        tenant_id=request.tenant_id,
        device_id=request.device_id,
        worker_id=found["worker_id"],
        name=found["name"],
        role=found["role"],
        team=found["team"],
        team_name=found["team_name"],
        audience=found["audience"],
        receives_stops=found["receives_stops"],
        enrolled_seq=found["enrolled_seq"],
        today=request.today,
        settings=settings_in(found),
    )


async def _hear(connection: Connection, request: Request) -> None:
    await connection.execute(
        "UPDATE device SET heard_at = $3 WHERE tenant_id = $1 AND device_id = $2",
        request.tenant_id,
        request.device_id,
        request.now,
    )


async def keep(connection: Connection, request: Request) -> None:
    """Keep that a request came: it is not taken a second time."""
    await connection.execute(_KEEP, request.tenant_id, request.minute, request.signed.nonce)


async def keep_alone(connection: Connection, request: Request) -> None:
    """Keep that a request came, in a transaction of its own, and wait for the disk.

    Raises:
        RequestRefusedError: It was kept before.
    """
    if not await connection.fetchval(_KEEP_ALONE, request.tenant_id, request.minute, request.signed.nonce):
        raise refusals.replayed()


def settings_in(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a laptop has to obey, out of a tenant's row."""
    return {"scope": row["scope"], "keep_days": row["keep_days"], "history": row["history"]}


def burns_nonce(refusal: RequestRefusedError) -> bool:
    """Whether a refused request counts as taken: its holder was told something that nobody may hear a second time."""
    return refusal.error in {"revoked", "disabled"}
