"""What the hub does by itself, what it counts, and how it comes back from a backup."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest
from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit import __version__
from conversation_kit.errors import StorageError
from conversation_kit.hub.accessing import grant
from conversation_kit.hub.administering import (
    NewTenant,
    NewWorker,
    add_tenant,
    add_worker,
    invite,
    was_restored,
)
from conversation_kit.hub.app import make_app
from conversation_kit.hub.database import ADMIN, Databases, transaction
from conversation_kit.hub.erasing import erase
from conversation_kit.hub.housekeeping import for_every_tenant, tidy
from conversation_kit.hub.metrics import kind_of
from conversation_kit.hub.migrating import migrate
from conversation_kit.hub.request import now_utc, today_at
from conversation_kit.hub.subject_access import as_text, held
from conversation_kit.model.ids import new_id


async def tidied(hub: HubHere, now) -> None:
    databases = Databases(hub.url)
    await tidy(databases, "northmoor", now)
    await databases.close()


async def test_neither_a_database_that_is_away_nor_a_tenant_in_trouble_keeps_back_the_others(
    hub: HubHere, caplog: pytest.LogCaptureFixture
) -> None:
    reached = []

    async def work(tenant_id: str) -> None:
        reached.append(tenant_id)
        if tenant_id == "eastmoor":
            raise StorageError("The disk is full.")

    for tenant_id in ("eastmoor", "northmoor"):
        await hub.tenant(tenant_id)
    away = "postgresql://nobody@127.0.0.1:9/none"
    databases = Databases(away, {"eastmoor": hub.url, "northmoor": hub.url})
    await for_every_tenant(databases, "housekeeping", work)
    await databases.close()
    assert reached == ["eastmoor", "northmoor"]
    told = [json.loads(record.message) for record in caplog.records]
    assert [(one["what"], one["error"]) for one in told] == [("housekeeping", "StorageError")] * 2


async def test_a_permission_that_ended_is_told_once(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Imran")
    await one.push(*one.person(person, "Anna"))
    await hub.admin("northmoor", grant, person, other.worker_id, by="administrator")
    last_day = str(today_at(now_utc()))
    await one.push(
        *one.note(person, "until today", note), *one.permission(person, note, ["team"], until=last_day)
    )
    cursor = (await other.pull())["cursor"]
    await tidied(hub, now_utc())
    assert await other.events(cursor) == []
    await tidied(hub, now_utc() + timedelta(days=1))
    await tidied(hub, now_utc() + timedelta(days=1))
    assert await other.events(cursor) == [("reshared", person)]


async def test_used_nonces_are_forgotten_when_nobody_could_use_them_again(hub: HubHere) -> None:
    await hub.tenant()
    await (await hub.laptop("Ruth")).pull()
    await tidied(hub, now_utc())
    assert len(await hub.sql("SELECT FROM nonce")) == 1
    await tidied(hub, now_utc() + timedelta(minutes=17))
    assert await hub.sql("SELECT FROM nonce") == []


async def test_reading_is_audited_once_a_day_and_person(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Imran")
    await one.push(*one.person(person, "Anna"))
    await hub.admin("northmoor", grant, person, other.worker_id, by="administrator")
    await one.pull()
    for _ in range(2):
        await other.pull()
        assert (await other.snapshot(person)).status_code == 200
    read = await hub.sql("SELECT actor, about FROM audit WHERE action = 'read'")
    assert [(row["actor"], json.loads(row["about"])) for row in read] == [
        (other.worker_id, {"person": person, "device": other.device_id})
    ]


async def test_a_footprint_manager_answers_for_the_team(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    east, west = await hub.team("East"), await hub.team("West")
    one, other = await hub.laptop("Ruth", team_id=east), await hub.laptop("Imran")
    manager = await hub.laptop("Jo", team_id=east, role="footprint-manager")
    far = await hub.laptop("Zoe", team_id=west, role="footprint-manager")
    await one.push(*one.person(person, "Anna"))
    await other.ask("access", {"action": "ask", "person_id": person})
    assert (await far.ask("requests", {})).json()["requests"] == []
    asked = (await manager.ask("requests", {})).json()["requests"]
    assert [row["person_id"] for row in asked] == [person]
    answer = {"action": "grant", "request_id": asked[0]["request_id"]}
    assert (await far.ask("access", answer)).status_code == 403
    assert (await manager.ask("access", answer)).json()["state"] == "granted"
    assert len(await other.pulled()) == 2
    assert await manager.pulled() == set()  # letting others in is not reading


async def test_nobody_grants_their_own_request(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    east = await hub.team("East")
    one = await hub.laptop("Ruth", team_id=east)
    manager = await hub.laptop("Jo", team_id=east, role="footprint-manager")
    second = await hub.laptop("Sal", team_id=east, role="footprint-manager")
    await one.push(*one.person(person, "Anna"))
    asked = (await manager.ask("access", {"action": "ask", "person_id": person})).json()
    for answer in (
        {"action": "grant", "request_id": asked["request_id"]},
        {"action": "grant", "person_id": person, "worker_id": manager.worker_id},
        {"action": "grant", "person_id": person, "worker_id": ""},
    ):
        refused = await manager.ask("access", answer)
        assert (refused.status_code, refused.json()["error"]) == (403, "own-request")
    assert await manager.pulled() == set()
    assert (
        await hub.sql("SELECT 1 FROM audit WHERE action = 'granted' AND actor = $1", manager.worker_id) == []
    )
    given = await second.ask("access", {"action": "grant", "request_id": asked["request_id"]})
    assert given.json()["state"] == "granted"
    assert len(await manager.pulled()) == 2


async def test_what_is_counted_holds_no_name(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth")
    await one.push(*one.person(new_id(), "Anna"))
    await hub.client.get("/people/anna")
    told = (await hub.client.get("/metrics")).text
    assert 'kit_requests_total{status="200",what="push"} 1.0' in told
    assert 'kit_changes_total{became="accepted"} 2.0' in told
    assert not any(word in told for word in ("northmoor", one.device_id, one.worker_id, "anna"))


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/sync/v1/push", 200, "push"),
        ("/sync/v1/../x", 404, "other"),
        ("/anna", 404, "other"),
        ("/health", 503, "health"),
        ("/services", 200, "book"),
    ],
)
def test_requests_are_of_a_few_kinds(path: str, status: int, kind: str) -> None:
    assert kind_of(path, status) == kind


async def test_after_a_restore_laptops_begin_anew_and_the_erased_stay_erased(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one = await hub.laptop("Ruth")
    rows = one.person(person, "Anna")
    await one.push(*rows)
    before = (await one.pull())["settings"]["history"]
    # What a backup from before the erasure would bring back:
    await hub.admin("northmoor", was_restored)
    await hub.admin("northmoor", erase, person, by="administrator")
    told = await one.pull()
    assert told["settings"]["history"] != before
    assert [item[2:] for item in told["items"]] == [["erased", person]]
    assert (await one.push(*rows))["erased"] == [person]


async def test_a_subject_access_request_is_answered_in_a_readable_file(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    await hub.tenant()
    one = await hub.laptop("Ruth Ollerenshaw")
    first = one.row(person, "note", note, "text", "used to swim")
    await one.push(*one.person(person, "Anna Lovell"), first)
    await one.push(one.row(person, "note", note, "text", "swam for the county", base=[first[0]]))
    connection = await asyncpg.connect(hub.url)
    async with transaction(connection, "kit_export", "northmoor"):
        text = as_text(await held(connection, "northmoor", person))
    await connection.close()
    for words in (
        "Anna Lovell",
        "swam for the county",
        "before: used to swim",
        "Ruth Ollerenshaw (worker)",
        "exported",
    ):
        assert words in text


async def test_two_databases_each_with_its_tenants(hub: HubHere, another_postgres: str) -> None:
    """Two real servers; a laptop's tenant says which."""
    second = another_postgres
    await migrate(second)
    await hub.tenant("northmoor")
    connection = await asyncpg.connect(second)
    await add_tenant(connection, NewTenant("Southmoor", "southmoor"))
    async with transaction(connection, ADMIN, "southmoor"):
        worker_id = await add_worker(connection, "southmoor", NewWorker("Zoe"))
        code, _ = await invite(connection, "southmoor", worker_id)
    databases = Databases(hub.url, {"southmoor": second})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(make_app(databases)), base_url="http://hub"
    ) as client:
        far = HubLaptop(client)
        assert (await far.enrol(code)).status_code == 200
        near = await hub.laptop("Ruth")
        near.client = client
        for laptop in (far, near):
            assert len((await laptop.push(*laptop.person(new_id(), "Anna")))["accepted"]) == 2
            assert len(await laptop.pulled()) == 2
        assert [await databases.tenants_in(url) for url in databases.urls] == [["northmoor"], ["southmoor"]]
    await databases.close()
    assert await connection.fetchval("SELECT count(*) FROM change") == 2
    assert (await hub.sql("SELECT count(*) FROM change"))[0][0] == 2
    await connection.close()


@pytest.mark.parametrize("mapped", ["southmoor", "northmoor"])
async def test_a_database_that_is_away_keeps_no_other_tenants_laptops_out(
    hub: HubHere, another_postgres: str, mapped: str
) -> None:
    """Two real servers, of which Southmoor's is killed and started again; either may be the one that has no map."""
    await migrate(another_postgres)
    here, there = {"northmoor": hub.url}, {"southmoor": another_postgres}
    codes = {}
    for tenant_id, url in (here | there).items():
        connection = await asyncpg.connect(url)
        await add_tenant(connection, NewTenant(tenant_id.title(), tenant_id))
        async with transaction(connection, ADMIN, tenant_id):
            worker_id = await add_worker(connection, tenant_id, NewWorker("Zoe"))
            codes[tenant_id] = [(await invite(connection, tenant_id, worker_id))[0] for _ in range(2)]
        folder = Path(await connection.fetchval("SHOW data_directory"))
        await connection.close()
    wrong = [codes["southmoor"][0][:2] + "22222222", "ZZ22222222"]
    default, elsewhere = (hub.url, there) if mapped == "southmoor" else (another_postgres, here)
    databases = Databases(default, elsewhere)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(make_app(databases)), base_url="http://hub"
    ) as client:

        async def enrolled(code: str) -> tuple[int, str]:
            answer = await HubLaptop(client).enrol(code)
            return answer.status_code, answer.json().get("tenant_id", "")

        async def health(client: httpx.AsyncClient = client) -> tuple[int, dict[str, object]]:
            answer = await client.get("/health")
            return answer.status_code, answer.json()

        well = {"status": "ok", "writing": True, "databases": ["ok", "ok"], "version": __version__}
        assert await health() == (200, well)
        assert [await enrolled(codes[one][0]) for one in codes] == [(200, one) for one in codes]
        _kill_all(int((folder / "postmaster.pid").read_text().split()[0]))
        assert await enrolled(codes["northmoor"][1]) == (200, "northmoor")
        states = ["ok", "away"] if mapped == "southmoor" else ["away", "ok"]
        assert await health() == (200, {**well, "status": "away", "writing": False, "databases": states})
        gone = Databases(another_postgres)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(make_app(gone)), base_url="http://gone"
        ) as lone:
            status, told = await health(lone)
            assert (status, told["error"]) == (503, "busy")
        await gone.close()
        said = {(await HubLaptop(client).enrol(code)).text for code in (codes["southmoor"][1], *wrong)}
        assert len(said) == 1, "what is asked of who is away tells nothing of who is there"
        assert json.loads(said.pop())["error"] == "busy"
        await _start_again(folder)
        assert await health() == (200, well)
        assert [(await enrolled(code))[0] for code in wrong] == [403] * 2
        assert await enrolled(codes["southmoor"][1]) == (200, "southmoor")
    await databases.close()


async def test_whoever_asks_for_the_book_keeps_no_laptop_waiting(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    databases = Databases(hub.url)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(make_app(databases)), base_url="http://hub"
    ) as client:
        laptop.client = client
        pool = await databases.book_pool("northmoor")
        taken = [await pool.acquire() for _ in range(pool.get_max_size())]
        assert len((await laptop.push(*laptop.person(new_id(), "Anna")))["accepted"]) == 2
        assert len(await laptop.pulled()) == 2
        for connection in taken:
            await pool.release(connection)
    await databases.close()


@pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX does")
async def test_what_was_acknowledged_survives_postgresql_being_killed(another_postgres: str) -> None:
    """A push holds the tenant's counter without waiting for the disk; whoever is answered has waited all the same."""
    await migrate(another_postgres)
    folder = Path(another_postgres.partition("host=")[2])
    databases, known = Databases(another_postgres), []
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(make_app(databases)), base_url="http://hub"
    ) as client:
        hub = HubHere(client, another_postgres)
        await hub.tenant()
        one = await hub.laptop("Ruth")
        laptops = [one, *[await hub.laptop_of(one.worker_id) for _ in range(5)]]

        async def push_until_it_breaks(laptop: HubLaptop, person: str) -> None:
            while True:
                rows = laptop.note(person, "a note")
                name = "push" if laptops.index(laptop) % 2 else "push?cursor=0"
                answer = await laptop.ask(name, {"changes": rows})
                if answer.status_code != 200:
                    return
                known.extend(answer.json()["accepted"])
                if len(known) > 60 and laptop is one:
                    _kill_all(int((folder / "postmaster.pid").read_text().split()[0]))

        await asyncio.gather(*(push_until_it_breaks(laptop, new_id()) for laptop in laptops))
        await databases.close()
        await _start_again(folder)
        kept = {row["id"] for row in await hub.sql("SELECT id FROM change")}
        assert len(known) > 60
        assert set(known) <= kept
        assert len((await one.push(*one.note(new_id(), "and on it goes")))["accepted"]) == 3


async def _start_again(folder: Path) -> None:
    """Start the hub's own PostgreSQL whose files are in ``folder``."""
    again = "import sys; from pathlib import Path; from conversation_kit.hub import embedded; "
    again += "embedded.start_embedded(Path(sys.argv[1]))"
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", again, str(folder.parent)], check=True)


def _kill_all(postmaster: int) -> None:
    """Kill a server and everything it started, as a power cut would."""
    server = psutil.Process(postmaster)
    every = [*server.children(), server]
    for process in every:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(every, timeout=10)
