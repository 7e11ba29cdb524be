"""What is read out of the free text of an entry, in the way real directories write."""

from datetime import date

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.ages_told import ages_in
from conversation_kit.matching.entries.costs_told import cost_told
from conversation_kit.matching.entries.dated import dated
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.entries.timetable import timetable
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.entries import CostOption, Location, Schedule


def found(words, *entries, said="I'd like to sing", **more):
    book = SmallBook(entries)
    try:
        return Suggester(book, words).suggest(Asking(heard=(Heard(said),), today=TODAY, **more))
    finally:
        book.close()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Our sessions are for those over 55.", (55, None)),
        ("Over 50s Only", (50, None)),
        ("services are for women over the age of 18", (18, None)),
        ("people aged 16 and over", (16, None)),
        ("individuals (aged 18 years and above)", (18, None)),
        ("young people aged 13 to 25 years", (13, 25)),
        ("children aged four to seven years", (4, 7)),
        ("suitable for parents with children aged 3 to 11 years old", (3, 11)),
        ("for 13 year olds and upwards", (13, None)),
        ("for under 11s", (None, 10)),
        ("children up to 10 years of age", (None, 10)),
        ("Adults 18yrs +", (18, None)),
        ("aged 55 & over", (55, None)),
        ("minimum age 18", (18, None)),
        ("no under 18s please", (18, None)),
        ("toddlers (18 months - 3 years)", (None, 3)),
        ("Under-fives and their grown-ups", (None, 4)),
        ("anyone aged 7 and above", (7, None)),
        ("children from birth to 18 years", (None, 18)),
        ("serving the community for over 30 years", None),
        ("We have over 30 Interest Groups", None),
        ("held in the village for 60+ years", None),
        ("Under 16s must be accompanied", None),
        ("a separate worker for over-60s", None),
        ("open for two to four", None),
    ],
)
def test_ages(text, ages):
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("\u00a310 an hour for one session, \u00a37 an hour for a block.", 7.0), ("For 50p you join in all morning.", 0.5),
        ("Cost: 2.50 per week", 2.5), ("Two pounds a time", 2.0), ("GBP 4 on the day", 4.0), ("Subs \u00a33.50 weekly.", 3.5),
        ("All welcome. Free.", 0.0), ("FREE!", 0.0), ("Admission free", 0.0), ("at no cost", 0.0), ("on a pay as you feel basis", 0.0),
        ("Suggested donation \u00a32", 0.0), ("First visit is free, \u00a36 after.", 6.0), ("Free parking. \u00a34 entry.", 4.0),
        ("Adults \u00a33, children \u00a31", 3.0), ("Raffle \u00a31.", None), ("Free WiFi and a hot drink.", None), ("a grant of \u00a3500", None),
        ("\u00a320 deposit for the key", None), ("win up to \u00a350", None), ("We raised \u00a35,000.", None), ("Donations of clothes welcome", None),
    ],
)  # fmt: skip
def test_prices(text, price):
    assert cost_told(text) == price


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Mon-Wed 9am-2pm, Thu 12-5pm", ["MO 9-14", "TH 12-17", "TU 9-14", "WE 9-14"]), ("Sundays from 11-30 to 1-30pm", ["SU 11.5-13.5"]),
        ("every Wednesday 1930-2100", ["WE 19.5-21"]), ("Weds 10 til 12", ["WE 10-12"]), ("Mon & Thu, 7pm", ["MO 19-", "TH 19-"]),
        ("Fridays at 7.30pm", ["FR 19.5-"]), ("Monday evenings", ["MO 18-"]), ("first Saturday of the month, 2-4", ["SA 14-16"]),
        ("Tues, 10.00 a.m. to 11.30 a.m.", ["TU 10-11.5"]), ("Weekends 2pm-4pm", ["SA 14-16", "SU 14-16"]), ("Thursdays 7 for 7.30pm", ["TH 19.5-"]),
        ("Monday 10-12 and Wednesday 7-9pm", ["MO 10-12", "WE 19-21"]), ("10am to noon on Mondays and Fridays", ["FR 10-12", "MO 10-12"]),
        ("Wednesdays, a walk of 4-6 miles", ["WE -"]), ("Sat 9 \u2013 11 a.m.", ["SA 9-11"]), ("Come along, all welcome", []),
    ],
)  # fmt: skip
def test_days_and_hours(text, times):
    told = timetable(an_entry("one", "One", text)).sessions
    assert [f"{one.day} {_plain(one.opens)}-{_plain(one.closes)}" for one in told] == times


def _plain(hour):
    return "" if hour is None else f"{hour:g}"


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Ended December 2023 (floor).", date(2023, 12, 31)),
        ("Sessions run until 31 March 2024.", date(2024, 3, 31)),
        ("Saturday 14 June 2025, 2pm, on the green.", date(2025, 6, 14)),
        ("We are closed on 25 December 2025 for Christmas.", None),
        ("A pub until May 2001, now a hall.", None),
    ],
)
def test_an_end(text, over):
    assert dated("Something", text, scheduled=False).over == over


def test_what_ended_or_is_shut_never_comes_up_and_what_opens_again_does(words):
    over = an_entry("over", "Singing for All", "A choir. Ended December 2023.", **ELM)
    shut = an_entry("shut", "Singing Lunch", "A choir. Closed for repairs until March 2027.", **ELM)
    again = an_entry("again", "Singing Tea", "A choir. It was closed until March 2025.", **ELM)
    assert [item.entry_id for item in found(words, over, shut, again)] == ["again"]


def test_an_entry_that_speaks_of_a_past_season_sinks_and_says_so(words):
    old = an_entry("a-old", "Singers", "A choir. Winter 24/25.", **ELM)
    new = an_entry("b-new", "Singers Too", "A choir.", **ELM)
    first, second = found(words, old, new)
    assert (first.entry_id, second.entry_id) == ("b-new", "a-old")
    assert 'may be old: its description says "Winter 24/25"' in second.cautions


def test_old_entries_sink_below_one_that_was_looked_at(words):
    old = an_entry("a-old", "Singers", "A choir.", assured_date=date(2018, 1, 1), **ELM)
    new = an_entry("b-new", "Singers Too", "A choir.", **ELM)
    first, second = found(words, old, new)
    assert (first.entry_id, second.entry_id) == ("b-new", "a-old")
    assert "last checked 8 years ago: ring first" in second.cautions


@pytest.mark.parametrize(
    ("description", "caution"),
    [
        ("A choir. GP referral required.", 'its description says "GP referral required"'),
        ("A choir. Members only, staffed by volunteers.", 'its description says "Members only, staffed by volunteers"'),
        ("A choir. Places need to be booked in advance.", 'its description says "Places need to be booked in advance"'),
        ("A choir. There is a waiting list!", 'its description says "There is a waiting list!"'),
        ("A choir. We have moved to the library.", 'its description says "We have moved to the library"'),
        ("A choir. Tickets £4 on the door.", "costs £4, by its description"),
    ],
)  # fmt: skip
def test_what_it_asks_is_said_in_its_own_words(words, description, caution):
    assert caution in found(words, an_entry("choir", "Singers", description, **ELM))[0].cautions


@pytest.mark.parametrize("description", ["A choir. No need to book.", "A choir. You don't need a referral."])
def test_what_it_does_not_ask_is_no_caution(words, description):
    assert not [
        c for c in found(words, an_entry("choir", "Singers", description, **ELM))[0].cautions if "says" in c
    ]


def test_prices_for_others_do_not_make_it_free(words):
    options = (CostOption(amount=3.0), CostOption(option="over 80s", amount=0.0))
    assert read_entry(an_entry("x", "Lunch", cost_options=options), words).least == 3.0


def test_steps_of_the_place_rule_it_out_unless_there_is_a_way_round(words):
    def place(*told):
        return an_entry("x", "Snooker", locations=(Location(name="Institute", accessibility=told),))

    assert read_entry(place("Stairs, no lift"), words).stairs
    assert not read_entry(place("Stairs, no lift", "Ramp kept in the porch, ask"), words).stairs
    assert not read_entry(place("Step-free from the street"), words).stairs


def test_a_time_for_women_alone_is_read_from_its_schedule(words):
    sessions = (Schedule(byday=("SU",), description="women"), Schedule(byday=("MO",)))
    assert read_entry(an_entry("x", "Boxing", schedules=sessions), words).sessions_for == {"women"}


@pytest.mark.parametrize(
    ("locations", "caution"),
    [
        ((), "meets where worship is held, by its description"),
        ((Location(name="Elmsley Hall"),), "meets where worship is held, by its description"),
        ((Location(name="St Mary's Church"),), "meets at St Mary's Church"),
    ],
)
def test_where_worship_is_held_is_said_also_when_only_the_description_tells_it(words, locations, caution):
    choir = an_entry(
        "choir", "Elmsley Singers", "Singing for anybody. We meet in the church hall.", locations=locations
    )
    (item,) = found(words, choir, said="I'd love to sing, but no religion please")
    assert caution in item.cautions
