"""Families of ways in which directories say whom and what an entry is for, each with what only looks like it."""

import pytest
from shelf_of import TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.ages_told import ages_in
from conversation_kit.matching.entries.costs_told import cost_told, least_cost
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.entries.timetable import timetable
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.entries import CostOption, Location, Schedule


def read(words, text, name="One", **more):
    return read_entry(an_entry("one", name, text, **more), words)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("For people aged from 60 and upwards.", (60, None)), ("Open to those aged 50 and onwards", (50, None)),
        ("children aged 6 years upwards", (6, None)), ("You must be a minimum of 1 hour early", None),
        ("A gym for members, minimum 16 years old.", (16, None)), ("at least 14 years of age", (14, None)),
        ("We listen to anyone, over 18, who lives here", (18, None)),
        ("Friends for those over 65's. Our day out is in June.", (65, None)),
        ("lonely adults between the ages of 18-65", (18, 65)), ("For 13- to 19-year-olds who write.", (13, 19)),
        ("We house young people who have nowhere to go. 16-25", (16, 25)), ("A youth club every Monday. 6-8", None),
        ("Young people welcome, open daily. 10-18", None), ("A help line for children up to their 18th birthday", (None, 17)),
        ("The band celebrates its 18th birthday", None), ("Eligibility: Adults", (18, None)), ("Ages: adults and children", None),
        ("for under 9s and under 13s", (None, 12)), ("Cubs 8-10.5, Scouts 10.5-14 years", (8, 14)),
        ("Aged 8-18. Minis (8-11) are on Mondays.", (8, 18)), ("for girls in Years 1, 2 and 3", (5, 8)),
        ("paid in years 1, 2 and 3 of the lease", None), ("Scouts 7-9 on Mondays", None),
    ],
)  # fmt: skip
def test_ages(text, ages):
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    "text",
    [
        "Aimed at the over 60s, but we welcome all age groups.", "Mainly for over 55s, it also welcomes younger neighbours.",
        "Our members range from 61 to 88 years.", "Players are ranging in age from 46 to 75 years.",
        "Children aged between 8 and 12 years can be accompanied by a friend.", "For over 50s. There is no age limit.",
        "First for children (aged 6-14 years), now also with groups for young adults.",
    ],
)  # fmt: skip
def test_ages_of_some_are_not_those_of_all(text):
    assert ages_in(text) is None


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("The dinner serves the elderly community of Crabtree.", True), ("A line that offers a chat to older people.", True),
        ("A winter table to help local older people make friends.", True), ("Somewhere for retired and semi-retired men to meet.", True),
        ("We benefit the elderly Polish population of the town.", True), ("A meal. It is open to all senior citizens.", True),
        ("Support to older people and families.", False), ("We help older people, children and anybody else.", False),
        ("The hall is in the older part of town.", False), ("A choir led by a retired teacher.", False),
    ],
)  # fmt: skip
def test_older(words, text, older):
    assert read(words, text).older is older


def test_who_runs_it_tells_of_older_people_unless_others_are_spoken_of(words):
    def run_by(who, text):
        return read(words, text, organization=who).older

    assert run_by("Crabtree u3a", "We dance on Mondays.")
    assert run_by("Age UK Crabtree", "A gentle game of football.")
    assert not run_by("Age UK Crabtree", "Our charity shop sells clothes.")
    assert not run_by("Age UK Crabtree", "A garden for all ages.")


@pytest.mark.parametrize(
    ("name", "text", "sex"),
    [
        ("Refuge", "Rooms that are available to women and their children who had to flee.", "women"),
        ("Safe House", "We take referrals from all women in danger.", "women"),
        ("Walking Football", "The club is inviting men aged 50 and over to have a go.", "men"),
        ("Village Institute", "A warm welcome awaits women of all ages.", "women"),
        ("Men's Shed", "Men (or ladies) can learn to turn wood.", ""), ("Men's Shed", "Women are very welcome too.", ""),
        ("Men's Shed", "The shed does not exclude on account of gender.", ""), ("Men's Shed", "It is not open to women.", "men"),
        ("The Airfield in the War", "Many pilots stayed, marrying local women.", ""), ("Choir", "Now also open to women.", ""),
        ("Sewing", "A group of local women who sew.", "women"), ("Women's Circle", "No men, please.", "women"),
    ],
)  # fmt: skip
def test_sexes(words, name, text, sex):
    assert read(words, text, name).sex == sex


@pytest.mark.parametrize(
    ("name", "text", "children"),
    [
        ("Teen Boxing", "Get fit.", True), ("3rd Crabtree Scout Group", "All sections meet weekly.", True),
        ("Play", "Mornings dedicated to children and young adults with special needs.", True), ("Camp", "A week for young adults.", False),
        ("Judo", "For children and young people aged 5 years upwards.", True),
        ("Led walk", "Flat, suitable for wheelchairs and pushchairs.", False), ("Lunch", "The hall is full of buggies and frames.", False),
    ],
)  # fmt: skip
def test_children(words, name, text, children):
    assert read(words, text, name).children is children


@pytest.mark.parametrize(
    ("text", "kind", "is_one"),
    [
        ("Meet others in the same boat.", "waterside", False), ("A trip in a boat.", "waterside", True),
        ("People from all walks of life.", "walks", False), ("Walks of three to five miles.", "walks", True),
        ("We are not a counselling service.", "counselling", False), ("We do not provide advice or counselling.", "counselling", False),
        ("Free debt counselling.", "counselling", False), ("Counselling for those who grieve and have debts.", "counselling", True),
        ("Bring a packed lunch.", "crowded", False), ("A fun packed hour.", "crowded", False), ("The room is packed.", "crowded", True),
        ("There is a waiting list. One plot each until there is no waiting list.", "waiting", True), ("There is no waiting list.", "waiting", False),
        ("We visit people in their own homes.", "visits", True), ("We help people to remain in their own homes.", "visits", False),
        ("Share as much or as little as you like.", "talking", True), ("Advice on housing, divorce, pregnancy and drugs.", "babies", False),
        ("A group for women during pregnancy.", "babies", True), ("Food comes through a referring agency.", "referral", True),
    ],
)  # fmt: skip
def test_kinds(words, text, kind, is_one):
    assert (kind in read(words, text).kinds) is is_one


@pytest.mark.parametrize(
    ("name", "text", "flag", "is_so"),
    [
        ("Shed", "A place for men to come together and mend things.", "together", False), ("Club", "You may come along together.", "together", True),
        ("Carers' Hour", "Respite time away from those they care for.", "together", False),
        ("Walkers", "We take the bus from the library.", "dropping_in", False), ("Crabtree Library", "Books and more.", "dropping_in", True),
        ("Job Help", "Afterwards there is tea in the cafe.", "dropping_in", False), ("Yoga", "It is not possible to drop in.", "dropping_in", False),
        ("Elm Park health walk", "Led walks.", "alone", False), ("Elm Park", "Paths and a pond.", "alone", True),
        ("Visa Clinic", "Please use the online referral form to reach us.", "at_home", False),
        ("Advice", "Contact a member of staff via e-mail or phone.", "at_home", False), ("Talking News", "A talking newspaper on a stick.", "at_home", True),
        ("Lunch", "For those who live within a five-mile radius of town.", "hard_going", False), ("Hike", "A walk of eight miles.", "hard_going", True),
        ("Walks", "Choose level 1, which is flat, or level 3.", "hard_going", False), ("Walk", "It is level 3, with stiles.", "hard_going", True),
        ("Hill weekend", "You will walk at a moderate pace for 6 hours with ascent and descent.", "hard_going", True),
        ("Night out", "A nightclub for people with learning disabilities.", "pub", True), ("Quiz", "A bar tab to be won.", "pub", True),
        ("Knitters", "We meet twice a month at Waterside Bar.", "pub", True), ("Knitters", "We meet at the snack bar.", "pub", False),
    ],
)  # fmt: skip
def test_what_it_is_like(words, name, text, flag, is_so):
    assert getattr(read(words, text, name), flag) is is_so


@pytest.mark.parametrize(
    ("who", "text", "faith"),
    [
        ("St Wilfrid's Crabtree", "Hot drinks and a chat.", False), ("St Wilfrid's Crabtree", "Tea after the service in church.", True),
        ("St Wilfrid's GAC", "A youth club of any religion.", False), ("St Wilfrid's Church", "Hot drinks.", True),
        ("Crabtree churches", "The group is non-religious.", False), ("Crabtree Chapel Choir", "We sing religious and non-religious music.", True),
    ],
)  # fmt: skip
def test_a_saints_name_alone_is_no_church(words, who, text, faith):
    assert read(words, text, organization=who).faith is faith


def test_a_saints_name_is_told_to_whoever_wants_no_church(words):
    book = SmallBook([an_entry("x", "Crabtree Singers", "A choir for anybody.", organization="St Wilfrid's")])
    try:
        (item,) = Suggester(book, words).suggest(
            Asking(heard=(Heard("I'd love to sing, but no religion please"),), today=TODAY)
        )
    finally:
        book.close()
    assert "may be a church's, by the name St Wilfrid's: ask" in item.cautions


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("St Wilfrid's Church, Mill Lane", True),
        ("12 Church Street", False),
        ("The Old Chapel, High Road", False),
    ],
)
def test_an_address_may_be_a_place_of_worship(words, address, inside):
    assert read(words, "Tea.", locations=(Location(name="", address=address),)).in_church is inside


def test_prices():
    assert cost_told("A free-to-attend hour outdoors.") == 0
    assert cost_told("Lunch is on a pay-as-you-feel basis.") == 0


def test_a_price_that_is_only_described_may_say_that_there_is_none(words):
    entry = an_entry(
        "x", "Talk", "An hour.", cost_options=(CostOption(amount_description="There is no charge."),)
    )
    assert least_cost(entry, words) == (0.0, False)


def test_each_day_of_a_schedule_in_words_has_its_own_hours():
    told = Schedule(description="Monday - closed; Tuesday 9am to 5pm; Wednesday and Friday 10am-1pm")
    sessions = timetable(an_entry("x", "Library", schedules=(told,))).sessions
    assert [(one.day, one.opens, one.closes) for one in sessions] == [
        ("FR", 10, 13),
        ("TU", 9, 17),
        ("WE", 10, 13),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We have moved from the second Tuesday to the second Friday.", {"FR"}),
        ("The hall will close on Thursdays and open from 10am to 4pm on Fridays.", {"FR"}),
        ("Weekdays 10am-4pm except Thursdays 10am-12pm", {"MO", "TU", "WE", "TH", "FR"}),
        ("Fridays at 2pm. To join, please come to the help desk on a Tuesday morning.", {"FR"}),
    ],
)
def test_days(text, days):
    assert {one.day for one in timetable(an_entry("x", "One", text)).sessions} == days
