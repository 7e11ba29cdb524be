"""Bringing in the Book from its screen: in a thread, said as it goes, the old Book as it was when it fails."""

import json
import shutil
from pathlib import Path

import pytest
from maureens_page import fill, form_says, opened, rest
from one_screen import KNITTING, OTHERS, make_book
from shell import at_rest, says, shown

from conversation_kit.book.importing import Finding, ImportReport, Progress
from conversation_kit.tui.screens.book import BookScreen
from conversation_kit.tui.screens.book_import import BookImportForm, progress_words, report_words

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


@pytest.fixture
def feed(tmp_path):
    """A file with a Book in it."""
    path = tmp_path / "their feed.json"
    path.write_text(json.dumps([*KNITTING, {"id": "nameless"}]), encoding="utf-8")
    return path


async def bring(pilot, source, **values):
    """Ask for a Book and wait until it is here, or was refused."""
    await pilot.press("ctrl+r")
    await fill(pilot, "source", str(source))
    for name, value in values.items():
        await fill(pilot, name, value)
    await pilot.press("ctrl+s")
    await at_rest(pilot)


async def test_a_book_comes_in_and_is_there_at_once(kit, vault, feed):
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Ctrl+R" in says(app)
        assert app.screen.check_action("filter", ()) is False
        await bring(pilot, f'"{feed}"')
        assert "Knit and Natter" in shown(app)
        assert "The Book is here: 7 new." in says(app)
        assert "1 could not be read" in says(app)
        assert app.screen.check_action("filter", ()) is True
        assert app.ways.went == []
        with kit.open_book() as book:
            assert len(book.entries()) == 7
    logged = "".join(file.read_text(encoding="utf-8") for file in kit.folders.logs.iterdir())
    assert "book-imported" in logged


async def test_what_cannot_be_read_leaves_the_old_book(kit, vault, tmp_path, feed):
    make_book(kit, tmp_path)
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await bring(pilot, tmp_path / "nowhere.json")
        assert "“nowhere.json”" in says(app)
        assert "9 of 9" in shown(app)
        await pilot.press("ctrl+r")
        assert app.screen.values()["source"] == str(tmp_path / "nowhere.json"), "one letter can be mended"
        await pilot.press("escape")
        await bring(pilot, "ftp://somewhere")
        assert "The Book in use is unchanged" in says(app)


async def test_a_book_that_would_lose_much_is_let_in_only_when_asked(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    small = tmp_path / "small.json"
    small.write_text(json.dumps(OTHERS), encoding="utf-8")
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await bring(pilot, small)
        assert "9 of 9" in shown(app)
        await bring(pilot, small, removals="yes")
        assert "2 of 2" in shown(app)
        assert "7 gone" in says(app)


async def test_one_at_a_time(kit, vault, feed):
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen._came("Bringing in the Book…")
        await pilot.press("ctrl+r")
        assert isinstance(app.screen, BookScreen)
        assert "still coming in" in says(app)


async def test_leaving_the_screen_does_not_stop_it(kit, vault, feed):
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        await pilot.press("ctrl+r")
        await fill(pilot, "source", str(feed))
        await pilot.press("ctrl+s", "escape")
        for _ in range(3_000):  # a busy machine takes its time
            if screen._desk.book is not None:
                break
            await pilot.pause(0.01)
        assert len(screen._desk.book.entries()) == 7


async def test_a_spreadsheet_comes_in_by_the_map_beside_it_or_by_one_that_is_named(kit, vault, tmp_path):
    for name in ("groups.csv", "groups.csv.map.toml"):
        shutil.copy(SAMPLES / name, tmp_path / name)
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await bring(pilot, tmp_path / "groups.csv")
        assert "The Book is here: 9 new." in says(app)
        assert "Stannerwick Shed" in shown(app)
        elsewhere = (tmp_path / "groups.csv.map.toml").rename(tmp_path / "own.toml")
        await bring(pilot, tmp_path / "groups.csv")
        assert "would remove 9 of the 9" in says(app), "read by guesses, nothing of it is the same"
        assert "Ctrl+R again, and “let it go”" in says(app)
        await bring(pilot, tmp_path / "groups.csv", map=f'"{elsewhere}"')
        assert "The Book is here: 9 as they were." in says(app)
        elsewhere.write_text("[columns]\nNowhere = 'name'\n", encoding="utf-8")
        await bring(pilot, tmp_path / "groups.csv", map=str(elsewhere))
        assert "Nowhere" in says(app)


async def test_without_a_source_it_asks(kit, vault):
    app = opened(kit, vault, BookScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+r", "ctrl+s")
        assert isinstance(app.screen, BookImportForm)
        assert form_says(app).startswith("Where is the Book?")


def test_it_is_said_in_plain_words():
    assert progress_words(Progress("a.json", 3, 7)).startswith(
        "Bringing in the Book: 3 of 7 read from a.json"
    )
    assert "3 read from" in progress_words(Progress("a.json", 3))
    assert report_words(ImportReport(0, 2, 5, 1)) == "The Book is here: 2 changed, 5 as they were, 1 gone."
    assert "1 could not be read" in report_words(ImportReport(1, 0, 0, 0, rejected=(Finding("a", "b", "c"),)))


def test_it_asks_calmly(kit, vault, snap_compare):
    async def asked(pilot):
        await pilot.pause()
        await pilot.press("ctrl+r")
        await rest(pilot)

    app = opened(kit, vault, BookScreen)
    assert snap_compare(app, terminal_size=(80, 24), run_before=asked)
