"""What is said of something half written when the app comes back."""

from datetime import UTC, datetime

import pytest
from shell import kit_app, running, shown, until

from conversation_kit.model.connections import DealLine, Side
from conversation_kit.model.people import Person
from conversation_kit.tui.recovering import recovered
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.vault.drafts import Draft

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
AT = datetime(2026, 11, 24, 22, 9, tzinfo=UTC)
TALK = {"screen": "conversation", "person": "p1", "conversation": "k1"}
DEAL = {"screen": "deal", "person": "p1"}
PERSON = {"screen": "person", "person": "p1"}


def draft(key, person="p1", at=AT, text="half"):
    return Draft(key, text, {"person": person} if person else {}, at)


@pytest.mark.parametrize(
    ("key", "place", "said"),
    [
        ("line:k1", TALK, "what you were typing at 22:09 is still here."),
        (
            "line:k2",
            TALK,
            "half a line, typed at 22:09, is kept. On the person's own screen, t leads to the talk",
        ),
        ("deal:new:p1:our part:", DEAL, "half a line of the deal, typed at 22:09, is kept. o shows it."),
        ("deal:new:p1:your part:", DEAL, "is kept. p shows it."),
        ("deal:new:p1:our part:c1", DEAL, "is kept. s on what was chosen shows it."),
        ("deal:d1", TALK, "is kept. F7, then e on the line shows it."),
        (
            "decision:c1",
            DEAL,
            "how a connection could work, typed at 22:09, is kept. Enter on what was chosen",
        ),
        ("why:c1", DEAL, "F5, then x on the same suggestion shows it."),
        ("asset:a1", TALK, "F6, then e on its words shows it."),
        ("asset:n1:0123", TALK, "the same words opened as an asset again show it."),
        ("note-change:n1", TALK, "Shift+Tab, then e on the note, shows it."),
        ("person:p1", DEAL, "half of what is known of them"),
        ("begin:p1", DEAL, "Enter shows it."),
        ("leave:p1:2026-11-24", DEAL, "F8, then s shows it."),
        (
            "wellbeing:new:p1",
            DEAL,
            "half of how they are, typed at 22:09, is kept. On the person's own screen, w, then n,",
        ),
        (
            "score:s1",
            DEAL,
            "half of a tool's score, typed at 22:09, is kept. On the person's own screen, w, then Enter",
        ),
        ("risk:new:p1", DEAL, "half of what they want to try"),
        ("step:c1", DEAL, "half of how a connection went"),
        ("line:k2", PERSON, "half a line, typed at 22:09, is kept. t leads to the talk it belongs to."),
        (
            "risk:new:p1",
            PERSON,
            "half of what they want to try, typed at 22:09, is kept. r, then n, shows it.",
        ),
        ("another:p1", DEAL, "something half written"),
        ("person:new", {}, "half of somebody new, typed at 22:09, is kept. n shows it."),
        ("begin:p1", {}, "Enter on the person, then Enter, shows it."),
    ],
)
def test_it_names_what_it_is_and_the_key_that_shows_it(key, place, said):
    sentence = recovered([draft(key)], place, NOW)
    assert sentence.startswith("Nothing was lost: ")
    assert said in sentence


@pytest.mark.parametrize(
    "other",
    [
        draft("line:k9", "somebody else"),
        draft("gap", ""),
        draft("book-filter", ""),
        draft("person:new", "nobody yet"),
        draft("line:k1", text=""),
    ],
)
def test_nothing_is_said_of_anybody_else(other):
    assert recovered([other], TALK, NOW) == ""


def test_at_home_nothing_is_said_of_what_stands_elsewhere():
    assert recovered([draft("line:k1"), draft("gap", "")], {}, NOW) == ""


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "on 21 November at 09:05"),
        (datetime(2025, 12, 30, 9, 5, tzinfo=UTC), "on 30 December 2025 at 09:05"),
    ],
)
def test_the_day_is_said_unless_it_is_today(kept, said):
    assert said in recovered([draft("line:k1", at=kept)], TALK, NOW)


def test_the_newest_counts():
    drafts = [draft("line:k1", at=datetime(2026, 11, 21, 9, 5, tzinfo=UTC)), draft("deal:d1")]
    assert "half a line of the deal" in recovered(drafts, TALK, NOW)


async def test_after_a_kill_in_a_line_of_the_deal_the_deal_says_so(kit, vault, maureen):
    vault.keep(DealLine("d1", maureen.id, Side.YOURS, "look out the apron"))
    vault.place.save({"screen": "deal", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DealScreen))
        await pilot.press("o", *"ring the bus")
        await until(pilot, lambda: any("ring the bus" in d.text for d in vault.drafts.all()))
    again = kit_app(kit, vault)
    async with running(again) as pilot:
        await until(pilot, lambda: "half a line of the deal" in shown(again))
        assert "o shows it." in shown(again)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(again.screen, DealForm))
        assert "ring the bus" in shown(again)


async def test_after_a_kill_with_somebody_new_home_says_so(kit, vault, maureen):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press(*"Georg")
        await until(pilot, lambda: any("Georg" in d.text for d in vault.drafts.all()))
    again = kit_app(kit, vault)
    async with running(again) as pilot:
        await until(pilot, lambda: "half of somebody new" in shown(again))


@pytest.mark.parametrize("screen", ["person", "page", "reflect", "explore"])
async def test_every_screen_it_opens_on_says_it(kit, vault, maureen, screen):
    vault.drafts.save(f"person:{maureen.id}", '{"called": "Mo"}', {"person": maureen.id})
    vault.place.save({"screen": screen, "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app, (120, 40)) as pilot:
        await until(pilot, lambda: "half of what is known of them" in shown(app) + in_the_corner(app))


def in_the_corner(app):
    """Return what stands in the corner of a screen that has no line of its own for a sentence."""
    return " ".join(notification.message for notification in app._notifications)


async def test_an_old_gap_of_nobody_is_no_recovery(kit, vault, maureen):
    vault.keep(Person("p9", "Somebody else"))
    vault.drafts.save("gap", '{"words": "a brass band"}')
    vault.drafts.save("person:p9", '{"called": "x"}', {"person": "p9"})
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.pause()
        assert "Nothing was lost" not in shown(app)
