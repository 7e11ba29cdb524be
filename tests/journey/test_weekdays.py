"""Days of the week as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.journey.weekdays import weekdays_meant, weekdays_said
from conversation_kit.model.week import DAYS


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("tue thu", "TU TH"),
        ("tues", "TU"),
        ("Tuesdays", "TU"),
        ("on Tuesdays and thurs.", "TU TH"),
        ("Weds/Fri", "WE FR"),
        ("th", "TH"),
        ("weekends", "SA SU"),
        ("weekdays & sat", "MO TU WE TH FR SA"),
        ("mon-fri", "MO TU WE TH FR"),
        ("Monday to Wednesday, Sunday", "MO TU WE SU"),
        ("fri to mon", "FR SA SU MO"),
        ("any day", ""),
        ("every day", ""),
    ],
)
def test_days_are_understood(said, meant):
    assert weekdays_meant(said) == (frozenset(meant.split()), ())


@pytest.mark.parametrize(
    ("said", "meant", "unknown"),
    [
        ("Tuesday evening", "TU", ("evening",)),
        ("monkey", "", ("monkey",)),
        ("thunder and sun", "SU", ("thunder",)),
        ("t", "", ("t",)),
        ("after 5", "", ("after", "5")),
    ],
)
def test_words_that_are_no_days_are_named(said, meant, unknown):
    assert weekdays_meant(said) == (frozenset(meant.split()), unknown)


@given(st.frozensets(st.sampled_from(DAYS)))
def test_what_is_said_back_means_the_same(days):
    assert weekdays_meant(weekdays_said(days)) == (days, ())


@given(st.text(max_size=60))
def test_any_text_is_taken(said):
    days, unknown = weekdays_meant(said)
    assert days <= set(DAYS)
    assert all(word in said.casefold() for word in unknown)
