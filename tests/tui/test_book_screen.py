"""The Book on the screen: typing in a hurry, choosing, filtering, telling what is missing."""

from dataclasses import replace

import pytest
from maureens_page import opened, rest
from one_screen import KNITTING, OTHERS, make_book
from shell import says, shown

from conversation_kit.book.cache import Book
from conversation_kit.desk import open_desk
from conversation_kit.model.connections import Gap
from conversation_kit.tui.screens.book import BookScreen
from conversation_kit.tui.screens.book_filter import BookFilterForm
from conversation_kit.tui.screens.entry import EntryScreen
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.widgets.entries import EntriesView

SIZES = [(80, 24), (140, 45)]
NAMES = ["80x24", "140x45"]
SILENT = {"id": "s", "name": "Back Lane lifts board", "description": "Lifts."}
CLOSED = {"id": "z", "name": "Zumba at the mill", "status": "defunct", "description": "Dancing."}


@pytest.fixture
def app(kit, vault, tmp_path):
    make_book(kit, tmp_path, [*KNITTING, *OTHERS, SILENT, CLOSED])
    return opened(kit, vault, BookScreen)


def view(app):
    return app.screen.query_one(EntriesView)


def names(app):
    return [entry.name for entry in view(app)._entries]


async def found(pilot):
    """Let the search come that waits for the keys to rest."""
    pilot.app.screen._catch_up()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_it_opens_on_everything_by_name(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert names(app) == sorted(names(app), key=str.casefold)
        assert "11 of 11" in shown(app)
        assert "› Back Lane lifts board" in shown(app)
        assert "the Book does not say when or where" in shown(app)
        await pilot.press("end", "pagedown", "pagedown")
        assert "Zumba at the mill  closed for good" in shown(app)
        assert ("The Book does not describe" in shown(app) or "Dancing." in shown(app)) is (size[0] > 100)


async def test_it_finds_while_one_types_even_misspelt(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"dominos")
        await found(pilot)
        assert names(app) == ["Quay Street Dominoes"]
        assert "1 of 11" in shown(app)


async def test_enter_in_a_hurry_opens_what_was_typed_not_what_stood_there(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#book-words").value = "boxing"
        app.screen.on_input_changed(None)
        app.screen.action_open()
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        assert "Saltmarsh Boxing Gym" in shown(app)


async def test_choosing_does_not_stop_the_typing(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"knit")
        await found(pilot)
        await pilot.press("down", "down", "up", "i")
        assert app.screen.query_one("#book-words").value == "kniti"
        assert view(app).chosen is not None


async def test_the_ends_are_where_they_are(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("up", "pageup")
        assert view(app).chosen.name == "Back Lane lifts board"
        await pilot.press(*["pagedown"] * 5, "down")
        assert view(app).chosen.name == "Zumba at the mill"


async def test_esc_goes_back_one_step_at_a_time(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "tab", *"fri", "ctrl+s")
        await pilot.press(*"yarn")
        await found(pilot)
        assert names(app) == ["Yarn Bombers"]
        await pilot.press("escape")
        await found(pilot)
        assert "Yarn Bombers" in names(app)
        assert "Wool Wednesdays" not in names(app)
        await pilot.press("escape")
        assert len(names(app)) == 11
        await pilot.press("escape")
        assert not isinstance(app.screen, BookScreen)


async def test_a_filter_keeps_what_fits_and_marks_what_might(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        assert isinstance(app.screen, BookFilterForm)
        await pilot.press("tab", *"friday", "tab", "0", "ctrl+s")
        await pilot.pause()
        assert names(app) == ["Yarn Bombers", "Back Lane lifts board", "Zumba at the mill"]
        assert "Fridays · free" in shown(app)
        assert "1 of 11 · 2 might fit" in shown(app)
        assert "Back Lane lifts board  might fit: ask" in shown(app)


async def test_nothing_fits_is_said_and_becomes_a_gap(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"zzzxqv")
        await found(pilot)
        assert names(app) == []
        assert says(app) == "Nothing in the Book fits well enough. Ctrl+U tells the knowledge officers so."
        await pilot.press("enter", "down", "pagedown")
        await pilot.press("ctrl+u")
        assert isinstance(app.screen, GapForm)
        await pilot.press(*"brass", "ctrl+s")
        await pilot.pause()
        (gap,) = vault.all(Gap)
        assert (gap.words, gap.area, gap.person_id) == ("brass", "Saltmarsh", "")
        assert "Kept for the knowledge officers" in says(app)


async def test_the_mouse_chooses_and_then_opens(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(EntriesView, offset=(5, 2))
        assert view(app).chosen.name == "Casting On"
        assert app.screen.query_one("#book-words").has_focus
        await pilot.click(EntriesView, offset=(5, 3))
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        assert "Casting On" in shown(app)


async def test_distances_are_measured_from_where_it_was_asked(kit, vault, tmp_path):
    there = {"name": "Leigh Library", "postal_codes": [], "latitude": 53.4969, "longitude": -2.5193}
    make_book(
        kit,
        tmp_path,
        [{"id": "l", "name": "Lantern makers", "service_at_locations": [{"location": there}]}],
    )
    near = kit.gazetteer.find("Leigh")
    app = opened(kit, vault, lambda desk, ways: BookScreen(desk, ways, near=near))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "miles" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "from Leigh" in shown(app)


async def test_without_a_book_it_says_so(kit, vault):
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"knit", "enter", "down", "pagedown")
        await found(pilot)
        assert "No Community Book here yet" in says(app)


async def test_of_thousands_only_those_in_sight_are_worked_out(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    desk = open_desk(kit, vault)
    few = desk.book.entries()
    many = [replace(few[n % len(few)], id=f"m{n}", name=f"Group {n:04}") for n in range(5000)]
    desk.book.close()
    desk.book = Book.in_memory(many)
    app = opened(kit, vault, lambda _, ways: BookScreen(desk, ways))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "5000 of 5000" in shown(app)
        assert 0 < len(view(app)._known) < 30
        await pilot.press("pagedown", "pagedown")
        assert len(view(app)._known) < 60
        view(app).move(10_000)
        await pilot.pause()
        assert "› Group 4999" in shown(app)


async def test_names_wider_than_the_screen_are_cut_and_the_mark_stays(kit, vault, tmp_path):
    long = {"id": "w", "name": "漢字の会 " * 30, "status": "defunct", "description": "x"}
    markup = {"id": "x", "name": "[bold]Not markup[/bold] \x1b[31mred", "description": "y"}
    make_book(kit, tmp_path, [long, markup])
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = shown(app)
        assert "closed for good" in seen
        assert "[bold]Not markup[/bold]" in seen
        assert "\x1b" not in seen


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(app, snap_compare, size):
    async def looked(pilot):
        await pilot.pause()
        await pilot.press("down", "down")
        await rest(pilot)

    assert snap_compare(app, terminal_size=size, run_before=looked)


def test_it_looks_calm_with_a_filter(app, snap_compare):
    async def looked(pilot):
        await pilot.pause()
        await pilot.press("f2", "tab", *"fri", "ctrl+s")
        await rest(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=looked)
