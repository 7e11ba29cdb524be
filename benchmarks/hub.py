"""How many syncs a second a hub serves: real processes on loopback, PostgreSQL, hub and load on one machine.

A sync is a push of 50 changes and a pull of 50. Beside it, in the same run, its peer: a bare asyncpg script that makes
the same inserts and selects on the same server, with no HTTP, no signatures, no walls. Run it with

    python benchmarks/hub.py                      # 1 and 20 tenants, 16 connections
    python benchmarks/hub.py --morning            # 500 laptops with a full day's work each, 3,000 batches
    python benchmarks/hub.py --tenants 1 --seconds 20 --workers 2
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import psutil
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from conversation_kit.hub.administering import NewTenant, NewWorker, add_tenant, add_worker
from conversation_kit.hub.database import ADMIN, transaction
from conversation_kit.model.ids import new_id
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import pack, unpack

CHANGES = 50
LAPTOPS, BATCHES, A_BATCH = 500, 6, 52
_FIELDS = ("conversation_id", "topic_id", "text", "said_at", "order", "set_aside", "on_page", "taken_out")
_WORDS = "Used to teach swimming at the old baths, misses the noise of it, and would go again with somebody. "


@dataclass
class Laptop:
    """One enrolled laptop: who it is, its key, its person, where it has got to."""

    tenant_id: str
    device_id: str
    worker_id: str
    secret: bytes
    person_id: str = field(default_factory=new_id)
    cursor: int = 0


class Wire:
    """One connection to the hub that speaks as little HTTP as will do."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, laptop: Laptop, key: Ed25519PrivateKey, name: str, body: bytes) -> dict[str, Any]:
        """Ask one thing; raises RuntimeError unless it is answered with 200."""
        path = f"/sync/v1/{name}"
        signed = sign(
            key,
            method="POST",
            path=path,
            body=body,
            device=f"{laptop.tenant_id}/{laptop.device_id}",
            time_ms=time.time_ns() // 1_000_000,
        )
        headers = {
            "Host": "hub",
            "X-Kit-Wire": "1",
            "Content-Encoding": "zstd",
            "Accept-Encoding": "zstd",
            "Content-Length": str(len(body)),
            **signed.headers(),
        }
        lines = "".join(f"{header}: {value}\r\n" for header, value in headers.items())
        self._writer.write(f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        status = await self._reader.readline()
        length, packed = 0, False
        while (line := await self._reader.readline()) not in (b"\r\n", b""):
            header, _, value = line.partition(b":")
            if header.lower() == b"content-length":
                length = int(value)
            packed = packed or (header.lower() == b"content-encoding" and b"zstd" in value)
        answer = await self._reader.readexactly(length)
        if b" 200 " not in status:
            raise RuntimeError(f"{status!r} {answer[:300]!r}")
        return unpack(answer, packed=packed)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def rows_of(laptop: Laptop, count: int, clock: int) -> list[list[Any]]:
    """Return changes as a laptop makes them: notes, field by field."""
    rows: list[list[Any]] = []
    note = ""
    for n in range(count):
        if n % len(_FIELDS) == 0:
            note = new_id()
        name = _FIELDS[n % len(_FIELDS)]
        value = _WORDS if name == "text" else new_id()
        reading = f"{clock:015d}.{n:06d}"
        rows.append(
            [
                new_id(),
                laptop.person_id,
                "note",
                note,
                name,
                json.dumps(value),
                laptop.worker_id,
                laptop.device_id,
                reading,
                [],
            ]
        )
    return rows


async def enrolled(url: str, tenants: Sequence[str], count: int) -> list[Laptop]:
    """Return laptops, spread over tenants, let in without ceremony."""
    connection = await asyncpg.connect(url)
    laptops = []
    for n in range(count):
        key = Ed25519PrivateKey.generate()
        tenant_id = tenants[n % len(tenants)]
        async with transaction(connection, ADMIN, tenant_id):
            worker_id = await add_worker(connection, tenant_id, NewWorker(f"Worker {n}"))
        laptop = Laptop(tenant_id, new_id(), worker_id, key.private_bytes_raw())
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        await connection.execute(
            "INSERT INTO device (tenant_id, device_id, worker_id, public_key, enrolled_seq) VALUES ($1, $2, $3, $4, 0)",
            tenant_id,
            laptop.device_id,
            worker_id,
            public,
        )
        laptops.append(laptop)
    await connection.close()
    return laptops


async def sync_for(port: int, laptops: Sequence[Laptop], seconds: float) -> list[float]:
    """Let each laptop sync again and again on a connection of its own; return how long each sync took."""
    until = time.perf_counter() + seconds
    took: list[float] = []

    async def one(laptop: Laptop) -> None:
        wire, key = (
            Wire(*await asyncio.open_connection("127.0.0.1", port)),
            Ed25519PrivateKey.from_private_bytes(laptop.secret),
        )
        while time.perf_counter() < until:
            body = pack({"changes": rows_of(laptop, CHANGES, time.time_ns() // 1_000_000)})
            began = time.perf_counter()
            told = await wire.ask(laptop, key, "push", body)
            assert len(told["accepted"]) == CHANGES, told
            pulled = await wire.ask(laptop, key, "pull", pack({"cursor": laptop.cursor, "limit": CHANGES}))
            assert len(pulled["items"]) == CHANGES, len(pulled["items"])
            laptop.cursor = pulled["cursor"]
            took.append(time.perf_counter() - began)
        wire.close()

    await asyncio.gather(*map(one, laptops))
    return took


_TAKE = "UPDATE counter SET seq = seq + $2 WHERE tenant_id = $1 RETURNING seq - $2"
_INSERT = """
INSERT INTO bare (tenant_id, id, seq, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base)
SELECT $1, u.id, $2 + u.n, u.person_id, u.entity, u.entity_id, u.field, u.value, u.worker_id, u.device_id, u.clock,
    '{}'
FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::text[]) WITH ORDINALITY AS u (id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, n)
"""
_SELECT = """
SELECT seq, id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base FROM bare
WHERE tenant_id = $1 AND person_id = $2 AND seq > $3 ORDER BY seq LIMIT 50
"""
_BARE = """
CREATE TABLE IF NOT EXISTS bare (
    tenant_id text COLLATE "C", id text COLLATE "C", seq bigint, person_id text COLLATE "C", entity text,
    entity_id text, field text, value text, worker_id text, device_id text, clock text, base text[],
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX IF NOT EXISTS bare_person ON bare (tenant_id, person_id, seq)
"""


async def bare_for(url: str, laptops: Sequence[Laptop], seconds: float) -> list[float]:
    """The peer: the same inserts and selects, straight into PostgreSQL."""
    until = time.perf_counter() + seconds
    took: list[float] = []

    async def one(laptop: Laptop) -> None:
        connection, cursor = await asyncpg.connect(url), 0
        while time.perf_counter() < until:
            rows = rows_of(laptop, CHANGES, time.time_ns() // 1_000_000)
            began = time.perf_counter()
            async with connection.transaction():
                before = await connection.fetchval(_TAKE, laptop.tenant_id, CHANGES)
                await connection.execute(
                    _INSERT, laptop.tenant_id, before, *map(list, list(zip(*rows, strict=True))[:9])
                )
            found = await connection.fetch(_SELECT, laptop.tenant_id, laptop.person_id, cursor)
            assert len(found) == CHANGES
            cursor = found[-1]["seq"]
            took.append(time.perf_counter() - began)
        await connection.close()

    await asyncio.gather(*map(one, laptops))
    return took


def _in_process(work: Any, *given: Any) -> list[float]:
    return asyncio.run(work(*given))


def spread(processes: int, work: Any, where: Any, laptops: Sequence[Laptop], seconds: float) -> list[float]:
    """Do ``work`` in several processes, each with its share of the laptops; return how long each sync took."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        shares = [laptops[n::processes] for n in range(processes)]
        parts = pool.starmap(_in_process, [(work, where, share, seconds) for share in shares])
    return [one for part in parts for one in part]


def told(name: str, took: Sequence[float], seconds: float) -> float:
    """Print a line; return syncs a second."""
    rate = len(took) / seconds
    p95 = statistics.quantiles(took, n=20)[-1] * 1000
    print(
        f"{name:<28}{rate:8.0f} syncs/s   p50 {statistics.median(took) * 1000:6.1f} ms   p95 {p95:6.1f} ms",
        flush=True,
    )
    return rate


class Hub:
    """A hub of its own, in a folder that is thrown away: its processes, its port, its database."""

    def __init__(self, workers: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kit-hub", ignore_cleanup_errors=True)
        environ = {**os.environ, "CONVERSATION_KIT_HOME": self._folder.name}
        environ.pop("CONVERSATION_KIT_DATABASE", None)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "conversation_kit",
                "hub",
                "serve",
                "--port",
                "0",
                "--workers",
                str(workers),
            ],
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.port = int(line.rpartition(":")[2])
        socket_folder = Path(self._folder.name) / "hub" / "postgres"
        self.url = f"postgresql://postgres:@/postgres?host={socket_folder}"

    def memory(self) -> float:
        """Return the memory of the hub's own processes, without PostgreSQL, in MB."""
        every = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        return sum(one.memory_info().rss for one in every if "postgres" not in one.name()) / 1e6

    def close(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait(30)
        self._folder.cleanup()


async def tenants_in(url: str, count: int) -> list[str]:
    """Add tenants."""
    connection = await asyncpg.connect(url)
    await connection.execute(_BARE)
    names = [await add_tenant(connection, NewTenant(f"Council {new_id()}")) for _ in range(count)]
    await connection.close()
    return names


def measure(tenants: int, connections: int, seconds: float, workers: int, rounds: int) -> None:
    """Measure hub and peer in turn, on one server."""
    hub = Hub(workers)
    try:
        names = asyncio.run(tenants_in(hub.url, tenants))
        print(
            f"{tenants} tenants, {connections} connections, {workers} hub processes, {seconds:.0f} s each",
            flush=True,
        )
        best: dict[str, float] = {}
        for _ in range(rounds):
            laptops = asyncio.run(enrolled(hub.url, names, connections))
            spread(1, sync_for, hub.port, laptops, 1.0)  # warm
            for laptop in laptops:
                laptop.person_id = new_id()
            spread(1, sync_for, hub.port, laptops, 0.1)
            laptops = asyncio.run(enrolled(hub.url, names, connections))
            ours = told("the hub", spread(1, sync_for, hub.port, laptops, seconds), seconds)
            theirs = told("asyncpg, bare", spread(1, bare_for, hub.url, laptops, seconds), seconds)
            best = {"hub": max(ours, best.get("hub", 0)), "bare": max(theirs, best.get("bare", 0))}
        print(
            f"best: {best['hub']:.0f} of {best['bare']:.0f}: {best['hub'] / best['bare']:.2f}; "
            f"memory {hub.memory():.0f} MB"
        )
    finally:
        hub.close()


def morning(connections: int, workers: int) -> None:
    """500 laptops come back on the network at once, each with six batches: 156,000 changes in 3,000 batches."""
    hub = Hub(workers)
    try:
        names = asyncio.run(tenants_in(hub.url, 1))
        laptops = asyncio.run(enrolled(hub.url, names, LAPTOPS))
        began = time.perf_counter()
        took = spread(1, _morning_of, hub.port, laptops, float(connections))
        seconds = time.perf_counter() - began
        print(
            f"a morning: {len(took)} batches of {LAPTOPS} laptops in {seconds:.1f} s, none failed; p95 "
            f"{statistics.quantiles(took, n=20)[-1] * 1000:.0f} ms; memory {hub.memory():.0f} MB"
        )
    finally:
        hub.close()


async def _morning_of(port: int, laptops: Sequence[Laptop], connections: float) -> list[float]:
    gate = asyncio.Semaphore(int(connections))
    took: list[float] = []

    async def one(laptop: Laptop) -> None:
        key = Ed25519PrivateKey.from_private_bytes(laptop.secret)
        async with gate:
            wire = Wire(*await asyncio.open_connection("127.0.0.1", port))
            for _ in range(BATCHES):
                body = pack({"changes": rows_of(laptop, A_BATCH, time.time_ns() // 1_000_000)})
                began = time.perf_counter()
                told = await wire.ask(laptop, key, "push", body)
                assert len(told["accepted"]) == A_BATCH
                took.append(time.perf_counter() - began)
            pulled = await wire.ask(laptop, key, "pull", pack({"cursor": 0, "limit": 2000}))
            assert len(pulled["items"]) == BATCHES * A_BATCH
            wire.close()

    await asyncio.gather(*map(one, laptops))
    return took


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tenants", type=int, nargs="*", default=[1, 20])
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--morning", action="store_true")
    given = asked.parse_args()
    if given.morning:
        morning(given.connections, given.workers)
        return
    for tenants in given.tenants:
        measure(tenants, given.connections, given.seconds, given.workers, given.rounds)


if __name__ == "__main__":
    main()
