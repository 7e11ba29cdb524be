"""Likely doubles side by side: said to be one or two with a key, remembered at the next import, taken back."""

from pathlib import Path

import pytest
from maureens_page import opened, rest
from one_screen import make_book
from shell import at_rest, says, shown

from conversation_kit.book.importing import import_sources
from conversation_kit.book.settled_doubles import FILE, load_settled
from conversation_kit.tui.screens.book import BookScreen
from conversation_kit.tui.screens.doubles import DoublesScreen

GROUPS = Path(__file__).parents[2] / "docs" / "samples" / "groups.csv"


@pytest.fixture
def app(kit, vault):
    kit.folders.book_cache.parent.mkdir(parents=True, exist_ok=True)
    import_sources([str(GROUPS)], kit.folders.book_cache, now=kit.now())
    return opened(kit, vault, BookScreen)


async def open_doubles(pilot):
    await pilot.pause()
    await pilot.press("f3")
    await at_rest(pilot)
    assert isinstance(pilot.app.screen, DoublesScreen)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
async def test_two_cards_stand_side_by_side_where_they_differ_first(app, size):
    async with app.run_test(size=size) as pilot:
        await open_doubles(pilot)
        seen = shown(app)
        assert "1 of 2 not decided" in seen
        assert "Quernby Choir  ~  The Quernby Choir" in seen
        assert "not decided" in seen
        assert seen.index("≠ What") < seen.index("Run by Quernby Library")
        await pilot.press("pagedown", "pagedown")
        assert "the same" in shown(app)
        await pilot.press("pageup", "pageup", "down")
        assert "shown as one already" in shown(app)
        assert shown(app).count("groups.csv") == 2


async def test_one_and_the_same_is_shown_once_and_remembered_at_the_next_import(app, kit):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "8 of 8" in shown(app)
        await open_doubles(pilot)
        await pilot.press("m")
        assert "0 of 2 not decided" in shown(app)
        assert "Shown as one from now on" in says(app)
        await pilot.press("a")  # the arrow went on to the next pair
        assert "Two entries from now on" in says(app)
        await pilot.press("escape")
        assert isinstance(app.screen, BookScreen)
        assert "8 of 8" in shown(app)
        assert shown(app).count("Quernby Choir") == 1
        assert shown(app).casefold().count("walking football") == 2
    import_sources([str(GROUPS)], kit.folders.book_cache, now=kit.now())
    with kit.open_book() as book:
        choir = next(entry for entry in book.entries() if entry.name == "Quernby Choir")
        assert [other.name for other in book.also(choir.id)] == ["The Quernby Choir"]
        assert len(book.entries()) == 9


async def test_every_answer_is_taken_back_in_turn(app, kit):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_doubles(pilot)
        await pilot.press("ctrl+z")
        assert "nothing to take back" in says(app)
        await pilot.press("m", "up", "a")
        held = load_settled(kit.folders.book)
        assert (len(held.merged), len(held.apart)) == (0, 1)
        await pilot.press("ctrl+z")
        held = load_settled(kit.folders.book)
        assert (len(held.merged), len(held.apart)) == (1, 0)
        await pilot.press("ctrl+z")
        assert load_settled(kit.folders.book) == type(held)()
        assert "1 of 2 not decided" in shown(app)


async def test_what_was_decided_elsewhere_meanwhile_stands(app, kit):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_doubles(pilot)
        kit.folders.book.joinpath(FILE).write_text('{"format": 1, "merged": [["x", "y"]], "apart": []}')
        await pilot.press("a")
        held = load_settled(kit.folders.book)
        assert ("x", "y") in held.merged
        assert len(held.apart) == 1


async def test_a_file_that_cannot_be_read_is_said_and_left(app, kit):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_doubles(pilot)
        kit.folders.book.joinpath(FILE).write_text("{")
        await pilot.press("m")
        assert "cannot be read. It was left as it is" in says(app)
        assert kit.folders.book.joinpath(FILE).read_text() == "{"


async def test_none_is_said(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_doubles(pilot)
        assert says(app) == "No likely doubles in this Book."
        await pilot.press("m", "a", "escape")
        assert isinstance(app.screen, BookScreen)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_looks_calm(app, snap_compare, size):
    async def looked(pilot):
        await open_doubles(pilot)
        await rest(pilot)

    assert snap_compare(app, terminal_size=size, run_before=looked)
