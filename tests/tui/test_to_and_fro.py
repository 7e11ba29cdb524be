"""Going to and fro between the map, exploring, the deal and the page; deciding over a card."""

import pytest
from one_screen import make_book
from shell import kit_app, running, until

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.entry import EntryScreen
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.page import PageScreen
from conversation_kit.tui.screens.reflect import ReflectScreen
from conversation_kit.tui.widgets.suggestions import SuggestionsView


@pytest.fixture
def app(kit, vault, talk, maureen, tmp_path):
    make_book(kit, tmp_path)
    vault.keep(
        Asset(
            "a1", maureen.id, "I love my knitting", Kind.PERSONAL, Leaning.INTEREST, conversation_id=talk.id
        )
    )
    return kit_app(kit, vault)


def offered(app):
    return isinstance(app.screen, ExploreScreen) and app.screen.query_one(SuggestionsView).chosen


async def test_what_they_make_of_it_is_kept_over_the_card(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("f5")
        await until(pilot, lambda: offered(app))
        name = app.screen.query_one(SuggestionsView).chosen.suggestion.entry_id
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, DecisionForm))
        kept = vault.all(Connection)
        assert [(one.entry_id, one.stage) for one in kept] == [(name, Stage.INTERESTED)]


async def test_a_card_of_the_book_decides_nothing(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.screen.app.call_later(app.screen._navigator.card, "e1")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await pilot.press("y", "g", "x")
        assert isinstance(app.screen, EntryScreen)
        assert list(vault.all(Connection)) == []


async def test_going_to_and_fro_piles_nothing_up(app):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        for _ in range(3):
            await pilot.press("f6")
            await until(pilot, lambda: isinstance(app.screen, ReflectScreen))
            await pilot.press("f8")
            await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReflectScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))


async def test_neither_do_exploring_and_the_deal(app):
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        for _ in range(3):
            await pilot.press("f5")
            await until(pilot, lambda: isinstance(app.screen, ExploreScreen))
            await pilot.press("f7")
            await until(pilot, lambda: isinstance(app.screen, DealScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ExploreScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
