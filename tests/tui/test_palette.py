"""The palette: what applies here, everybody by name, and a new recovery key."""

import pytest
from shell import at_the_door, choose_in_palette, hidden, in_palette, kit_app, running, shown, type_in, until
from textual.widgets import Input

from conversation_kit.errors import LockedError
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.new_recovery_key import NewRecoveryKeyScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.recovery import RecoveryKeyScreen
from conversation_kit.tui.widgets.line import Line
from conversation_kit.vault.keys import unlock_with_recovery_key
from known import PASSPHRASE


async def test_it_begins_with_what_can_be_done_here(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        titles = [offer.title for offer in app.offers(app.screen)]
        assert titles[:2] == ["Write an asset by hand", "Explore together"]
        assert "Keep it as an asset" not in titles  # nothing was noticed
        assert {"Home", "New recovery key", "Lock", "Leave", "Help"} <= set(titles)
        assert not any(words in " ".join(titles) for words in ("Topic", "Maximize", "Screenshot", "Theme"))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Write an asset by hand" in shown(app))
        assert "Tab" in shown(app)
        assert "Open the person" not in shown(app)
        await pilot.press("f1")
        await until(pilot, lambda: "Every command" in shown(app))


async def test_it_does_what_the_key_would_do(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await type_in(pilot, "her soup")
        await choose_in_palette(pilot, "close the talk", "Close the talk")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    assert [note.text for note in vault.story("p-maureen").notes] == ["her soup"]


@pytest.mark.parametrize("name", ["[red]Zed[/red]", "孫さん"])
async def test_a_person_by_name_from_a_talk_with_somebody_else(kit, vault, talk, name):
    vault.keep(Person("p-other", name, area="Leigh"))
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await type_in(pilot, "half a line")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: in_palette(app))
        assert name not in shown(app)
        await pilot.press(*name.replace("[", "").replace("]", "").replace("/", "")[:6])
        await type_in(pilot, "Leigh")
        await until(pilot, lambda: f"{name}, Leigh" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen) and app.screen.person_id == "p-other")
        assert [type(screen) for screen in app.screen_stack[1:]] == [HomeScreen, PersonScreen]
    assert vault.drafts.get(f"line:{talk.id}").text == "half a line"


async def test_home_from_a_talk_keeps_the_half_line(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await type_in(pilot, "half a line")
        await choose_in_palette(pilot, "home", "Everybody, and what was promised")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert len(app.screen_stack) == 2
    assert vault.drafts.get(f"line:{talk.id}").text == "half a line"


async def test_nothing_leads_away_from_an_open_form(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("tab")
        await until(pilot, lambda: app.screen.is_modal)
        titles = [offer.title for offer in app.offers(app.screen)]
        assert "Home" not in titles
        assert "Maureen, Saltmarsh" not in titles
        assert "Keep" in titles


async def test_at_the_door_and_under_the_cover_it_knows_nobody(kit, vault, talk):
    vault.close()
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: at_the_door(app))
        titles = [offer.title for offer in app.offers(app.screen)]
        assert "Lock" not in titles
        assert "New recovery key" not in titles
        assert not any("Maureen" in title for title in titles)
        await pilot.press("f9", "ctrl+p")
        assert hidden(app)


async def test_a_new_recovery_key_is_shown_once_and_the_old_one_ends(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await type_in(pilot, "her soup")
        await choose_in_palette(pilot, "recovery", "asks for your passphrase")
        await until(pilot, lambda: isinstance(app.screen, NewRecoveryKeyScreen))
        await type_in(pilot, "not this one\n")
        says, line = app.screen.query_one(".recovery-says"), app.screen.query_one("#passphrase")
        await until(pilot, lambda: "does not fit" in says.render().plain and not line.disabled)
        await pilot.press(*[{" ": "space", "-": "minus"}.get(c, c) for c in PASSPHRASE], "enter")
        await until(pilot, lambda: isinstance(app.screen, RecoveryKeyScreen))
        made = app.screen.query_one(".recovery-key").render().plain
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert app.screen.query_one(Line).text == "her soup"
    assert unlock_with_recovery_key(kit.folders.vault, made)
    with pytest.raises(LockedError):
        unlock_with_recovery_key(kit.folders.vault, "AAAA-" * 6)
    assert made.encode() not in b"".join(
        path.read_bytes() for path in kit.folders.vault.parent.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("asks", [False, True], ids=["palette", "new recovery key"])
def test_it_looks_calm(snap_compare, kit, vault, talk, asks):
    app = kit_app(kit, vault)

    async def before(pilot):
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        if asks:
            app.push_screen(NewRecoveryKeyScreen(kit))
            await until(pilot, lambda: isinstance(app.focused, Input))
        else:
            await pilot.press("ctrl+p")
            await until(pilot, lambda: "Write an asset by hand" in shown(app))
        app.focused.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


async def test_a_new_recovery_key_waits_under_the_cover(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.push_screen(asks := NewRecoveryKeyScreen(kit), app._opening._navigator._show_recovery_key)
        await until(pilot, lambda: app.screen is asks)
        await pilot.press("f9")
        asks.post_message(asks.Made("ABCD-EFGH"))
        await pilot.pause()
        assert "ABCD" not in shown(app)
        await pilot.press("f9")
        await until(pilot, lambda: "ABCD-EFGH" in shown(app))
