"""Home: everybody, what I promised, how old the Book is; all of it at 80x24."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from maureens_page import fill
from one_screen import make_book
from shell import NAMES, SIZES, kit_app, running, shown, until

from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.people import Person
from conversation_kit.settings import KeepSettings, Settings
from conversation_kit.tui.screens.begin import BeginScreen
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm

TODAY = date(2026, 11, 24)
DEMO = "Everybody here is made up. Should it lock: four paper boats on the mere"


def promise(vault, number, person, what, days):
    line = DealLine(f"d{number:02}", person.id, Side.OURS, what, due=TODAY + timedelta(days=days))
    vault.keep(line)
    return line


@pytest.fixture
def everybody(vault):
    people = [
        Person(f"p{n}", name)
        for n, name in enumerate(
            ["Desmond", "Kai", "Maureen", "مورين", "She Who Has A Very Long Name Indeed"]
        )
    ]
    vault.keep_all(people)
    return people


@pytest.fixture
def promised(vault, everybody):
    lines = [
        promise(
            vault,
            0,
            everybody[0],
            "ring the allotment and ask about the gate code and whether there is a bench",
            -4,
        ),
        promise(vault, 1, everybody[1], "go with Kai to youth voice", 0),
    ]
    lines += [promise(vault, n, everybody[2], f"look into thing number {n}", n) for n in range(2, 14)]
    vault.keep(
        Connection(
            "c1", everybody[0].id, "e1", "Knit and Natter", Stage.GOING, look_again=TODAY + timedelta(days=1)
        )
    )
    return lines


def at_home(app):
    return isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_everything_fits(kit, vault, tmp_path, promised, size):
    make_book(kit, tmp_path)
    app = kit_app(kit, vault, says=DEMO)
    async with running(app, size) as pilot:
        await until(pilot, lambda: at_home(app) and "The Book" in shown(app))
        text = shown(app)
        assert "The Book: 9 entries, fetched today" in text
        assert DEMO in text
        assert "was due Friday" in text
        assert " ".join(text.splitlines()[-1].split()) == (
            "Tab Promises n New person / Find b The Book F1 Help F9 Hide F12 Stop"
        )
        more = [row for row in text.splitlines() if " more" in row and "and " in row]
        hidden = int(more[0].split("and ")[1].split()[0]) if more else 0
        assert hidden + sum(f"number {n}" in text for n in range(2, 14)) + 3 == 15, text


async def test_a_promise_is_marked_done_and_not_done_after_all(kit, vault, promised):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("tab")
        assert "d Done" in shown(app)
        await pilot.press("d")
        assert vault.find(DealLine, "d00").done
        assert "Done. Ctrl+Z takes that back." in shown(app)
        vault.keep(replace(vault.find(DealLine, "d00"), who="Ruth"))
        await pilot.press("ctrl+z")
        line = vault.find(DealLine, "d00")
        assert (line.done, line.who) == (False, "Ruth")
        await pilot.press("ctrl+z")
        assert "Ring the allotment" in shown(app)


async def test_a_day_to_look_again_is_not_done_from_here(kit, vault, promised):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("tab", "down", "down", "d")
        assert "Enter opens Desmond" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert "Desmond" in shown(app)


async def test_find_opens_and_goes(kit, vault, everybody):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("slash", "k", "a", "i")
        assert "Kai" in shown(app)
        assert "Desmond" not in shown(app)
        await pilot.press("z")
        assert "Nobody by that name yet." in shown(app)
        await pilot.press("escape")
        assert "Desmond" in shown(app)
        await pilot.press("slash", "k", "a", "i", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert "Kai" in shown(app)


async def test_the_arrow_stays_at_a_person_who_moves_in_the_list(kit, vault, everybody):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        begin_conversation(vault, person_id="p2", guide_id="whole-person", worker_id="", now=kit.now())
        await pilot.press("escape")
        await until(pilot, lambda: at_home(app) and "talking now" in shown(app))
        assert next(row for row in shown(app).splitlines() if "›" in row).split()[:2] == ["›", "Maureen"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert app.screen.person_id == "p2"


async def test_the_arrow_stands_at_somebody_new_after_the_first_talk(kit, vault, everybody):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("down", "n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press(*"Shaz", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("escape")
        await until(pilot, lambda: at_home(app) and "talking now" in shown(app))
        assert vault.find(Person, app.screen.chosen_person).name == "Shaz"


async def test_what_is_found_first_is_chosen(kit, vault, everybody):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("down", "down", "slash", "e", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert app.screen.person_id == "p0"


async def test_nobody_yet(kit, vault):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        assert "Press n to add the first person." in shown(app)
        assert "Nothing promised just now." in shown(app)
        assert "No Community Book yet." in shown(app)
        await pilot.press("enter", "tab", "d", "ctrl+z", "down", "escape", "n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))


async def test_opening_home_beneath_another_screen_does_not_forget_where_the_worker_was(kit, vault, talk):
    for _ in range(3):
        app = kit_app(kit, vault)
        async with running(app) as pilot:
            await until(pilot, lambda app=app: len(app.screen_stack) == 4)
        assert vault.place.load()["screen"] == "conversation"


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(kit, vault, tmp_path, promised, snap_compare, size):
    make_book(kit, tmp_path)
    app = kit_app(kit, vault, says=DEMO)

    async def still(pilot):
        await until(pilot, lambda: at_home(app) and "The Book" in shown(app))

    assert snap_compare(app, terminal_size=size, run_before=still)


async def test_somebody_not_contacted_for_long_is_said_quietly_when_the_setting_says_so(
    kit, vault, everybody
):
    vault.keep(Person("p-long-ago", "Gez", added=TODAY - timedelta(days=500)))
    kit.__dict__["settings"] = Settings(keep=KeepSettings(days_after_last_contact=400))
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: "One person was not contacted for 400 days or more" in shown(app))
        assert "retention list" in shown(app)


async def test_what_is_due_goes_into_a_calendar_without_names(kit, vault, tmp_path, promised, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app))
        await pilot.press("i")
        await until(pilot, lambda: "What is due, for your calendar" in shown(app))
        assert "nobody's name" in shown(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: at_home(app) and "15 days" in shown(app))
        (written,) = tmp_path.glob("*.ics")
        text = written.read_text(encoding="utf-8")
        assert text.count("BEGIN:VEVENT") == 15
        assert not [name for name in ("Desmond", "Kai", "Maureen", "allotment", "Knit") if name in text]
        await pilot.press("i")
        await until(pilot, lambda: "What is due, for your calendar" in shown(app))
        await fill(pilot, "name", written.name)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "as it was" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: at_home(app))


async def test_a_long_name_leaves_room_for_the_day(kit, vault, everybody):
    promise(vault, 1, everybody[4], "ring", 14)
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: at_home(app) and "She Who Has… · Tuesday 8 December" in shown(app))
