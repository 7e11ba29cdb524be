"""Many laptops: syncs a second with a real hub on this machine, against a bare script on the same PostgreSQL.

A sync pushes 50 changes and pulls 50 that a colleague pushed, on one of 16 connections that stay open; councils have
25 workers each (hub_council.py). Hub, PostgreSQL, the load and the peer share the machine. The peer is one asyncpg
script on 16 connections that does the same inserts and selects in a second database of the same server (the laptop
looked up, the request noted, what is known of people and records read, counter, changes, records; then the pull): no
HTTP, no signatures, no row-level security, nothing judged. Both are measured in turn. PostgreSQL is the embedded one
as it comes, and waits for the disk at every commit. Then a morning: 500 laptops of one council at once, each with a
connection of its own and a day's work of 6 batches of 52 changes; every one pushes all and pulls all.

Run: python benchmarks/hub.py [--runs 5]
"""

import asyncio
import contextlib
import itertools
import os
import random
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from conversation_kit.hub.embedded import start_embedded
from conversation_kit.hub.migrating import migrate
from hub_council import WORKERS, Laptop, councils, move_in
from hub_load import (
    BATCH,
    Line,
    Pushed,
    Run,
    Sync,
    bare_push,
    bare_sync,
    made_ready,
    measured,
    morning,
    sync_with,
)
from measuring import PROGRAM, Result, p95, run
from memory import held

AT_ONCE = 16
SYNCS = 1000
PROCESSES = 2
BARS = {1: 300.0, 20: 500.0}
OF_THE_PEER = 0.5
LAPTOPS, BATCHES, A_BATCH, MORNING = 500, 6, 52, 40.0


@dataclass
class Side:
    """The hub or its peer: its database, and its own laptops, which are the same in number and kind."""

    url: str
    laptops: list[Laptop]
    rng: random.Random

    def jobs(self, syncs: int) -> list[tuple[Laptop, Pushed]]:
        """Return that many syncs, made ready, the laptops in turn."""
        turns = list(itertools.islice(itertools.cycle(self.laptops), syncs))
        batches = {id(one): one.batches(self.rng, BATCH) for one in self.laptops}
        return [(laptop, made_ready(laptop, next(batches[id(laptop)]))) for laptop in turns]


async def prepare(server: str, name: str, laptops: list[Laptop]) -> Side:
    """Make a database with councils in it."""
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    url = server.replace("/postgres?", f"/{name}?")
    await migrate(url)
    await move_in(url, laptops)
    return Side(url, laptops, random.Random(len(name)))  # noqa: S311 - the same words every time


@contextlib.contextmanager
def served(database: str) -> Iterator[tuple[str, int]]:
    """Serve a database; yields the hub's address and its process."""
    command = [PROGRAM, "hub", "serve", "--port", "0", "--workers", str(PROCESSES)]
    environ = {**os.environ, "CONVERSATION_KIT_DATABASE": database}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield line.rpartition(" ")[2].strip(), process.pid
        finally:
            process.terminate()
            process.wait(30)


def memory_of(process: int) -> float:
    """Return megabytes (proportional set size) of a process and those it started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    return held(process)["Pss"] + sum(memory_of(int(child)) for child in children)


async def councils_at_work(server: str, tenants: int, runs: int) -> list[Result]:
    """Measure hub and peer in turn."""
    hub = await prepare(server, f"hub{tenants}", councils(tenants, WORKERS))
    bare = await prepare(server, f"bare{tenants}", councils(tenants, WORKERS))
    ours: list[Run] = []
    theirs: list[Run] = []
    with served(hub.url) as (url, process):
        lines = [await Line.open(url) for _ in range(AT_ONCE)]
        connections = [await asyncpg.connect(bare.url) for _ in range(AT_ONCE)]
        await _first_round(hub, bare, lines[0], connections[0])
        await _measure(sync_with(lines), hub, len(hub.laptops))  # once to get warm
        await _measure(bare_sync(connections), bare, len(bare.laptops))
        for _ in range(runs):
            ours.append(await _measure(sync_with(lines), hub, SYNCS))
            theirs.append(await _measure(bare_sync(connections), bare, SYNCS))
        memory = memory_of(process)
        for one in (*lines, *connections):
            await one.close()
    return _results(tenants, ours, theirs, memory)


async def _first_round(
    hub: Side, bare: Side, line: Line, connection: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    """Let every laptop push once, so that there is something to pull from the first sync on."""
    for _, pushed in hub.jobs(len(hub.laptops)):
        await line.push(pushed)
    for laptop, pushed in bare.jobs(len(bare.laptops)):
        await bare_push(connection, laptop, pushed)


async def _measure(sync: Sync, side: Side, syncs: int) -> Run:
    return await measured(sync, side.jobs(syncs), AT_ONCE)


def _results(tenants: int, ours: Sequence[Run], theirs: Sequence[Run], memory: float) -> list[Result]:
    kit, peer = statistics.median(one.rate for one in ours), statistics.median(one.rate for one in theirs)
    slowest = p95([seconds for one in ours for seconds in one.each]) * 1000
    bare = p95([seconds for one in theirs for seconds in one.each]) * 1000
    best = max(one.rate for one in ours)
    what = f"syncs a second, {tenants} council{'s' if tenants > 1 else ''}, {AT_ONCE} connections"
    beside = (
        f"best of {len(ours)} runs {best:.0f} a second; a sync's p95 {slowest:.0f} ms (bare {bare:.0f} ms); the hub's "
        f"{PROCESSES} processes and the one that starts them hold {memory:.0f} MB"
    )
    return [
        Result(f"{what}, median", kit, BARS[tenants], unit="/s", beside=beside, least=True),
        Result(f"{what} against a bare asyncpg script", kit, OF_THE_PEER, peer, kit / peer, "/s", least=True),
    ]


async def a_morning(server: str) -> Result:
    """Measure a morning."""
    hub = await prepare(server, "morning", councils(1, LAPTOPS))
    days = [
        (
            laptop,
            [
                made_ready(laptop, rows)
                for rows in itertools.islice(laptop.batches(hub.rng, A_BATCH), BATCHES)
            ],
        )
        for laptop in hub.laptops
    ]
    with served(hub.url) as (url, process):
        seconds = await morning(url, days)
        memory = memory_of(process)
    connection = await asyncpg.connect(hub.url)
    kept = await connection.fetchval("SELECT count(*) FROM change")
    await connection.close()
    if kept != LAPTOPS * BATCHES * A_BATCH:
        raise RuntimeError(f"{kept} changes are at the hub.")
    beside = f"{kept:,} changes, {kept / seconds:,.0f} a second; none failed; the hub held {memory:.0f} MB at the end"
    what = f"a morning: {LAPTOPS} laptops of one council at once, {LAPTOPS * BATCHES:,} batches pushed, the rest pulled"
    return Result(what, seconds, MORNING, unit="s", beside=beside)


def measure(runs: int) -> list[Result]:
    """Measure one council, twenty, and a morning."""

    async def all_of_it(server: str) -> list[Result]:
        found = [one for tenants in BARS for one in await councils_at_work(server, tenants, runs)]
        return [*found, await a_morning(server)]

    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as folder:
        server = start_embedded(Path(folder) / "hub")
        return asyncio.run(all_of_it(server))


if __name__ == "__main__":
    run(measure, runs=5, about=__doc__.partition("\n")[0])
