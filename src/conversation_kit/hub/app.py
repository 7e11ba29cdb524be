"""The hub's application: laptops' requests, health, and one way to refuse."""

import asyncio
import gc
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from conversation_kit import __version__
from conversation_kit.hub import refusals
from conversation_kit.hub.bodies import Arrived, refuse
from conversation_kit.hub.book.api import PublicBook, book_router
from conversation_kit.hub.book.desk_api import desk_router
from conversation_kit.hub.book.schedule import keep_time
from conversation_kit.hub.database import AWAY, Databases
from conversation_kit.hub.headers import SafeHeaders
from conversation_kit.hub.health import states_of, worst_of
from conversation_kit.hub.housekeeping import end_with_parent, keep_house
from conversation_kit.hub.hub import Hub
from conversation_kit.hub.logs import failed, keep_words_out
from conversation_kit.hub.metrics import Measured
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.hub.straight import Straight
from conversation_kit.hub.sync_api import hub_of, straight_handlers, sync_router
from conversation_kit.sync.signing import DEVICE_HEADER

DATABASE_VARIABLE = "CONVERSATION_KIT_DATABASE"
ELSEWHERE_VARIABLE = "CONVERSATION_KIT_ELSEWHERE"
"""Which tenants are in another database, as a JSON object of URLs."""
_GARBAGE = 20_000  # objects made before any are looked for that only hold one another


def make_app(databases: Databases) -> ASGIApp:
    """Return the application.

    Args:
        databases: Closed when the application ends.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        works = (keep_time(databases), keep_house(databases), end_with_parent())
        by_itself = [asyncio.create_task(work) for work in works]
        yield
        for task in by_itself:
            task.cancel()
        await asyncio.wait(by_itself)
        await databases.close()

    app = FastAPI(
        title="Conversation Kit hub", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.state.hub = hub = Hub(databases)
    app.include_router(sync_router())
    app.include_router(desk_router())
    app.include_router(book_router(PublicBook(databases)))
    app.get("/health", summary="Whether the hub can serve")(_health)
    app.get("/metrics", summary="How much the hub does, for Prometheus")(_metrics)
    for error in (RequestRefusedError, *AWAY):
        app.add_exception_handler(error, _refused)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Measured, meters=hub.meters)
    return Straight(app, hub, straight_handlers(), _straight_refused)


def from_environment() -> ASGIApp:
    """Return the application of a worker process that ``hub serve`` started."""
    keep_words_out()
    elsewhere = json.loads(os.environ.get(ELSEWHERE_VARIABLE) or "{}")
    app = make_app(Databases(os.environ[DATABASE_VARIABLE], elsewhere))
    # A push of fifty changes is some thousand objects that go by themselves; looked for each time, they cost more.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    return app


async def _health(request: WebRequest) -> Response:
    """Say whether the hub can serve: which of its databases it reaches, and whether there is room to write.

    As long as it reaches one it is 200, and without room as well: every process would say the same, and the other
    tenants, pulls, the Book and a plain answer to laptops that push need the hub in its place. The body says so, for
    whoever watches.
    """
    hub = hub_of(request)
    states = await states_of(hub.databases, hub.room)
    status = worst_of(states)
    told = {"status": status, "writing": status == "ok", "databases": states, "version": __version__}
    return JSONResponse(told)


async def _metrics(request: WebRequest) -> Response:
    """Say how much the hub does."""
    return Response(hub_of(request).meters.text(), media_type=CONTENT_TYPE_LATEST)


async def _refused(request: WebRequest, error: Exception) -> Response:
    return _told(request.url.path, request.headers, error)


def _straight_refused(arrived: Arrived, error: Exception) -> Response:
    return _told(arrived.path, arrived.headers, error)


def _told(path: str, headers: Mapping[str, str], error: Exception) -> Response:
    """Return the answer to a request that could not be served; what nobody foresaw is raised again."""
    if isinstance(error, RequestRefusedError):
        return refuse(error)
    if isinstance(error, AWAY):
        failed(path, headers.get(DEVICE_HEADER, ""), error)
        return refuse(refusals.full() if isinstance(error, asyncpg.DiskFullError) else refusals.busy())
    raise error
