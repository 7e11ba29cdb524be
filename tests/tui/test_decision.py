"""How a connection could work: every line optional, nothing lost, versions from elsewhere kept apart."""

from dataclasses import replace
from datetime import date

import pytest
from one_screen import OneScreen
from shell import shown
from stillness import cursors_still

from conversation_kit.desk import open_desk
from conversation_kit.errors import StorageError
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.decision import DecisionForm, WhyNotForm
from conversation_kit.vault.drafts import Drafts

CONNECTION = Connection("c1", "p1", "e1", "Knit and Natter", Stage.INTERESTED, because=("knitting",))


@pytest.fixture
def told(vault):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(CONNECTION)
    vault.keep(Asset("a1", "p1", "our Janet", Kind.SOCIAL, Leaning.STRENGTH, who="Janet", tie="daughter"))
    return vault


def form(kit, vault, **more):
    desk = open_desk(kit, vault)
    return OneScreen(lambda: DecisionForm(desk, CONNECTION, **more))


async def test_nothing_is_required(kit, told):
    app = form(kit, told)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert told.find(Connection, "c1") == CONNECTION


async def test_those_they_named_are_a_hint_and_not_an_assumption(kit, told):
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Janet (daughter)?" in shown(app)
        await pilot.press("ctrl+s")
        assert told.find(Connection, "c1").bridge == ""


async def test_it_grows_over_months(kit, told):
    told.keep(replace(CONNECTION, first_step="ring", sure=4, look_again=date(2026, 12, 15)))
    app = form(kit, told, stages=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "15 December 2026" in shown(app)
        await pilot.press(*["enter"] * 5, "t", "enter", "backspace", "8", "ctrl+s")
        await pilot.pause()
        kept = told.find(Connection, "c1")
        assert (kept.stage, kept.sure, kept.look_again) == (Stage.TRIED_IT, 8, date(2026, 12, 15))
        assert kept.first_step == "ring"


async def test_what_was_half_written_stands_there_again(kit, told):
    async with form(kit, told).run_test() as pilot:
        await pilot.press(*"walk past the d", "escape")
    (draft,) = told.drafts.all()
    assert draft.about == {"person": "p1"}
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "walk past the d" in shown(app)


async def test_a_field_changed_elsewhere_meanwhile_is_not_overwritten(kit, told):
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.press(*"ring")
        told.keep(replace(CONNECTION, in_the_way="the bus"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = told.find(Connection, "c1")
        assert (kept.first_step, kept.in_the_way) == ("ring", "the bus")


async def test_an_old_draft_never_undoes_what_was_decided_since(kit, told):
    async with form(kit, told, stages=True).run_test() as pilot:
        await pilot.press(*"walk", "escape")
    told.keep(replace(CONNECTION, stage=Stage.GOING, sure=9))
    app = form(kit, told, stages=True)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = told.find(Connection, "c1")
        assert (kept.stage, kept.sure, kept.first_step) == (Stage.GOING, 9, "walk")
        assert told.drafts.all() == []


async def test_a_form_that_was_only_looked_at_leaves_no_draft(kit, told):
    async with form(kit, told, stages=True).run_test() as pilot:
        await pilot.press("tab", "tab", "escape")
    assert told.drafts.all() == []


async def test_what_was_typed_and_taken_away_again_leaves_no_draft(kit, told):
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.press("r", "i")
        app.screen.commit_drafts()
        assert len(told.drafts.all()) == 1
        await pilot.press("backspace", "backspace", "escape")
    assert told.drafts.all() == []


async def test_a_field_that_was_emptied_stays_empty_in_the_draft(kit, told):
    told.keep(replace(CONNECTION, bridge="Janet"))
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#field-bridge").text = ""
        await pilot.press("escape")
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        assert told.find(Connection, "c1").bridge == ""


async def test_what_is_kept_and_its_draft_are_one_commit(kit, told, monkeypatch):
    def refuse(*_args):
        raise StorageError("The disk is full.")

    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.press(*"ring")
        app.screen.commit_drafts()
        with monkeypatch.context() as patch:
            patch.setattr(Drafts, "clear", refuse)
            await pilot.press("ctrl+s")
            await pilot.pause()
        assert told.find(Connection, "c1").first_step == ""
        assert len(told.drafts.all()) == 1
        assert "The disk is full." in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert told.find(Connection, "c1").first_step == "ring"
        assert told.drafts.all() == []


async def test_what_is_clear_is_kept_when_a_number_is_not(kit, told):
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.press(*"ring")
        app.screen.query_one("#field-sure").value = "very"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The rest is kept. How sure" in shown(app)
        assert told.find(Connection, "c1").first_step == "ring"
        app.screen.query_one("#field-sure").value = "8"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert told.find(Connection, "c1").sure == 8
        assert told.shown(Connection, "c1").conflicts == {}


async def test_pasted_escapes_are_inert(kit, told):
    app = form(kit, told)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#field-first_step").text = "ring \x1b]0;owned\x07Pat [bold]now[/]"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert told.find(Connection, "c1").first_step == "ring ]0;ownedPat [bold]now[/]"


async def test_why_not(kit, told):
    desk = open_desk(kit, told)
    app = OneScreen(lambda: WhyNotForm(desk, CONNECTION))
    async with app.run_test() as pilot:
        await pilot.press(*"too many stairs", "enter")
        await pilot.pause()
        assert told.find(Connection, "c1").why == "too many stairs"


@pytest.mark.parametrize("stages", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_looks_calm(kit, told, snap_compare, size, stages):
    async def still(pilot):
        cursors_still(pilot.app)
        await pilot.pause()

    assert snap_compare(form(kit, told, stages=stages), terminal_size=size, run_before=still)
