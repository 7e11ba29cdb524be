"""A hub on real PostgreSQL: one server a session, emptied for each test."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
import pytest
from laptops import HubLaptop

from conversation_kit.hub.administering import NewTenant, NewWorker, add_team, add_tenant, add_worker, invite
from conversation_kit.hub.app import make_app
from conversation_kit.hub.database import ADMIN, Databases, transaction
from conversation_kit.hub.embedded import start_embedded
from conversation_kit.hub.migrating import migrate


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test process's own."""
    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as folder:
        yield start_embedded(Path(folder) / "hub")


@pytest.fixture(scope="session")
def prepared(postgres: str) -> str:
    """The URL of a database that is prepared."""

    async def make() -> None:
        connection = await asyncpg.connect(postgres)
        await connection.execute("ALTER SYSTEM SET fsync = off")  # nobody pulls the plug in these tests
        await connection.execute("SELECT pg_reload_conf()")
        await connection.execute("CREATE DATABASE prepared")
        await connection.close()
        await migrate(in_database(postgres, "prepared"))

    asyncio.run(make())
    return in_database(postgres, "prepared")


@pytest.fixture
def database(prepared: str) -> str:
    """The URL of a prepared database with nothing in it."""

    async def empty() -> None:
        connection = await asyncpg.connect(prepared)
        tables = await connection.fetchval(
            "SELECT string_agg(relname, ', ') FROM pg_class WHERE relkind = 'r' AND relname <> 'kit_migration' "
            "AND relnamespace = 'public'::regnamespace"
        )
        await connection.execute(f"TRUNCATE {tables}")
        await connection.close()

    asyncio.run(empty())
    return prepared


def in_database(url: str, name: str) -> str:
    """Return the URL of another database of a server."""
    return url.replace("/postgres?", f"/{name}?")


@dataclass
class HubHere:
    """A hub that is served within the test's own process."""

    client: httpx.AsyncClient
    url: str

    async def admin(
        self, tenant_id: str, work: Callable[..., Awaitable[object]], *given: object, **named: object
    ) -> object:
        """Do one of the administrator's works."""
        connection = await asyncpg.connect(self.url)
        try:
            async with transaction(connection, ADMIN, tenant_id):
                return await work(connection, tenant_id, *given, **named)
        finally:
            await connection.close()

    async def sql(self, query: str, *given: object) -> list[asyncpg.Record]:
        """Look into the database, past every wall."""
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetch(query, *given)
        finally:
            await connection.close()

    async def tenant(self, tenant_id: str = "northmoor", **settings: object) -> str:
        """Add a tenant."""
        connection = await asyncpg.connect(self.url)
        try:
            return await add_tenant(connection, NewTenant(tenant_id.title(), tenant_id, **settings))
        finally:
            await connection.close()

    async def team(self, name: str, tenant_id: str = "northmoor") -> str:
        """Add a team."""
        return str(await self.admin(tenant_id, add_team, name))

    async def laptop(self, name: str, tenant_id: str = "northmoor", **worker: object) -> HubLaptop:
        """Add a worker, and let a laptop of theirs in."""
        worker_id = await self.admin(tenant_id, add_worker, NewWorker(name, **worker))
        return await self.laptop_of(str(worker_id), tenant_id)

    async def laptop_of(self, worker_id: str, tenant_id: str = "northmoor") -> HubLaptop:
        """Let a laptop of a worker in."""
        code, _ = await self.admin(tenant_id, invite, worker_id)
        laptop = HubLaptop(self.client)
        answer = await laptop.enrol(code)
        assert answer.status_code == 200, answer.text
        return laptop


@pytest.fixture
async def hub(database: str) -> AsyncIterator[HubHere]:
    """A hub with a fresh database and no tenant."""
    databases = Databases(database)
    transport = httpx.ASGITransport(make_app(databases))
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        yield HubHere(client, database)
    await databases.close()
