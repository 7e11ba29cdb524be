"""Erasing in the app: in the palette only, by the name typed out, and Home afterwards."""

import pytest
from shell import NAMES, SIZES, choose_in_palette, kit_app, running, shown, type_in, until
from stillness import cursors_still

from conversation_kit.journey.conversations import new_note
from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop
from conversation_kit.tui.screens.erase import EraseScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen


@pytest.fixture
def told(kit, vault, talk, maureen):
    vault.keep(new_note(talk, topic_id="life-story", text="the school dinners", now=kit.now()))
    vault.keep(Stop("s", maureen.id, kit.now()))
    vault.drafts.save(f"line:{talk.id}", "half a line", {"person": maureen.id})
    vault.place.save({"screen": "person", "person": maureen.id})


async def open_it(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await choose_in_palette(pilot, "erase this", "Everything of theirs")
    await until(pilot, lambda: isinstance(app.screen, EraseScreen))
    await until(pilot, lambda: app.focused is not None and app.focused.id == "erase-name")


async def test_only_the_name_erases_and_home_comes_next(kit, vault, told):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await open_it(pilot)
        await until(pilot, lambda: "safeguarding" in shown(app))
        for words in ("1 note", "1 Stop", "half-written", "cannot be undone"):
            assert words in shown(app)
        await type_in(pilot, "Mo\n")
        await until(pilot, lambda: "not their name" in shown(app))
        assert vault.find(Person, "p-maureen") is not None
        for _ in "Mo":
            await pilot.press("backspace")
        await type_in(pilot, " maureen \n")
        await until(pilot, lambda: "Esc goes to Home" in shown(app))
        assert "hold nothing of theirs" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "Nobody here yet" in shown(app))
        assert "Maureen" not in shown(app)


async def test_esc_and_enter_erase_nobody(kit, vault, told):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("enter", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    with kit.open_vault(kit.data_key("seven quiet herons under the viaduct")) as again:
        assert again.find(Person, "p-maureen") is not None
        assert len(again.drafts.all()) == 1


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_erasing_looks_calm(kit, vault, told, snap_compare, size):
    for draft in vault.drafts.all():
        vault.drafts.clear(draft.key)  # Home would say when it was typed
    app = kit_app(kit, vault)

    async def still(pilot):
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        app.screen.erase()
        await until(pilot, lambda: isinstance(app.screen, EraseScreen))
        cursors_still(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=still)
