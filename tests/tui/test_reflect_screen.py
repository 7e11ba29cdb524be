"""The map: it fills the screen, follows its size, and reads as theirs."""

import pytest
from maureens_page import P, opened, tell
from rich.cells import cell_len
from shell import says, shown

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.reflect import ReflectScreen, WordsChooser

SIZES = [(80, 24), (140, 45)]
NAMES = ["80x24", "140x45"]


@pytest.fixture
def app(kit, vault):
    tell(vault, kit)
    return opened(kit, vault, lambda desk, ways: ReflectScreen(desk, ways, P))


def alone(kit, vault, assets=()):
    vault.keep(Person(P, "Maureen"))
    for asset in assets:
        vault.keep(asset)
    return opened(kit, vault, lambda desk, ways: ReflectScreen(desk, ways, P))


def rows_of(app):
    return str(app.screen.query_one("#map").render()).splitlines()


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_their_words_stand_around_them(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(app)
        for words in ("Maureen", "all them kiddies", "could cook for two", "evenings after dark"):
            assert words in seen
        assert "Janet" in seen
        assert "asset" not in seen.lower()


async def test_it_follows_the_size_of_the_window(app):
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        for width, height in ((80, 24), (56, 18), (40, 12), (200, 50)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            await pilot.pause()
            assert all(cell_len(row) <= width for row in rows_of(app))
            assert len(rows_of(app)) <= height
            assert "Maureen" in shown(app)


async def test_with_nothing_on_it_yet(kit, vault):
    app = alone(kit, vault)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Nothing on the map yet." in shown(app)
        await pilot.press("e")
        assert "Nothing on the map yet" in shown(app)
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, ReflectScreen)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_with_sixty_it_counts_what_does_not_fit(kit, vault, size):
    kinds, leanings = list(Kind), [Leaning.STRENGTH, Leaning.GIFT, Leaning.HOPE]
    assets = [
        Asset(f"a{n}", P, f"one of the many things, number {n}", kinds[n % 4], leanings[n % 3])
        for n in range(60)
    ]
    app = alone(kit, vault, assets)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Maureen" in shown(app)
        assert "more" in shown(app)


async def test_wide_characters_and_right_to_left(kit, vault):
    words = ["毎朝公園で太極拳をする", "מכין תה לכולם כל בוקר", "يحب الطبخ مع ابنته", "👩‍🌾 allotment"]
    app = alone(
        kit, vault, [Asset(f"a{n}", P, w, Kind.PERSONAL, Leaning.STRENGTH) for n, w in enumerate(words)]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert len({cell_len(row) for row in rows_of(app) if "│" in row}) == 1
        for word in ("太極拳", "בוקר", "الطبخ", "allotment"):
            assert word in shown(app)


async def test_a_word_is_changed_as_they_would_say_it(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        assert isinstance(app.screen, WordsChooser)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, AssetForm)
        changed = app.screen._asset.id
        await pilot.press("end", *"X", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert vault.find(Asset, changed).words.endswith("X")
        assert vault.find(Asset, changed).words in shown(app)


async def test_a_word_is_taken_out_and_brought_back(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "all them kiddies" in shown(app)
        await pilot.press("e", "down", "x", "x")
        await pilot.pause()
        assert [a.id for a in vault.all(Asset, P) if a.taken_out] == ["a1", "a2"]
        assert "Taken out" in says(app)
        assert "all them kiddies" not in shown(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert [a.id for a in vault.all(Asset, P) if a.taken_out] == ["a1"]
        assert "could cook for two hundred" in shown(app)
        await pilot.press("enter")
        assert app.screen._asset.id == "a2"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReflectScreen)
        assert "all them kiddies" not in shown(app)
        assert "could cook for two" in shown(app)


async def test_taking_out_the_last_word_and_too_often_back(kit, vault):
    app = alone(kit, vault, [Asset("a1", P, "a good murder", Kind.PERSONAL, Leaning.INTEREST)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e", "x", "x")
        await pilot.pause()
        assert "Nothing on the map yet" in shown(app)
        assert "nothing to take out" in says(app)
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert "a good murder" in shown(app)
        assert "nothing to bring back" in says(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "a good murder" in shown(app)


async def test_a_disk_that_refuses_to_take_a_word_out_is_one_sentence(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        vault._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("x")
        await pilot.pause()
        assert says(app)
        assert "Taken out" not in says(app)
        assert isinstance(app.screen, WordsChooser)
        vault._store._connection.execute("PRAGMA query_only = OFF")
        await pilot.press("x")
        await pilot.pause()
        assert vault.find(Asset, "a0").taken_out


async def test_the_place_is_kept_and_the_ways_lead_on(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert vault.place.load() == {"screen": "reflect", "person": P}
        await pilot.press("enter", "f5", "f7", "f8", "ctrl+o")
        assert app.ways.went == [("explore", P), ("explore", P), ("deal", P), ("page", P), ("book",)]
        await pilot.press("escape")
        assert not isinstance(app.screen, ReflectScreen)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_can_be_turned_round(app, snap_compare, size):
    async def looked(pilot):
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=looked)


def test_choosing_a_word_looks_calm(app, snap_compare):
    async def looked(pilot):
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=looked)
