"""Connections move along and back; every step stays with its day and their words."""

from dataclasses import replace
from datetime import date

import pytest

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.journey.moving_along import STEPS, move, steps_of, take_step_back
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.people import Person

TODAY = date(2026, 11, 24)


@pytest.fixture
def knitting(vault):
    """A connection somebody is interested in."""
    vault.keep(Person("p", "Maureen"))
    made = Connection("c", "p", "e1", "Knit and Natter", Stage.INTERESTED, sure=4)
    vault.keep(made)
    return made


def test_each_step_is_kept_with_its_day_and_words_and_a_person_may_go_back(vault, knitting):
    move(vault, "c", to=Stage.TRIED_IT, on=date(2026, 11, 19), words=" stayed the whole two hours ")
    move(vault, "c", to=Stage.GOING, on=TODAY)
    move(vault, "c", to=Stage.GOING, on=TODAY, words="they saved me a chair")
    move(vault, "c", to=Stage.INTERESTED, on=TODAY, words="too soon after all")
    story = vault.story("p")
    assert story.connections == (replace(knitting, stage=Stage.INTERESTED),)
    assert [(step.on, step.stage, step.words) for step in steps_of(story.steps, "c")] == [
        (date(2026, 11, 19), "tried it", "stayed the whole two hours"),
        (TODAY, "going", ""),
        (TODAY, "going", "they saved me a chair"),
        (TODAY, "interested", "too soon after all"),
    ]


def test_not_for_me_keeps_why_until_it_is_no_longer_refused(vault, knitting):
    move(vault, "c", to=Stage.NOT_FOR_ME, on=TODAY, words="I can't abide the draught")
    assert vault.find(Connection, "c").why == "I can't abide the draught"
    move(vault, "c", to=Stage.BEING_SUPPORTED, on=TODAY)
    assert vault.find(Connection, "c").why == ""
    assert vault.story("p").steps[0].words == "I can't abide the draught"


def test_a_step_can_be_taken_back_without_what_was_changed_since(vault, knitting):
    moved = move(vault, "c", to=Stage.NOT_FOR_ME, on=TODAY, words="no")
    vault.keep(replace(moved.kept, sure=9))
    take_step_back(vault, moved)
    assert vault.find(Connection, "c") == replace(knitting, sure=9)
    assert vault.story("p").steps == ()
    assert vault.find(StepAlong, moved.step.id).taken_out


@pytest.mark.parametrize(
    ("connection_id", "to", "error", "says"),
    [
        ("gone", Stage.GOING, NotFoundError, "no connection with that id"),
        ("c", Stage.INTERESTED, BadInputError, "How did it go"),
        ("c", Stage.SUGGESTED, BadInputError, "moves to one of"),
    ],
)
def test_what_cannot_be_meant_keeps_nothing(vault, knitting, connection_id, to, error, says):
    before = vault.changes_since()[1]
    with pytest.raises(error, match=says):
        move(vault, connection_id, to=to, on=TODAY)
    assert vault.changes_since()[1] == before


def test_they_are_the_steps_there_are():
    assert set(STEPS) == set(Stage) - {Stage.SUGGESTED}
