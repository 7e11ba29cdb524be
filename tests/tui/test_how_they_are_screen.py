"""How they are: the four questions asked and shown over time; each optional, none added up."""

from datetime import date

import pytest
from shell import NAMES, SIZES, kit_app, paste_in, running, shown, squeezed, until
from stillness import cursors_still

from conversation_kit.journey.wellbeing import INTRODUCTION, QUESTIONS
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.tui.screens.how_they_are import HowTheyAreScreen, ScoreForm, WellbeingForm
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.stop import StopScreen

TODAY = date(2026, 11, 24)


@pytest.fixture
def app(kit, vault, maureen):
    """The app at Maureen."""
    vault.place.save({"screen": "person", "person": maureen.id})
    return kit_app(kit, vault)


@pytest.fixture
def answered(vault, maureen):
    """Answers on three days and a score."""
    p = maureen.id
    vault.keep_all(
        [
            Wellbeing("w1", p, date(2026, 9, 3), satisfied=3, worthwhile=2, happy=4, anxious=8),
            Wellbeing("w2", p, date(2026, 10, 15), satisfied=5, worthwhile=5, anxious=6),
            Wellbeing(
                "w3", p, TODAY, 7, 8, 7, 3, words="better since the kitchen, [b]no[/b] thanks to my knees"
            ),
            ToolScore("s1", p, "The council's star", date(2026, 10, 15), "4 of 10"),
        ]
    )


async def open_it(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, HowTheyAreScreen))


async def test_the_four_are_asked_word_for_word_and_each_is_optional(app, vault, maureen):
    async with running(app) as pilot:
        await open_it(pilot)
        assert "Nothing was asked yet, and nothing has to be." in shown(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        text = squeezed(shown(app))
        assert squeezed(INTRODUCTION) in text
        for question in QUESTIONS:  # beside the field, so that its words are in several rows
            assert squeezed(question.words)[:20] in text
        await paste_in(pilot, "seven")
        await pilot.press("enter", "enter", "enter")
        await paste_in(pilot, "don't know")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HowTheyAreScreen))
        assert "satisfied with life 7" in shown(app)
        (kept,) = vault.story(maureen.id).wellbeing
        assert (kept.satisfied, kept.worthwhile, kept.happy, kept.anxious) == (7, None, None, None)
        assert kept.asked_on == TODAY
        await pilot.press("ctrl+z")
        assert vault.story(maureen.id).wellbeing == ()


async def test_what_is_no_answer_is_asked_again_and_the_rest_kept(app, vault, maureen):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "one is enough" in shown(app))
        await pilot.press("1", "1", "tab", "4", "ctrl+s")
        await until(pilot, lambda: "The rest is kept." in shown(app))
        assert "Satisfied with life: a whole number from 0 to 10" in shown(app)
        await pilot.press("shift+tab", "backspace", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HowTheyAreScreen))
    (kept,) = vault.story(maureen.id).wellbeing
    assert (kept.satisfied, kept.worthwhile) == (1, 4)


async def test_answers_that_were_kept_are_shown_when_going_back_from_what_was_not_clear(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        await pilot.press("7", "tab", "1", "1", "ctrl+s")
        await until(pilot, lambda: "The rest is kept." in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "satisfied with life 7" in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        assert app.screen.values()["satisfied"] == ""


async def test_going_back_loses_nothing_and_stop_is_there(app, vault):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("n", "8", "f12")
        await until(pilot, lambda: isinstance(app.screen, StopScreen))
        await pilot.press("escape", "escape", "n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        assert app.screen.values()["satisfied"] == "8"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    assert [draft.key for draft in vault.drafts.all()] == ["wellbeing:new:p-maureen"]


async def test_over_time_with_a_score_beside_and_nothing_added_up(app, vault, maureen, answered):
    async with running(app) as pilot:
        await open_it(pilot)
        rows = shown(app).splitlines()
        satisfied = next(row for row in rows if "satisfied with life" in row)
        assert satisfied.split()[3:] == ["▃", "3", "▅", "5", "▆", "7"]
        assert any(row.split() == ["3", "Sep", "15", "Oct", "24", "Nov"] for row in rows)
        assert "[b]no[/b]" in shown(app)
        assert "The council's star: 4 of 10" in shown(app)
        for word in ("total", "average", "25"):
            assert word not in shown(app).lower()
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, ScoreForm))
        await paste_in(pilot, "Another tool")
        await pilot.press("enter")
        await paste_in(pilot, "stage 2")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Another tool: stage 2" in shown(app))
        await pilot.press("home", "x")
        await until(pilot, lambda: "Taken out." in shown(app))
        await pilot.press("ctrl+z", "ctrl+z")
        assert [one.id for one in vault.story(maureen.id).scores] == ["s1"]


async def test_a_day_can_be_changed_and_changed_back(app, vault, maureen, answered):
    async with running(app) as pilot:
        await open_it(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        await pilot.press("backspace", "9", "ctrl+s")
        await until(pilot, lambda: "satisfied with life 9" in shown(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "satisfied with life 7" in shown(app))
    assert vault.find(Wellbeing, "w3").satisfied == 7


async def test_in_a_low_window_every_question_and_what_is_said_can_be_read(app, vault, maureen):
    async with running(app, (60, 20)) as pilot:
        await open_it(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, WellbeingForm))
        for words in ("life nowadays?", "worthwhile?", "feel yesterday?", "at all anxious", "say about it"):
            await until(pilot, lambda words=words: words in shown(app))
            await pilot.press("tab")
        await pilot.press("1", "1", "ctrl+s")
        await until(pilot, lambda: "Which day was that?" in shown(app))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(app, answered, snap_compare, size):
    assert snap_compare(app, terminal_size=size, run_before=open_it)


def test_the_questions_look_calm(app, answered, snap_compare):
    async def asked(pilot):
        await open_it(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, WellbeingForm))
        cursors_still(pilot.app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=asked)
