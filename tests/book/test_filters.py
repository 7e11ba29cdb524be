import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.book.filters import BookFilter, activities
from conversation_kit.book.places import Gazetteer
from conversation_kit.model.entries import Attribute, CostOption, Entry, Location, Schedule
from conversation_kit.model.spots import Spot

LEIGH = Spot("Leigh", 53.4974, -2.5188, "town")
NOTHING_KNOWN = Entry("0", "A name only")
KNOWN = Entry(
    "1",
    "Repair café",
    locations=(Location(latitude=53.5, longitude=-2.52),),
    schedules=(Schedule(freq="WEEKLY", byday=("TU",)),),
    cost_options=(CostOption("Adults", 4.0), CostOption("Under 16s", 2.0)),
    attributes=(Attribute("Repairing"),),
    ways_to_give=("mend things",),
    footprint="Leigh",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    "wanted",
    [
        BookFilter(),
        BookFilter(activity="repairing"),
        BookFilter(days=frozenset({"MO", "TU"})),
        BookFilter(most_cost=2),
        BookFilter(near=LEIGH, within_miles=0.5),
        BookFilter(footprint="leigh"),
        BookFilter(giving=True),
        BookFilter("Repairing", frozenset({"TU"}), 5, 1, LEIGH, "Leigh", giving=True),
    ],
)
def test_keeps_what_fits(wanted, gazetteer):
    assert wanted.keeps(KNOWN, gazetteer)
    assert not wanted.may_fit(KNOWN, gazetteer)


@pytest.mark.parametrize(
    "wanted",
    [
        BookFilter(activity="Singing"),
        BookFilter(days=frozenset({"SU"})),
        BookFilter(most_cost=0),
        BookFilter(near=Spot("Wigan", 53.5456, -2.6297), within_miles=2),
        BookFilter(footprint="Wigan North"),
    ],
)
def test_drops_what_does_not(wanted, gazetteer):
    assert not wanted.keeps(KNOWN, gazetteer)
    assert not wanted.may_fit(KNOWN, gazetteer)


@pytest.mark.parametrize(
    "wanted",
    [
        BookFilter(days=frozenset({"TU"})),
        BookFilter(most_cost=0),
        BookFilter(near=LEIGH, within_miles=1),
        BookFilter(footprint="Leigh"),
    ],
)
def test_what_is_unknown_is_not_kept_but_not_forgotten(wanted, gazetteer):
    assert not wanted.keeps(NOTHING_KNOWN, gazetteer)
    assert wanted.may_fit(NOTHING_KNOWN, gazetteer)


def test_what_is_known_not_to_fit_outweighs_the_unknown(gazetteer):
    assert not BookFilter(giving=True, most_cost=0).may_fit(NOTHING_KNOWN, gazetteer)


def test_a_charge_of_unknown_size_is_not_free_but_may_be_little(gazetteer):
    charged = Entry("2", "x", is_free=False)
    assert not BookFilter(most_cost=0).may_fit(charged, gazetteer)
    assert BookFilter(most_cost=5).may_fit(charged, gazetteer)
    assert BookFilter(most_cost=0).keeps(Entry("3", "x", is_free=True), gazetteer)


def test_a_distance_without_a_place_asks_for_nothing(gazetteer):
    assert BookFilter(within_miles=1).keeps(NOTHING_KNOWN, gazetteer)
    assert BookFilter(near=LEIGH).keeps(NOTHING_KNOWN, gazetteer)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (BookFilter(), ""),
        (
            BookFilter(near=LEIGH, days=frozenset({"WE", "MO"}), giving=True),
            "near Leigh · Mondays and Wednesdays · ways to give",
        ),
        (
            BookFilter("Singing", within_miles=1, near=LEIGH, most_cost=0),
            "Singing · within 1 mile of Leigh · free",
        ),
        (BookFilter(within_miles=2.5, near=LEIGH, most_cost=4.5), "within 2.5 miles of Leigh · up to £4.50"),
        (BookFilter(footprint="Wigan North"), "in Wigan North"),
    ],
)
def test_described(wanted, words):
    assert wanted.described() == words


def test_activities_with_counts():
    def entry(*names: str) -> Entry:
        return Entry("1", "x", attributes=tuple(Attribute(name) for name in names))

    assert activities(
        [entry("Singing", "Art"), entry("singing", "Singing"), entry("Art", ""), entry("Bowls")]
    ) == [
        ("Art", 2),
        ("Singing", 2),
        ("Bowls", 1),
    ]


@given(
    most_cost=st.none() | st.floats(0, 20),
    days=st.frozensets(st.sampled_from(["MO", "TU"])),
    giving=st.booleans(),
    known=st.booleans(),
)
def test_an_entry_is_kept_or_may_fit_or_neither(most_cost, days, giving, known):
    wanted = BookFilter(most_cost=most_cost, days=days, giving=giving)
    entry = KNOWN if known else NOTHING_KNOWN
    places = Gazetteer([])
    assert not (wanted.keeps(entry, places) and wanted.may_fit(entry, places))
    assert wanted.described() or wanted.keeps(entry, places)
