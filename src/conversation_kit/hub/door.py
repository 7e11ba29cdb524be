"""Who is at the door: checking that a request was signed by an enrolled device, in the transaction that serves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversation_kit.hub import refusals
from conversation_kit.hub.database import WORKER, Connection, transaction
from conversation_kit.hub.names import is_tenant_id
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.sync.signing import MOST_APART_MS, Signed, fits, signed_in

OFFICER = "knowledge-officer"
_HERE = ZoneInfo("Europe/London")  # permissions end with a day there
_MINUTE_MS = 60_000
_HEARD_AGAIN = timedelta(hours=1)

_KEEP = "INSERT INTO nonce (tenant_id, minute, nonce) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_OF_DEVICE = """
    SELECT d.public_key, d.revoked_at IS NOT NULL AS revoked, d.enrolled_seq, d.heard_at, w.worker_id, w.name, w.role,
        w.disabled_at IS NOT NULL AS disabled, w.audience, w.receives_stops, t.name AS tenant, t.scope,
        t.keep_days, t.history,
        CASE WHEN t.scope = 'team' AND w.role <> 'administrator' THEN coalesce(w.team_id, '') ELSE '' END AS team,
        coalesce((SELECT name FROM team WHERE tenant_id = w.tenant_id AND team_id = w.team_id), '') AS team_name
    FROM device d JOIN worker w USING (tenant_id, worker_id) JOIN tenant t USING (tenant_id)
    WHERE d.tenant_id = $1 AND d.device_id = $2
"""
_NEVER_CAME = "NOT EXISTS (SELECT FROM nonce n WHERE n.tenant_id = $1 AND n.minute = $3 AND n.nonce = $4)"
_ENTER = f"""
WITH d AS ({_OF_DEVICE}) {{}}
SELECT d.*, {{}} AS fresh,
    set_config('kit.worker', d.worker_id, true), set_config('kit.device', $2, true),
    set_config('kit.team', d.team, true), set_config('kit.audience', d.audience, true),
    set_config('kit.today', $5, true), set_config('kit.role', d.role, true),
    set_config('kit.stops', CASE WHEN d.receives_stops THEN 'yes' ELSE '' END, true),
    set_config('kit.officer', CASE WHEN d.role = 'knowledge-officer' THEN 'yes' ELSE '' END, true)
FROM d
"""  # noqa: S608 - parts of ours
_ENTER_AND_KEEP = _ENTER.format(
    """, fresh AS (
    INSERT INTO nonce (tenant_id, minute, nonce) SELECT $1, $3, $4 FROM d ON CONFLICT DO NOTHING RETURNING true
)""",
    "EXISTS (SELECT FROM fresh)",
)
_ENTER_ALONE = _ENTER.format("", _NEVER_CAME)
# A transaction of its own that names its tenant itself. What is asked of the tenant stands behind LATERAL, and so comes
# after the name was said: in the other order the walls would show nothing.
_LOOK = f"""
SELECT d.* FROM (SELECT set_config('kit.tenant', $1, true) AS tenant_id OFFSET 0) said
CROSS JOIN LATERAL (SELECT d.*, {_NEVER_CAME} AS fresh FROM ({_OF_DEVICE}) d WHERE said.tenant_id = $1 OFFSET 0) d
"""  # noqa: S608 - parts of ours
_KEEP_ALONE = """
INSERT INTO nonce (tenant_id, minute, nonce) SELECT said.tenant_id, $2, $3
FROM (SELECT set_config('kit.tenant', $1, true) AS tenant_id OFFSET 0) said ON CONFLICT DO NOTHING RETURNING true
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came.

    Attributes:
        method: In capitals.
        path: With its query.
        body: As sent, packed.
        signed: Its signature, not yet checked; its tenant and device are in ``device``.
        now: When it came (UTC).
    """

    method: str
    path: str
    body: bytes
    signed: Signed
    now: datetime

    @property
    def tenant_id(self) -> str:
        """The tenant it names; empty before a laptop is enrolled."""
        return self.signed.device.partition("/")[0]

    @property
    def device_id(self) -> str:
        """The device it names."""
        return self.signed.device.partition("/")[2]

    @property
    def minute(self) -> int:
        """The minute it was signed in, since 1970."""
        return self.signed.time_ms // _MINUTE_MS

    def fits(self, public_key: bytes) -> bool:
        """Whether it was signed by this key (32 bytes)."""
        return fits(self.signed, public_key, method=self.method, path=self.path, body=self.body)


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


def request_from(
    headers: Mapping[str, str], *, method: str, path: str, body: bytes, now: datetime
) -> Request:
    """Read the signature of a request.

    Raises:
        RequestRefusedError: It has none, or its time is too far out.
    """
    signed = signed_in(headers)
    if signed is None:
        raise refusals.bad_signature()
    if abs(signed.time_ms - ms_of(now)) > MOST_APART_MS:
        raise refusals.wrong_clock(ms_of(now))
    return Request(method, path, body, signed, now)


async def enter(connection: Connection, request: Request, *, keep: bool = True) -> Me:
    """Check a request, and name its worker and device for the rest of the transaction.

    Args:
        connection: In a transaction of the tenant that the request names.
        request: From ``request_from``.
        keep: Whether to keep its nonce here; otherwise whoever serves it does, before anything is told.

    Raises:
        RequestRefusedError: The device is unknown or revoked, its worker switched off, the request altered or replayed.
    """
    found = await connection.fetchrow(
        _ENTER_AND_KEEP if keep else _ENTER_ALONE,
        request.tenant_id,
        request.device_id,
        request.minute,
        request.signed.nonce,
        str(today_at(request.now)),
    )
    me = _who(request, found)
    if _is_unheard(found, request):
        await _hear(connection, request)
    return me


async def look(connection: Connection, request: Request) -> Me:
    """Check a request in a transaction of its own; whoever serves it keeps its nonce before anything is told.

    Args:
        connection: Out of a transaction.
        request: From ``request_from``; it names a tenant.

    Raises:
        RequestRefusedError: As ``enter`` does.
    """
    found = await connection.fetchrow(
        _LOOK, request.tenant_id, request.device_id, request.minute, request.signed.nonce
    )
    try:
        me = _who(request, found)
    except RequestRefusedError as refusal:
        if burns_nonce(refusal):
            async with transaction(connection, WORKER, request.tenant_id):
                await keep(connection, request)
        raise
    if _is_unheard(found, request):
        async with transaction(connection, WORKER, request.tenant_id):
            await _hear(connection, request)
    return me


def _who(request: Request, found: Mapping[str, Any] | None) -> Me:
    if found is None:
        raise refusals.unknown()
    if not request.fits(found["public_key"]):
        raise refusals.bad_signature()
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
        today=today_at(request.now),
        settings=settings_in(found),
    )


def _is_unheard(found: Mapping[str, Any] | None, request: Request) -> bool:
    """Whether a device was not heard of for so long that it is noted."""
    return found is not None and (found["heard_at"] is None or request.now - found["heard_at"] > _HEARD_AGAIN)


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


def known_tenant(request: Request) -> str:
    """Return the tenant that a request names.

    Raises:
        RequestRefusedError: It names none.
    """
    if not (is_tenant_id(request.tenant_id) and request.device_id):
        raise refusals.unknown()
    return request.tenant_id


def ms_of(moment: datetime) -> int:
    """Return milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def now_utc() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def today_at(moment: datetime) -> date:
    """Return the day where the hub's people live."""
    return moment.astimezone(_HERE).date()
