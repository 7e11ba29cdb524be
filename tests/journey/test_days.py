"""Days as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.journey.days import day_meant

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
    ],
)
def test_a_clear_day_is_read(words, day):
    assert day_meant(words, TUESDAY) == day


@pytest.mark.parametrize(
    "words", ["", "after half term", "when she rings", "31/2", "40 December", "soon", "mo", "99 May"]
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
