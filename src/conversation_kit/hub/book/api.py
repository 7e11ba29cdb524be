"""The published Book over HTTP: an Open Referral UK v3 API for everybody, and what changed, for laptops.

Read-only. The hub's first tenant is served at the root, each under its id. Within one version every address answers the
same, so that its entity tag is known before the Book is asked.
"""

import asyncio
import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import cached_property
from typing import Any

from fastapi import APIRouter, Request, Response

from conversation_kit.book.places import Gazetteer
from conversation_kit.hub import refusals
from conversation_kit.hub.book import asking
from conversation_kit.hub.book.pace import Pace
from conversation_kit.hub.book.parameters import Pairs, service_query, term_query, version_asked
from conversation_kit.hub.book.published_paths import DELTA, LISTS, METADATA, parameters_of
from conversation_kit.hub.book.publishing import packed_delta
from conversation_kit.hub.book.shape import as_json
from conversation_kit.hub.database import WORKER, Connection, Databases, transaction
from conversation_kit.hub.names import is_tenant_id
from conversation_kit.hub.refusals import RequestRefusedError

_FRESH_SECONDS = 60
_MOST_KEPT = 16
_SHAPE = "1"  # raise it when the same version is served in another shape
_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cache-Control": f"public, max-age={_FRESH_SECONDS}",
}
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, Accept",
    "Access-Control-Max-Age": "86400",
}

Ask = Callable[[Connection, str], Awaitable["str | bytes | None"]]
"""Asks one tenant's Book, on a connection that is in no transaction; None when there is no such thing."""


class PublicBook:
    """Answers requests about the Books of this hub.

    Args:
        databases: Where the tenants are.
        clock: Seconds that only ever go forward, for the pace.
        pace: How often one address may ask.
    """

    def __init__(
        self, databases: Databases, *, clock: Callable[[], float] = time.monotonic, pace: Pace | None = None
    ) -> None:
        self._databases = databases
        self._clock = clock
        self._pace = pace or Pace()
        self._first = ""
        self._making = asyncio.Lock()
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places that are known, to measure from."""
        return Gazetteer.load()

    async def answer(self, request: Request, ask: Ask, *, media_type: str = "application/json") -> Response:
        """Answer one request, or say in one sentence why not."""
        try:
            wait = self._pace.wait_for(request.client.host if request.client else "", self._clock())
            if wait:
                raise refusals.slow_down(math.ceil(wait))
            return await self._answered(request, ask, media_type)
        except RequestRefusedError as refused:
            headers = {**_SHARED, "Cache-Control": "no-store"}
            if "seconds" in refused.extra:
                headers["Retry-After"] = str(refused.extra["seconds"])
            return Response(as_json(refused.told()), refused.status, headers, "application/json")

    async def once(self, tenant_id: str, tag: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return a body that many laptops ask for, made once for each entity tag."""
        key = (tenant_id, tag)
        async with self._making:  # on the morning after a publication every laptop asks for the same
            if key not in self._kept:
                self._kept[key] = await make()
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]

    async def _answered(self, request: Request, ask: Ask, media_type: str) -> Response:
        tenant_id = request.path_params.get("tenant") or await self._first_tenant()
        if not is_tenant_id(tenant_id):
            raise _not_found()
        pool = await self._databases.book_pool(tenant_id)
        async with pool.acquire() as connection:
            version, published_at = await asking.version_of(connection, tenant_id)
            if version == 0 and not await _is_tenant(connection, tenant_id):
                raise _not_found()
            tag = _tag(request, tenant_id, version, published_at)
            headers = {**_SHARED, "ETag": tag}
            if _is_known(tag, request.headers.get("If-None-Match", "")):
                return Response(status_code=304, headers=headers)
            request.state.tag = tag
            body = await ask(connection, tenant_id)
        if body is None:
            raise _not_found()
        return Response(body, headers=headers, media_type=media_type)

    async def _first_tenant(self) -> str:
        if not self._first:
            for url in self._databases.urls:  # no further than the first that has one
                if tenants := await self._databases.tenants_in(url):
                    self._first = tenants[0]
                    return self._first
            raise _not_found()
        return self._first


def book_router(public: PublicBook) -> APIRouter:
    """Return the routes of the public Book: at the root for the first tenant, and under each tenant's id."""
    router = APIRouter(tags=["Community Book (Open Referral UK v3)"])
    for prefix, scope in (("", "first"), ("/{tenant}", "each")):
        for name, (page, one) in _lists(public).items():
            _add(
                router, f"{prefix}/{name}", page, f"{scope}_{name}", LISTS[name], parameters_of(name, prefix)
            )
            path = f"{prefix}/{name}/{{record_id}}"
            _add(
                router,
                path,
                one,
                f"{scope}_{name}_one",
                f"One of {name}, whole.",
                parameters_of("one", prefix),
            )
        path, delta = f"{prefix}/book/v1/delta", _delta(public)
        _add(router, path, delta, f"{scope}_delta", DELTA, parameters_of("delta", prefix))
        _add(router, f"{prefix}/", _about(public), f"{scope}_about", METADATA, parameters_of("", prefix))
    return router


Endpoint = Callable[[Request], Awaitable[Response]]
_Page = Callable[[Connection, str, Pairs], Awaitable[asking.PageFound]]
_One = Callable[[Connection, str, str], Awaitable["str | None"]]


def _lists(public: PublicBook) -> dict[str, tuple[Endpoint, Endpoint]]:
    """Return by name how a list is answered, and one of its records."""

    async def services(connection: Connection, tenant_id: str, pairs: Pairs) -> asking.PageFound:
        return await asking.service_page(connection, tenant_id, service_query(pairs, public.gazetteer))

    async def places(connection: Connection, tenant_id: str, pairs: Pairs) -> asking.PageFound:
        return await asking.place_page(connection, tenant_id, service_query(pairs, public.gazetteer))

    async def organizations(connection: Connection, tenant_id: str, pairs: Pairs) -> asking.PageFound:
        return await asking.organization_page(connection, tenant_id, term_query(pairs))

    async def taxonomies(connection: Connection, tenant_id: str, pairs: Pairs) -> asking.PageFound:
        return await asking.taxonomy_page(connection, tenant_id, term_query(pairs))

    async def terms(connection: Connection, tenant_id: str, pairs: Pairs) -> asking.PageFound:
        return await asking.term_page(connection, tenant_id, term_query(pairs))

    made: dict[str, tuple[_Page, _One]] = {
        "services": (services, asking.service_body),
        "service_at_locations": (places, asking.place_body),
        "organizations": (organizations, asking.organization_body),
        "taxonomies": (taxonomies, asking.taxonomy_body),
        "taxonomy_terms": (terms, asking.term_body),
    }
    return {name: (_list_of(public, page), _one_of(public, one)) for name, (page, one) in made.items()}


def _list_of(public: PublicBook, page: _Page) -> Endpoint:
    async def answer(request: Request) -> Response:
        async def ask(connection: Connection, tenant_id: str) -> str:
            async with _together(connection, tenant_id):
                return (await page(connection, tenant_id, request.query_params.multi_items())).as_json()

        return await public.answer(request, ask)

    return answer


def _one_of(public: PublicBook, one: _One) -> Endpoint:
    async def answer(request: Request) -> Response:
        async def ask(connection: Connection, tenant_id: str) -> str | None:
            record_id = str(request.path_params["record_id"])
            if "\0" in record_id:
                return None
            if one is asking.service_body:  # what everybody asks for most is one statement
                return await one(connection, tenant_id, record_id)
            async with _together(connection, tenant_id):
                return await one(connection, tenant_id, record_id)

        return await public.answer(request, ask)

    return answer


def _together(connection: Connection, tenant_id: str) -> AbstractAsyncContextManager[None]:
    """Return one transaction of a tenant, which nothing waits for on the disk."""
    return transaction(connection, WORKER, tenant_id, flush=False)


def _delta(public: PublicBook) -> Endpoint:
    async def answer(request: Request) -> Response:
        async def ask(connection: Connection, tenant_id: str) -> bytes:
            since = version_asked(request.query_params.multi_items())
            async with _together(connection, tenant_id):
                return await public.once(
                    tenant_id, request.state.tag, lambda: packed_delta(connection, tenant_id, since)
                )

        return await public.answer(request, ask, media_type="application/zstd")

    return answer


def _about(public: PublicBook) -> Endpoint:
    async def answer(request: Request) -> Response:
        async def ask(connection: Connection, tenant_id: str) -> str:
            async with _together(connection, tenant_id):
                name = await connection.fetchval("SELECT name FROM tenant WHERE tenant_id = $1", tenant_id)
            return as_json(
                {
                    "version": "HSDS-UK-3.0",
                    "profile": "https://docs.openreferraluk.org/en/latest/",
                    "openapi_url": str(request.url_for("openapi")),
                    "description": f"The Community Book of {name}.",
                    "publisher": {"name": name},
                }
            )

        return await public.answer(request, ask)

    return answer


def _add(
    router: APIRouter, path: str, endpoint: Endpoint, name: str, says: str, parameters: list[dict[str, Any]]
) -> None:
    extra = {"parameters": parameters} if parameters else None
    router.add_api_route(
        path, endpoint, name=name, operation_id=name, summary=says, openapi_extra=extra, response_model=None
    )
    router.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False, response_model=None)
    router.add_api_route(path, _preflight, methods=["OPTIONS"], include_in_schema=False, response_model=None)


async def _preflight() -> Response:
    return Response(status_code=204, headers=_PREFLIGHT)


def _tag(request: Request, tenant_id: str, version: int, published_at: datetime | None) -> str:
    """Return what an answer is told by: whose Book, which version, and what was asked."""
    path = f"{request.url.path}?{request.url.query}"
    words = "\n".join((_SHAPE, tenant_id, str(version), str(published_at), path))
    return f'"{hashlib.sha256(words.encode()).hexdigest()[:32]}"'


def _is_known(tag: str, header: str) -> bool:
    """Whether a reader has this already (RFC 9110, section 13.1.2)."""
    tags = {one.strip().removeprefix("W/") for one in header.split(",")}
    return tag in tags or tags == {"*"}


async def _is_tenant(connection: Connection, tenant_id: str) -> bool:
    """Whether a tenant whose Book holds nothing yet is one at all: a mistyped address looks the same otherwise."""
    async with _together(connection, tenant_id):
        return bool(await connection.fetchval("SELECT true FROM tenant WHERE tenant_id = $1", tenant_id))


def _not_found() -> RequestRefusedError:
    return RequestRefusedError(404, "not-found", "There is no such thing in this Community Book.")
