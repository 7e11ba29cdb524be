"""One person at a glance, and the ways on."""

from datetime import date, timedelta

import pytest
from shell import NAMES, SIZES, kit_app, running, shown, until

from conversation_kit.journey.conversations import begin_conversation, close_conversation, new_note
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.begin import BeginScreen
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.timeline import TimelineScreen


@pytest.fixture
def told(vault, talk, maureen):
    notes = ()
    for n in range(8):
        note = new_note(
            talk,
            topic_id="life-story",
            text=f"I did the school dinners, year {n}",
            now=talk.started,
            after=notes,
        )
        vault.keep(note)
        notes = (*notes, note)
    vault.keep(
        Person(
            maureen.id,
            "Maureen",
            called="Mo to her friends",
            area="Saltmarsh",
            birth_year=1950,
            communication="Sit on her right; the left ear is no use",
        )
    )
    vault.keep(Connection("c1", maureen.id, "e1", "Knit and Natter", Stage.GOING))
    vault.keep(
        DealLine(
            "d1", maureen.id, Side.OURS, "ring Pat", who="Ruth", by_when="Friday", due=date(2026, 11, 27)
        )
    )
    vault.keep(DealLine("d2", maureen.id, Side.YOURS, "look out the needles", who="Maureen"))
    vault.keep(DealLine("d3", maureen.id, Side.YOURS, "find the bus pass", done=True))
    vault.place.save({"screen": "person", "person": maureen.id})


def at_person(app):
    return isinstance(app.screen, PersonScreen)


async def test_the_story_so_far(kit, vault, told):
    app = kit_app(kit, vault)
    async with running(app, (100, 50)) as pilot:
        await until(pilot, lambda: at_person(app))
        text = shown(app)
        for words in (
            "c how it goes on · w how they are · r something they want to try",
            "Mo to her friends",
            "about 76",
            "year 0",
            "and 2 more",
            "Knit and Natter",
            "ring Pat",
            "look out the needles",
            "not closed yet",
        ):
            assert words in text
        assert "bus pass" not in text


async def test_keys_fit_and_lead_on(kit, vault, told):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_person(app))
        assert shown(app).splitlines()[-1].split() == [
            "⏎",
            "Talk",
            "F5",
            "Explore",
            "F6",
            "Map",
            "F7",
            "Deal",
            "F8",
            "Page",
            "F1",
            "Help",
            "F9",
            "Hide",
            "F12",
            "Stop",
        ]
        for key in ("f5", "f6", "f7", "f8", "ctrl+o"):
            await pilot.press(key)
            await until(pilot, lambda: not at_person(app))
            await pilot.press("escape")
            await until(pilot, lambda: at_person(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("escape")
        await until(pilot, lambda: at_person(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_any_talk_can_be_opened_again(kit, vault, talk, told, maureen):
    close_conversation(vault, talk, kit.now())
    later = begin_conversation(
        vault, person_id=maureen.id, guide_id="catching-up", worker_id="", now=kit.now() + timedelta(days=1)
    )
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_person(app))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen) and "We talked" in shown(app))
        text = shown(app)
        assert text.index("Tuesday 24 November") < text.index("Wednesday 25 November")
        assert "“I did the school dinners, year 0”" in text
        await pilot.press("escape")
        await until(pilot, lambda: at_person(app))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await until(pilot, lambda: "year 7" in shown(app))
        assert "closed" in shown(app).splitlines()[0]
        await pilot.press(*"one more", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        assert [n.text for n in vault.all(Note) if n.conversation_id == talk.id][-1] == "one more"
        assert vault.find(Conversation, talk.id).ended is not None
        assert vault.find(Conversation, later.id).ended is None


async def test_no_talk_yet_is_one_sentence(kit, vault, maureen):
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_person(app))
        await pilot.press("t")
        await until(pilot, lambda: "Nothing has happened yet." in shown(app))


async def test_not_met_yet(kit, vault, maureen):
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_person(app))
        assert "Not met yet. Press Enter to begin." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("up", "f")
        await until(pilot, lambda: "A whole family, each voice." in shown(app))


async def test_markup_and_escapes_are_plain_words(kit, vault, maureen):
    vault.keep(Person(maureen.id, "[red]Mo[/red]", called="[b]", area="[/]"))
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_person(app))
        assert "[red]Mo[/red]" in shown(app)
        await pilot.press("e")
        await until(pilot, lambda: not at_person(app))
        assert "About [red]Mo[/red]" in shown(app)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(kit, vault, told, snap_compare, size):
    app = kit_app(kit, vault)

    async def still(pilot):
        await until(pilot, lambda: at_person(app))

    assert snap_compare(app, terminal_size=size, run_before=still)
