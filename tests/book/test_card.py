# ruff: noqa: DTZ001 - the Book keeps naive local UK times
from datetime import date, datetime, time

import pytest

from conversation_kit.book.card import card_lines, closed_words
from conversation_kit.book.costs import cost_words, least_cost
from conversation_kit.book.places import Gazetteer
from conversation_kit.model.entries import Contact, CostOption, Entry, Location, Schedule, Status
from conversation_kit.model.spots import Spot

NOW = datetime(2026, 11, 23, 9, 0)
LEIGH = Spot("Leigh", 53.4974, -2.5188, "town")
FULL = Entry(
    "1",
    "Reader leaders",
    description="Stories read aloud.",
    organization="Hope Church",
    url="https://example.org",
    email="hello@example.org",
    contacts=(Contact("Jo", "coordinator", "jo@example.org", ("01942 000000",)),),
    locations=(
        Location(
            "Hope Church hall",
            "Hope Street, Leigh",
            "Leigh",
            "WN7 4AB",
            53.5061,
            -2.5188,
            ("Ramp", "ramp", "Loop"),
        ),
    ),
    schedules=(Schedule(freq="WEEKLY", byday=("TU",), opens_at=time(10), closes_at=time(12)),),
    cost_options=(CostOption("Adults", 4.0, "with tea"), CostOption("Children", 0.0)),
    minimum_age=5,
    maximum_age=11,
    eligibility="All welcome.",
    languages=("English", "Polish"),
    ways_to_give=("read aloud", "make tea"),
    assured_date=date(2026, 11, 11),
    source="example.org",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def card(entry: Entry, gazetteer: Gazetteer, near: Spot | None = LEIGH) -> dict[str, str]:
    lines = card_lines(entry, today=NOW, near=near, gazetteer=gazetteer)
    assert len({line.label for line in lines}) == len(lines)
    return {line.label: line.text for line in lines}


def test_a_full_card_answers_each_question(gazetteer):
    assert card(FULL, gazetteer) == {
        "What": "Stories read aloud.\nRun by Hope Church.",
        "When": "Tuesdays 10:00 to 12:00",
        "Next dates": "Tuesday 24 November, 10:00 to 12:00; Tuesday 1 December, 10:00 to 12:00; "
        "Tuesday 8 December, 10:00 to 12:00",
        "Where": "Hope Church hall, Hope Street, Leigh, WN7 4AB",
        "How far": "0.6 miles from Leigh, as the crow flies",
        "Cost": "Adults: £4 (with tea); Children: free",
        "Who for": "Ages 5 to 11. All welcome",
        "Access": "ramp; Loop",
        "Languages": "English, Polish",
        "Ways to give": "read aloud; make tea",
        "Contact": "Jo (coordinator), 01942 000000, jo@example.org; hello@example.org; https://example.org",
        "Source": "example.org",
        "Last checked": "12 days ago",
    }


def test_an_empty_card_says_what_is_unknown(gazetteer):
    lines = card(Entry("1", "x"), gazetteer)
    assert lines["Cost"] == "The Book does not say what it costs: ask."
    assert lines["Last checked"] == "Nobody is known to have checked this: ring first"
    assert "Languages" not in lines
    assert all(text for text in lines.values())
    assert "Take care" not in lines


def test_nothing_is_said_twice(gazetteer):
    place = Location("Hope Hall", "Hope Street, Leigh, Leigh", "Leigh", "WN7 4AB")
    lines = card(Entry("1", "Hope Church", organization="Hope church", locations=(place,)), gazetteer)
    assert lines["What"] == "The Book does not describe it: ask."
    assert lines["Where"] == "Hope Hall, Hope Street, Leigh, WN7 4AB"


def test_a_closed_entry_says_so_first(gazetteer):
    lines = card(Entry("1", "x", status=Status.DEFUNCT, schedules=FULL.schedules), gazetteer)
    assert next(iter(lines.items())) == ("Take care", "The Book says this has closed for good.")
    assert lines["Next dates"] == "None while it is closed."


def test_what_does_not_run_is_marked_on_a_line_of_text():
    marks = [closed_words(Entry("1", "x", status=status)) for status in Status]
    assert marks == ["", " [not running now]", " [closed for good]", " [closed for now]", ""]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location(latitude=53.4974, longitude=-2.5188), "less than 0.1 miles from Leigh, as the crow flies"),
        (Location(latitude=53.5119, longitude=-2.5188), "1 mile from Leigh, as the crow flies"),
        (Location(latitude=53.8, longitude=-2.5188), "21 miles from Leigh, as the crow flies"),
        (
            Location(postal_code="M46 9AA"),
            "About 2.3 miles from Leigh, as the crow flies (to the middle of its area)",
        ),
        (Location(), "The Book does not say where, so there is no distance."),
    ],
)
def test_how_far(gazetteer, location, words):
    assert card(Entry("1", "x", locations=(location,)), gazetteer)["How far"] == words


def test_no_distance_line_without_a_place_to_measure_from(gazetteer):
    assert "How far" not in card(FULL, gazetteer, near=None)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (18, None, "Age 18 and over"),
        (None, 25, "Up to age 25"),
        (0, 5, "Up to age 5"),
        (7, 7, "Age 7"),
        (0, 120, "All ages"),
        (18, 99, "Age 18 and over"),
    ],
)
def test_ages(gazetteer, low, high, words):
    assert card(Entry("1", "x", minimum_age=low, maximum_age=high), gazetteer)["Who for"] == words


def test_many_places_are_cut_and_counted(gazetteer):
    many = Entry("1", "x", locations=tuple(Location(name=f"Hall {n}") for n in range(5)))
    assert card(many, gazetteer)["Where"] == "Hall 0; Hall 1; Hall 2; and 2 more"
    area = Entry("1", "x", service_areas=("Wigan",))
    assert card(area, gazetteer)["Where"] == "The Book gives no address. It serves Wigan."


@pytest.mark.parametrize(
    ("options", "is_free", "words", "least"),
    [
        ((), None, "", None),
        ((), True, "Free", 0),
        ((), False, "There is a charge; the Book does not say how much", None),
        ((CostOption(amount=2.5),), None, "£2.50", 2.5),
        ((CostOption("Adults", None, "4.00 per session"),), None, "Adults: £4.00 per session", 4),
        ((CostOption("", None, "£12 a term"),), None, "£12 a term", 12),
        ((CostOption("Free", 0.0),), None, "Free", 0),
        ((CostOption("", None, "Free of charge"),), None, "Free of charge", 0),
        ((CostOption("", None, "2 for 1"),), None, "2 for 1", None),
        ((CostOption("", None, "Ask at the desk"),), None, "Ask at the desk", None),
        ((CostOption("Members", 1.0), CostOption("Members", 1.0)), False, "Members: £1", 1),
    ],
)
def test_costs(options, is_free, words, least):
    entry = Entry("1", "x", cost_options=options, is_free=is_free)
    assert cost_words(entry) == words
    assert least_cost(entry) == least
