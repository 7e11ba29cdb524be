"""The four questions: understood as people answer, each optional, shown over time, never added up."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.errors import BadInputError
from conversation_kit.journey.wellbeing import (
    QUESTIONS,
    answer_meant,
    answers_words,
    in_time,
    keep_wellbeing,
    new_wellbeing,
    plot,
    with_answers,
    with_score,
)
from conversation_kit.model.people import Person
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

TODAY = date(2026, 11, 24)
THREE = (
    Wellbeing("w2", "p", date(2026, 10, 1), satisfied=5, worthwhile=6, anxious=10),
    Wellbeing("w1", "p", date(2025, 12, 3), satisfied=0, anxious=7),
    Wellbeing("w3", "p", TODAY, satisfied=7, worthwhile=8, anxious=3, words="better since the shed"),
)


def test_the_questions_are_asked_in_the_words_of_the_office_for_national_statistics():
    assert [question.words for question in QUESTIONS] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you "
            "feel yesterday?"
        ),
    ]
    assert {question.name for question in QUESTIONS} <= {field.name for field in fields(Wellbeing)}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        *(
            ("7", 7),
            ("seven", 7),
            (" Seven. ", 7),
            ("7/10", 7),
            ("7 out of ten", 7),
            ("about 7", 7),
            ("a seven", 7),
        ),
        *(("0", 0), ("nought", 0), ("zero", 0), ("not at all", 0), ("10", 10), ("ten", 10)),
    ],
)
def test_answers_are_understood_as_people_say_them(words, answer):
    assert answer_meant(words) == answer


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "-",
        "?",
        "don't know",
        "I don’t know",
        "Don't know.",
        "not sure",
        "I'd rather not say",
        "pass",
    ],
)
def test_whoever_would_rather_not_say_is_left_out(words):
    assert answer_meant(words) is None


@pytest.mark.parametrize("words", ["11", "-1", "7.5", "100", "eleven", "not bad", "7 or 8", "²", "٧7x"])
def test_what_is_no_answer_is_refused_with_a_sentence(words):
    with pytest.raises(BadInputError, match="whole number from 0 to 10"):
        answer_meant(words)


@given(st.text(max_size=12))
def test_an_answer_is_a_number_from_nought_to_ten_or_nothing_or_refused(words):
    try:
        answer = answer_meant(words)
    except BadInputError:
        return
    assert answer is None or 0 <= answer <= 10


def test_what_is_unclear_is_asked_and_the_rest_understood():
    told = with_answers(
        Wellbeing("w", "p", TODAY, happy=4),
        {"satisfied": "seven", "happy": "eleven", "anxious": "", "words": " so so ", "asked_on": "yesterday"},
        TODAY,
    )
    assert told.unclear == "Happy yesterday: a whole number from 0 to 10, or nothing?"
    assert told.record == Wellbeing("w", "p", date(2026, 11, 23), satisfied=7, happy=4, words="so so")
    ahead = with_answers(Wellbeing("w", "p", TODAY), {"asked_on": "1 January 2030"}, TODAY)
    assert "a day to come" in ahead.unclear
    assert ahead.record.asked_on == TODAY


def test_one_answer_is_enough_and_so_are_words_but_nothing_is_not_kept(vault):
    vault.keep(Person("p", "Maureen"))
    empty = new_wellbeing(vault, "p", TODAY)
    with pytest.raises(BadInputError, match="Each is optional"):
        keep_wellbeing(vault, empty)
    kept = keep_wellbeing(vault, with_answers(empty, {"anxious": "0"}, TODAY).record)
    assert vault.story("p").wellbeing == (kept,)
    assert kept.anxious == 0


def test_over_time_each_question_is_a_row_of_small_bars_with_the_days_beneath():
    assert plot(THREE, TODAY, 60) == [
        "satisfied with life   ▁ 0       ▅ 5       ▆ 7",
        "things worthwhile     ·         ▅ 6       ▇ 8",
        "anxious yesterday     ▆ 7       █ 10      ▃ 3",
        "                      3 Dec 25  1 Oct     24 Nov",
    ]


def test_the_newest_days_are_shown_when_not_all_fit():
    assert [row.split()[-2:] for row in plot(THREE, TODAY, 32)] == [
        ["▆", "7"],
        ["▇", "8"],
        ["▃", "3"],
        ["24", "Nov"],
    ]
    assert plot((), TODAY, 80) == []
    assert plot((Wellbeing("w", "p", TODAY, words="only words"),), TODAY, 80) == []


@given(
    st.lists(st.tuples(st.integers(0, 10) | st.none(), st.integers(0, 10)), max_size=9), st.integers(30, 140)
)
def test_no_row_is_wider_than_there_is_room(answers, width):
    records = [
        Wellbeing(f"w{n}", "p", date(2026, 1, n + 1), satisfied=one, anxious=other)
        for n, (one, other) in enumerate(answers)
    ]
    assert all(len(row) <= max(width, 32) for row in plot(records, TODAY, width))


def test_the_oldest_day_first_and_what_was_taken_out_left_out():
    taken_out = Wellbeing("w0", "p", TODAY, satisfied=1, taken_out=True)
    assert [one.id for one in in_time((*THREE, taken_out))] == ["w1", "w2", "w3"]


def test_answers_in_words_hold_no_total():
    assert answers_words(THREE[2]) == "satisfied with life 7 · things worthwhile 8 · anxious yesterday 3"
    assert answers_words(Wellbeing("w", "p", TODAY)) == ""


def test_a_tools_score_has_a_name_a_day_and_the_score_as_it_is_written():
    empty = ToolScore("t", "p", "", TODAY)
    made = with_score(empty, {"tool": " The  star ", "score": "4/10", "scored_on": "12 November"}, TODAY)
    assert made == ToolScore("t", "p", "The star", date(2026, 11, 12), "4/10")
    for values in ({"tool": "", "score": "4"}, {"tool": "The star", "score": " "}):
        with pytest.raises(BadInputError, match="the name of the tool and the score"):
            with_score(empty, {**values, "scored_on": ""}, TODAY)
    with pytest.raises(BadInputError, match="Which day was that"):
        with_score(empty, {"tool": "x", "score": "4", "scored_on": "tomorrow"}, TODAY)
