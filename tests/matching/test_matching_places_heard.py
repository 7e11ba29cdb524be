"""Places heard: where it has to be, where somebody is, where they will not go; and what is then within reach."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf_of import SmallBook, an_entry

from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.places_heard import PlacesHeard, places_heard
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.forms_files import form_files, read_forms
from conversation_kit.model.entries import Location
from conversation_kit.model.spots import Spot

TODAY = date(2026, 11, 30)
FORMS = read_forms(form_files(assets_folder() / "words"))
TOWNS = {
    name: Spot(name, 53.5 + place / 10, -2.5)
    for place, name in enumerate(("elmsley", "oakham", "ashby", "high wycliffe", "wycliffe", "reading"))
}


def named(words: Sequence[str]) -> Iterator[tuple[int, Spot]]:
    for begin in range(len(words)):
        for end in (begin + 1, begin + 2):
            if (name := " ".join(words[begin:end])) in TOWNS and end <= len(words):
                yield begin, TOWNS[name]


def heard(*texts: str) -> dict[str, set[str]]:
    found = places_heard(texts, named, frozenset({"reading"}), FORMS)
    told = {"only": found.only, "until": found.until, "near": found.near, "never": found.never}
    return {kind: {spot.name for spot in spots} for kind, spots in told.items() if spots}


@pytest.mark.parametrize(
    ("said", "only"),
    [
        ("it'd have to be Elmsley", {"elmsley"}),
        ("I've no car and two buses is beyond me, so it's Elmsley or nowhere", {"elmsley"}),
        ("Elmsley only, the ramp on the bus is hit and miss", {"elmsley"}),
        ("no car, so it's Elmsley or Oakham on foot, Ashby at a push", {"elmsley", "oakham", "ashby"}),
        ("I can do Elmsley or Oakham on the bus and that's my lot", {"elmsley", "oakham"}),
        ("it has to be somewhere in Ashby I can push the pram to", {"ashby"}),
        ("a taxi's dear, so I'd not go out of Elmsley or Oakham", {"elmsley", "oakham"}),
        ("we can get about Oakham on the bus but no further", {"oakham"}),
        ("owt, but only in Elmsley", {"elmsley"}),
        ("I'm only in the middle of Elmsley, it'd have to be High Wycliffe", {"high wycliffe"}),
    ],
)
def test_where_it_has_to_be(said, only):
    assert heard(said)["only"] == only


@pytest.mark.parametrize(
    "said",
    [
        "I can't get no further than Oakham",
        "I'll not go past Oakham",
        "I can walk to Oakham",
        "Oakham's as far as I go, his chair won't fold for the train",
        "I can get as far as Oakham on the bus",
        "I can get to Oakham on the bus, but I like dominoes at Elmsley Road",
    ],
)
def test_how_far_they_can_go(said):
    assert heard(said) == {"until": {"oakham"}}


@pytest.mark.parametrize(
    "said",
    [
        "I'm in a flat in Elmsley on me own and the nights do my head in",
        "we're in Elmsley, no car, and I'll not drag a pram on three buses",
        "I have been in Elmsley eight months and I know nobody",
        "I could spare a Tuesday morning, here in Elmsley",
        "summat going on near Elmsley",
        "we live in a village by Elmsley",
        "I'd need to be fetched or to walk it from Elmsley",
        "I'm only in the middle of Elmsley",
    ],
)
def test_where_somebody_is(said):
    told = heard(said)
    assert told.get("near", set()) | told.get("only", set()) == {"elmsley"}
    assert "never" not in told


@pytest.mark.parametrize(
    "said",
    [
        "I can't be traipsing into Oakham",
        "I'll not go on no trams to Oakham",
        "I drive, but I'll not go as far as Oakham with him in the back screaming",
        "it's no use telling me about something lovely in Oakham",
        "Oakham is too far for me with the little one",
    ],
)
def test_where_they_will_not_go(said):
    assert heard(said) == {"never": {"oakham"}}


@pytest.mark.parametrize(
    "said",
    [
        "I played second cornet in the Elmsley band",
        "I've followed Elmsley Athletic since I was six",
        "I worked in Elmsley for thirty years",
        "born in Oakham, me, one of nine",
        "my sister went to Ashby and never came back",
        "I was always good at reading",
        "we met at Elmsley Road baths in 1961",
    ],
)
def test_a_place_in_passing_says_nothing_of_where(said):
    assert heard(said) == {}


def test_a_town_that_is_a_common_word_is_one_where_it_is_written_as_a_name():
    assert heard("we're in Reading") == {"near": {"reading"}}
    assert heard("I'm stuck in reading the same book") == {}


def test_the_longer_name_is_meant():
    assert heard("it'd have to be High Wycliffe") == {"only": {"high wycliffe"}}


@given(st.permutations(["it'd have to be Elmsley", "I'll not go as far as Oakham", "we're in Ashby"]))
def test_the_order_of_what_was_said_makes_no_difference(said):
    assert heard(*said) == {"only": {"elmsley"}, "never": {"oakham"}, "near": {"ashby"}}


def test_nothing_said_names_no_place():
    assert places_heard([], named, frozenset(), FORMS) == PlacesHeard()


def at(city: str, address: str = "", *, placed: bool = True) -> tuple[Location, ...]:
    spot = TOWNS[city.casefold()]
    latitude, longitude = (spot.latitude, spot.longitude) if placed else (None, None)
    return (Location("The Hall", address, city, "QZ1 1AA", latitude, longitude),)


ENTRIES = [
    an_entry("elmsley", "Dominoes at Elmsley", "Dominoes.", locations=at("Elmsley")),
    an_entry("oakham", "Dominoes at Oakham", "Dominoes.", locations=at("Oakham")),
    an_entry("ashby", "Dominoes at Ashby", "Dominoes.", locations=at("Ashby")),
    an_entry("unplaced", "Dominoes at the Club", "Dominoes.", locations=at("Oakham", placed=False)),
    an_entry("nowhere", "Dominoes by Post", "Dominoes."),
    an_entry("elmsley-2", "Cards at Elmsley", "Cards and dominoes.", locations=at("Elmsley")),
    an_entry("refuge", "Oakham Women's Aid", "Domestic abuse support and a refuge.", locations=at("Oakham")),
    an_entry("elsewhere", "Reading Women's Aid", "Domestic abuse support.", locations=at("Reading")),
    an_entry("oakham-2", "Cards at Oakham", "Cards and dominoes.", locations=at("Oakham")),
]


@pytest.fixture(scope="module")
def suggester(words):
    book = SmallBook(ENTRIES)
    yield Suggester(book, words)
    book.close()


def shown(suggester: Suggester, said: str, *, near: Spot | None = None, beside: str = "") -> set[str]:
    also = (Heard(beside),) if beside else ()
    asking = Asking(heard=(Heard(said),), also_heard=also, today=TODAY, limit=10, near=near)
    return {item.entry_id for item in suggester.suggest(asking)}


def test_how_far_they_can_go_is_counted_from_where_they_live(suggester):
    said = "I like dominoes, but Oakham's as far as I go"
    from_home = shown(suggester, said, near=TOWNS["elmsley"])
    assert {"elmsley", "oakham"} <= from_home
    assert "ashby" not in from_home
    assert shown(suggester, said) == {"oakham", "oakham-2", "unplaced", "nowhere"}


def test_only_what_is_in_a_place_comes_up_where_it_has_to_be_there(suggester):
    assert shown(suggester, "I like dominoes, but it'd have to be Elmsley") == {
        "elmsley",
        "elmsley-2",
        "nowhere",
    }
    assert "unplaced" in shown(suggester, "I like dominoes, but it'd have to be Oakham")


def test_a_place_holds_for_what_was_said_elsewhere_and_wherever_they_live(suggester):
    found = shown(suggester, "I like dominoes", near=TOWNS["ashby"], beside="it's Elmsley or nowhere")
    assert found == {"elmsley", "elmsley-2", "nowhere"}


def test_where_they_will_not_go_is_left_out(suggester):
    found = shown(suggester, "I like dominoes, but I'll not go as far as Oakham")
    assert not found & {"oakham", "oakham-2", "unplaced"}
    assert {"elmsley", "ashby"} <= found


@pytest.mark.parametrize("near", [None, "elmsley"])
def test_who_helps_with_danger_is_found_in_the_next_town_whatever_place_was_named(suggester, near):
    def found(said: str) -> set[str]:
        return shown(suggester, f"my husband hits me, {said}", near=TOWNS[near] if near else None)

    assert "refuge" in found("and it's Elmsley or nowhere")
    assert "elsewhere" not in found("and it's Elmsley or nowhere")
    assert "refuge" not in found("but I'll not go as far as Oakham")
