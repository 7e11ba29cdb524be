"""A window of any size, changed at any time: nothing breaks, nothing typed is lost."""

import pytest
from one_screen import make_book
from shell import at_rest, kit_app, running, shown, type_in, until

from conversation_kit.journey.conversations import new_note
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.widgets.line import Growing, Line

SIZES = [
    *((20, 8), (200, 60), (80, 24), (21, 60), (200, 8), (40, 12), (79, 23), (81, 25), (140, 45), (20, 60)),
    *((60, 9), (33, 33), (120, 10), (100, 30), (25, 8), (160, 50), (80, 8), (50, 20), (132, 43), (80, 24)),
]
STORMS = {"talk", "asset", "home", "explore"}  # the others see every fourth size, which keeps the tests quick
SCREENS = {
    "talk": "",
    "asset": "tab",
    "help": "f1",
    "explore": "f5",
    "map": "f6",
    "deal": "f7",
    "page": "f8",
    "permission": "escape p",
    "home": "escape escape",
    "book": "ctrl+o",
    "stop": "f12",
    "palette": "ctrl+p",
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_storm_of_sizes(kit, vault, talk, tmp_path, name):
    way, sizes = SCREENS[name], SIZES if name in STORMS else [*SIZES[::4], SIZES[-1]]
    make_book(kit, tmp_path)
    vault.keep(
        new_note(talk, topic_id="life-story", text="I used to knit for the whole street", now=kit.now())
    )
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        line = app.screen.query_one(Line)
        await type_in(pilot, "and then our")
        for key in way.split():
            before = app.screen
            await pilot.press(key)
            await until(pilot, lambda before=before: app.screen is not before)
        await at_rest(pilot)
        top, before = app.screen, shown(app)
        if isinstance(app.focused, Growing) and app.focused is not line:
            app.focused.insert("half a word")
        for width, height in sizes:
            await pilot.resize_terminal(width, height)
        await until(pilot, lambda: app.size == SIZES[-1])
        assert app.screen is top
        assert line.text == "and then our" or way == "escape escape" or not line.is_attached
        if isinstance(app.focused, Growing) and app.focused is not line:
            assert "half a word" in app.focused.text
        else:
            assert len(shown(app)) == pytest.approx(len(before), rel=0.5)
    assert vault.drafts.get(f"line:{talk.id}").text == "and then our"
