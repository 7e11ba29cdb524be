"""Deals: two columns, in their words, with the day when it is clear."""

from dataclasses import replace
from datetime import date

import pytest

from conversation_kit.errors import BadInputError
from conversation_kit.journey.deals import (
    by_when_words,
    chosen,
    deal_of,
    in_the_deal,
    line_from,
    new_line,
    with_values,
)
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.people import Person

TODAY = date(2026, 11, 24)
LINE = DealLine("d1", "p1", Side.OURS, "ring the allotment")


@pytest.fixture
def vault(vault):
    vault.keep(Person("p1", "Maureen"))
    return vault


def values(**changes):
    return {"side": "our part", "what": "ring the allotment", "who": "", "by_when": ""} | changes


def test_two_columns_with_what_is_done_last_and_what_is_out_left_out():
    done = replace(LINE, id="d0", done=True)
    out = replace(LINE, id="d2", taken_out=True)
    yours = replace(LINE, id="d3", side=Side.YOURS)
    deal = deal_of([done, LINE, out, yours])
    assert deal.of(Side.OURS) == (LINE, done)
    assert deal.of(Side.YOURS) == (yours,)


def test_by_when_keeps_the_words_and_the_day_when_it_is_clear():
    made = with_values(LINE, values(who="Sam", by_when="Friday", side="your part"), TODAY)
    assert (made.who, made.by_when, made.due, made.side) == ("Sam", "Friday", date(2026, 11, 27), Side.YOURS)
    assert with_values(LINE, values(by_when="after half term"), TODAY).due is None


def test_words_left_alone_keep_the_day_they_meant_then():
    said = with_values(LINE, values(by_when="Friday"), TODAY)
    later = with_values(said, values(by_when="Friday", what="ring again"), date(2026, 12, 1))
    assert later.due == date(2026, 11, 27)
    assert with_values(said, values(by_when=""), TODAY).due is None


def test_a_line_says_what():
    with pytest.raises(BadInputError, match="nothing is lost"):
        with_values(LINE, values(what="  \x07"), TODAY)


def test_a_first_step_becomes_a_line(vault):
    connection = Connection("c1", "p1", "e1", "Breakfast club", Stage.INTERESTED, first_step="ring Pat")
    line = line_from(vault, connection, side=Side.OURS, who="Sam")
    assert (line.what, line.who, line.connection_id) == ("ring Pat", "Sam", "c1")
    assert "Breakfast club" in line_from(vault, replace(connection, first_step=""), side=Side.OURS).what
    assert in_the_deal(connection, [line])
    assert not in_the_deal(connection, [replace(line, taken_out=True)])
    assert new_line(vault, person_id="p1", side=Side.YOURS).what == ""


def test_chosen_are_those_they_said_yes_to():
    stages = {stage: Connection(stage, "p1", stage, stage, stage) for stage in Stage}
    assert {c.stage for c in chosen(stages.values())} == set(Stage) - {Stage.SUGGESTED, Stage.NOT_FOR_ME}
    assert chosen([replace(stages[Stage.GOING], taken_out=True)]) == ()


@pytest.mark.parametrize(
    ("by_when", "due", "words"),
    [
        ("Friday", date(2026, 11, 27), "Friday 27 November"),
        ("in 3 weeks", date(2026, 12, 15), "in 3 weeks (Tuesday 15 December)"),
        ("after half term", None, "after half term"),
        ("", date(2027, 1, 4), "Monday 4 January 2027"),
        ("", None, ""),
    ],
)
def test_by_when_in_words(by_when, due, words):
    assert by_when_words(replace(LINE, by_when=by_when, due=due), TODAY) == words
