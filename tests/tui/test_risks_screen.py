"""Something they want to try: weighed in words, the good first, never scored."""

from datetime import date

import pytest
from shell import kit_app, paste_in, running, shown, until

from conversation_kit.journey.promises import promises
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.risks import RiskForm, RisksScreen
from conversation_kit.tui.screens.search import SearchScreen


@pytest.fixture
def app(kit, vault, maureen):
    """The app at Maureen."""
    vault.place.save({"screen": "person", "person": maureen.id})
    return kit_app(kit, vault)


@pytest.fixture
def weighed(vault, maureen):
    """Two notes."""
    vault.keep_all(
        [
            PositiveRisk("r1", maureen.id, "go to the baths on my own"),
            PositiveRisk(
                "r2",
                maureen.id,
                "light the stove again, the way I always did",
                good="Her own kitchen back, and soup for next door. She stood straighter saying it.",
                could_go_wrong="A tea towel. Leaving it on when the phone rings.",
                safe_enough="The timer from her granddaughter. Only when the light is on over the hob.",
                they_say="I cooked for four hundred. I think I can manage an egg.",
                backed_by="Janet; Mr Patel has a key",
                look_again=date(2026, 12, 15),
            ),
        ]
    )


async def open_it(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await pilot.press("r")
    await until(pilot, lambda: isinstance(app.screen, RisksScreen))


async def test_only_what_they_want_is_needed_and_the_day_comes_to_home(app, vault, maureen):
    async with running(app) as pilot:
        await open_it(pilot)
        assert "Nothing was weighed yet." in shown(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RiskForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "What do they want to try?" in shown(app))
        await paste_in(pilot, "the shop on my own")
        await pilot.press(*["tab"] * 6)
        await paste_in(pilot, "when pigs fly")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The rest is kept. Which day is that?" in shown(app))
        await pilot.press("ctrl+u")
        await paste_in(pilot, "in 3 weeks")
        await until(pilot, lambda: "Look again on Tuesday 15 December." in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RisksScreen))
        assert "Not said yet: the good it could do" in shown(app)
        assert [promise.due for promise in promises(vault)] == [date(2026, 12, 15)]
        await pilot.press("escape")
        await until(pilot, lambda: "Wants to try" in shown(app))
    (kept,) = vault.story(maureen.id).risks
    assert kept.wants == "the shop on my own"
    assert kept.weighed_on == date(2026, 11, 24)


async def test_what_was_kept_before_the_day_was_clear_is_shown_and_not_begun_twice(app, vault, maureen):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RiskForm))
        await paste_in(pilot, "the shop on my own")
        await pilot.press(*["tab"] * 6)
        await paste_in(pilot, "when pigs fly")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The rest is kept. Which day is that?" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "“the shop on my own”" in shown(app))
        assert "That is kept. Ctrl+Z takes it back." in shown(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RiskForm))
        assert not any(app.screen.values().values())
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RisksScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RiskForm))
        assert app.screen.values()["look_again"] == "when pigs fly"
        await pilot.press("escape", "ctrl+z")
        await until(pilot, lambda: "Nothing was weighed yet." in shown(app))


async def test_the_good_stands_first_and_no_number_anywhere(app, weighed):
    async with running(app, (100, 40)) as pilot:
        await open_it(pilot)
        text = shown(app)
        assert text.index("The good it could do") < text.index("What could go wrong")
        assert "Not said yet: the good it could do, what could go wrong" in text
        assert "Nothing here is scored." in text


async def test_search_leads_to_it_and_every_change_of_it_can_be_seen(app, vault, maureen, weighed):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await paste_in(pilot, "stove")
        await until(pilot, lambda: "positive risk" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RisksScreen))
        assert app.screen.record_in_focus == ("positive-risk", "r2")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: not isinstance(app.screen, RisksScreen))
        assert "What makes it safe enough" in shown(app)


async def test_a_note_can_be_taken_out_and_brought_back(app, vault, maureen, weighed):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("x")
        assert [risk.id for risk in vault.story(maureen.id).risks] == ["r1"]
        await pilot.press("ctrl+z")
        assert [risk.id for risk in vault.story(maureen.id).risks] == ["r1", "r2"]


def test_it_looks_calm(app, weighed, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=open_it)


async def test_a_key_that_needs_a_note_is_shown_only_while_there_is_one(app, weighed):
    async with running(app) as pilot:
        await open_it(pilot)
        await until(pilot, lambda: "Take out" in shown(app))
        await pilot.press("x", "x")
        await until(pilot, lambda: "Nothing was weighed yet." in shown(app) and "Take out" not in shown(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Take out" in shown(app))
