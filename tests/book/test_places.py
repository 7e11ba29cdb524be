import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.book.places import Gazetteer, miles_to
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.spots import Spot, miles_between


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Leigh", "Leigh", "town"),
        ("  lEIGH ", "Leigh", "town"),
        ("Leihg", "Leigh", "town"),
        ("Golbourne", "Golborne", "town"),
        ("Platt Brige", "Platt Bridge", "village"),
        ("ashton in makerfield", "Ashton-in-Makerfield", "town"),
        ("Lowton Saint Mary\u2019s", "Lowton St Mary's", "suburb"),
        ("Pémberton", "Pemberton", "suburb"),
        ("Newtown, Wigan", "Newtown", "suburb"),
        ("Pennington, Leigh", "Pennington", "suburb"),
        ("Leigh, Wigan", "Leigh", "town"),
        ("Aspull, New Springs and Whelley", "Aspull, New Springs & Whelley", "ward"),
        ("Wigan", "Wigan", "town"),
        ("WN7 4AB", "WN7", "postcode district"),
        ("wn74ab", "WN7", "postcode district"),
        ("WN7 4", "WN7", "postcode district"),
        ("wn7", "WN7", "postcode district"),
        ("M1 1AE", "M1", "postcode district"),
        ("SW1A 1AA", "SW1A", "postcode district"),
        ("12 Market Street, Leigh, WN7 4AB", "WN7", "postcode district"),
    ],
)
def test_finds_what_is_meant(gazetteer, words, name, kind):
    spot = gazetteer.find(words)
    assert spot is not None
    assert (spot.name, spot.kind) == (name, kind)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        ",",
        "Newtown",
        "Leigh, Surrey",
        "ZZ9 9ZZ",
        "WN77",
        "Nowhere at all",
        "Lei",
        "\N{SLIGHTLY SMILING FACE}",
    ],
)
def test_does_not_guess(gazetteer, words):
    assert gazetteer.find(words) is None


def test_did_you_mean(gazetteer):
    assert "Newtown, Wigan" in gazetteer.near_misses("Newtown")
    assert gazetteer.near_misses("Ashton")[:2] == ["Ashton-under-Lyne", "Ashton-in-Makerfield"]
    assert gazetteer.near_misses("Leigh, Surrey")[0] == "Leigh"
    assert gazetteer.near_misses("WN77") == []
    assert gazetteer.near_misses("") == []


@given(words=st.text() | st.from_regex(r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9]?[A-Za-z]{0,2}"))
def test_any_text_can_be_looked_for(gazetteer, words):
    gazetteer.find(words)
    for name in gazetteer.near_misses(words):
        assert gazetteer.find(name) is not None


def test_names_are_read_only_when_they_are_needed():
    assert Gazetteer.load().near_misses("Leihg") == ["Leigh"]


def test_where_a_location_is(gazetteer):
    exact = gazetteer.spot_of(Location(latitude=53.5, longitude=-2.5, postal_code="M1 1AE"))
    assert exact is not None
    assert (exact.latitude, exact.longitude) == (53.5, -2.5)

    def name_of(**location: str) -> str:
        spot = gazetteer.spot_of(Location(**location))
        return spot.name if spot else ""

    assert name_of(postal_code="wn7 4ab", city="Wigan") == "WN7"
    assert name_of(address="Spinning Gate Centre, Leigh", city="Wigan") == "Leigh"
    assert name_of(address="Church Street, Leigh WN7 4AB") == "WN7"
    assert name_of(city="Athertn") == "Atherton"
    assert name_of(postal_code="XX1 1XX", city="Leigh") == ""
    assert name_of() == ""


def test_miles_to_the_nearest_location(gazetteer):
    leigh = gazetteer.find("Leigh")
    assert leigh is not None
    both = Entry("1", "x", locations=(Location(city="Manchester"), Location(city="Atherton"), Location()))
    miles = miles_to(both, leigh, gazetteer)
    assert miles is not None
    assert 2 < miles < 3
    assert miles_to(Entry("1", "x", locations=(Location(),)), leigh, gazetteer) is None


degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(degrees, degrees)
def test_distance_is_the_same_both_ways(a, b):
    here, there = Spot("a", *a), Spot("b", *b)
    assert miles_between(here, there) == pytest.approx(miles_between(there, here), abs=1e-6)


def test_a_councils_own_places_win(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(
        "\ufeffName,Latitude,Longitude\nLeigh,51.0,-1.0\n\nwn7,51.1,-1.0\nLittle Hope,51.2,-1.0\n", "utf-8"
    )
    gazetteer = Gazetteer.load(extra=[own])
    assert gazetteer.find("leigh") == Spot("Leigh", 51.0, -1.0, "place")
    assert gazetteer.find("Little Hope") is not None
    assert gazetteer.find("Atherton") is not None


def test_own_places_in_tabs_and_only_them(tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text(
        "name\tkind\tdistrict\tlatitude\tlongitude\nWickenby\ttown\tAmberdale\t54.0\t-1.5\nQQ1\t\t\t54.1\t-1.5\n"
    )
    gazetteer = Gazetteer.load([own])
    assert gazetteer.find("wickenby, amberdale") == Spot("Wickenby", 54.0, -1.5, "town")
    assert gazetteer.find("QQ1 4ZZ") == Spot("QQ1", 54.1, -1.5, "postcode district")
    assert gazetteer.find("Leigh") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "own.csv, line 1: there is no column called 'name'"),
        ("name,latitude\n", "own.csv, line 1: there is no column called 'longitude'"),
        ("name,latitude,longitude\n,1,2\n", "own.csv, line 2, field name"),
        ("name,latitude,longitude\n\nA,x,2\n", "own.csv, line 3, field latitude"),
        ("name,latitude,longitude\nA,1,nan\n", "own.csv, line 2, field longitude"),
        ("name,latitude,longitude\nA,91,0\n", "own.csv, line 2, field latitude"),
        ("name,latitude,longitude\nA,9\n", "own.csv, line 2, field longitude"),
    ],
)
def test_faults_are_named(tmp_path, text, told):
    own = tmp_path / "own.csv"
    own.write_text(text)
    with pytest.raises(BadInputError, match=told.replace(".", r"\.")):
        Gazetteer.load(extra=[own])


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(BadInputError, match=r"own\.csv"):
        Gazetteer.load(extra=[tmp_path / "own.csv"])
    (tmp_path / "own.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match=r"own\.csv"):
        Gazetteer.load(extra=[tmp_path / "own.csv"])
