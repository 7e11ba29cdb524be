"""What was learned, on one screen: read, forgotten, taken back."""

from datetime import date

import pytest
from one_screen import OneScreen, make_book
from shell import kit_app, running, shown, until
from shell import shown as shown_whole

from conversation_kit.desk import open_desk
from conversation_kit.model.learned import Lesson, Verdict
from conversation_kit.settings import MatchingSettings, Settings
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.learned import LearnedScreen

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def app(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    desk = open_desk(kit, vault)
    ids = {entry.name: entry.id for entry in desk.book.entries()}
    vault.learned.change(
        added=[
            Lesson("knitting", ids["Knit and Natter"], Verdict.CHOSEN, NOVEMBER, 2),
            Lesson("", ids["Casting On"], Verdict.CLOSED, NOVEMBER),
            Lesson("singing", "gone", Verdict.SET_ASIDE, date(2026, 9, 1)),
        ]
    )
    yield OneScreen(lambda: LearnedScreen(desk))
    desk.book.close()


async def test_it_is_read_forgotten_and_taken_back(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = shown(app)
        assert "Knit and Natter" in seen
        assert "chosen twice for knitting and crochet, November 2026" in seen
        assert "said to have closed, November 2026" in seen
        assert "an entry that is no longer in the Book" in seen
        before = vault.learned.all()
        await pilot.press("down", "x")
        assert len(vault.learned.all()) == 2
        await pilot.press("a")
        await pilot.pause()
        assert vault.learned.all() == ()
        assert "Nothing was learned yet." in shown(app)
        await pilot.press("x")
        await pilot.pause()
        assert "There is nothing to forget." in shown(app)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert vault.learned.all() == before
        assert "nothing to take back" in shown(app)


async def test_it_says_that_it_is_switched_off(kit, vault, tmp_path):
    kit.__dict__["settings"] = Settings(matching=MatchingSettings(learn=False))
    desk = open_desk(kit, vault)
    app = OneScreen(lambda: LearnedScreen(desk))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Switched off in the settings" in shown(app)


async def test_the_palette_opens_it(kit, vault):
    vault.place.save({"screen": "home"})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        (offer,) = [offer for offer in app.offers(app.screen) if offer.title == "What was learned"]
        offer.run()
        await until(pilot, lambda: isinstance(app.screen, LearnedScreen))
        assert "Nothing was learned yet." in shown_whole(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


def test_it_looks_calm(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24))
