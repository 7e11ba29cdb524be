"""The load for benchmarks/hub.py: laptops that sync with a hub over HTTP, and the bare script that is its peer.

It costs as little as it can beside the hub it shares a machine with: changes are packed before the clock starts (a
laptop does that on its own processor); a push that asks where its pull goes on, as a laptop's last one does, is signed
as it goes, because each goes on from the answer before; what is pulled is unpacked and counted, not parsed.
"""

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import asyncpg
import orjson

from conversation_kit.model.clock import wall_ms
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import ENCODING, MOST_UNPACKED, WIRE_HEADER, WIRE_VERSION, Packing, Row
from hub_council import Laptop

BATCH = 50
_CURSOR = re.compile(rb'"cursor":(\d+),"more":(true|false)')
_OK = b"http/1.1 200"
_ADDED = b'"accepted":['
_PACKING = Packing()

Bare: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Sync = Callable[[int, Laptop, "Pushed"], Awaitable[None]]


@dataclass(frozen=True)
class Pushed:
    """One push that is ready to go.

    Attributes:
        body: Packed.
        request: Over HTTP, signed; asks for no pull.
        rows: The same for the bare script.
    """

    body: bytes
    request: bytes
    rows: list[Row]


@dataclass(frozen=True)
class Run:
    """What a run took.

    Attributes:
        seconds: All of it.
        each: Seconds of every sync.
    """

    seconds: float
    each: list[float]

    @property
    def rate(self) -> float:
        """Syncs a second."""
        return len(self.each) / self.seconds


def packed(message: dict[str, Any]) -> bytes:
    """Return the body of a request."""
    return _PACKING.pack(orjson.dumps(message))


def request(laptop: Laptop, name: str, body: bytes) -> bytes:
    """Return a signed request as it goes over the wire."""
    path = f"/sync/v1/{name}"
    device = f"{laptop.tenant_id}/{laptop.device_id}"
    signed = sign(laptop.key, method="POST", path=path, body=body, device=device, time_ms=wall_ms())
    headers = {
        "Host": "127.0.0.1",
        WIRE_HEADER: WIRE_VERSION,
        "Content-Type": "application/json",
        "Content-Encoding": ENCODING,
        "Accept-Encoding": ENCODING,
        "Content-Length": str(len(body)),
        **signed.headers(),
    }
    lines = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
    return f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def made_ready(laptop: Laptop, rows: list[Row]) -> Pushed:
    """Pack and sign a push."""
    body = packed({"changes": rows})
    return Pushed(body, request(laptop, "push", body), rows)


class Line:
    """One connection to a hub, kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, url: str) -> "Line":
        """Connect."""
        where = urlsplit(url)
        return cls(*await asyncio.open_connection(where.hostname, where.port, limit=MOST_UNPACKED))

    async def ask(self, asked: bytes) -> bytes:
        """Send a request and return what the answer says, unpacked.

        Raises:
            RuntimeError: It was refused.
        """
        self._writer.write(asked)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await self._reader.readexactly(length)
        if not head.startswith(_OK):
            raise RuntimeError(f"{head.decode()} {body.decode('utf-8', 'replace')}")
        if b"content-encoding: zstd" in head:
            return _PACKING.unpack(body)
        return body

    async def push(self, pushed: Pushed) -> None:
        """Push, and make sure that everything was taken.

        Raises:
            RuntimeError: Something was not.
        """
        _all_taken(await self.ask(pushed.request), pushed)

    async def pull(self, laptop: Laptop, limit: int) -> tuple[int, bool]:
        """Pull once; return how many changes came, and whether there are more."""
        wanted = {"cursor": laptop.cursor, "limit": limit, "own": False}
        return _came(await self.ask(request(laptop, "pull", packed(wanted))), laptop)

    async def sync(self, laptop: Laptop, pushed: Pushed, limit: int) -> int:
        """Push, and pull with it; return how many changes came.

        Raises:
            RuntimeError: Something was not taken.
        """
        told = await self.ask(
            request(laptop, f"push?cursor={laptop.cursor}&limit={limit}&own=false", pushed.body)
        )
        _all_taken(told, pushed)
        return _came(told, laptop)[0]

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()


def _all_taken(told: bytes, pushed: Pushed) -> None:
    taken = told.partition(_ADDED)[2].partition(b"]")[0].count(b'"') // 2
    if taken != len(pushed.rows):
        raise RuntimeError(f"{taken} of {len(pushed.rows)} changes were taken: {told[-300:]!r}")


def _came(told: bytes, laptop: Laptop) -> tuple[int, bool]:
    """Return how many changes an answer tells, and whether there are more; the laptop goes on from there."""
    found = _CURSOR.search(told[-400:])
    if found is None:
        raise RuntimeError("An answer without a cursor.")
    laptop.cursor = int(found[1])
    return told.count(b',"change",['), found[2] == b"true"


def sync_with(lines: Sequence[Line]) -> Sync:
    """Return a sync with the hub: push 50 changes, pull 50, in one request as a laptop does."""

    async def sync(at: int, laptop: Laptop, pushed: Pushed) -> None:
        came = await lines[at].sync(laptop, pushed, BATCH)
        if came != BATCH:
            raise RuntimeError(f"{came} changes came instead of {BATCH}.")

    return sync


_WHO = """
SELECT d.public_key, d.revoked_at, d.enrolled_seq, d.heard_at, w.*, t.* FROM device d
JOIN worker w USING (tenant_id, worker_id) JOIN tenant t USING (tenant_id) WHERE d.tenant_id = $1 AND d.device_id = $2
"""
_NONCE = "INSERT INTO nonce (tenant_id, minute, nonce) VALUES ($1, $2, $3)"
_KNOWN = """
SELECT ARRAY(SELECT person_id FROM erased WHERE tenant_id = $1 AND person_id = ANY ($2)) AS erased,
    ARRAY(SELECT person_id FROM person WHERE tenant_id = $1 AND person_id = ANY ($2)) AS people,
    ARRAY(SELECT person_id FROM access WHERE tenant_id = $1 AND grantee = $3 AND person_id = ANY ($2)) AS mine,
    ARRAY(SELECT item_id FROM item WHERE tenant_id = $1 AND item_id = ANY ($4)) AS items
"""
_TAKE = "UPDATE counter SET seq = seq + $2 WHERE tenant_id = $1 RETURNING seq - $2"
_CHANGES = """
INSERT INTO change (tenant_id, seq, id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base,
    author_id, pushed_by)
SELECT $1, $2 + u.n, u.id, u.person_id, u.entity, u.entity_id, u.field, u.value, u.worker_id, u.device_id, u.clock,
    CASE u.base WHEN '' THEN '{}' ELSE ARRAY[u.base] END, $3, $4
FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
    $13::text[], $14::text[]) WITH ORDINALITY
    AS u (id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base, n)
ON CONFLICT (tenant_id, id) DO NOTHING
"""
_ITEMS = """
INSERT INTO item (tenant_id, item_id, person_id, owner_id) SELECT $1, u.item_id, u.person_id, $2
FROM unnest($3::text[], $4::text[]) AS u (item_id, person_id) ON CONFLICT DO NOTHING
"""
_PULL = """
SELECT seq, id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base FROM change
WHERE tenant_id = $1 AND person_id = ANY ($2) AND seq > $3 AND pushed_by <> $4 ORDER BY seq LIMIT $5
"""


def bare_sync(connections: Sequence[Bare]) -> Sync:
    """Return the same inserts and selects straight on the database: no HTTP, no walls, nothing checked or judged."""

    async def sync(at: int, laptop: Laptop, pushed: Pushed) -> None:
        connection = connections[at]
        await bare_push(connection, laptop, pushed)
        wanted = (laptop.scope, laptop.cursor, laptop.device_id, BATCH)
        rows = await connection.fetch(_PULL, laptop.tenant_id, *wanted)
        if len(rows) != BATCH:
            raise RuntimeError(f"{len(rows)} changes came instead of {BATCH}.")
        laptop.cursor = rows[-1]["seq"]

    return sync


async def bare_push(connection: Bare, laptop: Laptop, pushed: Pushed) -> None:
    """Insert what a push brings: the changes and records, under the next numbers of the counter."""
    *columns, bases = map(list, zip(*pushed.rows, strict=True))
    columns.append(["".join(base) for base in bases])
    items = {row[3]: row[1] for row in pushed.rows}
    tenant_id, worker_id = laptop.tenant_id, laptop.worker.id
    async with connection.transaction():
        await _bare_enter(connection, laptop)
        await connection.fetchrow(_KNOWN, tenant_id, list(set(items.values())), worker_id, list(items))
        before = await connection.fetchval(_TAKE, tenant_id, len(pushed.rows))
        await connection.execute(_CHANGES, tenant_id, before, worker_id, laptop.device_id, *columns)
        await connection.execute(_ITEMS, tenant_id, worker_id, list(items), list(items.values()))


async def _bare_enter(connection: Bare, laptop: Laptop) -> None:
    """Look the laptop up, and keep that a request of it came."""
    await connection.fetchrow(_WHO, laptop.tenant_id, laptop.device_id)
    await connection.execute(_NONCE, laptop.tenant_id, wall_ms() // 60_000, secrets.token_hex(16))


class _Turns:
    """Syncs in order; one laptop's never overlap, and each comes after those of its colleague that it pulls."""

    def __init__(self, jobs: Sequence[tuple[Laptop, Pushed]]) -> None:
        self._waiting = list(jobs)
        self._done = {id(laptop): 0 for laptop, _ in jobs}
        self._busy: set[int] = set()
        self._ended = asyncio.Event()

    async def next(self) -> tuple[Laptop, Pushed] | None:
        """Take the next sync that may begin, or None when there are no more."""
        while self._waiting:
            for at, (laptop, _) in enumerate(self._waiting):
                others = self._done[id(laptop.colleague)]
                if id(laptop) not in self._busy and others >= self._done[id(laptop)]:
                    self._busy.add(id(laptop))
                    return self._waiting.pop(at)
            self._ended.clear()
            await self._ended.wait()
        return None

    def end(self, laptop: Laptop) -> None:
        """Note that a sync is done."""
        self._busy.discard(id(laptop))
        self._done[id(laptop)] += 1
        self._ended.set()


async def measured(sync: Sync, jobs: Sequence[tuple[Laptop, Pushed]], at_once: int) -> Run:
    """Do syncs, so many at once."""
    each: list[float] = []
    turns = _Turns(jobs)

    async def go_on(at: int) -> None:
        while (job := await turns.next()) is not None:
            begun = time.perf_counter()
            await sync(at, *job)
            each.append(time.perf_counter() - begun)
            turns.end(job[0])

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for at in range(at_once):
            group.create_task(go_on(at))
    return Run(time.perf_counter() - begun, each)


async def morning(url: str, laptops: Sequence[tuple[Laptop, list[Pushed]]]) -> float:
    """Let all laptops sync at once, each with a connection of its own: push all, pull all. Returns seconds."""

    async def one(laptop: Laptop, day: list[Pushed]) -> None:
        line = await Line.open(url)
        for pushed in day:
            await line.push(pushed)
        more = True
        while more:
            _, more = await line.pull(laptop, 2000)
        await line.close()

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for laptop, day in laptops:
            group.create_task(one(laptop, day))
    return time.perf_counter() - begun
