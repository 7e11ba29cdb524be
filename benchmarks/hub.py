"""Many laptops: syncs a second with a real hub on this machine, against a bare script on the same PostgreSQL.

A sync pushes 50 changes and pulls 50 that a colleague pushed, on one of 16 connections that stay open; councils have
25 workers each (hub_council.py). Hub, PostgreSQL, the load and the peer share the machine. The peer is one asyncpg
script on 16 connections that does the same inserts and selects in a second database of the same server (the laptop
looked up, the request noted, what is known of people and records read, counter, changes, records; then the pull): no
HTTP, no signatures, no row-level security, nothing judged. Both are measured in turn. PostgreSQL is the embedded one
as it comes, and waits for the disk at every commit. Beside each figure stands the processor time that a sync takes
the hub, PostgreSQL and the load, which other work on the machine disturbs less than the clock. Then a morning: 500
laptops of one council at once, each with a connection of its own and a day's work of 6 batches of 52 changes; every
one pushes all and pulls all.

Run: python benchmarks/hub.py [--runs 5]
"""

import contextlib
import functools
import itertools
import os
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import uvloop

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


@dataclass(frozen=True)
class Spent:
    """Milliseconds of processor time.

    Attributes:
        hub: Of the hub's processes.
        postgres: Of PostgreSQL's.
        load: Of this process: laptops or script.
    """

    hub: float
    postgres: float
    load: float

    def less(self, before: "Spent") -> "Spent":
        """Return what was spent since."""
        return Spent(self.hub - before.hub, self.postgres - before.postgres, self.load - before.load)

    def together(self) -> float:
        """Return all of it."""
        return self.hub + self.postgres + self.load

    def told(self) -> str:
        """Return it for each of ``SYNCS`` syncs, in words."""
        parts = (f"{one / SYNCS:.2f}" for one in (self.hub, self.postgres, self.load, self.together()))
        return "hub {} + PostgreSQL {} + load {} = {} ms".format(*parts)


Measured = tuple[Run, Spent]


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


def processor_ms(process: int) -> float:
    """Return milliseconds of processor time that a process and all that it started have taken, ended ones with them."""
    where = Path(f"/proc/{process}")
    try:
        parts = (where / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        children = (where / f"task/{process}/children").read_text(encoding="utf-8").split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended just now, one of PostgreSQL's own perhaps; who started it counts it
    own = 1000 * sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_ms(int(child)) for child in children)


async def councils_at_work(server: str, postmaster: int, tenants: int, runs: int) -> list[Result]:
    """Measure hub and peer in turn."""
    hub = await prepare(server, f"hub{tenants}", councils(tenants, WORKERS))
    bare = await prepare(server, f"bare{tenants}", councils(tenants, WORKERS))
    ours: list[Measured] = []
    theirs: list[Measured] = []
    with served(hub.url) as (url, process):
        spent = functools.partial(_spent, process, postmaster)
        lines = [await Line.open(url) for _ in range(AT_ONCE)]
        connections = [await asyncpg.connect(bare.url) for _ in range(AT_ONCE)]
        await _first_round(hub, bare, lines[0], connections[0])
        await _measure(sync_with(lines), hub, len(hub.laptops), spent)  # once to get warm
        await _measure(bare_sync(connections), bare, len(bare.laptops), spent)
        for _ in range(runs):
            ours.append(await _measure(sync_with(lines), hub, SYNCS, spent))
            theirs.append(await _measure(bare_sync(connections), bare, SYNCS, spent))
        memory = memory_of(process)
        for one in (*lines, *connections):
            await one.close()
    return _results(tenants, ours, theirs, memory)


def _spent(hub: int, postmaster: int) -> Spent:
    return Spent(processor_ms(hub), processor_ms(postmaster), 1000 * time.process_time())


async def _first_round(
    hub: Side, bare: Side, line: Line, connection: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    """Let every laptop push once, so that there is something to pull from the first sync on."""
    for _, pushed in hub.jobs(len(hub.laptops)):
        await line.push(pushed)
    for laptop, pushed in bare.jobs(len(bare.laptops)):
        await bare_push(connection, laptop, pushed)


async def _measure(sync: Sync, side: Side, syncs: int, spent: Callable[[], Spent]) -> Measured:
    jobs = side.jobs(syncs)
    before = spent()
    done = await measured(sync, jobs, AT_ONCE)
    return done, spent().less(before)


def _results(
    tenants: int, ours: Sequence[Measured], theirs: Sequence[Measured], memory: float
) -> list[Result]:
    kit, peer = (statistics.median(one.rate for one, _ in side) for side in (ours, theirs))
    slowest, bare = (p95([each for one, _ in side for each in one.each]) * 1000 for side in (ours, theirs))
    least, script = (min((took for _, took in side), key=Spent.together).told() for side in (ours, theirs))
    best = max(one.rate for one, _ in ours)
    what = f"syncs a second, {tenants} council{'s' if tenants > 1 else ''}, {AT_ONCE} connections"
    beside = (
        f"best of {len(ours)} runs {best:.0f} a second; a sync's p95 {slowest:.0f} ms (bare {bare:.0f} ms); the hub's "
        f"{PROCESSES} processes and the one that starts them hold {memory:.0f} MB; least processor time of a "
        f"sync: {least}; with the script {script}"
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

    async def all_of_it(server: str, postmaster: int) -> list[Result]:
        found = [one for tenants in BARS for one in await councils_at_work(server, postmaster, tenants, runs)]
        return [*found, await a_morning(server)]

    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "hub"
        server = start_embedded(home)
        postmaster = (home / "postgres" / "postmaster.pid").read_text(encoding="utf-8").partition("\n")[0]
        return uvloop.run(all_of_it(server, int(postmaster)))


if __name__ == "__main__":
    run(measure, runs=5, about=__doc__.partition("\n")[0])
