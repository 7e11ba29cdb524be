"""Every key has a name and can be another one; a mistake is named and keeps nobody from working."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from shell import kit_app, running, shown, squeezed, until

from conversation_kit.cli.root import root
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.key_lines import bindings_of, key_lines, screen_classes
from conversation_kit.tui.key_names import key_called, key_shown
from conversation_kit.tui.keymap import keymap_from
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.help import EVERYWHERE, HelpScreen
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.stop import StopScreen
from conversation_kit.tui.widgets.line import Line

MOVING = {"up", "down", "left", "right", "pageup", "pagedown", "home", "end"}
PLACES = [KitApp, *screen_classes()]
WITHOUT_HELP = {HelpScreen, HideScreen}  # each is nothing but a way back


def with_settings(kit, text):
    """Return the services as they are after a start with this settings file."""
    kit.folders.config.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text(text, encoding="utf-8")
    return replace(kit, complaints=[])


def test_every_key_says_what_it_does_and_can_be_another():
    for place in PLACES:
        for binding in bindings_of(place):
            assert binding.id or binding.key in MOVING, f"{place.__name__}: {binding.key} has no id"
            assert binding.description or binding.tooltip, f"{place.__name__}: {binding.key} says nothing"


def test_every_screen_has_help_that_names_its_keys():
    for place in screen_classes():
        if place in WITHOUT_HELP:
            continue
        words = str(place.HELP or "")
        assert words.startswith("# "), f"{place.__name__} has no help"
        named = {key_called(part) for part in (words + EVERYWHERE).split("**")[1::2]}
        for binding in bindings_of(place):
            if binding.show and binding.id:
                assert binding.key in named, f"{place.__name__}: {binding.key} is not in the help"


def test_an_id_is_the_same_key_wherever_it_is():
    keys = {}
    for line in key_lines(KitApp):
        keys.setdefault(line.id, set()).add(line.keys)
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("said", "key", "shown_as"),
    [
        ("F5", "f5", "F5"),
        ("Ctrl+E", "ctrl+e", "Ctrl+E"),
        ("shift+ctrl+x", "ctrl+shift+x", "Ctrl+Shift+X"),
        ("/", "slash", "/"),
        ("Esc", "escape", "Esc"),
        ("PgDn", "pagedown", "PageDown"),
        ("e", "e", "e"),
        ("+", "plus", "+"),
        ("ctrl+i", "tab", "Tab"),
        ("", "", ""),
    ],
)
def test_a_key_is_called_as_it_stands_on_the_keyboard(said, key, shown_as):
    assert key_called(said) == key
    assert key_shown(key) == shown_as


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"explor": "f3"}, "keys.explor: nothing is called that. Did you mean explore?"),
        ({"zzz": "f3"}, "keys.zzz: nothing is called that."),
        ({"explore": "f99"}, "keys.explore: there is no key called f99."),
        ({"explore": ""}, "keys.explore: there is no key called nothing."),
        ({"explore": "ctrl+qq"}, "keys.explore: there is no key called ctrl+qq."),
        ({"explore": "meta+q"}, "keys.explore: there is no key called meta+q."),
        ({"explore": "x"}, "keys.explore: x is a letter of people's words."),
        ({"hide": "space"}, "keys.hide: Space is a letter of people's words."),
        ({"lock": "enter"}, "keys.lock: Enter is needed for typing"),
        ({"lock": "ctrl+m"}, "keys.lock: Enter is needed for typing"),
        ({"explore": "f12"}, "keys.explore: F12 is the Stop key and nothing else."),
        ({"explore": "f6"}, "keys.explore: F6 is taken on the screen"),
        ({"add-ours": "p"}, "keys.add-ours: p is taken on the screen “The deal” by add-yours"),
        ({"lock": "ctrl+t"}, "keys.lock: Ctrl+T is taken on the screen “Listening” by close-conversation"),
        ({"keep-noticed": "f9"}, "keys.keep-noticed: F9 is taken by hide"),
        ({"home-book": "f3", "new-person": "f3"}, "keys.new-person: F3 is taken"),
        ({"keep-noticed": "ctrl+w"}, "keys.keep-noticed: Ctrl+W is needed for typing"),
        ({"close-conversation": "ctrl+d"}, "keys.close-conversation: Ctrl+D is needed for typing"),
        ({"home-book": "ctrl+e"}, "keys.home-book: Ctrl+E is needed for typing"),
    ],
)
def test_a_mistake_is_named_and_the_usual_key_stays(keys, says):
    keymap = keymap_from(keys, KitApp)
    assert len(keymap.complaints) == 1
    assert says in keymap.complaints[0]
    assert list(keys)[-1] not in keymap.keys


def test_two_keys_can_change_places():
    keymap = keymap_from({"explore": "F6", "reflect": "F5"}, KitApp)
    assert keymap.keys == {"explore": "f6", "reflect": "f5"}
    assert keymap.complaints == ()


def test_when_one_of_them_cannot_be_used_the_other_has_no_room():
    keymap = keymap_from({"explore": "F6", "reflect": "F12"}, KitApp)
    assert keymap.keys == {}
    assert len(keymap.complaints) == 2


def test_stop_has_another_key_besides_and_never_instead():
    assert keymap_from({"stop": "ctrl+e"}, KitApp).keys == {"stop": "f12,ctrl+e"}


def test_what_is_a_letter_may_be_another_letter():
    assert (
        keymap_from({"interested": "i", "change-page-line": "enter,c"}, KitApp)
        .complaints[0]
        .startswith("Settings, keys.change-page-line: c is taken")
    )
    assert keymap_from({"interested": "i, F3"}, KitApp).keys == {"interested": "i,f3"}


async def test_the_app_goes_by_them_and_says_so(kit, vault, talk):
    again = with_settings(kit, '[keys]\nexplore = "Ctrl+E"\nhide = "F10"\nstop = "Ctrl+N"\nreflect = "F99"\n')
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: "^E" in shown(app))
        assert "F5" not in shown(app)
        assert any("keys.reflect" in sentence for sentence in again.complaints)
        await pilot.press("w", "e", "ctrl+e")
        assert isinstance(app.screen, ExploreScreen)
        await pilot.press("escape")
        assert app.screen.query_one(Line).text == "we"
        await pilot.press("f5")
        assert not isinstance(app.screen, ExploreScreen)
        await pilot.press("f1")
        assert "Ctrl+E explore together" in " ".join(shown(app).replace("│", " ").split())
        await pilot.press("f1", "f10")
        assert isinstance(app.screen, HideScreen)
        await pilot.press("f10")
        await pilot.press("f9")
        assert not isinstance(app.screen, HideScreen)
        for key in ("ctrl+n", "f12"):
            await pilot.press(key)
            assert isinstance(app.screen, StopScreen)
            await pilot.press("escape")
        assert app.screen.query_one(Line).text == "we"


async def test_another_letter_is_still_a_letter_where_words_are_typed(kit, vault, maureen):
    app = kit_app(with_settings(kit, '[keys]\nnew-person = "m"\n'), vault)
    async with running(app) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "find")
        await pilot.press("m", "n")
        await until(pilot, lambda: app.focused.value == "mn")
        await pilot.press("escape")
        await until(pilot, lambda: "m New person" in shown(app))
        await pilot.press("m")
        await until(pilot, lambda: app.screen.is_modal)


async def test_sentences_name_the_keys_in_use(kit, vault, talk):
    again = with_settings(kit, '[keys]\nkeep-noticed = "Ctrl+N"\nhide = "F10"\nkeep = "F3"\nundo = "F4"\n')
    assert keymap_from(again.settings.keys, KitApp).complaints == (
        "Settings, keys.undo: F4 is taken on the screen “Listening” by set-aside (Just the note).",
    )
    app = kit_app(again, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.focused, Line))
        await pilot.press(*"I love ", *"singing", "enter")
        await until(pilot, lambda: "Ctrl+N keep  F3 change" in shown(app))
        await pilot.press("f10")
        await until(pilot, lambda: "F10 or Esc to come back" in shown(app))
        await pilot.press("f10", "escape", "escape", "n")
        await until(pilot, lambda: "F3 keeps it from anywhere" in shown(app))


async def test_home_names_a_mistake_in_the_keys(kit, vault):
    again = with_settings(kit, '[keys]\nexplor = "f3"\nhide = "f12"\n')
    app = kit_app(again, vault)
    async with running(app):
        assert isinstance(app.screen, HomeScreen)
        assert squeezed("(1 more: conversation-kit settings check)") in squeezed(shown(app))
        assert squeezed("keys.explor: nothing is called that. Did you mean explore?") in squeezed(shown(app))


def test_the_command_lists_them(kit):
    with_settings(kit, '[keys]\nexplore = "ctrl+e"\nexplor = "f3"\n')
    done = CliRunner().invoke(root, ["keys", "--format", "jsonl"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"id": "explore", "key": "Ctrl+E", "screen": "Listening", "does": "Explore together"} in rows
    assert {
        "id": "stop",
        "key": "F12",
        "screen": "Everywhere",
        "does": "Somebody is at risk: numbers and steps",
    } in rows
    assert "keys.explor" in done.stderr
    table = CliRunner().invoke(root, ["keys"]).stdout
    assert "One entry of the Book\n" in table
