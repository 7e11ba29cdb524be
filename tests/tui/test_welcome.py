"""The first run, end to end."""

import sys

import pytest
from shell import NAMES, SIZES, at_rest, kit_app, running, shown, squeezed, type_in, until
from stillness import cursors_still
from textual.widgets import Input

from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.recovery import RecoveryKeyScreen
from conversation_kit.tui.screens.welcome import WelcomeScreen
from known import PASSPHRASE


async def fill(pilot, **values):
    for name, value in values.items():
        pilot.app.screen.query_one(f"#{name}", Input).value = value
    pilot.app.screen.query_one("#again").focus()
    await pilot.press("enter")
    await at_rest(pilot)


async def test_typed_line_by_line_to_home(kit):
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await type_in(pilot, "Ruth\nlink worker\nAdults east\nLeigh\n")
        await type_in(pilot, f"{PASSPHRASE}\n{PASSPHRASE}\n")
        await until(pilot, lambda: isinstance(app.screen, RecoveryKeyScreen))
        assert "Your recovery key" in shown(app)
        key = app.screen._recovery_key
        await pilot.press("escape", "enter", "space")
        assert isinstance(app.screen, RecoveryKeyScreen)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "Leigh" in shown(app)
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        worker = vault.worker()
        assert (worker.name, worker.role, worker.team, worker.footprint) == (
            "Ruth",
            "link worker",
            "Adults east",
            "Leigh",
        )
    assert kit.keys.recover(key, "eleven brass kettles on the moor")


async def test_mistakes_are_said_and_nothing_is_made(kit):
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await fill(pilot, passphrase=PASSPHRASE, again=PASSPHRASE)
        assert "Your name is needed" in shown(app)
        await fill(pilot, name="Ruth", again="something else")
        assert "not the same" in shown(app)
        await fill(pilot, passphrase="password1", again="password1")
        assert isinstance(app.screen, WelcomeScreen)
        assert app.screen.query_one("#passphrase").has_focus
        await fill(pilot, passphrase="Ruth Ruth Ruth", again="Ruth Ruth Ruth")
        assert isinstance(app.screen, WelcomeScreen)
        assert not kit.has_vault
        await fill(pilot, passphrase=PASSPHRASE, again=PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, RecoveryKeyScreen))


async def test_what_is_said_is_in_sight_in_a_small_window(kit):
    app = kit_app(kit)
    async with running(app, size=(60, 20)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await fill(pilot, passphrase=PASSPHRASE, again=PASSPHRASE)
        assert "Your name is needed" in shown(app)
        await fill(pilot, name="Ruth", again="something else")
        assert "not the same" in shown(app)


async def test_leaving_at_any_point(kit):
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("ctrl+l", "f9", "f9", "ctrl+q")
    assert app.return_code == 0
    assert not kit.has_vault
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await fill(pilot, name="Ruth", passphrase=PASSPHRASE, again=PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, RecoveryKeyScreen))
        await pilot.press("ctrl+q")
        assert "never shown again" in " ".join(shown(app).split())
        await pilot.press("ctrl+q")
    assert app.return_code == 0
    assert kit.data_key(PASSPHRASE)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be made of a file there in the same way")
async def test_a_disk_that_refuses_is_one_sentence(kit):
    kit.folders.vault.parent.mkdir(parents=True, exist_ok=True)
    kit.folders.vault.write_text("a file stands where the folder should be")
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await fill(pilot, name="Ruth", passphrase=PASSPHRASE, again=PASSPHRASE)
        assert isinstance(app.screen, WelcomeScreen)
        assert squeezed("could not be read or written") in squeezed(shown(app))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(kit, snap_compare, size):
    app = kit_app(kit)

    async def still(pilot):
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await fill(pilot, name="Ruth", passphrase="password1", again="password1")
        cursors_still(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=still)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_recovery_key_looks_calm(kit, snap_compare, size):
    app = kit_app(kit)

    async def still(pilot):
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        app.push_screen(RecoveryKeyScreen("K3VQ-7NRM-2XWD-PT5A-9FHC-J6EB-ZL8Y-4GSU"))
        await until(pilot, lambda: isinstance(app.screen, RecoveryKeyScreen))

    assert snap_compare(app, terminal_size=size, run_before=still)
