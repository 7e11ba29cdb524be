"""A Book at a hub: one that is only read, shared by the tests of a session, or a fresh tenant a test."""

import asyncio

import asyncpg
import pytest
from book_hub import FEED, new_tenant, opened

from conversation_kit.hub.migrating import migrate


@pytest.fixture(scope="session")
def database_url(postgres):
    """A database that these tests share, each with a tenant of its own."""

    async def make():
        connection = await asyncpg.connect(postgres)
        await connection.execute("CREATE DATABASE books")
        await connection.close()

    asyncio.run(make())
    url = postgres.replace("/postgres?", "/books?")
    asyncio.run(migrate(url))
    return url


@pytest.fixture(scope="session")
def milldale(database_url):
    """The id of a tenant whose Book is published, for tests that only read."""

    async def make():
        tenant_id = await new_tenant(database_url)
        async with opened(database_url, tenant_id) as hub:
            await hub.bring_in(*FEED)
        return tenant_id

    return asyncio.run(make())


@pytest.fixture
async def served(database_url, milldale):
    async with opened(database_url, milldale) as hub:
        yield hub


@pytest.fixture
async def hub(database_url):
    async with opened(database_url, await new_tenant(database_url)) as hub:
        yield hub
