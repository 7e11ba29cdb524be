"""Letting a laptop in: an invitation's code, used once, ties the laptop's new key to a worker."""

import asyncio
import base64
import binascii
from dataclasses import dataclass
from typing import Any

from conversation_kit.hub import audit, codes, refusals
from conversation_kit.hub.database import AWAY, WORKER, Connection, Databases, transaction
from conversation_kit.hub.door import settings_in
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.hub.request import Request

_KEY_BYTES = 32
_LONGEST = 200
_QUARTER_MS = 900_000
_MOST_TRIES = 1_000  # a quarter of an hour and tenant: of 8 * 10**11 codes
_INVITE = """
SELECT i.worker_id, i.used_by, i.ends_at > now() AS open, w.name, w.role, w.audience,
    w.disabled_at IS NOT NULL AS disabled,
    coalesce(team.name, '') AS team, t.name AS tenant, t.scope, t.keep_days, t.history
FROM invite i JOIN worker w USING (tenant_id, worker_id) JOIN tenant t USING (tenant_id)
LEFT JOIN team ON team.tenant_id = w.tenant_id AND team.team_id = w.team_id
WHERE i.tenant_id = $1 AND i.code_hash = $2 FOR UPDATE OF i
"""
_TRY = """
INSERT INTO guess (tenant_id, quarter, tries) VALUES ($1, $2, 1)
ON CONFLICT (tenant_id, quarter) DO UPDATE SET tries = guess.tries + 1 RETURNING tries
"""
_DEVICE = """
INSERT INTO device (tenant_id, device_id, worker_id, public_key, label, enrolled_seq)
SELECT $1, $2, $3, $4, $5, seq FROM counter WHERE tenant_id = $1
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a laptop sends to be let in.

    Attributes:
        code: As it was made; empty when it can be none.
        public_key: 32 bytes.
    """

    code: str
    device_id: str
    public_key: bytes
    label: str


def asked_in(message: dict[str, Any], request: Request) -> Asked:
    """Read a request to be let in, which the new key itself has to have signed.

    Raises:
        RequestRefusedError: It is not well formed, or signed by another key.
    """
    code, device_id, key = (message.get(name) for name in ("code", "device_id", "public_key"))
    label = message.get("label", "")
    if not (
        isinstance(code, str)
        and isinstance(device_id, str)
        and isinstance(key, str)
        and isinstance(label, str)
    ):
        raise refusals.malformed("The request to enrol is not well formed. Nothing was changed.")
    try:
        public_key = base64.b64decode(key, validate=True)
    except (ValueError, binascii.Error) as error:
        raise refusals.malformed("The laptop's key cannot be read. Nothing was changed.") from error
    plain = device_id.isascii() and device_id.isprintable() and "/" not in device_id
    if not (plain and 0 < len(device_id) <= _LONGEST and len(public_key) == _KEY_BYTES):
        raise refusals.malformed("The laptop's id or key cannot be used. Nothing was changed.")
    if request.signed.device != f"/{device_id}" or not request.fits(public_key):
        raise refusals.bad_signature()
    return Asked(
        codes.normal(code), device_id, public_key, "".join(filter(str.isprintable, label))[:_LONGEST]
    )


async def enrol(databases: Databases, asked: Asked, now_ms: int) -> dict[str, Any]:
    """Let a laptop in at the tenant whose invitation it brings, and return the answer.

    The same laptop may come again with the same code and key: its answer may have been lost. All databases are asked
    at once, so that one that is away keeps nobody else's laptops out. While one is, a code that the others do not know
    may be right there: whatever it is, the answer is then that it cannot be told, and says nothing of who is there.

    Raises:
        RequestRefusedError: There is no such invitation (any more), or there were too many wrong ones.
        StorageError: A database is away, and the code is none of another's. Or another of ``AWAY``.
    """
    away: Exception | None = None
    tries = [asyncio.create_task(_enrol_in(databases, url, asked, now_ms)) for url in databases.urls]
    try:
        for one in asyncio.as_completed(tries):
            try:
                told = await one
            except AWAY as error:
                away = error
            else:
                if told is not None:
                    return told
    finally:
        for left in tries:
            left.cancel()
        await asyncio.gather(*tries, return_exceptions=True)
    raise away or no_such_code()


async def _enrol_in(databases: Databases, url: str, asked: Asked, now_ms: int) -> dict[str, Any] | None:
    """Let a laptop in at a tenant of one database; None where none of them has made its code."""
    for tenant_id in await databases.tenants_in(url):
        if asked.code.startswith(codes.beginning(tenant_id)):
            pool = await databases.pool(tenant_id)
            async with pool.acquire() as connection:
                try:
                    return await _enrol_at(connection, tenant_id, asked, now_ms)
                except RequestRefusedError as refusal:
                    if refusal.error != "code":
                        raise
    return None


async def _enrol_at(connection: Connection, tenant_id: str, asked: Asked, now_ms: int) -> dict[str, Any]:
    """Let a laptop in at a tenant, in transactions of its own. Raises RequestRefusedError."""
    async with transaction(connection, WORKER, tenant_id):
        tries = await connection.fetchval(_TRY, tenant_id, now_ms // _QUARTER_MS)
    if tries > _MOST_TRIES:
        raise refusals.slow_down(900)
    async with transaction(connection, WORKER, tenant_id):
        return await _let_in(connection, tenant_id, asked)


async def _let_in(connection: Connection, tenant_id: str, asked: Asked) -> dict[str, Any]:
    hashed = codes.hash_of(tenant_id, asked.code)
    found = await connection.fetchrow(_INVITE, tenant_id, hashed)
    if found is None or not found["open"] or found["used_by"] not in (None, asked.device_id):
        raise no_such_code()
    if found["disabled"]:
        raise refusals.disabled()
    device = await connection.fetchrow(
        "SELECT worker_id, public_key, revoked_at FROM device WHERE tenant_id = $1 AND device_id = $2",
        tenant_id,
        asked.device_id,
    )
    if device is None:
        await _keep(connection, tenant_id, asked, found["worker_id"], hashed)
    elif found["used_by"] is None or device["public_key"] != asked.public_key or device["revoked_at"]:
        raise RequestRefusedError(
            409,
            "known",
            "The hub knows a laptop of this id already. Nothing was changed. Ask whoever looks after the hub.",
        )
    return {
        "tenant_id": tenant_id,
        "tenant": found["tenant"],
        "worker_id": found["worker_id"],
        "name": found["name"],
        "role": found["role"],
        "team": found["team"],
        "audience": found["audience"],
        "settings": settings_in(found),
    }


async def _keep(connection: Connection, tenant_id: str, asked: Asked, worker_id: str, hashed: bytes) -> None:
    await connection.execute(
        "UPDATE invite SET used_by = $3 WHERE tenant_id = $1 AND code_hash = $2",
        tenant_id,
        hashed,
        asked.device_id,
    )
    await connection.execute(_DEVICE, tenant_id, asked.device_id, worker_id, asked.public_key, asked.label)
    await audit.note(connection, tenant_id, worker_id, "enrolled", device=asked.device_id)


def no_such_code() -> RequestRefusedError:
    """Return the refusal of a code that opens nothing (any more)."""
    return RequestRefusedError(
        403,
        "code",
        "That code is wrong, used or older than 15 minutes. Nothing was changed. Ask for a new one.",
    )
