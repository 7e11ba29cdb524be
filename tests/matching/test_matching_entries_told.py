"""What is read out of the free text of an entry, in the way real directories write."""

from datetime import date

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.ages_told import ages_in
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.dated import dated
from conversation_kit.matching.features import read_entry
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
