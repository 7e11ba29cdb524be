"""The app when the disk refuses, by real means: it says so, the words stay in the line, and the next key saves them."""

import pytest
from shell import kit_app, running, shown, until

from conversation_kit.model.conversations import Note
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.page import PageScreen
from conversation_kit.tui.screens.reflect import ReflectScreen
from conversation_kit.tui.widgets.line import Line
from conversation_kit.tui.widgets.lines import Says
from known import PASSPHRASE
from trouble import failing_disk, full, held, small_disk

SAID = "I would like the garden back, and somebody to " + "dig " * 40
TROUBLES = {"full": "The disk is full.", "failing": "The disk failed", "held": "Another window or program"}


@pytest.fixture
def home(request, own_home):
    """Where the vault is; on a small disk of its own when that is to fill up."""
    if "full" not in request.node.callspec.id:
        yield own_home
        return
    with small_disk(own_home, megabytes=4):
        yield own_home


@pytest.fixture
def trouble(request, home, kit, talk, vault):
    """The trouble, to be entered."""
    path = kit.folders.vault / "vault.db-wal"
    if request.param == "full":
        return request.param, lambda: full(home)
    if request.param == "failing":
        return request.param, lambda: failing_disk(path)
    vault._store.read("PRAGMA busy_timeout = 20")  # five seconds in earnest
    return request.param, lambda: held(kit.folders.vault / "vault.db", kit.data_key(PASSPHRASE))


def in_talk(app):
    return isinstance(app.screen, ConversationScreen) and app.screen.query_one(Line).has_focus


def corner(app):
    """Return what stands in the corner, where a screen has no line for a sentence."""
    return " ".join(notification.message for notification in app._notifications)


@pytest.mark.parametrize("trouble", TROUBLES, indirect=True)
async def test_the_words_stay_and_are_saved_when_the_cause_is_gone(trouble, kit, vault):
    which, begins = trouble
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        line = app.screen.query_one(Line)
        with begins():
            line.insert(SAID)
            await until(pilot, lambda: TROUBLES[which] in shown(app))
            app.screen.query_one(Says).say("")
            await pilot.press("enter")
            await until(pilot, lambda: TROUBLES[which] in shown(app))
            assert line.text == SAID
            assert vault.all(Note) == []
        await pilot.press("x")
        await until(pilot, lambda: SAID + "x" in [draft.text for draft in vault.drafts.all()])
        await pilot.press("enter")
        await until(pilot, lambda: [note.text for note in vault.all(Note)] == [SAID + "x"])
        assert line.text == ""
    with kit.open_vault(kit.data_key(PASSPHRASE)) as again:
        assert again.check() == []


async def test_a_nightly_backup_that_fails_is_said_on_home(kit, vault, maureen):
    vault.close()
    (kit.folders.vault / "backups").write_bytes(b"in the way")
    app = kit_app(kit)
    async with running(app) as pilot:
        app.screen.query_one("#passphrase").value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: kit.backups.behind() != [])
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "The backup was not made" in shown(app))


@pytest.mark.parametrize("trouble", TROUBLES, indirect=True)
@pytest.mark.parametrize(
    ("key", "screen"),
    [("f5", ExploreScreen), ("f6", ReflectScreen), ("f7", DealScreen), ("f8", PageScreen)],
)
async def test_a_screen_still_comes_to_the_front_and_shows_what_it_is_about(trouble, key, screen, kit, vault):
    which, begins = trouble
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        with begins():
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, screen) and "Maureen" in shown(app))
            await until(pilot, lambda: TROUBLES[which] in shown(app) + corner(app))
            await pilot.press("escape")
            await until(pilot, lambda: in_talk(app) and "My story" in shown(app))
