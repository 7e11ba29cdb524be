"""A hub on real PostgreSQL: one server a session, emptied for each test."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from hub_here import HubHere, in_database
from served_hub import Served

from conversation_kit.hub.app import make_app
from conversation_kit.hub.database import Databases
from conversation_kit.hub.embedded import start_embedded
from conversation_kit.hub.migrating import migrate


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test process's own."""
    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as folder:
        yield start_embedded(Path(folder) / "hub")


@pytest.fixture
def another_postgres() -> Iterator[str]:
    """The URL of a second server. Not in pytest's own folder: a run beside this one closes that to other users."""
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
            "SELECT array_agg(relname) FROM pg_class WHERE relkind = 'r' AND relname <> 'kit_migration' "
            "AND relnamespace = 'public'::regnamespace"
        )
        # as TRUNCATE, which makes two files anew for each table and takes eight times as long
        emptied = "; ".join(f"DELETE FROM {table}" for table in tables)
        await connection.execute(f"SET session_replication_role = replica; {emptied}")  # past what refuses
        await connection.close()

    asyncio.run(empty())
    return prepared


@pytest.fixture
async def hub(database: str) -> AsyncIterator[HubHere]:
    """A hub with a fresh database and no tenant."""
    databases = Databases(database)
    transport = httpx.ASGITransport(make_app(databases))
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        yield HubHere(client, database)
    await databases.close()


@pytest.fixture
def served(database: str) -> Iterator[Served]:
    """A hub of two processes on an empty database."""
    hub = Served("--workers", "2", "--database", database)
    yield hub
    hub.close()
