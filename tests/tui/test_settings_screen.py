"""Settings on one screen: kept in the file, in use at once, and nothing of the council's is lost."""

from dataclasses import replace

import pytest
from shell import NAMES, SIZES, at_the_door, hidden, kit_app, running, shown, type_in, until
from textual.widgets import Input

from conversation_kit.settings import load_settings
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.settings import SettingsScreen
from conversation_kit.tui.widgets.line import Line

COUNCIL = """\
# Set by IT. Ask before you change it.
use_keyring = false
near = "Leigh"  # the team's own

[stop]
steps = ["Ring the duty desk."]
"""


@pytest.fixture
def again(kit):
    kit.folders.config.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text(COUNCIL, encoding="utf-8")
    return replace(kit, complaints=[])


async def open_settings(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, ConversationScreen))
    await type_in(pilot, "her soup")
    await pilot.press("ctrl+k")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))


def field(app, name):
    return app.screen.query_one(f"#field-{name}")


async def test_what_is_changed_is_kept_and_holds_at_once(again, vault, talk):
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await open_settings(pilot)
        field(app, "theme").value = "calm-light"
        field(app, "motion").value = "no"
        field(app, "idle").value = "2.5"
        field(app, "ring").value = "01632 960123"
        field(app, "retention").value = "400"
        field(app, "keys").value = "explore = Ctrl+E; hide = F10"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await until(pilot, lambda: "The settings are kept." in shown(app))
        assert app.theme == "calm-light"
        assert app.animation_level == "none"
        assert app._opening.idle_seconds == 150
        assert app.screen.query_one(Line).text == "her soup"
        await pilot.press("f10")
        assert hidden(app)
        await pilot.press("f10", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExploreScreen))
    text = again.folders.settings.read_text(encoding="utf-8")
    assert all(line in text for line in COUNCIL.splitlines())
    settings = load_settings(again.folders.settings)
    assert (settings.idle_minutes, settings.keep.days_after_last_contact) == (2.5, 400)
    assert settings.keys == {"explore": "Ctrl+E", "hide": "F10"}
    assert vault.drafts.get("settings") is None


async def test_what_is_not_changed_is_not_written(again, vault, talk):
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await open_settings(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert again.folders.settings.read_text(encoding="utf-8") == COUNCIL
        await pilot.press("ctrl+k")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        field(app, "near").value = ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
    assert 'near = ""  # the team' in again.folders.settings.read_text(encoding="utf-8")


MISTAKES = [
    ("idle", "soon", "“soon” is not a number."),
    ("idle", "0", "Minutes until it locks: it should be greater than 0"),
    ("idle", "inf", "“inf” is not a number."),
    ("retention", "3", "Days without contact: it should be greater than or equal to 30"),
    ("near", "Nowhere-at-all", "No place of that name"),
    ("keys", "explore", "Other keys: write explore = a key"),
    ("keys", "explore = f12", "Other keys, explore: F12 is the Stop key"),
    ("keys", "explore = f6", "Other keys, explore: F6 is taken"),
    ("keys", "explor = f3", "Did you mean explore?"),
]


async def test_a_mistake_is_said_and_nothing_is_written(again, vault, talk):
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await open_settings(pilot)
        for name, typed, says in MISTAKES:
            before, field(app, name).value = field(app, name).value, typed
            await pilot.press("ctrl+s")
            await until(pilot, lambda says=says: says in " ".join(shown(app).replace("│", " ").split()))
            assert isinstance(app.screen, SettingsScreen)
            field(app, name).value = before
            await pilot.pause()
        field(app, "keys").value = "explor = f3"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("ctrl+k")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert field(app, "keys").value == "explor = f3"  # as it was typed, to be mended
    assert again.folders.settings.read_text(encoding="utf-8") == COUNCIL


async def test_a_file_that_cannot_be_read_is_left_alone(again, vault, talk):
    again.folders.settings.write_text("near = ", encoding="utf-8")
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await open_settings(pilot)
        field(app, "ring").value = "1"
        await pilot.press("ctrl+s")
        await until(
            pilot, lambda: "nothing was changed. Mend" in " ".join(shown(app).replace("│", " ").split())
        )
    assert again.folders.settings.read_text(encoding="utf-8") == "near = "


async def test_settings_are_behind_the_door_and_open_once(again, vault, talk):
    vault.close()
    app = kit_app(again)
    async with running(app) as pilot:
        await until(pilot, lambda: at_the_door(app) and isinstance(app.focused, Input))
        await pilot.press("ctrl+k", "f9", "ctrl+k")
        assert hidden(app)
        await pilot.press("f9")
        assert at_the_door(app)


async def test_ctrl_k_again_opens_no_second_one(again, vault, talk):
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await open_settings(pilot)
        await pilot.press("ctrl+k")
        assert sum(isinstance(screen, SettingsScreen) for screen in app.screen_stack) == 1


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(snap_compare, again, vault, talk, size):
    app = kit_app(again, vault)

    async def before(pilot):
        await open_settings(pilot)
        app.screen.query_one("#field-idle").focus()
        app.focused.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)
