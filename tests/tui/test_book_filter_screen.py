"""The filter: what was not understood is named, and nothing typed is lost."""

import pytest
from maureens_page import fill, form_says, opened, rest
from one_screen import make_book

from conversation_kit.book.filters import BookFilter
from conversation_kit.errors import BadInputError
from conversation_kit.tui.screens.book_filter import BookFilterForm, number_meant

KINDS = [
    {
        "id": f"e{n}",
        "name": f"Group {n}",
        "description": "x",
        "attributes": [{"taxonomy_term": {"name": name, "code": str(n)}}],
    }
    for n, name in enumerate(("Walking football", "Walking netball", "Reading"))
]


@pytest.fixture
def app(kit, vault, tmp_path):
    make_book(kit, tmp_path, KINDS)
    return opened(kit, vault, lambda desk, _: BookFilterForm(desk, BookFilter(), None))


@pytest.mark.parametrize(
    ("values", "made"),
    [
        ({}, BookFilter()),
        ({"days": "Tuesdays and thurs"}, BookFilter(days=frozenset({"TU", "TH"}))),
        ({"cost": "£3.50"}, BookFilter(most_cost=3.5)),
        ({"cost": "free"}, BookFilter(most_cost=0)),
        ({"activity": "reading"}, BookFilter(activity="Reading")),
        ({"activity": "netball"}, BookFilter(activity="Walking netball")),
        ({"footprint": "leigh"}, BookFilter(footprint="Leigh")),
        ({"giving": "yes"}, BookFilter(giving=True)),
    ],
)
async def test_what_was_typed_is_what_is_asked(app, values, made):
    async with app.run_test(size=(80, 24)) as pilot:
        for name, words in values.items():
            await fill(pilot, name, words)
        assert app.screen.result(app.screen.values()) == made


async def test_miles_are_measured_from_a_place(app, kit):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "miles", "2 miles")
        await pilot.press("ctrl+s")
        assert form_says(app).startswith("2 miles of where?")
        await fill(pilot, "near", "leigh")
        assert app.screen.result(app.screen.values()) == BookFilter(
            within_miles=2, near=kit.gazetteer.find("Leigh")
        )


async def test_a_book_without_activities_names_none(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    app = opened(kit, vault, lambda desk, _: BookFilterForm(desk, BookFilter(), None))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await fill(pilot, "activity", "quidditch")
        await pilot.press("ctrl+s")
        assert form_says(app) == "The Book has no activity called “quidditch”. The line can stay empty."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"days": "Tuesday evening"}, "Not understood as days: “evening”"),
        ({"days": "monkey thunder"}, "“monkey”, “thunder”"),
        ({"cost": "a tenner"}, "“a tenner” was not understood as a number"),
        ({"cost": "-3"}, "“-3” was not understood"),
        ({"cost": "1e9"}, "“1e9” was not understood"),
        ({"miles": "99999", "near": "Leigh"}, "“99999” was not understood"),
        ({"near": "Atlantis Parva"}, "No place of that name is known here"),
        ({"activity": "walking"}, "“walking” could be Walking football, Walking netball"),
        ({"activity": "quidditch"}, "The Book has no activity called “quidditch”"),
        ({"footprint": "wigan"}, "“wigan” could be"),
        ({"footprint": "Gotham"}, "No footprint here is called “Gotham”"),
    ],
)
async def test_what_was_not_understood_is_named(app, values, said):
    async with app.run_test(size=(80, 24)) as pilot:
        for name, words in values.items():
            await fill(pilot, name, words)
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, BookFilterForm)
        assert said in form_says(app)
        assert {name: app.screen.values()[name] for name in values} == values


async def test_the_filter_as_it_stands_can_be_changed(kit, vault, tmp_path):
    make_book(kit, tmp_path, KINDS)
    leigh = kit.gazetteer.find("Leigh")
    now = BookFilter("Reading", frozenset({"TU", "SA"}), 2.5, 3.0, leigh, "Leigh", giving=True)
    app = opened(kit, vault, lambda desk, _: BookFilterForm(desk, now, None))
    async with app.run_test(size=(80, 24)):
        assert app.screen.values()["days"] == "tue sat"
        assert app.screen.result(app.screen.values()) == now


async def test_going_back_keeps_what_was_typed(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "days", "tue")
        await pilot.press("escape")
    assert "tue" in vault.drafts.get("book-filter").text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", None),
        (" ", None),
        ("3", 3),
        ("3,50", 3.5),
        ("£ 4", 4),
        ("5 pounds", 5),
        ("1 mile", 1),
        ("free", 0),
    ],
)
def test_numbers_as_people_type_them(said, meant):
    assert number_meant(said) == meant


def test_what_is_no_number():
    with pytest.raises(BadInputError):
        number_meant("nan")


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_asks_calmly(app, snap_compare, size):
    async def asked(pilot):
        await fill(pilot, "days", "Tuesday evening")
        await pilot.press("ctrl+s")
        await rest(pilot)

    assert snap_compare(app, terminal_size=size, run_before=asked)
