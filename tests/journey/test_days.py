"""Days as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.journey.days import day_gone, day_meant

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 25)),
        ("Friday", date(2026, 11, 27)),
        ("by Friday", date(2026, 11, 27)),
        ("thu", date(2026, 11, 26)),
        ("Tuesday", date(2026, 12, 1)),
        ("in 3 weeks", date(2026, 12, 15)),
        ("a fortnight", date(2026, 12, 8)),
        ("three weeks", date(2026, 12, 15)),
        ("in two months", date(2027, 1, 24)),
        ("12 December", date(2026, 12, 12)),
        ("Sat 12th Dec", date(2026, 12, 12)),
        ("3 March", date(2027, 3, 3)),
        ("3/12", date(2026, 12, 3)),
        ("3/12/27", date(2027, 12, 3)),
        ("2027-01-05", date(2027, 1, 5)),
        ("next week", date(2026, 12, 1)),
        ("this week", date(2026, 11, 27)),
        ("by the end of the week", date(2026, 11, 27)),
        ("Friday week", date(2026, 12, 4)),
        ("by tuesday fortnight", date(2026, 12, 15)),
        ("a week on Friday", date(2026, 12, 4)),
        ("in a week on Friday", date(2026, 12, 4)),
        ("a week tomorrow", date(2026, 12, 2)),
        ("today week", date(2026, 12, 1)),
        ("Thursday 17:00", date(2026, 11, 26)),
        ("Thursday at 5", date(2026, 11, 26)),
        ("thurs 2.30pm", date(2026, 11, 26)),
        ("tomorrow morning, first thing", date(2026, 11, 25)),
        ("3/12 at noon", date(2026, 12, 3)),
        ("12 December, 10am", date(2026, 12, 12)),
        ("first thing tomorrow", date(2026, 11, 25)),
        ("first thing on Friday", date(2026, 11, 27)),
        ("this time next week", date(2026, 12, 1)),
        ("the week after next", date(2026, 12, 8)),
        ("in a month's time", date(2026, 12, 24)),
        ("in two weeks’ time", date(2026, 12, 8)),
        ("a couple of weeks", date(2026, 12, 8)),
        ("ten days", date(2026, 12, 4)),
        ("2 weeks on Wednesday", date(2026, 12, 9)),
        ("a week Tuesday", date(2026, 12, 8)),
        ("end of the month", date(2026, 11, 30)),
        ("the 3rd", date(2026, 12, 3)),
        ("by the 31st", date(2026, 12, 31)),
        ("24th", date(2026, 11, 24)),
        ("Christmas Eve", date(2026, 12, 24)),
        ("before Xmas", date(2026, 12, 25)),
        ("New Year's Day", date(2027, 1, 1)),
    ],
)
def test_a_clear_day_is_read(words, day):
    assert day_meant(words, TUESDAY) == day


def test_this_week_never_reaches_into_the_next():
    assert [day_meant("this week", date(2026, 11, day)) for day in (23, 27, 28, 29)] == [
        date(2026, 11, 27),
        date(2026, 11, 27),
        date(2026, 11, 29),
        date(2026, 11, 29),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "after half term",
        "when she rings",
        "31/2",
        "40 December",
        "soon",
        "mo",
        "99 May",
        "at 5",
        "week week",
        "the 32nd",
        "3",
        "several weeks on Friday",
        "first thing",
    ],
)
def test_what_is_not_clear_stays_words(words):
    assert day_meant(words, TUESDAY) is None


@given(st.text(max_size=60), st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_it_never_raises(words, today):
    day_meant(words, today)


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["mon", "tuesday", "wed", "thurs", "fri", "saturday", "sun"]),
)
def test_a_weekday_is_within_the_next_seven_days(today, words):
    found = day_meant(words, today)
    assert found is not None
    assert 1 <= (found - today).days <= 7
    assert f"{found:%A}".lower().startswith(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("", date(2026, 11, 24)),
        ("today", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 23)),
        ("last week", date(2026, 11, 17)),
        ("two weeks ago", date(2026, 11, 10)),
        ("3 days ago", date(2026, 11, 21)),
        ("a month ago", date(2026, 10, 24)),
        ("a couple of weeks ago", date(2026, 11, 10)),
        ("last Friday", date(2026, 11, 20)),
        ("Tuesday", date(2026, 11, 24)),
        ("last Tuesday", date(2026, 11, 17)),
        ("24 November", date(2026, 11, 24)),
        ("25 November", date(2025, 11, 25)),
        ("3/12", date(2025, 12, 3)),
        ("2026-11-01", date(2026, 11, 1)),
        ("3/12/2026", None),
        ("2030-01-01", None),
        ("tomorrow", None),
        ("in 3 weeks", None),
        ("after half term", None),
    ],
)
def test_days_gone_are_understood_as_people_say_them(words, day):
    assert day_gone(words, date(2026, 11, 24)) == day
