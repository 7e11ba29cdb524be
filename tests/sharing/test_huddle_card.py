"""The huddle card: short, in their words, only with permission, and nobody is scored or ranked on it."""

from dataclasses import replace

import pytest
from sharing_stories import CROWDED, FULL, NASTY, NOW, URDU, WORKER

from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.sharing.huddlecard import huddle_card
from conversation_kit.sharing.pagehtml import card_html
from conversation_kit.sharing.pagetext import card_text
from conversation_kit.sharing.permission import NoPermissionError

YES = Permission("p", "p", ("huddle",))


def card(story, *permissions):
    return huddle_card(replace(story, permissions=permissions or (YES,)), WORKER, today=NOW)


def test_it_says_what_the_table_needs():
    story = replace(
        FULL,
        risks=(PositiveRisk("r1", "p", "going on the bus alone", backed_by="our Janet"),),
        wellbeing=(Wellbeing("w1", "p", NOW.date(), satisfied=3, words="middling"),),
        scores=(ToolScore("t1", "p", "A licensed tool", NOW.date(), "41"),),
    )
    text = card_text(card(story))
    for words in (
        "WHAT MATTERS TO THEM",
        "a good murder",
        "show them how to do pastry",
        "hear kiddies again",
        "I don't go out of a dark night",
        "Breakfast club helpers: being supported",
        "Our part: Nisha, Ring the school kitchen, this week",
        "going on the bus alone (backed by our Janet)",
        "For the huddle, Tuesday 24 November 2026, from Nisha Rao",
    ):
        assert words in text
    for words in ("41", "middling", "licensed", "6 of 10", "Bingo", "Send the form"):
        assert words not in text


def test_somebody_just_met_is_there_in_their_own_words():
    assert "“hear kiddies again”" in card_text(card(replace(FULL, assets=(), notes=FULL.notes[4:])))
    assert "IN THEIR WORDS" not in card_text(card(FULL))


def test_without_permission_there_is_none():
    with pytest.raises(NoPermissionError):
        card(FULL, Permission("p", "p", ("team",)))


@pytest.mark.parametrize("story", [CROWDED, NASTY, URDU], ids=["crowded", "nasty", "urdu"])
def test_it_is_one_page_and_does_nothing(story):
    made = card(story)
    assert len(card_text(made).splitlines()) <= 110
    assert all(len(section.lines) <= 5 for section in made.sections)
    html = card_html(made)
    assert "<script" not in html
    assert "<img" not in html
