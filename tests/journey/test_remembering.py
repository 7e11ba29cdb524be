"""Remembering: what is learned from decisions, and what never is."""

from datetime import UTC, date, datetime

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.journey.remembering import Remembering, lessons_here, told, verdict_on, without
from conversation_kit.journey.telling import keep_correction
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.matching.suggesting import Suggestion
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Fault, Stage, Way
from conversation_kit.model.entries import Entry
from conversation_kit.model.learned import Lesson, Verdict

TODAY = date(2026, 11, 24)
MONTH = date(2026, 11, 1)


def suggestion(entry_id="e1", themes=("knitting",), **more):
    return Suggestion(
        entry_id, "Knit", 0.8, "fair", Way.JOIN, (Reason("our Janet knits", "x"),), (), themes=themes, **more
    )


@pytest.fixture
def remembering(vault):
    return Remembering(vault, learns=lambda: True)


def learned(vault):
    return [(lesson.theme, lesson.entry_id, lesson.verdict, lesson.times) for lesson in vault.learned.all()]


def test_a_choice_is_learned_by_theme_entry_and_month_alone(vault, remembering):
    remembering.decided(suggestion(), Stage.INTERESTED, TODAY)
    assert vault.learned.all() == (Lesson("knitting", "e1", Verdict.CHOSEN, MONTH),)


def test_later_says_nothing(vault, remembering):
    remembering.decided(suggestion(), Stage.MAYBE_LATER, TODAY)
    assert learned(vault) == []


def test_deciding_otherwise_and_taking_back(vault, remembering):
    vault.learned.change(added=[Lesson("knitting", "e1", Verdict.CHOSEN, MONTH, 3)])  # of other people
    remembering.decided(suggestion(), Stage.INTERESTED, TODAY)
    remembering.decided(suggestion(), Stage.NOT_FOR_ME, TODAY)
    assert learned(vault) == [
        ("knitting", "e1", Verdict.CHOSEN, 3),
        ("knitting", "e1", Verdict.SET_ASIDE, 1),
    ]
    remembering.taken_back("e1")
    assert learned(vault) == [("knitting", "e1", Verdict.CHOSEN, 4)]
    remembering.taken_back("e1")
    remembering.taken_back("e1")
    assert learned(vault) == [("knitting", "e1", Verdict.CHOSEN, 3)]


def test_the_reason_why_not_decides_what_is_learned_and_none_of_its_words_are(vault, remembering):
    remembering.decided(suggestion(), Stage.NOT_FOR_ME, TODAY)
    remembering.refused_because("e1", "too far for me, and our Janet can't drive")
    assert learned(vault) == []
    remembering.refused_because("e1", "it's closed down")
    assert learned(vault) == [("", "e1", Verdict.CLOSED, 1)]
    remembering.refused_because("e1", "they sew, they don't knit")
    assert learned(vault) == [("knitting", "e1", Verdict.SET_ASIDE, 1)]
    remembering.taken_back("e1")
    assert learned(vault) == []
    remembering.refused_because("e2", "never decided here")
    assert learned(vault) == []


@pytest.mark.parametrize(
    ("why", "verdict"),
    [
        ("", Verdict.SET_ASIDE),
        ("not my sort of people", Verdict.SET_ASIDE),
        ("too dear", None),
        ("£6 is a lot", None),
        ("not on a Tuesday", None),
        ("too many stairs", None),
        ("It’s closed", Verdict.CLOSED),
        ("they have packed up", Verdict.CLOSED),
        ("no longer running", Verdict.CLOSED),
        ("a closed little circle", Verdict.SET_ASIDE),
    ],
)
def test_why_not_is_about_them_about_the_entry_or_about_whether_it_suits(why, verdict):
    assert verdict_on(Stage.NOT_FOR_ME, why) is verdict
    assert verdict_on(Stage.INTERESTED, why) is Verdict.CHOSEN


def test_nothing_is_learned_of_what_is_delicate(vault, remembering):
    remembering.decided(suggestion(sensitive="addiction"), Stage.NOT_FOR_ME, TODAY)
    remembering.refused_because("e1", "it's closed down")
    assert learned(vault) == []


def test_switched_off_it_neither_learns_nor_uses_what_it_learned(vault):
    vault.learned.change(added=[Lesson("choir", "e2", Verdict.CHOSEN, MONTH)])
    Remembering(vault, learns=lambda: False).decided(suggestion(), Stage.INTERESTED, TODAY)
    assert learned(vault) == [("choir", "e2", Verdict.CHOSEN, 1)]
    assert lessons_here(vault, learn=False) == ()
    assert len(lessons_here(vault, learn=True)) == 1


def test_what_the_worker_told_to_have_closed_counts(vault):
    now = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)
    for fault in Fault:
        keep_correction(vault, Entry(f"e-{fault}", "Knit"), fault, "a gym now", now)
    assert lessons_here(vault, learn=True) == (Lesson("", "e-closed", Verdict.CLOSED, MONTH),)


def test_lessons_are_told_in_plain_words_and_forgotten_one_by_one(vault):
    words = Words.load(assets_folder() / "words")
    theme = next(theme for theme in words.themes.values() if "knitting" in theme.name)
    kept = [
        Lesson(theme.id, "e1", Verdict.CHOSEN, MONTH, 2),
        Lesson("", "e1", Verdict.CLOSED, MONTH),
        Lesson("gone-since", "e1", Verdict.SET_ASIDE, MONTH, 3),
    ]
    vault.learned.change(added=kept)
    assert {one.words for one in told(vault.learned.all(), words)} == {
        f"chosen twice for {theme.name}, November 2026",
        "said to have closed, November 2026",
        "set aside 3 times for gone-since, November 2026",
    }
    without(vault, kept[0])
    assert kept[0] not in vault.learned.all()
    assert len(vault.learned.all()) == 2
