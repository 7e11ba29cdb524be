"""Decisions: kept at once, changed, taken back, and described in plain words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.journey.conversations import begin_conversation, close_conversation
from conversation_kit.journey.days import day_meant
from conversation_kit.journey.deciding import (
    could_be_a_bridge,
    day_said_back,
    day_typed,
    decide,
    sure_meant,
    undo,
    with_details,
)
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.matching.suggesting import Suggestion
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage, Way
from conversation_kit.model.people import Person

TODAY = date(2026, 11, 24)


@pytest.fixture
def vault(vault):
    vault.keep(Person("p1", "Maureen"))
    return vault


def suggestion(entry_id="e1", *said, way=Way.JOIN):
    reasons = tuple(Reason(words, "the same word") for words in said)
    return Suggestion(entry_id, "Breakfast club", 0.8, "strong", way, reasons, ())


def only_connection(vault):
    (found,) = vault.story("p1").connections
    return found


def test_a_decision_is_kept_at_once_with_their_words_and_the_way(vault):
    decide(
        vault,
        person_id="p1",
        suggestion=suggestion("e1", "school dinners", "the kiddies", "school dinners", way=Way.GIVE),
        stage=Stage.INTERESTED,
        on=TODAY,
    )
    kept = only_connection(vault)
    assert (kept.entry_id, kept.entry_name, kept.stage, kept.way) == (
        "e1",
        "Breakfast club",
        Stage.INTERESTED,
        Way.GIVE,
    )
    assert kept.because == ("school dinners", "the kiddies")
    assert kept.conversation_id == ""


def test_a_decision_belongs_to_the_talk_that_is_open(vault):
    talk = begin_conversation(
        vault, person_id="p1", guide_id="g", worker_id="w1", now=datetime(2026, 11, 24, 9, 22, tzinfo=UTC)
    )
    decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.GOING, on=TODAY)
    assert only_connection(vault).conversation_id == talk.id


def test_deciding_again_changes_the_same_connection_and_each_can_be_taken_back(vault):
    first = decide(
        vault, person_id="p1", suggestion=suggestion("e1", "dinners"), stage=Stage.INTERESTED, on=TODAY
    )
    second = decide(
        vault, person_id="p1", suggestion=suggestion("e1", "other"), stage=Stage.NOT_FOR_ME, on=TODAY
    )
    assert second.kept.id == first.kept.id
    assert only_connection(vault).because == ("dinners",)
    undo(vault, second)
    assert only_connection(vault).stage is Stage.INTERESTED
    undo(vault, first)
    assert vault.story("p1").connections == ()


def test_taking_back_keeps_what_was_said_about_it(vault):
    decision = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.INTERESTED, on=TODAY)
    vault.keep(with_details(decision.kept, {"first_step": "ring them"}, TODAY).connection)
    undo(vault, decision)
    (kept,) = vault.all(Connection, "p1")
    assert kept.taken_out
    assert kept.first_step == "ring them"


def test_a_decision_after_one_was_taken_back_is_a_new_one(vault):
    decision = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.INTERESTED, on=TODAY)
    undo(vault, decision)
    decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.MAYBE_LATER, on=TODAY)
    assert only_connection(vault).stage is Stage.MAYBE_LATER
    assert len(vault.all(Connection, "p1")) == 2


def test_why_not_goes_when_it_is_no_longer_refused_and_comes_back_with_undo(vault):
    refused = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.NOT_FOR_ME, on=TODAY)
    vault.keep(with_details(refused.kept, {"why": "cannot stand Sheila"}, TODAY).connection)
    later = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.MAYBE_LATER, on=TODAY)
    assert only_connection(vault).why == ""
    undo(vault, later)
    assert only_connection(vault).why == "cannot stand Sheila"
    again = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.NOT_FOR_ME, on=TODAY)
    assert again.kept.why == "cannot stand Sheila"


def test_why_not_goes_too_when_the_stage_is_changed_in_a_form():
    refused = replace(CONNECTION, stage=Stage.NOT_FOR_ME, why="cannot stand Sheila")
    made = with_details(refused, {"stage": "maybe later", "first_step": "ask again"}, TODAY).connection
    assert (made.stage, made.why) == (Stage.MAYBE_LATER, "")
    said = with_details(refused, {"stage": "maybe later", "why": "my own shed first"}, TODAY).connection
    assert said.why == "my own shed first"
    same = with_details(refused, {"stage": "maybe later", "why": "cannot stand Sheila"}, TODAY).connection
    assert same.why == ""
    assert with_details(refused, {"first_step": "none"}, TODAY).connection.why == "cannot stand Sheila"


def test_a_reason_given_for_later_stays(vault):
    later = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.MAYBE_LATER, on=TODAY)
    vault.keep(with_details(later.kept, {"why": "my own shed first"}, TODAY).connection)
    decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.MAYBE_LATER, on=TODAY)
    assert only_connection(vault).why == "my own shed first"


CONNECTION = Connection("c1", "p1", "e1", "Breakfast club", Stage.INTERESTED)


def test_details_are_taken_as_they_are_said():
    details = with_details(
        CONNECTION,
        {
            "first_step": " ring\x1b[31m Pat ",
            "sure": "about seven",
            "look_again": "in 3 weeks",
            "stage": "tried it",
        },
        TODAY,
    )
    assert details.unclear == ""
    made = details.connection
    assert (made.first_step, made.sure, made.look_again) == ("ring[31m Pat", 7, date(2026, 12, 15))
    assert made.stage is Stage.TRIED_IT


def test_what_is_unclear_is_asked_about_and_the_rest_is_understood():
    details = with_details(
        CONNECTION, {"first_step": "ring", "sure": "dunno", "look_again": "after half term"}, TODAY
    )
    assert details.connection.first_step == "ring"
    assert details.connection.look_again is None
    assert "1 to 10" in details.unclear
    assert "Which day" in details.unclear


def test_empty_values_take_away_and_missing_ones_leave_alone():
    full = with_details(
        CONNECTION, {"sure": "4", "look_again": "Friday", "bridge": "Janet"}, TODAY
    ).connection
    assert with_details(full, {"bridge": ""}, TODAY).connection.sure == 4
    emptied = with_details(full, {"sure": "", "look_again": "", "bridge": ""}, TODAY)
    assert emptied.connection == CONNECTION


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *[("7", 7), ("8/10", 8), ("seven", 7), ("about 6", 6), ("10 out of 10", 10), ("1", 1), ("ten", 10)],
        *[("five of ten", 5), ("", None), ("11", None), ("0", None), ("6 or 7", None), ("someone", None)],
    ],
)
def test_how_sure(words, number):
    assert sure_meant(words) == number


@given(st.text())
def test_how_sure_is_never_out_of_range(words):
    number = sure_meant(words)
    assert number is None or 1 <= number <= 10


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_put_in_a_form_is_read_back_as_the_same_day(day):
    assert day_meant(day_typed(day), TODAY) == day


def test_days_are_said_back_in_full():
    assert day_said_back("friday", TODAY) == "Friday 27 November"
    assert day_said_back("in 2 months", TODAY) == "Sunday 24 January 2027"
    assert day_said_back("after half term", TODAY) == ""
    assert day_said_back("  ", TODAY) == ""
    assert day_typed(None) == ""


def test_those_they_named_are_offered_once_each():
    def asset(words, kind, who="", tie="", *, out=False):
        return Asset(words, "p1", words, kind, Leaning.STRENGTH, who=who, tie=tie, taken_out=out)

    assets = [
        asset("our Janet comes Sundays", Kind.SOCIAL, "Janet", "daughter"),
        asset("Janet rings too", Kind.SOCIAL, "Janet"),
        asset("Joan next door", Kind.SOCIAL, "Joan"),
        asset("somebody at church", Kind.SOCIAL),
        asset("choir", Kind.COMMUNITY, "Father Tom"),
        asset("gone", Kind.SOCIAL, "Ken", out=True),
    ]
    assert could_be_a_bridge(assets) == ("Janet (daughter)", "Joan")


def test_deciding_otherwise_in_a_later_talk_is_a_step_and_undo_takes_it_back(vault, kit):
    talk = begin_conversation(vault, person_id="p1", guide_id="whole-person", worker_id="w", now=kit.now())
    decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.INTERESTED, on=TODAY)
    decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.MAYBE_LATER, on=TODAY)
    assert vault.story("p1").steps == (), "a mind changed within the talk is no step"
    close_conversation(vault, talk, kit.now())
    going = decide(vault, person_id="p1", suggestion=suggestion(), stage=Stage.GOING, on=TODAY)
    (step,) = vault.story("p1").steps
    assert (step.stage, step.on, step.connection_id) == (Stage.GOING, TODAY, going.kept.id)
    undo(vault, going)
    assert vault.story("p1").steps == ()


def test_what_is_delicate_begins_off_the_page_and_the_rest_on_it(vault):
    refuge = replace(suggestion("e2", "he hits me"), sensitive="domestic abuse")
    for made in (suggestion("e1", "the kiddies"), refuge):
        decide(vault, person_id="p1", suggestion=made, stage=Stage.MAYBE_LATER, on=TODAY)
    assert {c.entry_id: c.on_page for c in vault.story("p1").connections} == {"e1": True, "e2": False}
