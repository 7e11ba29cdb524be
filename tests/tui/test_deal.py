"""The deal: two columns, typed together; every step can be taken back."""

from dataclasses import replace
from datetime import date

import pytest
from one_screen import OneScreen
from shell import says, shown
from stillness import cursors_still

from conversation_kit.desk import open_desk
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.decision import DecisionForm

OURS = DealLine("d1", "p1", Side.OURS, "ring the allotment", "Ruth", "Friday", date(2026, 11, 27))
YOURS = DealLine("d2", "p1", Side.YOURS, "ask Janet about the bus", "Maureen", "after half term")


@pytest.fixture
def told(vault):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Asset("a1", "p1", "our Janet", Kind.SOCIAL, Leaning.STRENGTH, who="Janet"))
    return vault


@pytest.fixture
def app(kit, told, ways):
    desk = open_desk(kit, told)
    return OneScreen(lambda: DealScreen(desk, ways, "p1"))


@pytest.fixture
def agreed(told):
    told.keep_all([OURS, YOURS])
    return told


def chose(vault, **more):
    connection = Connection("c1", "p1", "e1", "Knit and Natter", Stage.INTERESTED, **more)
    vault.keep(connection)
    return connection


def deal(vault):
    return {line.what: line for line in vault.story("p1").deal}


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_both_parts_stand_side_by_side_with_what_was_chosen(app, agreed, size):
    chose(agreed, first_step="ring Pat", look_again=date(2026, 12, 15))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(app)
        for words in ("Our part", "Your part", "ring the allotment", "Friday 27 November", "after half term"):
            assert words in seen
        assert "Knit and Natter" in seen
        assert "ring Pat" in seen
        assert "look again Tuesday 15" in seen
        assert agreed.place.load() == {"screen": "deal", "person": "p1"}


async def test_a_line_of_our_part_is_typed(app, told):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", *"ring Pat", "enter", "enter", "enter", *"friday")
        await pilot.pause()
        assert "That is Friday 27 November." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        line = deal(told)["ring Pat"]
        assert (line.side, line.who, line.due) == (Side.OURS, "Ruth Ollerenshaw", date(2026, 11, 27))
        assert says(app).startswith("Kept.")
        assert told.drafts.all() == []


async def test_a_name_typed_over_the_one_that_was_offered_takes_its_place(app, told):
    async with app.run_test() as pilot:
        await pilot.press("o", *"Ring", "enter", *"Josie", "ctrl+s")
        await pilot.pause()
        assert deal(told)["Ring"].who == "Josie"


async def test_a_name_that_was_kept_is_not_typed_over(app, agreed):
    async with app.run_test() as pilot:
        await pilot.pause()
        before = deal(agreed)["ring the allotment"].who
        await pilot.press("e", "enter", *" and Kai", "ctrl+s")
        await pilot.pause()
        assert deal(agreed)["ring the allotment"].who == f"{before} and Kai"


async def test_a_line_of_their_part_in_words_that_are_no_day(app, told):
    async with app.run_test() as pilot:
        await pilot.press("p", *"ask Janet", "enter", "enter", "enter", *"after half term", "enter")
        await pilot.pause()
        line = deal(told)["ask Janet"]
        assert (line.side, line.who, line.by_when, line.due) == (
            Side.YOURS,
            "Maureen",
            "after half term",
            None,
        )
        assert "after half term" in shown(app)


async def test_a_line_without_words_is_not_kept_and_esc_loses_nothing(app, told):
    async with app.run_test() as pilot:
        await pilot.press("o", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, DealForm)
        assert "A few words are enough" in shown(app)
        await pilot.press(*"ring P", "escape")
        await pilot.pause()
        assert deal(told) == {}
        await pilot.press("o")
        await pilot.pause()
        assert "ring P" in shown(app)


async def test_the_part_can_be_changed_in_the_form(app, told):
    async with app.run_test() as pilot:
        await pilot.press("o", *"walk past", "enter", "enter", "right", "ctrl+s")
        await pilot.pause()
        assert deal(told)["walk past"].side is Side.YOURS


async def test_done_is_a_quiet_mark_and_can_be_undone(app, agreed):
    async with app.run_test() as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert deal(agreed)["ring the allotment"].done
        assert "✓ ring the allotment" in shown(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not deal(agreed)["ring the allotment"].done
        await pilot.press("d", "d")
        await pilot.pause()
        assert not deal(agreed)["ring the allotment"].done


async def test_taken_out_and_brought_back(app, agreed):
    async with app.run_test() as pilot:
        await pilot.press("right", "x")
        await pilot.pause()
        assert set(deal(agreed)) == {"ring the allotment"}
        assert "Ctrl+Z brings it back" in says(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert set(deal(agreed)) == {"ring the allotment", "ask Janet about the bus"}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "nothing to take back" in says(app)


async def test_a_change_and_a_new_line_are_taken_back(app, agreed):
    async with app.run_test() as pilot:
        await pilot.press("enter", "end", *"!", "ctrl+s")
        await pilot.pause()
        assert "ring the allotment!" in deal(agreed)
        await pilot.press("o", *"more", "ctrl+s")
        await pilot.pause()
        assert "more" in deal(agreed)
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert set(deal(agreed)) == {"ring the allotment", "ask Janet about the bus"}


@pytest.mark.parametrize("key", ["d", "x"])
async def test_taking_a_step_back_keeps_what_was_changed_since(app, agreed, key):
    async with app.run_test() as pilot:
        await pilot.press(key)
        now = agreed.find(DealLine, "d1")
        agreed.keep(replace(now, what="ring the allotment and Sheila"))  # as the page's e does
        await pilot.press("ctrl+z")
        await pilot.pause()
        back = agreed.find(DealLine, "d1")
        assert (back.what, back.done, back.taken_out) == ("ring the allotment and Sheila", False, False)


async def test_taking_a_change_back_keeps_what_was_done_since(app, agreed):
    async with app.run_test() as pilot:
        await pilot.press("enter", "end", *"!", "ctrl+s")
        await pilot.pause()
        agreed.keep(replace(agreed.find(DealLine, "d1"), done=True))
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert deal(agreed)["ring the allotment"].done


async def test_a_first_step_becomes_a_line_of_the_deal(app, told):
    chose(told, first_step="ring Pat")
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "s makes its first step a line" in says(app)
        await pilot.press("s", "ctrl+s")
        await pilot.pause()
        line = deal(told)["ring Pat"]
        assert (line.connection_id, line.side) == ("c1", Side.OURS)
        assert "in the deal" in shown(app)


async def test_the_first_step_of_something_private_stays_covered_and_out_of_the_deal(app, told):
    chose(told, first_step="ring the refuge", on_page=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "refuge" not in shown(app)
        assert "covered; Enter shows it" in shown(app)
        await pilot.press("s", "s")
        await pilot.pause()
        assert "refuge" not in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "first step towards something private" in deal(told)
        assert "refuge" not in shown(app)


async def test_enter_on_what_was_chosen_opens_how_it_could_work_and_how_it_stands(app, told):
    chose(told)
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DecisionForm)
        assert "being supported" in shown(app)
        await pilot.press(*"ring", "ctrl+s")
        await pilot.pause()
        assert told.all(Connection)[0].first_step == "ring"
        assert "Ctrl+Z brings back" in says(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert told.all(Connection)[0].first_step == ""


async def test_with_nothing_agreed_every_key_is_harmless(app, told):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "d", "x", "s", "enter", "ctrl+z", "left", "right", "up", "down")
        await pilot.pause()
        assert "Nothing yet. o writes a line." in shown(app)
        assert deal(told) == {}


async def test_a_disk_that_refuses_is_one_sentence_and_no_crash(app, agreed):
    async with app.run_test() as pilot:
        agreed._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("d", "x", "ctrl+z")
        await pilot.pause()
        agreed._store._connection.execute("PRAGMA query_only = OFF")
        assert set(deal(agreed)) == {"ring the allotment", "ask Janet about the bus"}
        await pilot.press("d")
        await pilot.pause()
        assert deal(agreed)["ring the allotment"].done


async def test_the_page_is_one_key_away(app, ways):
    async with app.run_test() as pilot:
        await pilot.press("f8", "f5", "f6")
        await pilot.pause()
        assert ways.went == [("page", "p1"), ("explore", "p1"), ("reflect", "p1")]


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_looks_calm(app, agreed, snap_compare, size):
    agreed.keep(DealLine("d3", "p1", Side.OURS, "post the leaflet", "Ruth", done=True))
    chose(agreed, first_step="ring Pat", look_again=date(2026, 12, 15))
    assert snap_compare(app, terminal_size=size)


def test_it_looks_calm_with_nothing_agreed(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24))


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_a_line_looks_calm(app, snap_compare, size):
    async def written(pilot):
        await pilot.press("o", *"ring Pat", "enter", "enter", "enter", *"in 3 weeks")
        cursors_still(pilot.app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=written)
