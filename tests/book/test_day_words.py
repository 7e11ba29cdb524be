from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.book.day_words import (
    byday_in,
    days_in,
    days_not_weekly,
    days_not_weekly_in_prose,
    schedules_in,
)

WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Wednesday 10am - 4pm", "WE"),
        ("Mon-Wed 9am-2pm, Thur-Fri", "MO TU WE TH FR"),
        ("Tuesday - Friday", "TU WE TH FR"),
        ("Friday to Monday", "FR SA SU MO"),
        ("weekdays", "MO TU WE TH FR"),
        ("Weekdays and Saturdays 10am-4pm, except Thursdays 10am-12.30pm.", "MO TU WE TH FR SA"),
        ("Daily (except Tues & Sat) 10:30am - 12pm", "MO WE TH FR SU"),
        ("Food served daily 9am - 1:30pm", "MO TU WE TH FR SA SU"),
        ("Monday - 12pm to 5pm Tuesday - 4pm to 8:30pm", "MO TU"),
        ("Mon to Fri, closed Wednesdays", "MO TU TH FR"),
        ("Saturday and Sunday: closed. Mondays 9-5", "MO"),
        ("Sat closed, Sun 10am-4pm", "SU"),
        ("first Friday of the month", "FR"),
        ("wed 1-3pm, sat 9am", "WE SA"),
        ("We sat in the sun, newly wed", ""),
        ("A month in the country, mono sounds", ""),
        ("Closed Good Friday and Easter Monday", ""),
        ("Not known", ""),
        ("5 days and 5 evenings per week", ""),
        ("", ""),
    ],
)
def test_days_named_in_words(words, days):
    assert days_in(words) == set(days.split())


@pytest.mark.parametrize(
    ("words", "opens", "closes"),
    [
        ("Tuesday 9-11am", time(9), time(11)),
        ("Tuesday 11-2pm", time(11), time(14)),
        ("Tuesday 12 - 2pm", time(12), time(14)),
        ("Tuesday 1.30 - 3.30pm", time(13, 30), time(15, 30)),
        ("Tuesday 10 - 12noon", time(10), time(12)),
        ("Tuesdays from 12 noon to 3.30pm", time(12), time(15, 30)),
        ("10:00 - 16:00 Tuesday", time(10), time(16)),
        ("Tuesday from 6pm", time(18), None),
        ("Tuesday", None, None),
    ],
)
def test_hours_that_are_clear(words, opens, closes):
    (only,) = schedules_in(words)
    assert (only.byday, only.opens_at, only.closes_at) == (("TU",), opens, closes)


@pytest.mark.parametrize(
    "words",
    [
        "Tuesday 9 - 4",
        "Tuesday 12am - 5pm",
        "Tuesday 10:00 - 02:00",
        "Tuesday 1:30 - 3:30",
        "Tuesday 25pm",
        "Tuesday 10:75 - 11:80",
        "11am and 1pm on Tuesday",
        "Tuesday 10am fortnightly",
        "Tuesday 10am, term time only",
        "Tuesday 10am, closed in August",
        "9am to 10am Tuesday 10am to 11am",
        "10am to 11am",
        "",
    ],
)
def test_no_schedule_where_there_is_doubt(words):
    assert schedules_in(words) == ()


def test_several_days_sessions_and_places_in_the_month():
    first, second, third = schedules_in(
        "Mon & Wed 10am-12pm and 1pm-3pm; 1st and 3rd Saturdays of the month 10am"
    )
    assert (first.byday, first.opens_at, second.byday, second.opens_at) == (
        ("MO", "WE"),
        time(10),
        ("MO", "WE"),
        time(13),
    )
    assert (third.freq, third.byday, third.opens_at) == ("MONTHLY", ("1SA", "3SA"), time(10))


def test_byday_only_when_all_is_understood():
    assert byday_in("Mon-Wed 9am-2pm, Thur-Fri 12am- 5pm") == {"MO", "TU", "WE", "TH", "FR"}
    assert byday_in("last Friday of each month") == {"-1FR"}
    assert byday_in("Fridays, ring first") is None


def test_days_that_are_not_weekly():
    assert days_not_weekly("Wednesday: 10:30 - 12:00, Friday: 12:00 - 14:00 Monthly") == {"FR"}
    assert days_not_weekly("monthly") == set(WEEK)
    assert days_not_weekly("Mondays 10am") == set()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Meet 2nd Monday of the month, then a pub lunch.", "MO"),
        ("For carers. Every other Wednesday. Records, cake.", "WE"),
        ("A monthly lunch, with coffee, on the first Wednesday of each month. £10.", "WE"),
        ("Meets on alternate Saturdays", "SA"),
        ("Quizzes, bowls, a speech therapist the first Thursday of the month.", ""),
        ("Thursday meeting for gamblers. Affected others alternate Thursdays, too.", ""),
        ("Monthly magazine. Come on Monday. Is it your first time?", ""),
    ],
)
def test_days_that_are_not_weekly_by_a_description(words, days):
    assert days_not_weekly_in_prose(words) == set(days.split())


PIECES = [
    "mon",
    "tue",
    "-",
    "to",
    "and",
    "9",
    "10am",
    "first",
    "closed",
    "except",
    "(",
    ".",
    ",",
    ";",
    "daily",
    "noon",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_can_be_read(words):
    days_in(words)
    byday_in(words)
    days_not_weekly(words)
    days_not_weekly_in_prose(words)
    for schedule in schedules_in(words):
        assert schedule.byday
        if schedule.opens_at and schedule.closes_at:
            assert schedule.opens_at < schedule.closes_at
