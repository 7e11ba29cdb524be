"""Forms: any order, nothing required, kept while typed; whatever is pasted stays whole; they fit 80x24."""

import pytest
from shell import NAMES, SIZES, kit_app, running, shown, until
from stillness import cursors_still
from textual import events
from textual.widgets import Input
from textual.widgets._toast import Toast

from conversation_kit.model.assets import Asset
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.begin import BeginScreen
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.line import Line


@pytest.fixture
def app(kit, vault):
    return kit_app(kit, vault)


async def open_new_person(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, PersonForm))


async def test_a_name_is_enough_and_two_enters_begin_the_talk(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maureen", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        assert app.focused.id == "field-present"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert [person.name for person in vault.people()] == ["Maureen"]
        assert [c.guide_id for c in vault.all(Conversation)] == ["whole-person"]
        assert vault.drafts.all() == []


async def test_words_typed_at_once_before_a_talk_stay_whole_and_choose_no_guide(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maureen", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press(*"Mum", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert [(c.guide_id, c.present) for c in vault.all(Conversation)] == [("whole-person", "Mum")]


async def test_another_guide_is_one_line_above(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maureen", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("up", "f")
        await until(pilot, lambda: "A whole family, each voice." in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert [c.guide_id for c in vault.all(Conversation)] == ["family"]


async def test_no_name_is_one_sentence_and_the_cursor_goes_where_it_belongs(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press("tab", "x")
        app.screen.query_one("#field-age", Input).value = "in her nineties"
        await pilot.press("ctrl+s")
        assert "A preferred name is needed" in shown(app)
        assert app.focused.id == "field-name"
        assert list(app._notifications) == []  # nothing is said to be kept
        assert vault.people() == []


async def test_somebody_who_has_a_name_cannot_be_left_without_one(app, vault, maureen):
    vault.place.save({"screen": "person", "person": maureen.id})
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press("ctrl+u", "ctrl+s")
        assert "A preferred name is needed" in shown(app)
        assert isinstance(app.screen, PersonForm)
        assert vault.find(Person, maureen.id).name == "Maureen"


async def test_a_sentence_in_a_corner_leaves_the_line_that_is_typed_free(app, vault):
    async with app.run_test(notifications=True) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maureen")
        app.screen.query_one("#field-age", Input).value = "in her nineties"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await until(pilot, lambda: app.screen.query(Toast))
        toast, line = app.screen.query_one(Toast).region, app.screen.query_one(Line).region
        assert "neither an age" in shown(app)
        assert not toast.overlaps(line)
        assert toast.bottom < line.y


async def test_enter_goes_through_the_fields_in_their_order(app):
    async with running(app) as pilot:
        await open_new_person(pilot)
        seen = []
        for _ in range(7):
            seen.append(app.focused.id)
            await pilot.press("enter")
        assert seen == [
            f"field-{name}"
            for name in ["name", "called", "reach", "language", "communication", "age", "area"]
        ]
        assert app.focused.id == "field-reference"


async def test_escape_loses_nothing(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maur", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert vault.people() == []
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press("end", *"een", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        assert vault.people()[0].name == "Maureen"


async def test_typing_is_on_disk_while_the_form_is_open(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Maur")
        await until(pilot, lambda: any("Maur" in draft.text for draft in vault.drafts.all()))


async def test_several_rows_pasted_into_one_row_stay_whole(app):
    async with running(app) as pilot:
        await open_new_person(pilot)
        app.post_message(events.Paste("ring after ten\nlet it ring\n"))
        await until(
            pilot, lambda: app.screen.query_one("#field-name", Input).value == "ring after ten let it ring"
        )


async def test_an_age_that_is_none_is_not_lost(app, vault):
    async with running(app) as pilot:
        await open_new_person(pilot)
        await pilot.press(*"Mo")
        app.screen.query_one("#field-age", Input).value = "in her nineties"
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = vault.people()
        assert not kept or isinstance(app.screen, BeginScreen)
        if not kept:
            assert isinstance(app.screen, PersonForm)
            assert app.screen.query_one("#field-age", Input).value == "in her nineties"


async def test_a_choice_by_arrow_letter_and_mouse(app, vault, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.screen.query_one(Line).insert("knits for the neonatal unit")
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("enter")
        kind = app.screen.query_one("#field-kind", Choice)
        assert kind.has_focus
        await pilot.press("s")
        assert kind.value == "social"
        await pilot.press("right")
        assert kind.value == "community"
        await pilot.click("#field-kind", offset=(2, 0))
        assert kind.value == "personal"
        await pilot.press("enter")
        assert app.focused.id == "field-leaning"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert vault.all(Asset)[0].kind == "personal"


async def test_words_typed_on_a_choice_go_into_the_next_line_for_words(app, vault, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press(*"knits", "enter")
        assert app.focused.id == "field-kind"
        await pilot.press(*"Janet")
        await until(pilot, lambda: app.screen.query_one("#field-who").value == "Janet")
        assert app.screen.query_one("#field-kind", Choice).value == "personal"
        await pilot.press("up", "up")
        assert app.focused.id == "field-kind"
        await pilot.press("down", "down", "down")
        assert app.focused.id == "field-tie"


@pytest.mark.parametrize(
    ("typed", "kind", "who"),
    [
        ("Sandra", "personal", "Sandra"),
        ("Speedy", "personal", "Speedy"),
        ("social", "social", ""),
        ("pp", "personal", ""),
        ("ppp", "physical", ""),
    ],
)
async def test_a_name_is_whole_whatever_its_first_letter_could_choose(app, vault, talk, typed, kind, who):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press(*"knits", "enter")
        assert app.focused.id == "field-kind"
        await pilot.press(*typed)
        await until(pilot, lambda: app.screen.query_one("#field-who").value == who)
        assert app.screen.query_one("#field-kind", Choice).value == kind


async def test_up_and_down_leave_a_text_at_its_edge_and_a_question_mark_is_typed(app, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("question_mark")
        assert app.screen.query_one("#field-words").text == "?"
        await pilot.press("down")
        assert app.focused.id == "field-kind"


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_every_field_can_be_seen(app, talk, size):
    async with running(app, size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.screen.query_one(Line).insert("many words " * 60)
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        assert "^S Keep" in shown(app)
        assert "In their words" in shown(app)
        assert "Ask; never assume." in " ".join(shown(app).replace("│", " ").split())
        for label in (
            "What it is",
            "How they spoke of it",
            "If somebody: who",
            "How they belong",
            "Would they want to",
        ):
            await pilot.press("tab")
            await pilot.pause()
            assert label in shown(app)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_an_asset_looks_calm(app, talk, snap_compare, size):
    async def still(pilot):
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.screen.query_one(Line).insert(
            "our Janet comes Sundays, she's enough on with the twins, bless her, I'd not ask"
        )
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        cursors_still(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=still)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_somebody_new_looks_calm(app, snap_compare, size):
    async def still(pilot):
        await open_new_person(pilot)
        await pilot.press(*"Maureen")
        cursors_still(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=still)


async def test_about_somebody_is_changed(app, vault, maureen):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press("tab", *"Mo", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert vault.find(Person, maureen.id).called == "Mo"
        assert "Mo" in shown(app).splitlines()[0]
