"""The hub in the app: one key syncs behind the screen, a quiet line says how it stands, requests are answered."""

from contextlib import asynccontextmanager
from datetime import date, timedelta
from threading import Event

import pytest
import stamina
from one_screen import KNITTING, make_book
from shell import NAMES, SIZES, kit_app, running, shown, squeezed, type_in, until

from conversation_kit.journey.conversations import add_person
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.running import sync_now
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.hub import HubScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.welcome import WelcomeScreen
from conversation_kit.vault.changes_aside import PUSH, SetAside
from reference_hub import ReferenceHub, served


@pytest.fixture(autouse=True)
def no_waiting():
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.fixture
def hub():
    return ReferenceHub(now=[0], page=100)


@pytest.fixture
def url(hub):
    with served(hub) as address:
        yield address


@pytest.fixture
def enrolled(hub, url, vault, maureen):
    hub.codes["K7QXM2HD4T"] = "ruth"
    return enrol(vault, url, "K7QXM2HD4T", label="laptop")


def _home(app):
    return isinstance(app.screen, HomeScreen)


@asynccontextmanager
async def _at_home(kit, vault):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: _home(app))
        yield app, pilot


async def test_one_key_syncs_and_says_so(kit, vault, hub, enrolled, maureen):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: "Not synced yet" in shown(app) and "changes wait" in shown(app))
        assert squeezed("s syncs") in squeezed(shown(app))
        await pilot.press("s")
        await until(pilot, lambda: "Synced today at 09:22" in shown(app))
        await until(pilot, lambda: "Synced: " in shown(app))
        assert "wait" not in shown(app)
    assert maureen.id in hub.access


async def test_what_another_book_says_closed_is_suggested_no_more_after_a_sync(
    kit, vault, enrolled, maureen, tmp_path
):
    make_book(kit, tmp_path, KNITTING[:2])
    vault.keep(Conversation("k1", maureen.id, "whole-person", vault.worker().id, kit.now()))
    vault.keep(Note("n1", maureen.id, "k1", "enjoy", "I'd love to go knitting again", kit.now(), order=1.0))
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("enter", "f5")
        await until(pilot, lambda: "Knit and Natter" in shown(app))
        make_book(kit, tmp_path, [{**KNITTING[0], "status": "defunct"}, KNITTING[1]])
        await pilot.press("escape", "escape")
        await until(pilot, lambda: _home(app))
        await pilot.press("s")
        await until(pilot, lambda: "Synced: " in shown(app))
        await pilot.press("enter", "f5")
        await until(pilot, lambda: "Wool Wednesdays" in shown(app))
        assert "Knit and Natter" not in shown(app)


async def test_typing_goes_on_while_the_hub_takes_its_time(kit, vault, hub, enrolled):
    answers = Event()
    hub.lose = lambda _what: not answers.wait(30)
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: "Syncing" in shown(app))
        await pilot.press("s")
        await until(pilot, lambda: "going on already" in shown(app))
        await pilot.press("slash")
        await type_in(pilot, "maur")
        assert app.screen.query_one("#find").value == "maur"
        assert vault.keep(Person("q", "Desmond"))
        answers.set()
        await until(pilot, lambda: "Synced today" in shown(app))


async def test_a_laptop_without_a_hub_shows_nothing_of_it(kit, vault, maureen):
    async with _at_home(kit, vault) as (app, pilot):
        assert "ync" not in shown(app)
        await pilot.press("s", "h")
        assert _home(app)


async def test_what_failed_is_said_and_stays_on_the_line(kit, vault, hub, enrolled):
    hub.busy = 100
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: "Everything you wrote is kept" in " ".join(shown(app).split()))
        assert squeezed("the last try failed: the hub was busy") in squeezed(shown(app))


async def test_what_colleagues_wrote_is_there_when_it_is_done(kit, vault, hub, enrolled, maureen):
    sync_now(vault, kit.now())
    hub.page = 1
    other = next(one for one in hub.log if one[1] == "change" and one[2][3] == maureen.id)[2]
    row = ["other", *other[1:4], "called", '"Mo"', "amina", "elsewhere", *other[8:]]
    hub.log.append((hub._next(), "change", row, "elsewhere"))
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: "1 change taken in" in shown(app))
    assert vault.find(Person, maureen.id).called == "Mo"


async def test_whose_access_ended_is_left_wherever_the_worker_is(kit, vault, hub, enrolled, maureen):
    sync_now(vault, kit.now())
    hub.withdraw(maureen.id, "ruth")
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        app._opening._navigator.sync()
        await until(pilot, lambda: _home(app) and "left this laptop" in shown(app))
        assert "Maureen" not in shown(app)
    assert vault.people() == []


@pytest.mark.parametrize("key", ["s", "h"])
async def test_a_revoked_laptop_is_wiped_and_says_so(kit, vault, hub, enrolled, key):
    next(iter(hub.devices.values())).revoked = True
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen) and "taken off" in shown(app))
    assert not any(path.is_file() for path in kit.folders.vault.rglob("*"))


async def test_locking_breaks_a_sync_off_and_waits_for_nothing(kit, vault, hub, enrolled):
    answers = Event()
    hub.lose = lambda _what: not answers.wait(30)
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: "Syncing" in shown(app))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not app._opening.is_open)
        answers.set()


async def test_requests_are_answered_and_one_is_made(kit, vault, hub, enrolled, maureen):
    sync_now(vault, kit.now())
    hub.requests["r1"] = [maureen.id, "amina", "asked"]
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("h")
        await until(pilot, lambda: "Amina asks to work with Maureen" in shown(app))
        await pilot.press("g")
        await until(pilot, lambda: "Granted" in shown(app) and "Nobody asks" in shown(app))
        assert hub.access[maureen.id]["amina"]
        await pilot.press("d")
        await until(pilot, lambda: "no request" in shown(app))
        await pilot.press("a")
        await type_in(pilot, "desmond")
        await pilot.press("enter")
        await until(pilot, lambda: "not answered yet" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: _home(app))


async def test_a_grant_that_waits_behind_a_sync_is_sent_though_the_screen_is_left(
    kit, vault, hub, enrolled, maureen
):
    sync_now(vault, kit.now())
    hub.requests["r1"] = [maureen.id, "amina", "asked"]
    answers = Event()
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("h")
        await until(pilot, lambda: "Amina asks to work with Maureen" in shown(app))
        hub.lose = lambda _what: not answers.wait(30)
        app._opening._navigator.sync()
        await pilot.press("g", "escape")
        await until(pilot, lambda: _home(app))
        assert "amina" not in hub.access[maureen.id]
        answers.set()
        await until(pilot, lambda: hub.access[maureen.id].get("amina"))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_hub_looks_calm(kit, vault, hub, enrolled, maureen, snap_compare, size):
    sync_now(vault, kit.now())
    hub.requests["r1"] = [maureen.id, "amina", "asked"]
    hub.requests["r2"] = ["01a2235e-e8be-7158-9fdd-852b3c2af007", "ruth", "asked"]
    vault.keep(Person(maureen.id, "Maureen", area="Leigh"))
    seq, change = vault.syncing.unsent()[0]
    vault.syncing.sent(
        seq,
        refused=[
            SetAside(PUSH, change.id, maureen.id, "no-access", "You do not work with this person at the hub.")
        ],
    )
    app = kit_app(kit, vault)

    async def still(pilot):
        await until(pilot, lambda: _home(app))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HubScreen) and "Amina" in shown(app))

    assert snap_compare(app, terminal_size=size, run_before=still)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_home_with_a_hub_looks_calm(kit, vault, enrolled, snap_compare, size):
    sync_now(vault, kit.now() - timedelta(days=1))
    add_person(vault, Person("q", "Desmond", added=date(2026, 11, 24)))
    app = kit_app(kit, vault)

    async def still(pilot):
        await until(pilot, lambda: _home(app) and "Synced yesterday" in shown(app))

    assert snap_compare(app, terminal_size=size, run_before=still)


async def test_what_is_half_written_of_who_left_is_shown_and_thrown_away_at_the_second_x(
    kit, vault, hub, enrolled, maureen
):
    sync_now(vault, kit.now())
    vault.drafts.save("line:talk", "her sister said", {"person": maureen.id})
    vault.drafts.save("form:1", '{"text": "rings the bell", "who": ""}', {"person": maureen.id})
    hub.withdraw(maureen.id, "ruth")
    assert sync_now(vault, kit.now()).half_written == 2
    async with _at_home(kit, vault) as (app, pilot):
        await pilot.press("h")
        await until(pilot, lambda: "her sister said" in shown(app) and "rings the bell" in shown(app))
        await pilot.press("x")
        await until(pilot, lambda: "For ever?" in shown(app))
        await pilot.press("down", "x")
        assert len(vault.drafts.all()) == 2
        vault.drafts.save("line:later", "not seen yet", {"person": maureen.id})
        await pilot.press("x")
        await until(pilot, lambda: "not seen yet" in shown(app))
        assert len(vault.drafts.all()) == 3
        await pilot.press("x")
        await until(pilot, lambda: "Thrown away" in shown(app))
        assert "her sister said" not in shown(app)
    assert vault.drafts.all() == []
