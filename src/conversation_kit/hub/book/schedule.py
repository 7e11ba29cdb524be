"""Imports that are due by themselves: one process claims each, and what became of it is kept for the officer."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from conversation_kit.errors import KitError
from conversation_kit.hub.book import store
from conversation_kit.hub.book.importing import Wish
from conversation_kit.hub.book.office import Office
from conversation_kit.hub.database import ADMIN, Databases, transaction
from conversation_kit.hub.housekeeping import for_every_tenant
from conversation_kit.hub.logs import failed_by_itself

_LOOK_EVERY_SECONDS = 60.0
_AGAIN_AFTER = timedelta(hours=1)
_AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


async def remember(
    databases: Databases, tenant_id: str, wish: Wish, *, every_hours: int, now: datetime
) -> None:
    """Import like this every so many hours from now on, in the place of an earlier schedule.

    Raises:
        NotFoundError: There is no such tenant.
    """
    pool = await databases.book_pool(tenant_id)
    async with pool.acquire() as connection, transaction(connection, ADMIN, tenant_id):
        await store.hold(connection, tenant_id)
        await connection.execute(
            "INSERT INTO book_schedule (tenant_id, sources, map_path, every_hours, allow_removals, next_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id) DO UPDATE SET sources = excluded.sources, "
            "map_path = excluded.map_path, every_hours = excluded.every_hours, "
            "allow_removals = excluded.allow_removals, next_at = excluded.next_at",
            *(
                tenant_id,
                json.dumps(wish.sources),
                str(wish.map_path) if wish.map_path else None,
                every_hours,
            ),
            *(wish.allow_removals, now + timedelta(hours=every_hours)),
        )


async def forget(databases: Databases, tenant_id: str) -> None:
    """Import by hand only from now on."""
    pool = await databases.book_pool(tenant_id)
    async with pool.acquire() as connection, transaction(connection, ADMIN, tenant_id):
        await connection.execute("DELETE FROM book_schedule WHERE tenant_id = $1", tenant_id)


async def run_due(databases: Databases, tenant_id: str, *, now: datetime) -> bool:
    """Run a tenant's import if it is due and no other process has taken it; return whether it was run."""
    pool = await databases.book_pool(tenant_id)
    async with pool.acquire() as connection, transaction(connection, ADMIN, tenant_id):
        row = await connection.fetchrow(
            "UPDATE book_schedule SET next_at = $2::timestamptz + every_hours * interval '1 hour', last_at = $2 "
            "WHERE tenant_id = $1 AND next_at <= $2 RETURNING *",
            tenant_id,
            now,
        )
    if row is None:
        return False
    wish = Wish(
        tuple(json.loads(row["sources"])),
        Path(row["map_path"]) if row["map_path"] else None,
        allow_removals=row["allow_removals"],
    )
    failed = None
    try:
        brought, _ = await Office(databases, tenant_id, now, "schedule").bring_in(wish, publishing=True)
        report = brought.report
        outcome = f"{report.added} added, {report.changed} changed, {report.gone} gone, {len(report.rejected)} rejected"
    except KitError as error:
        outcome, failed = error.sentence, now + _AGAIN_AFTER
    except _AWAY as error:
        failed_by_itself("scheduled import", error)
        outcome = (
            f"The database was in the way ({type(error).__name__}). The Book is as it was. It is tried again."
        )
        failed = now + _AGAIN_AFTER
    async with pool.acquire() as connection, transaction(connection, ADMIN, tenant_id):
        await connection.execute(
            "UPDATE book_schedule SET outcome = $2, next_at = least(next_at, $3::timestamptz) WHERE tenant_id = $1",
            tenant_id,
            outcome,
            failed,
        )
    return True


async def keep_time(
    databases: Databases, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> None:
    """Run what is due, as long as the hub serves. What stands in the way of one round is left to the next."""
    while True:
        await for_every_tenant(
            databases, "scheduled import", lambda tenant_id: run_due(databases, tenant_id, now=clock())
        )
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
