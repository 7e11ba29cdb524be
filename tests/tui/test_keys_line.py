"""The keys at the foot of a screen: whole words, and Stop always among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import kit_app, running, until

from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.help import HelpScreen
from conversation_kit.tui.widgets.keys_line import KeysLine, Shown, fitting

KEYS = st.lists(
    st.builds(Shown, st.just("x"), st.text(max_size=5), st.text(max_size=20), kept=st.booleans()), max_size=12
)


@pytest.fixture
def app(kit, vault):
    return kit_app(kit, vault)


@given(KEYS, st.integers(0, 200))
def test_what_is_kept_stays_and_the_rest_fits_in_its_order(keys, width):
    fits = fitting(keys, width)
    assert [key for key in fits if key.kept] == [key for key in keys if key.kept]
    others = [key for key in fits if not key.kept]
    assert others == [key for key in keys if not key.kept][: len(others)]
    kept = sum(key.width for key in keys if key.kept)
    assert not others or sum(key.width for key in fits) <= width
    if kept + sum(key.width for key in keys if not key.kept) <= width:
        assert fits == keys


async def test_stop_is_there_however_narrow(app, talk):
    async with running(app, size=(44, 20)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        line = app.screen.query_one(KeysLine)
        assert line.render().plain.split()[-2:] == ["F12", "Stop"]
        assert line.render().cell_len <= 44
        await pilot.resize_terminal(140, 45)
        await until(pilot, lambda: "Page" in line.render().plain)


async def test_a_click_presses_the_key(app, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        line = app.screen.query_one(KeysLine)
        await pilot.click(KeysLine, offset=(line.render().plain.index("F1 Help"), 0))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
