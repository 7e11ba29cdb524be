"""History one key away, and what two windows wrote unseen by one another: counted, marked, settled."""

from dataclasses import replace

import pytest
from shell import kit_app, running, shown, squeezed, type_in, until

from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.history import HistoryScreen, ThirdForm
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.page import PageScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.screens.twice import TwiceScreen
from known import PASSPHRASE


@pytest.fixture
def note(vault, kit, talk, maureen):
    made = Note("n1", maureen.id, talk.id, "life-story", "thirty years of [b]dinners[/b]", kit.now())
    vault.keep(made)
    vault.keep(replace(made, text="thirty-one years of [b]dinners[/b]"))
    return vault.find(Note, "n1")


@pytest.fixture
def twice(vault, kit, note, maureen):
    """Two real windows on one vault: each changes the note and the area without having seen the other."""
    with kit.open_vault(kit.data_key(PASSPHRASE)) as other:
        for record, field, ours, theirs in (
            (note, "text", "dinners for thirty years", "school dinners"),
            (maureen, "area", "Leigh", "Lowton"),
        ):
            kind = type(record)
            here, there = vault.shown(kind, record.id), other.shown(kind, record.id)
            vault.keep(replace(here.record, **{field: ours}), seen=here.seen)
            other.keep(replace(there.record, **{field: theirs}), seen=there.seen)
    return vault


def at(app, screen):
    return lambda: isinstance(app.screen, screen)


def at_home(vault):
    vault.place.save({"screen": "home"})


async def test_a_note_in_the_talk_and_an_earlier_version_brought_back(kit, vault, note):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, at(app, ConversationScreen))
        await pilot.press("shift+tab", "h")
        await until(pilot, at(app, HistoryScreen))
        text = shown(app)
        assert "✓ thirty-one years of [b]dinners[/b]" in text
        assert squeezed("before: thirty years of [b]dinners[/b]") in squeezed(text)
        assert "Ruth Ollerenshaw" in text
        assert "w Write another" not in text
        await pilot.press("down")  # from the topic to the first version
        await pilot.press("b")
        await until(pilot, lambda: "It stands again" in shown(app))
        assert vault.find(Note, "n1").text == "thirty years of [b]dinners[/b]"
        await pilot.press("b")
        assert vault.find(Note, "n1").text == "thirty years of [b]dinners[/b]"
        await pilot.press("escape")
        await until(pilot, at(app, ConversationScreen))
        assert "“thirty years of" in shown(app)


async def test_ctrl_g_from_a_form_and_from_the_line(kit, vault, note):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, at(app, ConversationScreen))
        await type_in(pilot, "half")
        await pilot.press("ctrl+g")
        await until(pilot, at(app, HistoryScreen))
        assert "thirty-one" in shown(app)
        await pilot.press("ctrl+g", "escape")
        await until(pilot, at(app, ConversationScreen))
        assert "half" in shown(app)
        await pilot.press("escape")
        await until(pilot, at(app, PersonScreen))
        await pilot.press("e")
        await until(pilot, at(app, PersonForm))
        await pilot.press("ctrl+g")
        await until(pilot, at(app, HistoryScreen))
        assert "Maureen" in shown(app)


async def test_what_was_taken_out_is_listed_and_brought_back(kit, vault, note, maureen):
    vault.keep(replace(note, taken_out=True))
    vault.keep(line := DealLine("d1", maureen.id, Side.OURS, "ring the school"))
    vault.keep(replace(line, taken_out=True))
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, at(app, PersonScreen))
        await pilot.press("h")
        await until(pilot, at(app, HistoryScreen))
        assert "taken out, b brings it back" in shown(app)
        assert "ring the school" in shown(app)
        await pilot.press("end", "enter")
        await until(pilot, lambda: "the deal, our part" in shown(app).splitlines()[0])
        await pilot.press("escape")
        await until(pilot, lambda: "who they are" in shown(app).splitlines()[0])
        await pilot.press("end", "b")
        await until(pilot, lambda: "Brought back" in shown(app))
        assert not vault.find(DealLine, "d1").taken_out
        assert vault.find(Note, "n1").taken_out
        await pilot.press("end", "b")
        assert not vault.find(Note, "n1").taken_out


async def test_what_was_taken_out_and_is_off_the_page_is_not_named(kit, vault, maureen):
    vault.keep(
        Connection("c1", maureen.id, "e1", "Safe Harbour", Stage.INTERESTED, on_page=False, taken_out=True)
    )
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, at(app, PersonScreen))
        await pilot.press("h")
        await until(pilot, at(app, HistoryScreen))
        assert "something private" in shown(app)
        assert "Harbour" not in shown(app)


async def test_home_counts_what_was_written_twice_and_either_is_taken(kit, twice):
    at_home(twice)
    app = kit_app(kit, twice)
    async with running(app) as pilot:
        await until(pilot, at(app, HomeScreen))
        assert "2 things were written twice" in shown(app)
        assert "≠" in shown(app)
        await pilot.press("2")
        await until(pilot, at(app, TwiceScreen))
        text = shown(app)
        assert all(
            words in text for words in ("dinners for thirty years", "school dinners", "Leigh", "Lowton")
        )
        await pilot.press("enter")
        await until(pilot, at(app, HistoryScreen))
        assert "w Write another" in shown(app)
        assert "b takes this one" in shown(app)
        await pilot.press("b")
        await until(pilot, lambda: "That one stands now" in shown(app))
        assert (
            twice.find(Note, "n1").text == "dinners for thirty years"
            or twice.find(Person, "p-maureen").area == "Leigh"
        )
        await pilot.press("escape", "escape")
        await until(pilot, lambda: at(app, HomeScreen)() and "1 thing was written twice" in shown(app))


async def test_or_a_third_is_written_from_the_mark_in_the_talk(kit, twice):
    app = kit_app(kit, twice)
    async with running(app) as pilot:
        await until(pilot, at(app, ConversationScreen))
        assert "≠ written twice: h" in shown(app)
        await pilot.press("shift+tab", "h")
        await until(pilot, at(app, HistoryScreen))
        await pilot.press("down", "down", "w")
        await until(pilot, at(app, ThirdForm))
        assert squeezed("dinners for thirty years") in squeezed(shown(app))
        assert squeezed("school dinners") in squeezed(shown(app))
        await type_in(pilot, " all the same")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "That stands now" in shown(app))
        assert twice.find(Note, "n1").text == "dinners for thirty years\nschool dinners all the same"
        await pilot.press("escape")
        await until(pilot, at(app, ConversationScreen))
        assert "≠" not in shown(app)
        assert twice.check() == []


async def test_person_and_page_say_that_two_versions_stand(kit, twice, maureen):
    twice.place.save({"screen": "page", "person": maureen.id})
    app = kit_app(kit, twice)
    async with running(app) as pilot:
        await until(pilot, at(app, PageScreen))
        await until(pilot, lambda: "2 things stand in two versions here" in shown(app))
        await pilot.press("ctrl+g")
        await until(pilot, at(app, HistoryScreen))
        await pilot.press("escape", "escape")
        await until(pilot, at(app, PersonScreen))
        assert "≠ 2 things stand in two versions here · 2" in shown(app)
        await pilot.press("2")
        await until(pilot, at(app, TwiceScreen))
