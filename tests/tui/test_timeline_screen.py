"""The story so far: day by day in plain words, and every talk, asset, connection and promise one key away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from maureens_page import P, opened, rest, tell
from shell import kit_app, running, shown, until
from shell import shown as all_shown

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Stage, StepAlong
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import Wellbeing
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.timeline import TimelineScreen
from conversation_kit.tui.widgets.reading import ReadingView


@pytest.fixture
def story(kit, vault):
    """Maureen's story over two months."""
    tell(vault, kit)
    before = kit.now() - timedelta(days=61)
    vault.keep(replace(vault.find(Conversation, "k1"), started=before, ended=before))
    vault.keep(Conversation("k2", P, "catching-up", vault.worker().id, kit.now()))
    for line in ("d1", "d2"):
        vault.keep(replace(vault.find(DealLine, line), conversation_id="k1", done=line == "d2"))
    vault.keep(replace(vault.find(Connection, "c1"), conversation_id="k1"))
    day = (before + timedelta(days=30)).date()
    vault.keep(StepAlong("s1", P, "c1", Stage.TRIED_IT, day, "noisy. [b]lovely[/b]"))
    vault.keep(PositiveRisk("r1", P, "the night bus", they_say="I'm not daft", weighed_on=day))
    vault.keep(Wellbeing("w1", P, day, satisfied=7, words="middling"))


@pytest.fixture
def app(kit, vault, story):
    return opened(kit, vault, lambda desk, ways: TimelineScreen(desk, ways, P))


def whole(app):
    return "\n".join(line.plain.rstrip() for line in app.screen.query_one(ReadingView)._lines)


async def go_to(pilot, record_id):
    await pilot.press("home")
    for _ in range(60):
        chosen = pilot.app.screen.query_one(ReadingView).chosen
        if chosen and chosen.record_id == record_id:
            return
        await pilot.press("down")
    raise AssertionError(f"the arrow never came to {record_id}")


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
async def test_it_tells_the_story_by_month_and_day(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = whole(app)
        order = [
            "September 2026 ─",
            "Thursday 24 September",
            "We talked · Whole person",
            "“I did the school dinners",
            "Talked about: Knit and Natter",
            "Strength: thirty-one years of school dinners",
            "Gets in the way: evenings after dark",
            "Agreed, our part: Ruth: ring the kitchen",
            "Agreed, your part (done): look out the apron",
            "October 2026 ─",
            "Saturday 24 October",
            "Tried it: Knit and Natter",
            "“noisy. [b]lovely[/b]”",
            "Something to try: the night bus",
            "November 2026 ─",
            "Tuesday 24 November",
            "We talked · Catching up · not closed yet",
        ]
        places = [text.find(words) for words in order]
        assert -1 not in places, order[places.index(-1)]
        assert places == sorted(places)
        assert "middling" not in text
        assert "Catching up" in shown(app)
        assert "since 24 September 2026" in shown(app)


async def test_enter_opens_the_talk_and_changes_everything_else(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert app.ways.went[-1][:2] == ("talk", P)
        assert app.ways.went[-1][2].id == "k2"
        for record_id, form in (("a0", AssetForm), ("c1", DecisionForm), ("d1", DealForm)):
            await go_to(pilot, record_id)
            await pilot.press("enter")
            assert isinstance(app.screen, form)
            await pilot.press("escape")
        for key, way in (("f5", "explore"), ("f6", "reflect"), ("f7", "deal"), ("f8", "page")):
            await pilot.press(key)
            assert app.ways.went[-1] == (way, P)


async def test_what_was_changed_stands_here_at_once(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "a0")
        await pilot.press("enter")
        app.screen.query_one("#field-words").text = "thirty-two years of them"
        await pilot.press("ctrl+s")
        assert vault.find(Asset, "a0").words == "thirty-two years of them"
        assert "thirty-two years of them" in whole(app)
        assert "Changed, here and in the record." in shown(app)


async def test_it_is_where_the_app_opens_again(kit, vault, story):
    vault.place.save({"screen": "timeline", "person": P})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen) and "We talked" in all_shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))


def test_it_reads_calmly(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=rest)
