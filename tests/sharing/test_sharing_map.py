"""The asset map: what stands where, and a picture that fits whatever is said."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sharing_stories import ALL, CROWDED, FULL, MET, NASTY, URDU, asset

from conversation_kit.model.assets import Kind, Leaning
from conversation_kit.model.people import Person
from conversation_kit.model.story import Story
from conversation_kit.sharing.around import asset_map
from conversation_kit.sharing.assetmap import map_lines
from conversation_kit.sharing.boxes import MapRole
from conversation_kit.sharing.fitting import fit_items, fit_whole, share_rows
from conversation_kit.sharing.mapsvg import draw_svg
from conversation_kit.sharing.permission import for_page

AWKWARD = st.text(
    st.one_of(
        st.sampled_from("日本語👩\u200d🚒\ufe0fé\u0301\u200bשלוםسلام\t\n\x1b\u2028\ud800 ab"),
        st.characters(),
    ),
    max_size=60,
)
ASSETS = st.lists(
    st.builds(
        lambda words, kind, leaning, who: asset(0, words, kind, leaning, who=who),
        AWKWARD,
        st.sampled_from(Kind),
        st.sampled_from(Leaning),
        AWKWARD,
    ),
    max_size=14,
)


def drawn(story, width=80, height=24):
    return ["".join(text for text, _ in row) for row in map_lines(story, width, height)]


def headings_of(one):
    """The headings of the map that this asset stands under."""
    return [cluster.heading for cluster in asset_map(replace(FULL, assets=(one,))).clusters]


def map_svg(story):
    """The map as it stands on the page."""
    return draw_svg(asset_map(for_page(story)))


def test_everything_stands_where_it_belongs():
    picture = asset_map(FULL)
    assert {cluster.heading: cluster.items for cluster in picture.clusters} == {
        "Your people": ("our Janet comes Sundays (daughter)", "Mr Patel (next door): puts my bins out"),
        "What you can do and enjoy": ("thirty-one years of school dinners", "a good murder"),
        "Groups you know": ("the dinner club at Hope hall",),
        "What you could give": ("show them how to do pastry",),
        "Places around you": ("the library on the corner",),
        "What you hope for": ("hear kiddies again",),
    }
    assert picture.in_the_way == ("I don't go out of a dark night", "the bus stop has moved")


def test_the_picture_at_80_by_24():
    assert drawn(FULL) == [
        "╭─ Your people ───────────────────────╮  ╭─ What you can do and enjoy ─────────╮",
        "│ · our Janet comes Sundays           │  │ · thirty-one years of school        │",
        "│   (daughter)                        │  │   dinners                           │",
        "│ · Mr Patel (next door): puts my     │  │ · a good murder                     │",
        "│   bins out                          │  │                                     │",
        "╰───────────────────────────────────┬─╯  ╰─┬───────────────────────────────────╯",
        "                                    │      │                                    ",
        "                                    │      │                                    ",
        "╭─ Groups you know ────────────╮    │      │    ╭─ What you could give ────────╮",
        "│ · the dinner club at Hope    │  ╔═╧══════╧═╗  │ · show them how to do pastry │",
        "│   hall                       ├──╢ Maureen  ╟──┤                              │",
        "│                              │  ╚═╤══════╤═╝  │                              │",
        "╰──────────────────────────────╯    │      │    ╰──────────────────────────────╯",
        "                                    │      │                                    ",
        "                                    │      │                                    ",
        "╭─ Places around you ───────────────┴─╮  ╭─┴─ What you hope for ───────────────╮",
        "│ · the library on the corner         │  │ · hear kiddies again                │",
        "╰─────────────────────────────────────╯  ╰─────────────────────────────────────╯",
        "",
        "What gets in the way: I don't go out of a dark night · the bus stop has moved",
    ]


@pytest.mark.parametrize("name", ["Maureen", "Christopher", "Anne-Marie Ollerenshaw"])
@pytest.mark.parametrize(("width", "height"), [(58, 18), (60, 20), (78, 22)])
@pytest.mark.parametrize("many", range(1, 7))
def test_headings_are_whole_where_their_words_leave_room(name, width, height, many):
    few = list({heading: one for one in FULL.assets for heading in headings_of(one)}.values())
    story = replace(FULL, assets=tuple(few[:many]), person=replace(FULL.person, name=name))
    words = " ".join(re.sub("[─│├┤╢╟║╭╮╰╯┴┬╧╤╔═╗╚╝]", " ", "\n".join(drawn(story, width, height))).split())
    assert "…" not in words.replace(name, "")


def test_nothing_is_said_of_what_is_not_there():
    words = "\n".join(drawn(replace(FULL, assets=FULL.assets[:1])))
    assert "What you can do and enjoy" in words
    assert "Your people" not in words
    assert "gets in the way" not in words


def test_just_met_shows_the_person_and_does_not_look_broken():
    assert [row.strip() for row in drawn(MET)] == [
        "╔══════════╗",
        "║ Maureen  ║",
        "╚══════════╝",
        "Nothing on the map yet.",
    ]


def test_what_does_not_fit_is_counted():
    shown = drawn(CROWDED)
    assert len(shown) == 24
    assert sum("and " in row and " more" in row for row in shown) >= 4


def test_what_was_taken_out_is_on_no_map():
    gone = replace(FULL, assets=tuple(replace(one, taken_out=True) for one in FULL.assets))
    assert drawn(gone) == drawn(MET)
    assert map_svg(gone) == map_svg(MET)


def test_what_the_person_kept_off_their_page_is_not_on_the_printed_map():
    kept_off = tuple(replace(one, on_page=one.leaning is not Leaning.BARRIER) for one in FULL.assets)
    svg = map_svg(replace(FULL, assets=kept_off))
    assert "dark night" not in svg
    assert "school" in svg


def test_the_same_thing_said_twice_is_shown_once():
    twice = (asset(1, "Knitting", "personal", "interest"), asset(2, "knitting ", "personal", "strength"))
    assert asset_map(replace(MET, assets=twice)).clusters[0].items == ("knitting",)


@pytest.mark.parametrize("count", range(7))
def test_any_number_of_clusters_makes_a_whole_picture(count):
    one_each = {asset_map(replace(MET, assets=(one,))).clusters[0].heading: one for one in FULL.assets[:8]}
    story = replace(MET, assets=tuple(one_each.values())[:count])
    rows = drawn(story)
    joined = "\n".join(rows)
    assert joined.count("╮") == count
    assert len(rows) <= 24
    # A line between a box and the person begins and ends in a joint, never in the air.
    joints = sum(joined.count(mark) for mark in "┬┴├┤")
    assert joints == sum(joined.count(mark) for mark in "╧╤╢╟") == count


@given(ASSETS, AWKWARD, st.integers(-1, 150), st.integers(-1, 50))
def test_every_row_fits_whatever_was_said(assets, name, width, height):
    rows = map_lines(Story(Person("p", name), assets=tuple(assets)), width, height)
    assert len(rows) <= max(0, height)
    for row in rows:
        text = "".join(part for part, _ in row)
        assert cell_len(text) <= width
        assert sum(cell_len(part) for part, _ in row) <= width
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
        assert all(role in set(MapRole) for _, role in row)


@given(ASSETS, AWKWARD)
def test_the_boxes_stand_straight(assets, name):
    rows = drawn(Story(Person("p", name), assets=tuple(assets)), 100, 40)
    boxed = [row for row in rows if set(row) & set("╭╰╔╚├")]
    assert all(cell_len(row) == 100 for row in boxed)


@pytest.mark.parametrize("name", ["Christopher", "Bartholomew", "Anne-Marie Ollerenshaw"])
def test_a_name_on_the_printed_map_is_not_broken_within_a_word(name):
    svg = ET.fromstring(map_svg(replace(FULL, person=replace(FULL.person, name=name))))
    drawn_words = [one.text for one in svg.iter() if one.tag.endswith("text")]
    assert set(name.split()) <= {word for text in drawn_words for word in text.split()}


@pytest.mark.parametrize("name", ALL)
def test_the_printed_map_is_whole_and_says_itself_in_words(name):
    svg = ET.fromstring(map_svg(ALL[name]))
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    title, desc = svg.find(f"{space}title"), svg.find(f"{space}desc")
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert desc.text == asset_map(ALL[name]).in_words
    assert {part.tag for part in svg.iter()} <= {
        space + tag for tag in ("svg", "title", "desc", "line", "rect", "text", "circle")
    }
    assert not [key for part in svg.iter() for key in part.attrib if key.startswith("on") or "href" in key]


@given(ASSETS, AWKWARD)
def test_the_printed_map_is_well_formed_and_fits_its_sheet(assets, name):
    svg = ET.fromstring(map_svg(Story(Person("p", name), assets=tuple(assets))))
    width, height = map(float, svg.get("viewBox").split()[2:])
    assert height <= 942
    for rect in svg.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width
        assert float(rect.get("y")) + float(rect.get("height")) <= height
    for text in svg.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(text.get("y")) < height


def test_a_language_written_from_the_right_is_set_from_the_right():
    assert 'direction="rtl"' in map_svg(URDU)
    assert 'direction="rtl"' not in map_svg(FULL)


def test_hostile_words_are_only_words():
    svg = map_svg(NASTY)
    assert "<script" not in svg
    assert "\x1b" not in svg + "\n".join(drawn(NASTY))


@given(
    st.lists(st.text(" ab", min_size=1, max_size=50), max_size=9),
    st.integers(0, 12),
    st.sampled_from([fit_items, fit_whole]),
)
def test_fitting_never_takes_more_rows_and_counts_what_it_leaves_out(items, rows, fit):
    def wrap(item):
        return [item[at : at + 10] for at in range(0, len(item), 10)]

    shown, hidden = fit(items, rows, wrap, lambda text: text[:9] + "…")
    assert len(shown) + hidden == len(items)
    least = 2 if fit is fit_whole else 0  # the printed map shows one thing and the count at the least
    assert sum(map(len, shown)) + bool(hidden) <= max(rows, least if items else 0, 1 if hidden else 0)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=4), st.integers(0, 60))
def test_rows_are_shared_fairly(bands, available):
    wanted, least = [max(pair) for pair in bands], [pair[1] for pair in bands]
    given_rows = share_rows(wanted, least, available)
    assert all(low <= rows <= want for low, rows, want in zip(least, given_rows, wanted, strict=True))
    assert sum(given_rows) <= max(available, sum(least))
    if sum(given_rows) < sum(wanted):
        assert sum(given_rows) >= min(available, sum(wanted))
    cut = sorted(rows for rows, low, want in zip(given_rows, least, wanted, strict=True) if low < rows < want)
    assert all(b - a <= 1 for a, b in pairwise(cut))
