"""Colours and movement: readable in every theme, nothing by colour alone, still when asked."""

from dataclasses import replace
from typing import get_args

import pytest
from one_screen import make_book
from seen import contrast, inks
from shell import choose_in_palette, in_palette, kit_app, running, shown, type_in, until
from textual.color import Color
from textual.screen import Screen
from textual.widgets import Input, OptionList, TextArea

from conversation_kit.journey.conversations import new_note
from conversation_kit.settings import LookSettings
from conversation_kit.tui.key_lines import screen_classes
from conversation_kit.tui.looks import Look, read_look
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.theme import THEME_WORDS, THEMES

ENOUGH = {"calm": 4.5, "calm-light": 4.5, "high-contrast": 7, "high-contrast-light": 7}
TEXTS = (
    "foreground",
    "primary",
    "secondary",
    "accent",
    "warning",
    "error",
    "success",
    "footer-key-foreground",
)
GROUNDS = ("background", "surface", "panel")


@pytest.fixture
def told(kit, vault, talk, tmp_path):
    make_book(kit, tmp_path)
    vault.keep(
        new_note(talk, topic_id="life-story", text="I used to knit for the whole street", now=kit.now())
    )


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_colours_of_a_theme_stand_apart(theme):
    colours = theme.to_color_system().generate()
    for text in TEXTS:
        for ground in GROUNDS:
            ratio = contrast(Color.parse(colours[text]).rgb, Color.parse(colours[ground]).rgb)
            assert ratio >= ENOUGH[theme.name], f"{text} on {ground}: {ratio:.2f}"


def test_every_theme_can_be_set_and_has_words():
    names = [theme.name for theme in THEMES]
    assert list(get_args(LookSettings.model_fields["theme"].annotation)) == names
    assert list(THEME_WORDS) == names
    assert list(ENOUGH) == names


def test_every_screen_keeps_the_styles_of_a_screen():
    """Textual follows one line of bases to find them; a mixin that stands in it cuts marked words off from theirs."""
    assert [screen.__name__ for screen in screen_classes() if Screen not in screen._css_bases(screen)] == []


async def test_all_that_is_read_is_readable_in_every_theme(kit, vault, told):
    """Text as it is drawn, small print, hints and the chosen row included, screen by screen."""
    app = kit_app(kit, vault)
    faint, places = {}, set()
    async with running(app, size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        ways = (
            "",
            "tab",
            "escape f1",
            "f1 f5",
            "escape escape p",
            "escape f12",
            "escape ctrl+p",
            "escape ctrl+l",
        )
        for way in ways:
            for key in way.split():
                await pilot.press(key)
                await pilot.pause(0.02)
            await pilot.pause(0.05)
            places.add(type(app.screen).__name__)
            for theme in THEMES:
                app.theme = theme.name
                await pilot.pause()
                for ink in inks(app.screen):
                    ratio = ink.ratio
                    if ratio < ENOUGH[theme.name]:
                        faint[theme.name, ink.where, ink.text[:30]] = round(ratio, 2)
    assert faint == {}
    assert len(places) == 8, places


async def test_without_colour_nothing_is_lost(kit, vault, told, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await type_in(pilot, "her soup")
        found = list(inks(app.screen))
        assert all(len(set(colour)) == 1 for ink in found for colour in (ink.foreground, ink.background))
        assert any("My story" in row and "›" in row for row in shown(app).splitlines())  # the topic
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: "› " in shown(app))  # the row that has the focus
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await type_in(pilot, "Mo")
        cursor = app.focused.get_component_rich_style("input--cursor")
        assert contrast(cursor.color.triplet, cursor.bgcolor.triplet) > 7  # a block of light, not a colour
        await pilot.press("ctrl+p")
        await until(
            pilot, lambda: in_palette(app) and app.screen.query_one(OptionList).highlighted is not None
        )
        chosen = app.screen.query_one(OptionList).get_component_rich_style("option-list--option-highlighted")
        assert chosen.reverse


async def test_nothing_moves_when_asked_to_be_still(kit, vault, told):
    kit.folders.config.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text('[look]\nmotion = false\ntheme = "high-contrast"\n', encoding="utf-8")
    app = kit_app(replace(kit, complaints=[]), vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        assert app.animation_level == "none"
        assert app.theme == "high-contrast"
        assert not app.focused.cursor_blink
        await pilot.press("tab")
        await until(pilot, lambda: app.screen.is_modal and isinstance(app.focused, Input | TextArea))
        assert not app.focused.cursor_blink


async def test_the_palette_changes_the_colours(kit, vault):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await choose_in_palette(pilot, "contrast, light", "Colours: high contrast, light")
        await until(pilot, lambda: app.theme == "high-contrast-light")
    assert read_look(kit.folders.settings).theme == "high-contrast-light"


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("", Look()),
        ('[look]\ntheme = "calm-light"\nmotion = false', Look("calm-light", motion=False)),
        ('[look]\ntheme = "calm-light"\n[stop]\nnumbers = 3\nmistake = 1', Look("calm-light")),
        ('[look]\ntheme = "pink"\nmotion = 3', Look()),
        ("[look]\ntheme = [1]", Look()),
        ("look = 3", Look()),
        ("[look\n", Look()),
    ],
)
def test_colours_are_read_whatever_else_is_wrong(tmp_path, text, look):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert read_look(path) == look


def test_without_a_file_it_looks_as_usual(tmp_path):
    assert read_look(tmp_path / "none.toml") == Look()
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    assert read_look(tmp_path / "bytes.toml") == Look()
