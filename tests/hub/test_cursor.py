"""Numbers are seen in order: whoever has read up to one has read everything below it, however many write at once."""

import asyncio

import asyncpg
import pytest
from hub_here import HubHere

from conversation_kit.model.ids import new_id


async def test_eight_who_write_at_once_lose_nothing_to_one_who_reads(hub: HubHere) -> None:
    await hub.tenant()
    reader = await hub.laptop("Ruth")
    writers = [await hub.laptop_of(reader.worker_id) for _ in range(8)]
    people = [new_id() for _ in writers]
    done, seen, cursor = asyncio.Event(), [], 0

    async def write(writer, person: str) -> list[str]:
        sent = []
        for n in range(12):
            rows = [
                writer.row(person, "note", new_id(), "text", f"{n}"),
                writer.row("", "worker", person, "name", f"{n}"),
            ]
            assert (await writer.push(*rows))["set_aside"] == []
            sent += [row[0] for row in rows]
        return sent

    async def read() -> None:
        nonlocal cursor
        last = False
        while not last:
            last = done.is_set()
            told = await reader.pull(cursor, limit=7)
            while told["more"]:
                seen.extend(item[2][0] for item in told["items"])
                told = await reader.pull(told["cursor"], limit=7)
            seen.extend(item[2][0] for item in told["items"])
            cursor = told["cursor"]

    reading = asyncio.create_task(read())
    sent = [one for part in await asyncio.gather(*map(write, writers, people)) for one in part]
    done.set()
    await reading
    assert len(sent) == 8 * 12 * 2
    assert sorted(seen) == sorted(sent)  # each once, none missing


@pytest.mark.parametrize(
    "take",
    [
        "UPDATE counter SET seq = seq + 1 WHERE tenant_id = 'northmoor' RETURNING seq",
        pytest.param(
            "SELECT nextval('naive')",
            marks=pytest.mark.xfail(strict=True, reason="a sequence is not held to commit"),
        ),
    ],
    ids=["the counter", "a plain sequence"],
)
async def test_a_number_is_not_passed_by_one_that_commits_before_it(hub: HubHere, take: str) -> None:
    await hub.tenant()
    slow, quick, reader = [await asyncpg.connect(hub.url) for _ in range(3)]
    try:
        await reader.execute("DROP TABLE IF EXISTS naively; CREATE TABLE naively (seq bigint)")
        await reader.execute("DROP SEQUENCE IF EXISTS naive; CREATE SEQUENCE naive")

        async def write(connection: asyncpg.Connection) -> None:
            async with connection.transaction():
                number = await connection.fetchval(take)
                await connection.execute("INSERT INTO naively VALUES ($1)", number)

        begun = slow.transaction()
        await begun.start()
        first = await slow.fetchval(take)
        writing = asyncio.create_task(write(quick))
        await asyncio.wait([writing], timeout=0.2)  # done at once, or waiting for the slow one
        cursor = await reader.fetchval("SELECT coalesce(max(seq), 0) FROM naively")
        await slow.execute("INSERT INTO naively VALUES ($1)", first)
        await begun.commit()
        await writing
        seen = await reader.fetch("SELECT seq FROM naively WHERE seq > $1 OR seq = $2", cursor, cursor)
        assert len(seen) == 2
    finally:
        await reader.execute("DROP TABLE naively; DROP SEQUENCE naive")
        for connection in (slow, quick, reader):
            await connection.close()
