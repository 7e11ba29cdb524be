import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.footprints import Footprints
from conversation_kit.book.places import Gazetteer
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Entry, Location


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def footprints(gazetteer) -> Footprints:
    return Footprints.load(assets_folder() / "places" / "footprints.toml", gazetteer)


def entry(*cities: str, areas: tuple[str, ...] = ()) -> Entry:
    return Entry("1", "x", locations=tuple(Location(city=city) for city in cities), service_areas=areas)


def test_wigans_seven(footprints):
    assert footprints.names == (
        "Wigan North",
        "Wigan Central",
        "South Wigan and Ashton North",
        "Ince, Hindley, Abram and Platt Bridge",
        "Tyldesley and Atherton",
        "Leigh",
        "Lowton and Golborne",
    )


@pytest.mark.parametrize(
    ("city", "footprint"),
    [
        ("Standish", "Wigan North"),
        ("Wigan", "Wigan Central"),
        ("Orrell", "South Wigan and Ashton North"),
        ("Hindley", "Ince, Hindley, Abram and Platt Bridge"),
        ("Atherton", "Tyldesley and Atherton"),
        ("Higher Folds", "Leigh"),
        ("Golborne", "Lowton and Golborne"),
        ("Manchester", ""),
        ("", ""),
    ],
)
def test_the_nearest_place_decides(footprints, city, footprint):
    assert footprints.of(entry(city)) == footprint


def test_every_ward_of_wigan_falls_somewhere(footprints):
    wards = (assets_folder() / "places" / "greater_manchester_wards.csv").read_text("utf-8").splitlines()
    spots = [line.rsplit(",", 2)[1:] for line in wards if ",ward,Wigan," in line]
    assert len(spots) == 25
    for latitude, longitude in spots:
        where = Location(latitude=float(latitude), longitude=float(longitude))
        assert footprints.of(Entry("1", "x", locations=(where,)))


def test_a_service_area_that_names_a_footprint_wins(footprints):
    assert footprints.of(entry("Standish", areas=("Wigan", "LEIGH"))) == "Leigh"
    assert footprints.of(entry(areas=("lowton & golborne",))) == "Lowton and Golborne"
    assert (
        footprints.of(entry("Atherton", areas=("Leigh", "Tyldesley and Atherton")))
        == "Tyldesley and Atherton"
    )
    assert footprints.of(entry("Standish", areas=("Wigan",))) == "Wigan North"


def test_of_several_locations_the_nearest_to_a_place(footprints):
    assert footprints.of(entry("Manchester", "Golborne")) == "Lowton and Golborne"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f.toml, line 1: there is no"),
        ("footprint = 3", "f.toml, line 1: there is no"),
        ("[[footprint]\n", r"f.toml is not readable TOML: .*line 1"),
        ('\n[[footprint]]\nplaces = ["Leigh"]\n', "f.toml, line 2, field name"),
        ('[[footprint]]\nname = "A"\n', "f.toml, line 1, field places"),
        ('[[footprint]]\nname = "A"\nplaces = []\n', "f.toml, line 3, field places"),
        ('[[footprint]]\nname = "A"\nplaces = [3]\n', "f.toml, line 3, field places"),
        (
            '[[footprint]]\nname = "A"\nplaces = [\n "Leigh",\n "Nwetown",\n]\n',
            "f.toml, line 5, field places",
        ),
        (
            '[[footprint]]\nname = "A"\nplaces = ["Leigh"]\n[[footprint]]\nname = "A"\nplaces = ["Wigan"]\n',
            "f.toml, line 5, field name: 'A' is there twice",
        ),
    ],
)
def test_faults_are_named(tmp_path, gazetteer, text, told):
    path = tmp_path / "f.toml"
    path.write_text(text)
    with pytest.raises(BadInputError, match=told):
        Footprints.load(path, gazetteer)


def test_an_unclear_place_brings_a_hint(tmp_path, gazetteer):
    path = tmp_path / "f.toml"
    path.write_text('[[footprint]]\nname = "A"\nplaces = ["Newtown"]\n')
    with pytest.raises(BadInputError, match="did you mean Newtown, "):
        Footprints.load(path, gazetteer)


def test_no_file(tmp_path, gazetteer):
    with pytest.raises(BadInputError, match=r"f\.toml"):
        Footprints.load(tmp_path / "f.toml", gazetteer)
