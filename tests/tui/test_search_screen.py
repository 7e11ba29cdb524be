"""Search everything: over any screen, as it is typed, opened where it was said."""

import pytest
from one_screen import make_book
from shell import NAMES, SIZES, kit_app, running, shown, type_in, until
from stillness import cursors_still

from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.entry import EntryScreen
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.screens.history import HistoryScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.screens.search import SearchScreen
from conversation_kit.tui.widgets.notes import NotesView


@pytest.fixture
def told(vault, kit, talk, maureen):
    """What Maureen said, among others."""
    for n in range(12):
        vault.keep(
            Note(f"m{n}", maureen.id, talk.id, "life-story", f"this and that, part {n}", kit.now(), order=n)
        )
    vault.keep(
        Note(
            "n1",
            maureen.id,
            talk.id,
            "life-story",
            "I taught [b]swimming[/b] at the Café",
            kit.now(),
            order=3.5,
        )
    )
    vault.keep(Person("q", "Sam Swimmer"))
    return vault


async def look_for(pilot, words):
    await pilot.press("ctrl+f")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    await type_in(pilot, words)


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_talk_and_back_to_the_note(kit, told, tmp_path, size):
    make_book(kit, tmp_path)
    app = kit_app(kit, told)
    async with running(app, size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        talk_screen = app.screen
        await type_in(pilot, "half a line")
        await look_for(pilot, "swim")
        await until(pilot, lambda: "2 found" in shown(app))
        text = shown(app)
        assert "Sam Swimmer" in text
        assert "I taught [b]swimming[/b] at the Café" in text
        assert "Maureen · Saltmarsh" in text
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is talk_screen)
        notes = app.screen.query_one(NotesView)
        assert notes.has_focus
        assert "swimming" in shown(app)
        assert told.drafts.get(f"line:{talk_screen.conversation_id}").text == "half a line"
        assert len([one for one in app.screen_stack if isinstance(one, ConversationScreen)]) == 1


def at_the_note(app):
    return any("›" in row and "swimming" in row for row in shown(app).splitlines())


async def test_a_talk_that_was_not_open_stands_at_the_note(kit, told, maureen, talk):
    for n in range(20, 60):
        told.keep(
            Note(f"m{n}", maureen.id, talk.id, "life-story", f"more of it, part {n}", kit.now(), order=n)
        )
    told.place.save({"screen": "home"})
    app = kit_app(kit, told)
    async with running(app) as pilot:
        await look_for(pilot, "cafe")
        await until(pilot, lambda: "1 found" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen) and at_the_note(app))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await until(pilot, lambda: app.screen.query_one(NotesView).has_focus and at_the_note(app))


async def test_a_hurried_enter_opens_what_was_meant(kit, told, tmp_path):
    make_book(kit, tmp_path)
    told.place.save({"screen": "home"})
    app = kit_app(kit, told)
    async with running(app) as pilot:
        await pilot.press("ctrl+f", *"swimmer", "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert "Sam Swimmer" in shown(app)
        await pilot.press("escape", *"yarn bom", "enter")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await pilot.press("escape", *"zebra")
        await until(pilot, lambda: "Nothing kept here" in shown(app))
        await pilot.press("enter", "escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, SearchScreen))


async def test_over_a_form_but_neither_where_the_screen_is_covered_nor_at_the_door(kit, told):
    told.place.save({"screen": "home"})
    app = kit_app(kit, told)
    async with running(app) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await type_in(pilot, "Somebody")
        await look_for(pilot, "maureen")
        assert "Somebody" in told.drafts.get("person:new").text
        await pilot.press("f9", "ctrl+f")
        assert isinstance(app.screen, HideScreen)
        await pilot.press("f9", "ctrl+l")
        await until(pilot, lambda: "Passphrase" in shown(app))
        await pilot.press("ctrl+f")
        assert not isinstance(app.screen, SearchScreen)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(kit, told, tmp_path, snap_compare, size):
    make_book(kit, tmp_path)

    async def looked(pilot):
        await until(pilot, lambda: isinstance(pilot.app.screen, ConversationScreen))
        await look_for(pilot, "s")
        await until(pilot, lambda: "7 found" in shown(pilot.app))
        await pilot.press("down")
        await pilot.pause()
        cursors_still(pilot.app)

    assert snap_compare(kit_app(kit, told), terminal_size=size, run_before=looked)
