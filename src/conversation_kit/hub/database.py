"""Where tenants' tables are, and transactions that touch one tenant, in a role that sees nothing else."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any, TypeAlias, TypeVar

import asyncpg

from conversation_kit.errors import NotFoundError, StorageError
from conversation_kit.hub.names import is_tenant_id
from conversation_kit.hub.unreached import COULD_NOT_BE, unreached

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

WORKER, ADMIN, EXPORT, COUNTER = "kit_worker", "kit_admin", "kit_export", "kit_counter"
_LENT, _FEWEST, _MOST = 8, 1, 4
_TRIES = 5
_SECONDS = 30  # a statement that takes longer is stuck
T = TypeVar("T")
AWAY = (OSError, TimeoutError, StorageError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What a database raises that is away, or cannot serve just now."""
SAID = "said AS MATERIALIZED (SELECT set_config('kit.tenant', $1, true) AS tenant_id)"
"""Names the tenant in a statement that is a transaction of its own.

What it asks of the tenant stands behind LATERAL or a CTE, and so comes after the name was said: in the other order the
walls would show nothing."""


# What laptops ask is small, comes again by the thousand, and goes along an index whatever it names. So it is planned
# once, though the walls make it look large and a young hub's tables look small: planned anew each time, a pull took
# longer to plan than to find; and where a server compiles it (``jit``), one look costs a hundred.
_ALL = {"jit": "off"}
_SAME_AGAIN = {**_ALL, "plan_cache_mode": "force_generic_plan", "enable_seqscan": "off"}
_SET = "SELECT set_config(name, ($1::json)->>name, false) FROM pg_settings WHERE name IN (SELECT json_object_keys($1))"


class Databases:
    """The connections of this process to each database, and which tenant is in which.

    What is asked of the Book, by everybody, has connections of its own, so that laptops never wait for it.

    Args:
        default: The database of every tenant that the map does not name.
        elsewhere: Tenant to URL.
    """

    def __init__(self, default: str, elsewhere: Mapping[str, str] | None = None) -> None:
        self._default = default
        self._elsewhere = dict(elsewhere or {})
        self._pools: dict[tuple[str, bool], Pool] = {}
        self._opening: defaultdict[tuple[str, bool], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._lent: dict[str, asyncio.LifoQueue[Connection | None]] = {}
        self._closed = False

    @asynccontextmanager
    async def lent(self, tenant_id: str) -> AsyncIterator[Connection]:
        """Lend a connection to the database that a tenant is in, for a laptop's request.

        A pool does much about each connection that it gives out and takes back; these are in none, and whoever is done
        leaves theirs for the next.

        Raises:
            StorageError: The database cannot be reached.
        """
        url = self._elsewhere.get(tenant_id, self._default)
        free = self._lent.get(url)
        if free is None:
            free = self._lent[url] = asyncio.LifoQueue()
            for _ in range(_LENT):
                free.put_nowait(None)
        connection = await free.get()
        try:
            if connection is None or connection.is_closed():
                connection = await _for_laptops(url)
            yield connection
        finally:
            if connection is not None and (
                self._closed or connection.is_closed() or connection.is_in_transaction()
            ):
                connection.terminate()
                connection = None
            free.put_nowait(connection)

    async def pool(self, tenant_id: str) -> Pool:
        """Return the pool of the database that a tenant is in, for what laptops ask seldom."""
        return await self._open(self._elsewhere.get(tenant_id, self._default))

    async def book_pool(self, tenant_id: str) -> Pool:
        """Return the Book's pool of the database that a tenant is in."""
        return await self._open(self._elsewhere.get(tenant_id, self._default), for_book=True)

    @property
    def urls(self) -> list[str]:
        """Each database, once."""
        return list(dict.fromkeys((self._default, *self._elsewhere.values())))

    async def every(self) -> list[Pool]:
        """Return the pool of each database."""
        return [await self._open(url) for url in self.urls]

    async def pool_at(self, url: str) -> Pool:
        """Return the pool of one of the ``urls``."""
        return await self._open(url)

    async def tenants_in(self, url: str) -> list[str]:
        """Return the ids of the tenants that belong to a database, in the order they were added."""
        pool = await self._open(url)
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(f"SET LOCAL ROLE {WORKER}")
            rows = await connection.fetch("SELECT tenant_id FROM tenant ORDER BY made_at, tenant_id")
        found = (str(row["tenant_id"]) for row in rows)
        return [tenant_id for tenant_id in found if self._elsewhere.get(tenant_id, self._default) == url]

    async def close(self) -> None:
        """Close every connection; one that is lent just then, when it is done with."""
        self._closed = True
        for free in self._lent.values():
            while not free.empty():
                if (connection := free.get_nowait()) is not None:
                    await connection.close()
        for pool in self._pools.values():
            await pool.close()
        self._pools.clear()
        self._lent.clear()

    async def _open(self, url: str, *, for_book: bool = False) -> Pool:
        found = self._pools.get((url, for_book))
        if found is not None:
            return found
        async with self._opening[
            url, for_book
        ]:  # each its own: one that is away keeps nobody else's from opening
            if (url, for_book) not in self._pools:
                self._pools[url, for_book] = await open_pool(url)
            return self._pools[url, for_book]


async def open_pool(url: str) -> Pool:
    """Open connections to a database, as many as are needed.

    Raises:
        StorageError: It cannot be reached.
    """
    with _reaching():
        pool: Pool = await asyncpg.create_pool(
            url,
            min_size=_FEWEST,
            max_size=_MOST,
            timeout=10,
            command_timeout=_SECONDS,
            reset=_leave,
            init=_as_worker,
        )
    return pool


async def _for_laptops(url: str) -> Connection:
    with _reaching():
        connection: Connection = await asyncpg.connect(url, timeout=10, command_timeout=_SECONDS)
        try:
            await _as_worker(connection, _SAME_AGAIN)
        except BaseException:
            connection.terminate()
            raise
    return connection


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except COULD_NOT_BE as error:
        raise unreached(error) from error


@asynccontextmanager
async def transaction(
    connection: Connection, role: str, tenant_id: str, *, flush: bool = True
) -> AsyncIterator[None]:
    """One transaction of one tenant, in a role; one round trip to begin, one to end.

    Args:
        connection: Out of a transaction.
        role: One of ``WORKER``, ``ADMIN``, ``EXPORT``, ``COUNTER``.
        tenant_id: Row-level security shows nothing of another.
        flush: Whether it is on disk when this returns. Without, whatever commits later with it takes it along: the
            log of PostgreSQL is in order.

    Raises:
        NotFoundError: That is no tenant's id.
    """
    await begin(connection, role, tenant_id, flush=flush)
    try:
        yield
    except BaseException:
        await roll_back(connection)
        raise
    await connection.execute("COMMIT")


def together(
    connection: Connection, role: str, tenant_id: str, *, flush: bool = True
) -> AbstractAsyncContextManager[None]:
    """Return the transaction that is on, or else a ``transaction`` of its own."""
    if connection.is_in_transaction():
        return nullcontext()
    return transaction(connection, role, tenant_id, flush=flush)


async def begin(connection: Connection, role: str, tenant_id: str, *, flush: bool = True) -> None:
    """Begin what ``transaction`` describes; the caller commits or rolls back."""
    if not is_tenant_id(tenant_id):
        raise NotFoundError("There is no such tenant. Nothing was changed.")
    lazily = "" if flush else "SET LOCAL synchronous_commit = off;"
    await connection.execute(
        f"BEGIN; SET LOCAL ROLE {role}; {lazily} SELECT set_config('kit.tenant', '{tenant_id}', true)"
    )


async def retried(work: Callable[[], Awaitable[T]]) -> T:
    """Do a whole transaction, again when PostgreSQL (or who stands in for it) asks for that with 40001 or 40P01."""
    for _ in range(_TRIES - 1):
        try:
            return await work()
        except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, MovedError):
            continue
    return await work()


class MovedError(StorageError):
    """What a transaction had judged by changed before it wrote; it wrote nothing and is done again."""

    def __init__(self) -> None:
        super().__init__("Others changed the same thing at the same time. Nothing was lost. Try again.")


async def roll_back(connection: Connection) -> None:
    """Give a transaction up, whatever state it is in."""
    if not connection.is_closed() and connection.is_in_transaction():
        await asyncio.shield(connection.execute("ROLLBACK"))


async def _as_worker(connection: Connection, settings: Mapping[str, str] = _ALL) -> None:
    """A connection of the service is never more than a worker, in a transaction or not."""
    await connection.execute(_SET, json.dumps(settings))
    await connection.execute(f"SET ROLE {WORKER}")


async def _leave(connection: Any) -> None:
    """Hand a connection back: whatever a transaction set went with it."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
