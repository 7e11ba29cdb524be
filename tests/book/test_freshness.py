from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversation_kit.book.freshness import freshness
from conversation_kit.model.entries import Entry

TODAY = date(2026, 11, 24)


def entry(assured: date | None = None, modified: date | None = None) -> Entry:
    return Entry("1", "x", assured_date=assured, last_modified=modified)


@pytest.mark.parametrize(
    ("checked", "words", "ring_first"),
    [
        (TODAY, "last checked today", False),
        (date(2026, 11, 23), "last checked yesterday", False),
        (date(2026, 11, 12), "last checked 12 days ago", False),
        (date(2026, 10, 20), "last checked 5 weeks ago", False),
        (date(2026, 8, 20), "last checked 3 months ago", False),
        (date(2025, 11, 24), "last checked 12 months ago", False),
        (date(2025, 11, 23), "last checked 12 months ago", True),
        (date(2025, 9, 1), "last checked 14 months ago", True),
        (date(2023, 1, 1), "last checked 3 years ago", True),
    ],
)
def test_how_fresh(checked, words, ring_first):
    fresh = freshness(entry(checked), TODAY)
    assert (fresh.checked, fresh.words, fresh.ring_first) == (checked, words, ring_first)


def test_nobody_knows():
    fresh = freshness(entry(), TODAY)
    assert (fresh.checked, fresh.words, fresh.ring_first) == (
        None,
        "nobody is known to have checked this",
        True,
    )


def test_the_future_is_not_believed_but_what_stands_behind_it_is():
    tomorrow = TODAY + timedelta(days=1)
    assert freshness(entry(tomorrow), TODAY).checked is None
    assert freshness(entry(tomorrow, TODAY), TODAY).checked == TODAY


@given(st.dates(), st.dates())
@example(date(2026, 10, 1), date(2026, 11, 30))  # sixty days, one month and 29 days
def test_any_two_days(checked, today):
    fresh = freshness(entry(checked), today)
    assert (fresh.checked is None) == (checked > today)
    assert " 1 months" not in fresh.words
    assert " 0 " not in fresh.words
