"""What an entry's own words say that rules it out for somebody, in the way real directories write; all are invented."""

from datetime import date

import pytest

from conversation_kit.matching.entries.ages_told import ages_in
from conversation_kit.matching.entries.costs_told import least_cost
from conversation_kit.matching.entries.dated import dated
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.entries.standing import kept_up, runs
from conversation_kit.matching.entries.timetable import timetable
from conversation_kit.model.entries import Attribute, CostOption, Entry, Location, Schedule

LAST_SEEN = date(2023, 2, 20)


def read(words, says="", name="Merrow", **more):
    return read_entry(Entry(id="one", name=name, description=says, **more), words)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ashby Village Club", "Darts, pool and a good welcome. Fridays 6pm to 10pm."),
        ("Fellside Conservative Club", "Snooker and bingo."),
        ("Thornley Sports and Social Club", "Everybody is welcome."),
        ("Draycott Miners Welfare", "Dominoes on Sundays."),
        ("Chess", "We meet upstairs at the Weavers Arms on Mondays."),
        ("Folk Song", "Back room of the Cross Keys, first Tuesday."),
        ("Ukulele", "Every other Thursday at the Mitre."),
        ("Quoits", "Behind the Cider House Inn on light evenings."),
        ("Male Voices", "Rehearsals are in the Liberal Club concert room."),
        ("Cribbage", "Wednesdays in the Railway Tavern."),
        ("Friday Night", "Bar, darts and a raffle."),
    ],
)
def test_places_that_serve_drink(words, name, says):
    assert read(words, says, name).pub


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Merrow Coffee Bar", "For anybody aged 13 to 25."),
        ("Gateway Social Club", "A club for adults with a learning disability. Disco and bowling."),
        ("Deaf Social Club", "Signed quiz at the community centre."),
        ("Swim School", "Lessons at the Swan Centre on Saturdays."),
        ("Legal Clinic", "In the Crown Court building."),
        ("Third Agers", "We have over 40 interest groups including botany, walking, opera and wine tasting."),
        (
            "Shaky Hands Branch",
            f"Monthly meeting with a speaker{', tea' * 40}. Carers' lunch every other month at the Railway Tavern.",
        ),
        ("New Mothers", "In the loving arms of other mothers."),
    ],
)  # fmt: skip
def test_places_that_do_not(words, name, says):
    assert not read(words, says, name).pub


def test_a_venue_that_serves_drink_counts_whoever_meets_there(words):
    venue = (Location(name="Merrow Social Club"),)
    assert read(words, "For people with a learning disability.", "The Gang", locations=venue).pub


@pytest.mark.parametrize(
    ("name", "organization", "says"),
    [
        ("Food Bank", "St Vincent de Paul Society", "Parcels on Tuesdays."),
        ("Open Table", "", "Tea and toast. Contact Rev Anna Pell for more."),
        ("The Pantry", "", "Debt advice, and a Faith Caf\u00e9 on Fridays."),
    ],
)
def test_what_is_a_churchs_own(words, name, organization, says):
    assert read(words, says, name, organization=organization).faith


def test_a_parish_council_is_no_church_and_a_meeting_house_is_a_place_of_worship(words):
    council = read(words, "Forty plots.", "Allotments", organization="Merrow Parish Council")
    pilates = read(words, "Tuesdays at the Quaker Meeting House.", "Pilates")
    assert not council.faith
    assert (pilates.faith, pilates.in_church) == (False, True)


def test_what_is_paid(words):
    assert read(words, "Games, lunch and outings. Cost includes transport.").paid
    assert read(words, "A fry-up on the third Saturday. Pay for your own.").paid
    assert not read(words, "Bring your own lunch.").paid


def test_a_name_that_says_free_and_hire_that_is_no_price(words):
    music = Entry(
        id="one",
        name="Music",
        cost_options=(
            CostOption(option="per term", amount=70.0),
            CostOption(option="instrument hire", amount=15.0),
        ),
    )
    assert least_cost(Entry(id="one", name="Free Will Evening"), words) == (None, False)
    assert least_cost(Entry(id="one", name="Free Law Clinic"), words) == (0.0, True)
    assert least_cost(music, words) == (70.0, False)


@pytest.mark.parametrize(
    "says",
    [
        "Groups, support and training. Come along and make friends. Transport can be provided.",
        "Lessons in the small pool. Book online or at reception.",
        "Stitching in the mill. Telephone first, the lift is being mended.",
        "A quiet park with benches. Report faults on the app.",
        "Digging and planting for anybody who feels stuck at home.",
        "Apply for a plot online. There is a wait.",
        "Matches are at home or away.",
        "Help to keep your home: arrears and repairs.",
    ],
)
def test_how_to_get_in_touch_brings_nothing_to_a_house(words, says):
    tags = (Attribute(name="Befriending"),) if "training" in says else ()
    told = read(words, says, attributes=tags)
    assert not told.at_home
    assert not told.alone
    assert not told.online
    assert "phone" not in told.kinds


@pytest.mark.parametrize(
    "says",
    [
        "A volunteer visits you every week for a chat.",
        "Six sessions by phone or in person with a counsellor.",
        "A caseworker will come to your kitchen table.",
        "Regular phone call for older people.",
        "Lessons in the comfort of your own home.",
    ],
)
def test_what_comes_to_one_person(words, says):
    told = read(words, says)
    assert told.at_home
    assert told.alone


def test_what_is_granted_can_be_asked_for_from_home(words):
    assert read(words, "Apply online for a badge, or by phone.", "Blue Badge").at_home


def test_a_screen_that_is_one_part_is_not_all(words):
    part = read(words, "We meet at the library on Mondays. There is a separate online group for fathers.")
    whole = read(words, "A chat for people who live with pain, on Zoom every Thursday at 7pm.")
    assert (part.online, part.at_home) == (False, True)
    assert (whole.online, whole.at_home) == (True, True)
    assert not read(words, "By referral. Seen virtually or in clinic.").online
    assert read(words, "Face to face online lessons via Zoom.").online


def test_where_one_goes_alone(words):
    assert read(words, "Books and papers.", "Merrow Library").alone
    assert not read(words, "Slow and gentle.", "Tai Chi in the Park").alone
    assert not read(words, "Songs and rhymes for babies.", "Rhyme Time - Merrow Library").alone


def test_a_national_society_is_no_group_for_its_name(words):
    assert not read(words, "Somebody can visit you at home.", "Alzheimer's Society Advice").group
    assert read(words, "Talks.", "Merrow History Society").group


@pytest.mark.parametrize(
    ("says", "ages"),
    [
        ("Waiting times vary from 1 to 6 years.", None), ("There is a 2-5 year wait at most sites.", None),
        ("Juniors aged 8 to 17 and seniors.", None), ("Children aged 8 to 17 years.", (8, 17)),
        ("A reserve with hides and a caf\u00e9. Watch club for ages 6-11 on Saturdays.", None),
        ("A Saturday school for ages 6 to 14.", (6, 14)), ("A course for ages 8 to 12 years.", (8, 12)),
    ],
)  # fmt: skip
def test_ages_that_are_none_or_of_a_part(says, ages):
    assert ages_in(says) == ages


def test_baby_loss_is_not_for_children(words):
    assert not read(words, "For anyone after the death of a baby.", "Baby Loss Support").children
    assert read(words, "Songs and rhymes.", "Baby Bounce").children


def test_retired_business_men(words):
    assert read(words, "Luncheon for retired professional and business men.", "Probus").sex == "men"
    assert read(words, "For retired business men and women.", "Probus").sex == ""


@pytest.mark.parametrize(
    ("says", "times"),
    [
        ("First Wednesday at two in the hall.", [("WE", 14, None)]),
        ("Every Friday at half past ten.", [("FR", 10.5, None)]),
        ("Thursdays at ten o'clock.", [("TH", 10, None)]),
        ("Tuesdays two to four.", [("TU", 14, 16)]),
        ("From two till four on Thursdays.", [("TH", 14, 16)]),
        ("Open Saturdays 9:30 to 4.", [("SA", 9.5, 16)]),
        ("Sundays 10.30 - 2.30.", [("SU", 10.5, 14.5)]),
        ("Sun 7.30pm", [("SU", 19.5, None)]),
        ("Mondays at one of the libraries.", [("MO", None, None)]),
    ],
)
def test_hours_as_they_are_spoken(says, times):
    entry = Entry(id="one", name="Merrow", description=says)
    assert [(one.day, one.opens, one.closes) for one in timetable(entry).sessions] == times


@pytest.mark.parametrize(
    ("says", "stale"),
    [
        ("A puppet show. Tuesday 4 April 1.15pm and Friday 14 April 11am.", date(2023, 4, 14)),
        ("Songs for spring on Saturday 18 March, 11.30.", date(2023, 3, 18)),
        ("A puppet show on Tuesday 5 April.", date(2022, 4, 5)),
        ("A puppet show on Tuesday 6 April.", None),
        ("Every Tuesday. We met on Tuesday 4 April.", None),
        ("Next meeting Tuesday 4 April.", None),
        ("Closed on Friday 14 April.", None),
        ("Stories on 4 April.", None),
    ],
)
def test_days_without_a_year(says, stale):
    found = dated("Merrow", says, scheduled=True, looked_at=LAST_SEEN)
    assert (found.over, found.stale_from) == (None, stale)


def test_an_event_of_a_past_day_without_a_year_sinks_and_still_runs(words):
    weekly = (Schedule(freq="WEEKLY", byday=("TU",)),)
    says = "A show for families. Tuesday 4 April, 2pm."
    told = read(words, says, "Puppets", schedules=weekly, last_modified=LAST_SEEN)
    assert runs(told, date(2023, 4, 5))
    assert kept_up(told, date(2023, 4, 5)) < kept_up(told, date(2023, 4, 4))
    assert dated("Puppets", says, scheduled=True).over is None
