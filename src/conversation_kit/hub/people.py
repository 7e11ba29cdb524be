"""What an administrator does about a person without reading a word: list who is due to go, grant, withdraw, erase."""

from datetime import datetime
from typing import Any

from conversation_kit.errors import NotFoundError, RefusedError
from conversation_kit.hub import audit
from conversation_kit.hub.accessing import ADMINISTRATOR
from conversation_kit.hub.database import Connection

_DUE = """
SELECT p.person_id AS id, c.taken_at AS last_change FROM person p
CROSS JOIN LATERAL (
    SELECT taken_at FROM change WHERE change.tenant_id = p.tenant_id AND change.person_id = p.person_id
    ORDER BY seq DESC LIMIT 1
) c
WHERE p.tenant_id = $1 AND c.taken_at < now() - make_interval(days => $2) ORDER BY c.taken_at, p.person_id
"""


async def must_be_here(connection: Connection, tenant_id: str, person_id: str) -> None:
    """Make sure that the hub has a person; belongs into a transaction of the tenant.

    Raises:
        NotFoundError: It has not.
    """
    if not await connection.fetchval(
        "SELECT true FROM person WHERE tenant_id = $1 AND person_id = $2", tenant_id, person_id
    ):
        raise NotFoundError("The hub has no such person. Nothing was changed.")


async def must_be_or_have_been_here(connection: Connection, tenant_id: str, person_id: str) -> None:
    """Make sure that the hub has a person, or had and erased them; belongs into a transaction of the tenant.

    Raises:
        NotFoundError: Neither: somebody mistyped, and the person they meant stands as before.
    """
    if not await connection.fetchval(
        "SELECT true FROM erased WHERE tenant_id = $1 AND person_id = $2", tenant_id, person_id
    ):
        await must_be_here(connection, tenant_id, person_id)


async def set_retention(connection: Connection, tenant_id: str, days: int | None) -> None:
    """Set after how many days without a change somebody is due to be erased, or None for no rule."""
    await connection.execute("UPDATE tenant SET retention_days = $2 WHERE tenant_id = $1", tenant_id, days)
    await audit.note(connection, tenant_id, ADMINISTRATOR, "retention", days=str(days or "none"))


async def retention(connection: Connection, tenant_id: str) -> int | None:
    """Return the rule, in days, or None."""
    days: int | None = await connection.fetchval(
        "SELECT retention_days FROM tenant WHERE tenant_id = $1", tenant_id
    )
    return days


async def keep_days(connection: Connection, tenant_id: str) -> int | None:
    """Return for how many days after the last contact a laptop keeps what it holds, or None without an end."""
    days: int | None = await connection.fetchval(
        "SELECT keep_days FROM tenant WHERE tenant_id = $1", tenant_id
    )
    return days


async def set_keep_days(connection: Connection, tenant_id: str, days: int | None) -> None:
    """Set for how many days after the last contact a laptop keeps what it holds; it hears of it at its next sync."""
    await connection.execute("UPDATE tenant SET keep_days = $2 WHERE tenant_id = $1", tenant_id, days)
    await audit.note(connection, tenant_id, ADMINISTRATOR, "keep days", days=str(days or "none"))


async def due(connection: Connection, tenant_id: str) -> list[dict[str, Any]]:
    """Return whom the tenant's rule would erase today, the longest untouched first. Changes nothing.

    Raises:
        RefusedError: The tenant has no rule.
    """
    days = await retention(connection, tenant_id)
    if days is None:
        raise RefusedError(
            "There is no rule for how long people are kept. Nothing was erased. Set one: conversation-kit hub tenant "
            "retention --days N"
        )
    rows = await connection.fetch(_DUE, tenant_id, days)
    return [{"id": row["id"], "last_change": _iso(row["last_change"])} for row in rows]


async def erased(connection: Connection, tenant_id: str) -> list[dict[str, Any]]:
    """Return whom this hub erased: ids, kept so that nobody comes back, with a restore from backup or otherwise."""
    rows = await connection.fetch(
        "SELECT person_id AS id, at FROM erased WHERE tenant_id = $1 ORDER BY at, person_id", tenant_id
    )
    return [{"id": row["id"], "erased_at": _iso(row["at"])} for row in rows]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
