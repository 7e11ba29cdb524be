"""Who may see this: by item, in their words, until when; taken back at any time, and so is the last step."""

from datetime import date, timedelta

import pytest
from maureens_page import DINNERS, P, tell
from shell import NAMES, SIZES, kit_app, paste_in, running, shown, until

from conversation_kit.journey.permitting import permit, withdraw
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.permissions import Audience, Permission
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.permission import PermissionForm, PermissionScreen
from conversation_kit.tui.screens.person import PersonScreen

TODAY = date(2026, 11, 24)
TEAM, GP, HUDDLE = Audience.TEAM, Audience.GP, Audience.HUDDLE


@pytest.fixture
def app(kit, vault):
    """The app at Maureen."""
    tell(vault, kit)
    vault.place.save({"screen": "person", "person": P})
    return kit_app(kit, vault)


async def open_permission(pilot):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await pilot.press("p")
    await until(pilot, lambda: isinstance(app.screen, PermissionScreen))


async def test_letters_let_somebody_see_it_and_no_more(app, vault):
    async with running(app) as pilot:
        await open_permission(pilot)
        assert "the person and the team: nobody was asked" in shown(app)
        await pilot.press("g")
        await until(pilot, lambda: "Now for the person, the team and the GP practice." in shown(app))
        await pilot.press("down", "u", "t")
        await until(pilot, lambda: "Now for the person, the GP practice and the huddle." in shown(app))
        assert vault.find(Permission, P).audiences == ("team", "gp")
        assert vault.find(Permission, P).asked_on == TODAY
        assert vault.find(Permission, "n1").audiences == ("gp", "huddle")
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: "As it was before." in shown(app))
        assert [one.id for one in vault.story(P).permissions] == [P]
        await pilot.press("space")
        assert vault.find(Permission, "n1").audiences == ()


async def test_of_whom_nobody_was_asked_the_first_press_says_yes(app, vault):
    async with running(app) as pilot:
        await open_permission(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "Now for the person and the team." in shown(app))
        assert vault.find(Permission, P).audiences == ("team",)
        assert vault.find(Permission, P).asked_on == TODAY
        await pilot.press("t")
        await until(pilot, lambda: "Now for the person only." in shown(app))


async def test_what_is_off_the_page_is_not_named(app, vault):
    vault.keep(Connection("c8", P, "e8", "Safe Harbour", Stage.GOING, on_page=False))
    vault.keep(StepAlong("s8", P, "c8", Stage.GOING, TODAY, "she rang the refuge"))
    async with running(app, (140, 60)) as pilot:
        await open_permission(pilot)
        await until(pilot, lambda: shown(app).count("something private") == 2)
        assert not any(word in shown(app) for word in ("Harbour", "refuge"))


async def test_until_when_and_in_their_words(app, vault):
    async with running(app) as pilot:
        await open_permission(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PermissionForm))
        await pilot.press("tab", "left", "tab", "tab", "tab")
        await paste_in(pilot, "in 3 weeks")
        assert "Until Tuesday 15 December, that day too." in shown(app)
        await pilot.press("enter")
        await paste_in(pilot, "tell him, he is all right")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PermissionScreen))
        assert "until 15 December 2026" in shown(app)
        assert "tell him, he is all right" in shown(app)
    kept = vault.find(Permission, P)
    assert (kept.until, kept.said) == (date(2026, 12, 15), "tell him, he is all right")
    assert "gp" in kept.audiences


async def test_a_day_that_is_not_clear_is_asked_and_the_rest_kept(app, vault):
    async with running(app) as pilot:
        await open_permission(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PermissionForm))
        await pilot.press("tab", "tab", "tab", "tab")
        await paste_in(pilot, "when pigs fly")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Until which day?" in shown(app))
        assert isinstance(app.screen, PermissionForm)
        assert vault.find(Permission, P).audiences == ("team",)


async def test_what_is_taken_back_can_be_given_again(app, vault):
    permit(vault, P, "n1", [GP], today=TODAY)
    async with running(app) as pilot:
        await open_permission(pilot)
        await pilot.press("down", "w")
        await until(pilot, lambda: "Now for the person only: taken back." in shown(app))
        assert vault.find(Permission, "n1").withdrawn
        await pilot.press("ctrl+z")
        assert not vault.find(Permission, "n1").withdrawn
        await pilot.press("w", "t")
        await until(pilot, lambda: "Now for the person and the team." in shown(app))


async def test_what_is_shared_ends_soon_or_ended_is_said_plainly(app, vault):
    permit(vault, P, "n1", [GP], today=TODAY, until=TODAY + timedelta(days=14))
    permit(vault, P, "n2", [HUDDLE], today=TODAY, until=TODAY - timedelta(days=1))
    withdraw(vault, P, "n3")
    async with running(app, (100, 60)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        for words in (
            "Beyond the team (the GP practice): 1 item.",
            "Ends within 14 days: 1 item.",
            "Ended, and for Maureen only now: 1 item.",
        ):
            assert words in shown(app)
        await open_permission(pilot)
        assert "the person only: ended on 23 November 2026" in shown(app)


async def test_a_note_in_the_talk_leads_to_its_own_line(kit, vault):
    tell(vault, kit)
    vault.place.save({"screen": "conversation", "person": P, "conversation": "k1"})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("shift+tab", "home", "p")
        await until(pilot, lambda: isinstance(app.screen, PermissionScreen))
        arrow = next(line for line in shown(app).splitlines() if "›" in line)
        assert DINNERS[:20] in arrow
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_plain_and_calm(app, vault, snap_compare, size):
    permit(vault, P, P, [TEAM], today=TODAY, said="you lot can know")
    permit(
        vault, P, "n1", [TEAM, GP], today=TODAY, until=TODAY + timedelta(days=9), said="he'd like that one"
    )
    withdraw(vault, P, "n3")

    async def there(pilot):
        await open_permission(pilot)
        await pilot.press("down")

    assert snap_compare(app, terminal_size=size, run_before=there)
