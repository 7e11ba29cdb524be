# ruff: noqa: DTZ001 - the Book keeps naive local UK times
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.book.dates import HORIZON, Occurrence, days_of, next_dates, when_words
from conversation_kit.model.entries import Entry, Schedule, Status

NOW = datetime(2026, 11, 24, 9, 0)  # a Tuesday
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def entry(*schedules: Schedule, status: Status = Status.ACTIVE, description: str = "") -> Entry:
    return Entry("1", "Knit and natter", status=status, schedules=schedules, description=description)


def weekly(*byday: str, opens: int | None = 10, closes: int | None = 12, **more) -> Schedule:
    return Schedule(
        freq="WEEKLY",
        byday=byday,
        opens_at=None if opens is None else time(opens),
        closes_at=None if closes is None else time(closes),
        **more,
    )


def monthly(*byday: str, **more) -> Schedule:
    return Schedule(freq="MONTHLY", byday=byday, opens_at=time(14), **more)


def said(*schedules: Schedule, count: int = 3, **more) -> list[str]:
    return [one.words for one in next_dates(entry(*schedules, **more), NOW, count)]


def test_the_next_three_of_a_weekly_group():
    assert said(weekly("TU")) == [
        "Tuesday 24 November, 10:00 to 12:00",
        "Tuesday 1 December, 10:00 to 12:00",
        "Tuesday 8 December, 10:00 to 12:00",
    ]


def test_round_the_clock_is_said_as_people_say_it():
    always = Schedule(freq="WEEKLY", byday=DAYS, opens_at=time(0), closes_at=time(23, 59))
    assert when_words(entry(always)) == "Every day at any hour"
    assert said(always, count=1) == ["Wednesday 25 November, at any hour"]


def test_what_has_begun_is_past():
    later = NOW.replace(hour=10)
    assert next_dates(entry(weekly("TU")), later)[0].start.date() == date(2026, 12, 1)


def test_a_day_of_unknown_hours_may_still_come():
    evening = NOW.replace(hour=20)
    first = next_dates(entry(weekly("TU", opens=None, closes=None)), evening)[0]
    assert first == Occurrence(datetime(2026, 11, 24), None, hours_known=False)
    assert first.words == "Tuesday 24 November, time not known"


def test_midnight_to_midnight_means_that_nobody_knows():
    assert not next_dates(entry(weekly("TU", opens=0, closes=0)), NOW)[0].hours_known


def test_schedules_are_merged_and_sorted():
    assert said(weekly("FR"), weekly("WE", opens=9)) == [
        "Wednesday 25 November, 09:00 to 12:00",
        "Friday 27 November, 10:00 to 12:00",
        "Wednesday 2 December, 09:00 to 12:00",
    ]


def test_doubles_are_said_once_and_the_fuller_one_wins():
    doubles = [
        weekly("WE"),
        weekly("WE"),
        weekly("WE", closes=None),
        weekly("WE", opens=None, closes=None),
    ]
    assert said(*doubles, count=2) == [
        "Wednesday 25 November, 10:00 to 12:00",
        "Wednesday 2 December, 10:00 to 12:00",
    ]


def test_closing_after_midnight():
    only = next_dates(entry(weekly("FR", opens=20, closes=1)), NOW, 1)[0]
    assert only.end == datetime(2026, 11, 28, 1, 0)
    assert only.words == "Friday 27 November, 20:00 to 01:00"


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (monthly("2TU"), [date(2026, 12, 8), date(2027, 1, 12)]),
        (monthly("-1FR"), [date(2026, 11, 27), date(2026, 12, 25)]),
        (monthly("1TH", "3TH"), [date(2026, 12, 3), date(2026, 12, 17)]),
        (Schedule(freq="WEEKLY", byday=("2TU",)), [date(2026, 12, 8), date(2027, 1, 12)]),
        (monthly(bymonthday=(15,)), [date(2026, 12, 15), date(2027, 1, 15)]),
        (monthly(bymonthday=(-1,)), [date(2026, 11, 30), date(2026, 12, 31)]),
        (monthly("2TU", interval=2, dtstart=date(2026, 9, 8)), [date(2027, 1, 12), date(2027, 3, 9)]),
        (monthly(dtstart=date(2020, 1, 15)), [date(2026, 12, 15), date(2027, 1, 15)]),
        (weekly("TU", interval=2, dtstart=date(2026, 11, 17)), [date(2026, 12, 1), date(2026, 12, 15)]),
        (weekly("TU", interval=2, valid_from=date(1970, 1, 6)), [date(2026, 11, 24), date(2026, 12, 8)]),
        (Schedule(freq="WEEKLY", dtstart=date(2026, 1, 7)), [date(2026, 11, 25), date(2026, 12, 2)]),
        (Schedule(byday=("WE",)), [date(2026, 11, 25), date(2026, 12, 2)]),
        (Schedule(dtstart=date(2026, 12, 19)), [date(2026, 12, 19)]),
        (weekly("TU", valid_from=date(2027, 1, 1)), [date(2027, 1, 5), date(2027, 1, 12)]),
        (weekly("TU", valid_to=date(2026, 11, 30)), [date(2026, 11, 24)]),
    ],
)
def test_rhythms(schedule, expected):
    assert [one.start.date() for one in next_dates(entry(schedule), NOW, 2)] == expected


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(),
        Schedule(freq="WEEKLY"),
        Schedule(freq="WEEKLY", byday=("XX", "9MO", "")),
        monthly("TU"),  # which Tuesday?
        weekly("TU", interval=2),  # which fortnight?
        weekly("TU", valid_to=date(2026, 1, 1)),
        weekly("TU", valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1)),
        Schedule(dtstart=date(2020, 1, 1)),
    ],
)
def test_no_date_rather_than_a_wrong_one(schedule):
    assert next_dates(entry(schedule), NOW) == []


@pytest.mark.parametrize("status", [Status.DEFUNCT, Status.INACTIVE, Status.TEMPORARILY_CLOSED])
def test_what_is_closed_has_no_dates(status):
    assert said(weekly("TU"), status=status) == []


def test_unknown_status_still_has_dates():
    assert said(weekly("TU"), status=Status.UNKNOWN, count=1)


@pytest.mark.parametrize(
    "words",
    ["Tuesday: 10:00 - 12:00 Fortnightly", "First Tuesday of the month", "Tuesday 3rd March 10am", "monthly"],
)
def test_weekly_fields_are_doubted_when_the_words_say_otherwise(words):
    assert said(weekly("TU"), Schedule(description=words)) == []


def test_only_the_days_in_doubt_are_left_out():
    words = Schedule(description="Wednesday: 10:30 - 12:00, Friday: 12:00 - 14:00 Monthly")
    assert said(weekly("WE"), weekly("FR"), words, count=2) == [
        "Wednesday 25 November, 10:00 to 12:00",
        "Wednesday 2 December, 10:00 to 12:00",
    ]


def test_words_beside_a_rule_speak_of_that_rule_only():
    fortnightly = weekly("WE", description="fortnightly")
    assert said(fortnightly, weekly("FR"), count=1) == ["Friday 27 November, 10:00 to 12:00"]
    assert said(weekly("FR", description="art")) == said(weekly("FR"))


def test_a_description_can_cast_doubt_too():
    assert said(weekly("MO"), description="Meet 2nd Monday of the month for a walk.") == []
    assert said(weekly("MO"), description="Your first time? Come on Monday. Monthly newsletter.", count=1)
    assert when_words(entry(weekly("MO"), description="Meets the 2nd Monday of the month.")) == (
        "Mondays 10:00 to 12:00; not every week, by its description"
    )


def test_dates_out_of_words_that_are_wholly_understood():
    assert said(Schedule(description="Wednesday 9-11am; last Friday of each month 12 noon to 3.30pm")) == [
        "Wednesday 25 November, 09:00 to 11:00",
        "Friday 27 November, 12:00 to 15:30",
        "Wednesday 2 December, 09:00 to 11:00",
    ]
    assert said(Schedule(description="Wednesday 9-11am, term time")) == []


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        (
            (weekly("WE", "MO"), monthly("2TU")),
            "Mondays and Wednesdays 10:00 to 12:00; second Tuesday of the month 14:00",
        ),
        ((weekly("MO"), weekly("WE"), weekly("WE")), "Mondays and Wednesdays 10:00 to 12:00"),
        ((weekly("MO"), weekly("MO", opens=14, closes=16)), "Mondays 10:00 to 12:00 and 14:00 to 16:00"),
        ((weekly(*DAYS[:5]),), "Monday to Friday 10:00 to 12:00"),
        ((weekly(*DAYS),), "Every day 10:00 to 12:00"),
        ((weekly("TU", interval=2),), "Every other Tuesday 10:00 to 12:00"),
        ((weekly("TU", "FR", interval=3),), "Every 3 weeks on Tuesdays and Fridays 10:00 to 12:00"),
        ((monthly("1TH", "-1FR"),), "First Thursday and last Friday of the month 14:00"),
        ((monthly("-2FR", interval=2),), "Last but one Friday of every other month 14:00"),
        ((monthly("TU"),), "Monthly on a Tuesday 14:00"),
        ((monthly(bymonthday=(1, 22, 13, -1)),), "Last day, 1st, 13th and 22nd of the month 14:00"),
        ((weekly("TU", valid_to=date(2027, 3, 31)),), "Tuesdays 10:00 to 12:00 (until 31 March 2027)"),
        (
            (weekly("TU", valid_from=date(2026, 10, 1), valid_to=date(2027, 3, 31)),),
            "Tuesdays 10:00 to 12:00 (1 October 2026 to 31 March 2027)",
        ),
        ((Schedule(dtstart=date(2026, 12, 19), opens_at=time(11)),), "Saturday 19 December 2026 11:00"),
        ((weekly("TU", opens=None),), "Tuesdays until 12:00"),
        ((Schedule(description="By arrangement,\n ring Jo"),), "By arrangement, ring Jo"),
        ((Schedule(description="mon 2pm"), Schedule(description="mon  2pm")), "Mon 2pm"),
        ((Schedule(description="N/A"), Schedule(description="Not known.")), ""),
        ((), ""),
        ((weekly("TU"), Schedule(description="Tuesdays 10am to 12 noon")), "Tuesdays 10:00 to 12:00"),
        (
            (weekly("TU"), Schedule(description="Tuesdays 10am, not in August")),
            "Tuesdays 10:00 to 12:00; in the source's words: Tuesdays 10am, not in August",
        ),
    ],
)
def test_when_in_words(schedules, expected):
    assert when_words(entry(*schedules)) == expected


def test_days_come_from_fields_and_words():
    assert days_of(entry(weekly("WE"), monthly("2TU"))) == {"WE", "TU"}
    assert days_of(entry(Schedule(description="Mon-Wed 9am-2pm, Thur-Fri. Ring Jo."))) == set(DAYS[:5])
    assert days_of(entry(weekly("WE"), Schedule(description="12pm - 2pm, Wednesday and Thursday"))) == {
        "WE",
        "TH",
    }
    assert days_of(entry(weekly("WE"), Schedule(description="Ring the office on a Monday"))) == {"WE"}
    assert days_of(entry(Schedule(freq="MONTHLY", bymonthday=(3,)))) == set()


dates = st.none() | st.dates()
schedules = st.builds(
    Schedule,
    freq=st.sampled_from(["WEEKLY", "MONTHLY", "", "weekly", "YEARLY"]),
    byday=st.lists(st.sampled_from([*DAYS, "2TU", "-1FR", "5MO", "XX", "99WE"]), max_size=4).map(tuple),
    bymonthday=st.lists(st.integers(-40, 40), max_size=3).map(tuple),
    interval=st.integers(-3, 10**9),
    opens_at=st.none() | st.times(),
    closes_at=st.none() | st.times(),
    valid_from=dates,
    valid_to=dates,
    dtstart=dates,
    description=st.text(max_size=40),
)


@given(schedules, st.integers(0, 5), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_next_dates_are_sorted_to_come_within_validity_and_few(schedule, count, now):
    found = next_dates(entry(schedule), now, count)
    assert len(found) <= count
    assert found == sorted(found, key=lambda one: one.start)
    assert len(set(found)) == len(found)
    for one in found:
        day = one.start.date()
        assert one.start > now or (not one.hours_known and day >= now.date())
        assert day <= now.date() + HORIZON
        assert schedule.valid_from is None or day >= schedule.valid_from
        assert schedule.valid_to is None or day <= schedule.valid_to
        assert schedule.dtstart is None or day >= schedule.dtstart
        assert one.end is None or timedelta(0) < one.end - one.start <= timedelta(days=1)
        named = {d[-2:] for d in schedule.byday if d in (*DAYS, "2TU", "-1FR", "5MO")}
        assert not named or DAYS[day.weekday()] in named


@given(st.lists(schedules, max_size=3))
def test_words_never_fail(many):
    assert isinstance(when_words(entry(*many)), str)
    assert days_of(entry(*many)) <= set(DAYS)
