"""The officer's desk in the app, on a real hub: what waits is answered, edited, closed, published."""

import asyncio
import sys
from pathlib import Path

import pytest
import stamina
from book_hub import NOW, new_tenant, opened
from serving import serving

from conversation_kit.hub.administering import NewWorker, add_worker, invite
from conversation_kit.hub.database import ADMIN, transaction
from conversation_kit.model.connections import Correction, Fault, Gap
from conversation_kit.model.entries import Status
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.running import sync_now
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.officer import OfficerScreen
from conversation_kit.vault.syncing import HUB

sys.path.insert(0, str(Path(__file__).parents[2] / "tui"))
from shell import kit_app, running, shown, type_in, until

FOOTBALL = "00000001-0000-4000-8000-000000000000"


async def in_admin(url, tenant_id, work):
    async with opened(url, tenant_id) as hub:
        pool = await hub.databases.pool(tenant_id)
        async with pool.acquire() as connection, transaction(connection, ADMIN, tenant_id):
            return await work(connection)


@pytest.fixture
def tenant_id(database_url):
    made = asyncio.run(new_tenant(database_url))

    async def bring_in():
        async with opened(database_url, made) as hub:
            await hub.bring_in("october.json")

    asyncio.run(bring_in())
    return made


@pytest.fixture
def address(database_url):
    with serving(database_url) as at:
        yield at


@pytest.fixture
def officer(database_url, tenant_id, address, vault):
    """The vault of a knowledge officer, enrolled, with a correction and a gap of a colleague's at the hub."""

    async def code(connection):
        worker_id = await add_worker(
            connection, tenant_id, NewWorker("Ruth Ollerenshaw", role="knowledge-officer")
        )
        return (await invite(connection, tenant_id, worker_id))[0]

    enrol(vault, address, asyncio.run(in_admin(database_url, tenant_id, code)), label="laptop")
    vault.keep(
        Correction("c1", FOOTBALL, "Netherbeck Walking Football", Fault.CLOSED, NOW, "The hall is a gym now.")
    )
    vault.keep(Gap("g1", "somewhere to mend clocks", NOW, "Leigh"))
    sync_now(vault, NOW)
    return vault


def published(database_url, tenant_id):
    async def look():
        async with opened(database_url, tenant_id) as hub:
            return {entry.id: entry for entry in await hub.office.published()}

    return look()


async def at_the_desk(app, pilot):
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    await pilot.press("o")
    await until(
        pilot, lambda: isinstance(app.screen, OfficerScreen) and "Correction" in shown(app), turns=2000
    )


async def test_what_waits_is_shown_and_done_from_the_officer_s_own_laptop(
    kit, officer, database_url, tenant_id
):
    app = kit_app(kit, officer)
    async with running(app) as pilot:
        await at_the_desk(app, pilot)
        assert "Netherbeck Walking Football: closed" in shown(app)
        assert "The hall is a gym now." in shown(app)
        await pilot.press("x")
        await until(pilot, lambda: "1 not published" in shown(app), turns=2000)
        await pilot.press("a")
        await until(pilot, lambda: "What became of it" in shown(app))
        await pilot.press("enter")
        await type_in(pilot, "Thank you.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Answered: whoever sent it" in shown(app), turns=2000)
        assert "gym" not in shown(app)
        assert officer.drafts.all() == []
        await pilot.press("p")
        await until(pilot, lambda: "Book version 2" in shown(app) and "Published:" in shown(app), turns=2000)
        assert "not published" not in shown(app)
    assert (await published(database_url, tenant_id))[FOOTBALL].status is Status.DEFUNCT
    sync_now(officer, NOW)
    made = officer.find(Correction, "c1")
    assert (made.outcome, made.answer) == ("put right", "Thank you.")


async def test_an_entry_is_edited_and_checked(kit, officer, database_url, tenant_id):
    app = kit_app(kit, officer)
    async with running(app, size=(140, 45)) as pilot:
        await at_the_desk(app, pilot)
        await pilot.press("e")
        await until(pilot, lambda: "What the entry is to say" in shown(app))
        await pilot.press("tab", "tab", "tab")
        await type_in(pilot, "Free")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Kept over what the source says" in shown(app), turns=2000)
        await pilot.press("c")
        await until(pilot, lambda: "Checked today: Netherbeck Walking Football" in shown(app), turns=2000)
        await pilot.press("p")
        await until(pilot, lambda: "Published:" in shown(app), turns=2000)
    entry = (await published(database_url, tenant_id))[FOOTBALL]
    assert entry.is_free
    assert entry.assured_date is not None


async def test_keys_are_offered_only_where_they_apply(kit, officer):
    app = kit_app(kit, officer)
    async with running(app) as pilot:
        await at_the_desk(app, pilot)
        assert app.screen.check_action("answer", ())
        assert not app.screen.check_action("decide", ())
        await pilot.press("down")
        assert app.screen.check_action("answer", ())
        assert not app.screen.check_action("close", ())
        await pilot.press("down")
        assert not app.screen.check_action("answer", ())
        assert app.screen.check_action("check", ())
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_without_the_network_what_was_typed_stays(kit, officer):
    app = kit_app(kit, officer)
    async with running(app) as pilot:
        await at_the_desk(app, pilot)
        with stamina.set_testing(True, attempts=1):
            facts = officer.syncing.facts(HUB)
            officer.syncing.know(HUB, {**facts, "url": "http://127.0.0.1:9"})
            await pilot.press("a")
            await until(pilot, lambda: "What became of it" in shown(app))
            await pilot.press("enter")
            await type_in(pilot, "Not so.")
            await pilot.press("ctrl+s")
            assert [
                one for one in officer.drafts.all() if "Not so." in one.text
            ]  # at once: the screen may be left
            await until(pilot, lambda: "cannot be reached" in shown(app), turns=2000)
            await pilot.press("a")
            await until(pilot, lambda: "What became of it" in shown(app))
            assert "Not so." in shown(app)


async def test_who_is_no_officer_has_no_desk(kit, vault):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("o")
        assert isinstance(app.screen, HomeScreen)
