"""What the hub does by itself: forgetting used nonces and old guesses, and telling laptops of permissions that ended.

Every process of the hub does it; doing it twice is harmless.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from conversation_kit.hub import numbers
from conversation_kit.hub.database import WORKER, Connection, Databases, retried, transaction
from conversation_kit.hub.logs import failed_by_itself
from conversation_kit.hub.request import ms_of, now_utc, today_at

_EVERY_SECONDS = 60.0
_LOOK_SECONDS = 1.0
_KEPT_MINUTES = 15  # a request may be ten minutes apart from the first of its kind, by two wrong clocks
_ENDED = """
UPDATE item SET ended = true WHERE tenant_id = $1 AND until < $2 AND until IS NOT NULL AND NOT ended
RETURNING person_id, asked
"""


async def keep_house(
    databases: Databases, *, wait: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> None:
    """Keep house once a minute, for ever."""
    while True:
        await for_every_tenant(
            databases, "housekeeping", lambda tenant_id: tidy(databases, tenant_id, now_utc())
        )
        await wait(_EVERY_SECONDS)


async def for_every_tenant(databases: Databases, what: str, work: Callable[[str], Awaitable[object]]) -> None:
    """Do something for every tenant that can be reached.

    What fails for one of them, or with a whole database, is logged, left to the next time, and keeps back no other.

    Args:
        databases: Where they are.
        what: What is done, for the log.
        work: Does it for the tenant of an id.
    """
    for url in databases.urls:
        tenants: list[str] = []
        with _logged(what):
            tenants = await databases.tenants_in(url)
        for tenant_id in tenants:
            with _logged(what):
                await work(tenant_id)


@contextmanager
def _logged(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is: what the hub does by itself must not end unseen
        failed_by_itself(what, error)


async def end_with_parent(*, wait: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
    """Stop this process once the one that started it is gone: nobody would stop it, and it would hold the port."""
    parent = multiprocessing.parent_process()
    while parent is not None:
        if not parent.is_alive():
            os.kill(os.getpid(), signal.SIGTERM)
            return
        await wait(_LOOK_SECONDS)


async def tidy(databases: Databases, tenant_id: str, now: datetime) -> None:
    """Keep house for one tenant."""
    pool = await databases.pool(tenant_id)

    async def once() -> None:
        async with pool.acquire() as connection, transaction(connection, WORKER, tenant_id):
            minute = ms_of(now) // 60_000
            await connection.execute(
                "DELETE FROM nonce WHERE tenant_id = $1 AND minute < $2", tenant_id, minute - _KEPT_MINUTES
            )
            await connection.execute(
                "DELETE FROM guess WHERE tenant_id = $1 AND quarter < $2", tenant_id, minute // 15 - 1
            )
            await tell_of_ended(connection, tenant_id, today_at(now))

    await retried(once)


async def tell_of_ended(connection: Connection, tenant_id: str, today: date) -> None:
    """Tell laptops of people with a permission whose last day is over; belongs into a transaction of the tenant."""
    rows = await connection.fetch(_ENDED, tenant_id, today)
    for person_id in sorted({row["person_id"] for row in rows if row["asked"] and row["person_id"]}):
        workers = await numbers.workers_of(connection, tenant_id, person_id)
        await numbers.tell(connection, tenant_id, "reshared", person_id, workers)
