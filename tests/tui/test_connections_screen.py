"""How what they chose goes on: each step with its day and their words, and back again."""

from datetime import date

import pytest
from shell import NAMES, SIZES, hidden, kit_app, paste_in, running, shown, until

from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.tui.screens.connections import ConnectionsScreen, StepForm
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.person import PersonScreen

TODAY = date(2026, 11, 24)


@pytest.fixture
def app(kit, vault, maureen):
    """The app at Maureen, who chose three things."""
    p = maureen.id
    vault.keep_all(
        [
            Connection("c1", p, "e1", "Breakfast club helpers", Stage.TRIED_IT),
            Connection("c2", p, "e2", "Bingo night", Stage.NOT_FOR_ME, why="I can't abide it"),
            Connection("c3", p, "e3", "Quiz league", Stage.SUGGESTED),
            StepAlong("t1", p, "c1", Stage.BEING_SUPPORTED, date(2026, 10, 20)),
            StepAlong("t2", p, "c1", Stage.TRIED_IT, date(2026, 11, 19), "a little lad asked was I new"),
        ]
    )
    vault.place.save({"screen": "person", "person": p})
    return kit_app(kit, vault)


async def open_it(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await pilot.press("c")
    await until(pilot, lambda: isinstance(app.screen, ConnectionsScreen))


async def test_a_step_is_kept_with_their_words_and_can_be_taken_back(app, vault, maureen):
    async with running(app) as pilot:
        await open_it(pilot)
        text = shown(app)
        assert text.index("20 October 2026 · being supported") < text.index("19 November 2026 · tried it")
        assert "“a little lad asked was I new”" in text
        assert "Quiz league" not in text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StepForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "How did it go, in their words?" in shown(app))
        await pilot.press("right", "tab")
        await paste_in(pilot, "they kept me the chair by the hatch")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Now: going. Ctrl+Z takes that back." in shown(app))
        assert vault.find(Connection, "c1").stage is Stage.GOING
        assert "24 November 2026 · going" in shown(app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "As it was before." in shown(app))
        assert vault.find(Connection, "c1").stage is Stage.TRIED_IT
        assert [step.id for step in vault.story(maureen.id).steps] == ["t1", "t2"]


async def test_a_person_may_go_back_and_take_up_again_what_was_not_for_them(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, StepForm))
        await pilot.press("i", "ctrl+s")
        await until(pilot, lambda: "Now: interested." in shown(app))
        kept = vault.find(Connection, "c2")
        assert (kept.stage, kept.why) == (Stage.INTERESTED, "")
        await pilot.press("ctrl+z")
        assert vault.find(Connection, "c2").why == "I can't abide it"


async def test_a_day_to_come_is_asked_about_and_nothing_moves(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StepForm))
        await pilot.press("right", "tab", "tab", "ctrl+u", *"tomorrow", "enter")
        await until(pilot, lambda: "Which day was that?" in shown(app))
        assert vault.find(Connection, "c1").stage is Stage.TRIED_IT
        await pilot.press("escape", "e")
        await until(pilot, lambda: isinstance(app.screen, DecisionForm))


async def test_a_stage_changed_beside_the_deal_is_a_step_as_well(app, vault, maureen):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, DealScreen))
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionForm))
        await pilot.press(*["tab"] * 5, "right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, DealScreen))
    assert (Stage.GOING, TODAY) in [(step.stage, step.on) for step in vault.story(maureen.id).steps]


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(app, snap_compare, size):
    assert snap_compare(app, terminal_size=size, run_before=open_it)


async def test_what_is_off_the_page_is_covered_until_it_is_asked_for(app, vault, maureen):
    vault.keep(Connection("c4", maureen.id, "e4", "Safe Harbour", Stage.INTERESTED, why="him", on_page=False))
    vault.keep(StepAlong("t4", maureen.id, "c4", Stage.INTERESTED, date(2026, 11, 20), "she rang the refuge"))
    async with running(app) as pilot:
        await open_it(pilot)
        assert "Something private" in shown(app)
        assert not any(word in shown(app) for word in ("Harbour", "refuge"))
        await pilot.press("end", "x")
        await until(pilot, lambda: "Safe Harbour" in shown(app))
        assert not vault.find(Connection, "c4").taken_out
        assert "she rang the refuge" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StepForm))


async def test_what_was_uncovered_is_covered_again_when_the_screen_was(app, vault, maureen):
    vault.keep(Connection("c4", maureen.id, "e4", "Safe Harbour", Stage.INTERESTED, on_page=False))
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: "Safe Harbour" in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: hidden(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConnectionsScreen))
        assert "Something private" in shown(app)
        assert "Harbour" not in shown(app)
        assert app.screen.chosen.id == "c4"
