"""A worker's own details: a slip of the first run is mended from the palette."""

import pytest
from shell import NAMES, SIZES, choose_in_palette, kit_app, running, shown, until

from conversation_kit.model.people import Worker
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.who_you_are import WhoYouAreForm


@pytest.fixture
def app(kit, vault):
    vault.me(Worker(vault.worker().id, "Ruth Olerenshaw", "link worker", "", "Lie"))
    return kit_app(kit, vault)


async def open_it(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    await choose_in_palette(pilot, "who you are", "Who you are")
    await until(pilot, lambda: isinstance(app.screen, WhoYouAreForm))


async def test_a_slip_is_mended_and_home_shows_it_at_once(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        assert "Lie" in shown(app)
        for name, words in (("name", "Ruth Ollerenshaw"), ("footprint", "Leigh")):
            app.screen.query_one(f"#field-{name}").value = words
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "· Leigh" in shown(app))
        worker = vault.worker()
        assert (worker.name, worker.role, worker.footprint) == ("Ruth Ollerenshaw", "link worker", "Leigh")
        assert vault.drafts.all() == []


async def test_nobody_is_left_without_a_name(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("ctrl+u", "ctrl+s")
        await until(pilot, lambda: "Your name is needed" in shown(app))
        assert vault.worker().name == "Ruth Olerenshaw"


async def test_what_is_half_typed_stands_there_again(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("end", *" Smith", "escape")
        await open_it(pilot)
        assert "Ruth Olerenshaw Smith" in shown(app)
        assert vault.worker().name == "Ruth Olerenshaw"


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(snap_compare, app, size):
    async def before(pilot):
        await open_it(pilot)
        app.focused.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)


async def test_what_the_hub_said_meanwhile_stays(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        vault.me(Worker(vault.worker().id, "Ruth Olerenshaw", "link worker", "Adults west", "Lie"))
        app.screen.query_one("#field-footprint").value = "Leigh"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert (vault.worker().team, vault.worker().footprint) == ("Adults west", "Leigh")
