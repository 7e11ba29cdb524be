"""The requests of laptops: enrol, push, pull, snapshot, erase, access, requests."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.requests import Request as WebRequest
from starlette.responses import Response

from conversation_kit.hub import accessing, enrolling, erasing, numbers, pulling, pushing, refusals
from conversation_kit.hub.bodies import Arrived, answer, message_in, text_in, whole_number_in, words_in
from conversation_kit.hub.database import WORKER, Connection, begin, retried, roll_back
from conversation_kit.hub.door import Me, burning, burns_nonce, enter, keep, prove
from conversation_kit.hub.hub import Hub
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.hub.request import Request, known_tenant, ms_of, now_utc, request_from
from conversation_kit.hub.straight import Handler
from conversation_kit.hub.wire_shapes import described
from conversation_kit.sync.wire import MOST_CHANGES, MOST_PULLED, WIRE_HEADER, WIRE_VERSION

T = TypeVar("T")
Message = dict[str, Any]
Work = Callable[[Connection, Me, Message], Awaitable[Message]]
"""Serves a request in its transaction."""
_ACTIONS = ("ask", "grant", "deny", "withdraw")


_PREFIX = "/sync/v1"
_MOST_DIGITS = 20


def sync_router() -> APIRouter:
    """Return the routes of laptops."""
    router = APIRouter(prefix=_PREFIX, tags=["sync"])
    router.post("/enrol", summary="Let a laptop in", openapi_extra=described("enrol"))(_enrol)
    for name, (handler, summary) in _SIGNED.items():
        extra = described(name)
        router.post(f"/{name}", summary=summary, name=name, openapi_extra=extra)(_described(handler))
    return router


def straight_handlers() -> dict[str, Handler]:
    """Return the handlers of signed requests by their path."""
    return {f"{_PREFIX}/{name}": handler for name, (handler, _) in _SIGNED.items()}


def _signed(work: Work) -> Handler:
    """Return the handler of a request that an enrolled device has to have signed, served in one transaction."""

    async def handle(hub: Hub, arrived: Arrived) -> Response:
        asked = await _asked(arrived)
        tenant_id = known_tenant(asked)
        message = message_in(arrived.headers, asked.body, hub.packing)

        tries = itertools.count()

        async def once() -> Message:
            before = next(tries)

            async def held(me: Me) -> Message:
                hub.requests.count(asked.signed.device)
                if before:  # what it judges by cannot change under it any more
                    await numbers.hold(connection, tenant_id)
                return await work(connection, me, message)

            async with hub.databases.lent(tenant_id) as connection:
                return await _within(connection, asked, work=held)

        return await _answered(hub, arrived, once)

    return handle


async def _push(hub: Hub, arrived: Arrived) -> Response:
    """Serve a push, in statements that are transactions of their own wherever one does it; and a pull with it.

    A laptop whose last push it is says in the query where its pull goes on, and is told at once what lies there.
    """
    asked = await _asked(arrived)
    tenant_id = known_tenant(asked)
    wanted = _wanted(_numbers_in(arrived.query)) if "cursor" in arrived.query else None
    tries = itertools.count()

    async def once() -> Message:
        async with hub.databases.lent(tenant_id) as connection, burning(connection, asked):
            key = await _proven(hub, connection, asked)
            rows = message_in(arrived.headers, asked.body, hub.packing).get("changes")
            if not isinstance(rows, list):
                raise refusals.malformed("A push has to bring a list of changes. Nothing was changed.")
            if len(rows) > MOST_CHANGES:
                raise refusals.too_large()
            told = await pushing.push(
                connection, asked, key, rows, again=next(tries) > 0, last=wanted is None
            )
            if wanted is not None:
                told["pulled"] = await pulling.pull(connection, asked, key, wanted)
            return told

    return await _answered(hub, arrived, once)


async def _pull(hub: Hub, arrived: Arrived) -> Response:
    """Serve a pull: one statement, which all that is told comes out of."""
    asked = await _asked(arrived)
    tenant_id = known_tenant(asked)
    wanted = _wanted(message_in(arrived.headers, asked.body, hub.packing))

    async def once() -> Message:
        async with hub.databases.lent(tenant_id) as connection, burning(connection, asked):
            key = await _proven(hub, connection, asked)
            return await pulling.pull(connection, asked, key, wanted)

    return await _answered(hub, arrived, once)


def _wanted(message: Message) -> pulling.Wanted:
    return pulling.Wanted(
        cursor=whole_number_in(message, "cursor", default=0),
        limit=whole_number_in(message, "limit", default=MOST_PULLED),
        own=message.get("own") is not False,
    )


def _numbers_in(query: Mapping[str, str]) -> Message:
    """Return what a query says of a pull, as the body of one says it."""
    told: Message = {"own": query.get("own") != "false"}
    for name in ("cursor", "limit"):
        if name in query:
            digits = query[name].isascii() and query[name].isdecimal() and len(query[name]) < _MOST_DIGITS
            told[name] = int(query[name]) if digits else None
    return told


async def _proven(hub: Hub, connection: Connection, asked: Request) -> bytes:
    """Return the key of a device that signed a request, and asks no oftener than it may.

    Raises:
        RequestRefusedError: It did not, or does.
    """
    key = await prove(connection, asked, hub.keys)
    hub.requests.count(asked.signed.device)
    return key


async def _answered(hub: Hub, arrived: Arrived, once: Callable[[], Awaitable[Message]]) -> Response:
    told = await retried(once)
    _measure(hub, told)
    return answer(arrived.headers, told, hub.packing)


def _described(handler: Handler) -> Callable[[WebRequest], Awaitable[Response]]:
    """Return a handler as FastAPI serves and describes it."""

    async def handle(request: WebRequest) -> Response:
        return await handler(hub_of(request), Arrived(request.scope, request.receive))

    return handle


async def admitted(request: WebRequest) -> tuple[Me, Message]:
    """Check a signed request that is served in transactions of its own; return who asks, and what.

    Raises:
        RequestRefusedError: It is not to be served.
    """
    asked = await _asked(Arrived(request.scope, request.receive))
    tenant_id = known_tenant(asked)
    message = message_in(request.headers, asked.body)

    async def me_alone(me: Me) -> Me:
        return me

    async def once() -> Me:
        async with hub_of(request).databases.lent(tenant_id) as connection:
            return await _within(connection, asked, work=me_alone)

    return await retried(once), message


async def _within(connection: Connection, asked: Request, *, work: Callable[[Me], Awaitable[T]]) -> T:
    """Check a request and serve it in one transaction, which keeps that it came."""
    await begin(connection, WORKER, asked.tenant_id)
    try:
        told = await work(await enter(connection, asked))
        await connection.execute("COMMIT")
    except RequestRefusedError as refusal:
        if burns_nonce(refusal):
            await keep(connection, asked)
            await connection.execute("COMMIT")
        else:
            await connection.execute("ROLLBACK")
        raise
    except BaseException:
        await roll_back(connection)
        raise
    return told


def _measure(hub: Hub, told: Message) -> None:
    hub.meters.changes("accepted", len(told.get("accepted", ())))
    hub.meters.changes("set aside", len(told.get("set_aside", ())))
    given = told.get("pulled") or told
    hub.meters.changes("given", len(given.get("items") or given.get("changes") or ()))


async def _enrol(request: WebRequest) -> Response:
    """Let a laptop in by the code of an invitation."""
    hub, asked = hub_of(request), await _asked(Arrived(request.scope, request.receive))
    wanted = enrolling.asked_in(message_in(request.headers, asked.body), asked)
    hub.guesses.count(request.client.host if request.client else "")
    return answer(request.headers, await enrolling.enrol(hub.databases, wanted, ms_of(asked.now)))


async def _snapshot(connection: Connection, me: Me, message: Message) -> Message:
    return await pulling.snapshot(
        connection,
        me,
        person_id=text_in(message, "person_id"),
        after=whole_number_in(message, "after", default=0),
        upto=whole_number_in(message, "upto", default=0),
        limit=whole_number_in(message, "limit", default=MOST_PULLED),
    )


async def _erase(connection: Connection, me: Me, message: Message) -> Message:
    person_id = text_in(message, "person_id")
    if not person_id:
        raise refusals.malformed("The request names no person. Nothing was changed.")
    return {"erased": await erasing.erase_by(connection, me, person_id)}


async def _access(connection: Connection, me: Me, message: Message) -> Message:
    action = text_in(message, "action")
    if action not in _ACTIONS:
        raise refusals.malformed("Access is asked for, granted, denied or withdrawn. Nothing was changed.")
    return await accessing.act(
        connection,
        me,
        action=action,
        person_id=text_in(message, "person_id", default=""),
        worker_id=words_in(message, "worker_id", default=""),
        request_id=text_in(message, "request_id", default=""),
    )


async def _requests(connection: Connection, me: Me, message: Message) -> Message:
    del message
    return await accessing.requests(connection, me)


async def _asked(arrived: Arrived) -> Request:
    """Return a request as it came, after what can be said without the database.

    Raises:
        RequestRefusedError: It speaks another version, is too large, not signed, or of another time.
    """
    if arrived.headers.get(WIRE_HEADER) != WIRE_VERSION:
        raise refusals.please_update(WIRE_VERSION)
    body = await arrived.body()
    return request_from(
        arrived.headers, method=arrived.method, path=arrived.signed_path, body=body, now=now_utc()
    )


def hub_of(request: WebRequest) -> Hub:
    """Return what the service works with."""
    hub: Hub = request.app.state.hub
    return hub


_SIGNED: dict[str, tuple[Handler, str]] = {
    "push": (_push, "Take in changes"),
    "pull": (_pull, "Give what lies after a cursor"),
    "snapshot": (_signed(_snapshot), "Give what there is of one person"),
    "erase": (_signed(_erase), "Erase a person"),
    "access": (_signed(_access), "Ask for, grant, deny or withdraw access"),
    "requests": (_signed(_requests), "List requests for access"),
}
