"""Copy and paste: every word of a paste is kept, Ctrl+C copies what is marked and does nothing else."""

import pytest
from shell import at_the_door, kit_app, running, shown, type_in, until
from textual import events
from textual.widgets import Input

from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.widgets.line import Line

LETTER = "Dear Ruth,\n\nI swam for the county, 1961.\r\n\tPast it now! [b]ha[/b] 😀\n"


async def in_the_talk(pilot):
    await until(pilot, lambda: isinstance(pilot.app.focused, Line))
    return pilot.app.focused


async def test_a_paste_of_several_rows_is_one_note_with_every_word(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        line = await in_the_talk(pilot)
        await type_in(pilot, "she wrote. ")
        app.post_message(events.Paste(LETTER))
        await until(pilot, lambda: "swam" in line.text)
        assert line.text.splitlines() == f"she wrote. {LETTER}".splitlines()
        await pilot.press("enter")
        await until(pilot, lambda: line.text == "")
    (note,) = vault.story("p-maureen").notes
    assert note.text.split() == f"she wrote. {LETTER}".split()
    assert len(note.text.splitlines()) == 4


async def test_a_paste_into_one_row_becomes_one_row(kit, vault, maureen):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm) and isinstance(app.focused, Input))
        app.post_message(events.Paste("Mary\nEllen\n  Cropper\n"))
        await until(pilot, lambda: app.focused.value == "Mary Ellen Cropper")


async def test_ctrl_c_copies_what_is_marked_and_takes_nothing_away(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        line = await in_the_talk(pilot)
        await type_in(pilot, "her soup")
        await pilot.press("shift+left", "shift+left", "shift+left", "shift+left", "ctrl+c")
        await until(pilot, lambda: app.clipboard == "soup")
        assert line.text == "her soup"
        await pilot.press("right", "ctrl+c")
        await until(pilot, lambda: "Nothing is marked to copy. Ctrl+Q leaves" in shown(app))
        assert line.text == "her soup"
        assert isinstance(app.screen, ConversationScreen)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: at_the_door(app))
        assert app.clipboard == ""


async def test_words_marked_with_the_mouse_are_copied(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        line = await in_the_talk(pilot)
        whisper = app.screen.query_one("#whisper")
        whisper.text_select_all()
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.clipboard.startswith("Listen for:"))
        assert line.text == ""


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
async def test_a_passphrase_is_not_copied(kit, vault, key):
    vault.close()
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: at_the_door(app) and isinstance(app.focused, Input))
        await type_in(pilot, "secret")
        app.focused.select_all()
        await pilot.press(key)
        await until(pilot, lambda: "A passphrase is not copied." in shown(app))
        assert app.clipboard == ""
