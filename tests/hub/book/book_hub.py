"""One tenant's Book at a hub, its officer, and its API without a network."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import httpx
from fastapi import FastAPI

from conversation_kit.book.places import Gazetteer
from conversation_kit.hub.administering import NewTenant, add_tenant
from conversation_kit.hub.book.api import PublicBook, book_router
from conversation_kit.hub.book.importing import Wish
from conversation_kit.hub.book.office import Office
from conversation_kit.hub.database import Databases
from conversation_kit.hub.migrating import connect

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
FEED = (
    "greater_manchester_ogl_v3.json",
    "bucks_outpost_services_page1.json",
    "bristol_v3_services_page1.json",
)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
gazetteer = cache(Gazetteer.load)


class BookHub:
    """One tenant's Book at a hub.

    Attributes:
        office: Its officer's desk.
        web: Its API.
    """

    def __init__(self, databases, tenant_id, web):
        self.databases, self.tenant_id, self.web = databases, tenant_id, web
        self.office = Office(databases, tenant_id, NOW, "Officer Quill", gazetteer)

    def later(self, **time):
        return replace(self.office, now=NOW + timedelta(**time))

    async def bring_in(self, *names, publishing=True, allow_removals=False, office=None):
        wish = Wish(tuple(str(FEEDS / name) for name in names), None, allow_removals)
        return await (office or self.office).bring_in(wish, publishing=publishing)

    async def get(self, path, **headers):
        return await self.web.get(f"/{self.tenant_id}{path}", headers=headers)

    async def json(self, path):
        answer = await self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def new_tenant(url):
    connection = await connect(url)
    try:
        return await add_tenant(connection, NewTenant("Milldale Council", f"milldale-{uuid4().hex[:12]}"))
    finally:
        await connection.close()


@asynccontextmanager
async def opened(url, tenant_id):
    databases = Databases(url)
    app = FastAPI()
    app.include_router(book_router(PublicBook(databases)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://hub.example") as web:
        yield BookHub(databases, tenant_id, web)
    await databases.close()
