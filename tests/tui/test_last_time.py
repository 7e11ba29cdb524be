"""Catching up: last time stands beside the notes where there is room, and one key away where there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest
from maureens_page import P, tell
from shell import NAMES, SIZES, kit_app, running, shown, until
from stillness import cursors_still

from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.tui.screens.begin import BeginningForm
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.last_time import LastTimeView
from conversation_kit.tui.widgets.line import Line


@pytest.fixture
def again(kit, vault):
    """Maureen, met two months ago, and a talk with her that catches up."""
    tell(vault, kit)
    before = kit.now() - timedelta(days=61)
    vault.keep(replace(vault.find(Conversation, "k1"), started=before, ended=before))
    for line in ("d1", "d2"):
        vault.keep(replace(vault.find(DealLine, line), conversation_id="k1", done=line == "d2"))
    vault.keep(replace(vault.find(Connection, "c1"), conversation_id="k1", stage=Stage.TRIED_IT))
    vault.keep(StepAlong("s0", P, "c1", Stage.INTERESTED, before.date(), "", "k1"))
    vault.keep(StepAlong("s1", P, "c1", Stage.TRIED_IT, kit.now().date(), "noisy. [b]lovely[/b]"))
    talk = begin_conversation(vault, person_id=P, guide_id="catching-up", worker_id="", now=kit.now())
    vault.keep(Note("n9", P, talk.id, "since-last-time", "I went, you know", kit.now()))
    vault.place.save({"screen": "conversation", "person": P, "conversation": talk.id})
    return talk


def in_talk(app):
    return isinstance(app.screen, ConversationScreen) and any(one.has_focus for one in app.screen.query(Line))


def last_time_shown(app):
    return "Last time · Thursday 24 September" in shown(app)


async def test_where_there_is_room_it_stands_beside_the_notes(kit, vault, again):
    app = kit_app(kit, vault)
    async with running(app, (140, 45)) as pilot:
        await until(pilot, lambda: in_talk(app) and last_time_shown(app))
        text = shown(app)
        for words in (
            "thirty-one years of school dinners",
            "Knit and Natter   was: interested, now: tried it",
            "“noisy. [b]lovely[/b]”",
            "Ruth: ring the kitchen   our part, not done yet",
            "look out the apron   your part, done",
            "“I went, you know”",
        ):
            assert words in text, text
        assert "Today" not in text
        vault.keep(Asset("a20", P, "walks there now", Kind.PERSONAL, Leaning.STRENGTH, again.id))
        app.screen.query_one(Line).insert("and back again")
        await pilot.press("enter")
        await until(pilot, lambda: "walks there now" in shown(app).partition("Today")[2])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "“I went, you know”" not in shown(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "“I went, you know”" in shown(app) and last_time_shown(app))


async def test_on_a_small_screen_one_key_shows_it_over_the_notes(kit, vault, again):
    app = kit_app(kit, vault)
    async with running(app, (80, 24)) as pilot:
        await until(pilot, lambda: in_talk(app) and "Ctrl+R shows last time" in shown(app))
        assert not last_time_shown(app)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: last_time_shown(app))
        assert "“I went, you know”" not in shown(app)
        assert in_talk(app)
        await pilot.press("pagedown", *"said")
        await until(pilot, lambda: "look out the apron" in shown(app) and "said" in shown(app))
        await pilot.press("shift+tab")
        await until(pilot, lambda: "“I went, you know”" in shown(app))
        assert not last_time_shown(app)


@pytest.mark.parametrize(("guide", "first"), [("whole-person", False), ("catching-up", True)])
async def test_without_a_last_time_nothing_is_beside(kit, vault, guide, first):
    tell(vault, kit)
    if not first:
        begin_conversation(
            vault, person_id=P, guide_id=guide, worker_id="", now=kit.now() + timedelta(hours=1)
        )
    else:
        vault.keep(replace(vault.find(Conversation, "k1"), guide_id=guide))
    talk = max(vault.all(Conversation), key=lambda one: one.started)
    vault.place.save({"screen": "conversation", "person": P, "conversation": talk.id})
    app = kit_app(kit, vault)
    async with running(app, (140, 45)) as pilot:
        await until(pilot, lambda: in_talk(app))
        assert not app.screen.query(LastTimeView)
        await pilot.press("ctrl+r")
        assert in_talk(app)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_is_quiet(kit, vault, again, snap_compare, size):
    app = kit_app(kit, vault)

    async def looked_at(pilot):
        await until(pilot, lambda: in_talk(app))
        if size == (80, 24):
            await pilot.press("ctrl+r")
        await until(pilot, lambda: last_time_shown(app))
        cursors_still(pilot.app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=looked_at)


async def test_it_goes_and_comes_with_the_guide(kit, vault, again):
    app = kit_app(kit, vault)
    async with running(app, (140, 45)) as pilot:
        await until(pilot, lambda: in_talk(app) and last_time_shown(app))
        for guide, comes in (("whole-person", False), ("catching-up", True)):
            await pilot.press("ctrl+b")
            await until(pilot, lambda: isinstance(app.screen, BeginningForm))
            app.screen.query_one("#field-guide", Choice).value = guide
            await pilot.press("ctrl+s")
            await until(pilot, lambda comes=comes: in_talk(app) and last_time_shown(app) is comes)
            assert "“I went, you know”" in shown(app)
