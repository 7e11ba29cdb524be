"""A hub that is served within the test's own process, and the administrator's works on it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import asyncpg
import httpx
from hub_laptops import HubLaptop

from conversation_kit.hub.administering import NewTenant, NewWorker, add_team, add_tenant, add_worker, invite
from conversation_kit.hub.database import ADMIN, transaction


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
