"""Locking and hiding: from anywhere, at once, and nothing of anybody stays in reach."""

import gc
import sqlite3

import pytest
from one_screen import make_book
from shell import Clock, at_the_door, hidden, kit_app, running, shown, type_in, until
from sqlcipher3.dbapi2 import ProgrammingError
from textual import events
from textual.screen import Screen

from conversation_kit.errors import StorageError
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.widgets.line import Line
from conversation_kit.vault.records import Vault
from known import PASSPHRASE

FIVE_MINUTES = 300


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(kit, vault, talk, tmp_path, clock):
    make_book(kit, tmp_path)
    return kit_app(kit, vault, clock=clock)


def in_talk(app):
    return isinstance(app.screen, ConversationScreen) and app.screen.query_one(Line).has_focus


def burst(pilot, *keys):
    """Type faster than the keys are dealt with."""
    for key in keys:
        name = "space" if key == " " else key
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))


def locked(app):
    return at_the_door(app) and not app._opening.is_open


async def unlock(pilot):
    await type_in(pilot, PASSPHRASE)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app._opening.is_open and not at_the_door(pilot.app))


def drafts_on_disk(kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        return [draft.text for draft in vault.drafts.all()]


def is_closed(vault):
    try:
        vault.people()
    except ProgrammingError as error:
        return "closed" in str(error)
    return False


@pytest.mark.parametrize("how", ["key", "idle"])
async def test_the_half_line_is_committed_the_file_closed_the_screen_blank(app, kit, vault, clock, how):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press(*"half a wo")
        if how == "key":
            await pilot.press("ctrl+l")
        else:
            clock.now += FIVE_MINUTES
            app.lock_when_idle()
        await until(pilot, lambda: locked(app))
        assert is_closed(vault)
        assert "Maureen" not in shown(app)
        assert "half" not in shown(app)
        assert [type(screen).__name__ for screen in app.screen_stack] == ["Screen", "UnlockScreen"]
        assert ("What you were writing before" in shown(app)) == (how == "idle")
        await type_in(pilot, "rds of hers")
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query_one("#passphrase").disabled)
        assert "hers" not in shown(app)
        assert drafts_on_disk(kit) == ["half a wo"]
        await unlock(pilot)
        await until(pilot, lambda: in_talk(app))
        assert app.screen.query_one(Line).text == "half a wo"
        assert "Nothing was lost" in shown(app)


async def test_four_minutes_are_not_five(app, clock):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        clock.now += FIVE_MINUTES - 1
        await pilot.press("a")
        clock.now += FIVE_MINUTES - 1
        app.lock_when_idle()
        await pilot.pause()
        assert in_talk(app)


@pytest.mark.parametrize(
    "keys",
    [["f5"], ["f6"], ["f7"], ["f8"], ["ctrl+o"], ["escape"], ["tab"], ["escape", "e"], ["f1"], ["ctrl+p"]],
)
async def test_it_locks_from_everywhere(app, vault, keys):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        for key in keys:
            before = app.screen
            await pilot.press(key)
            if key != "f1":
                await until(pilot, lambda before=before: app.screen is not before)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: locked(app))
        assert is_closed(vault)
        assert "Maureen" not in shown(app)
        await unlock(pilot)


async def test_an_open_form_keeps_its_fields(app, kit, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press(*"her soup", "ctrl+l")
        await until(pilot, lambda: locked(app))
        assert any("her soup" in text for text in drafts_on_disk(kit))
        await unlock(pilot)
        await until(pilot, lambda: in_talk(app))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        assert "her soup" in shown(app)


async def test_nothing_of_the_person_stays_in_memory_on_a_screen(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("f6")
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: locked(app))
        gc.collect()
        left = [s for s in gc.get_objects() if isinstance(s, Screen) and s.is_attached]
        assert {type(screen).__name__ for screen in left} <= {"Screen", "UnlockScreen"}
        assert app.clipboard == ""


@pytest.mark.parametrize("where", ["talk", "form"])
async def test_hiding_covers_at_once_and_returns(app, where):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        if where == "form":
            await pilot.press("tab")
            await until(pilot, lambda: isinstance(app.screen, AssetForm))
        before = app.screen
        for back in ("f9", "escape"):
            await pilot.press(*"abc", "f9")
            await until(pilot, lambda: hidden(app))
            assert shown(app).split() == ["F9", "or", "Esc", "to", "come", "back"]
            await pilot.press("x", "n", "f5", "f7", "enter")
            assert hidden(app)
            await pilot.press(back)
            await until(pilot, lambda: app.screen is before)
        assert "abcabc" in shown(app)


async def test_hiding_swallows_nothing_that_was_typed_just_before_it(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        talk = app.screen
        burst(pilot, *"she cried when", "f9")
        await until(pilot, lambda: hidden(app))
        await until(pilot, lambda: talk.query_one(Line).text == "she cried when")
        await pilot.press("f9")
        await until(pilot, lambda: app.screen is talk)
        burst(pilot, "enter", *"then laughed", "f9")
        await until(pilot, lambda: hidden(app))
        await pilot.press(*"abc", "escape")
        await until(pilot, lambda: talk.query_one(Line).text == "then laughed")
        assert "“she cried when”" in shown(app)


async def test_it_locks_while_hidden(app, clock, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("f9")
        await until(pilot, lambda: hidden(app))
        clock.now += FIVE_MINUTES
        app.lock_when_idle()
        await until(pilot, lambda: locked(app))
        assert is_closed(vault)
        await unlock(pilot)
        await until(pilot, lambda: in_talk(app))


async def test_it_locks_while_suggestions_are_worked_out(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        app.screen.query_one(Line).insert("I love knitting")
        await pilot.press("enter")
        app.screen._think()
        await pilot.press("f5", "ctrl+l")
        await until(pilot, lambda: locked(app))
        await unlock(pilot)


async def test_locking_again_and_again(app):
    async with running(app) as pilot:
        for _ in range(3):
            await until(pilot, lambda: app._opening.is_open)
            await pilot.press("ctrl+l", "ctrl+l")
            await until(pilot, lambda: locked(app))
            await unlock(pilot)


def full_disk(monkeypatch):
    """Let every write of this process to the vault be refused, as a full disk does."""

    def refuse(*_args, **_more):
        raise StorageError("The disk is full. What was saved before is kept; the last change was not saved.")

    monkeypatch.setattr(Vault, "keep", refuse)
    monkeypatch.setattr(Vault, "keep_all", refuse)
    monkeypatch.setattr(Vault, "keep_and_clear", refuse)
    from conversation_kit.vault.drafts import Drafts

    monkeypatch.setattr(Drafts, "save", refuse)
    from conversation_kit.vault.local import Place

    monkeypatch.setattr(Place, "save", refuse)


async def test_a_full_disk_is_one_sentence_and_the_line_stays(app, vault, monkeypatch):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        with monkeypatch.context() as patch:
            full_disk(patch)
            await pilot.press(*"her words", "enter")
            await until(pilot, lambda: "The disk is full." in shown(app))
            assert app.screen.query_one(Line).text == "her words"
            await pilot.press("alt+3", "escape")
            await pilot.press("ctrl+l")
            await until(pilot, lambda: "Ctrl+L again locks all the same" in shown(app))
            assert app._opening.is_open
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen | PersonScreen))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: locked(app))


async def test_a_full_disk_in_a_form_keeps_the_form(app, monkeypatch):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        with monkeypatch.context() as patch:
            full_disk(patch)
            await pilot.press(*"soup", "ctrl+s")
            await until(pilot, lambda: "The disk is full." in shown(app))
            assert isinstance(app.screen, AssetForm)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: in_talk(app))


async def test_idle_locks_although_the_disk_refuses_and_says_so(app, clock, monkeypatch):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        with monkeypatch.context() as patch:
            full_disk(patch)
            await pilot.press("a")
            clock.now += FIVE_MINUTES
            app.lock_when_idle()
            await until(pilot, lambda: locked(app))
            assert "The disk is full." in " ".join(shown(app).split())


async def test_leaving_closes_the_vault(app, vault, kit):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press(*"half", "ctrl+q")
    assert is_closed(vault)
    assert drafts_on_disk(kit) == ["half"]
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(kit.folders.vault / "vault.db") as plain:
        plain.execute("SELECT * FROM sqlite_master")


async def test_unlocking_returns_home_when_that_is_where_the_worker_was(kit, vault):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        await pilot.press(*"Maur", "ctrl+l")
        await until(pilot, lambda: locked(app))
        await unlock(pilot)
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PersonForm))
        assert "Maur" in shown(app)


async def test_a_pause_makes_what_was_kept_findable_and_typing_does_not(app, vault, clock):
    def known():
        return vault._store.read("SELECT entity_id FROM search_text WHERE text LIKE '%marmalade%'")

    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        vault.search("maureen", limit=1)  # everything before is findable
        await pilot.press(*"marmalade", "enter")
        app.tidy_in_a_pause()
        assert known() == []
        clock.now += 1
        app.tidy_in_a_pause()
        assert len(known()) == 1


async def test_a_disk_that_refuses_in_a_pause_is_logged_once(app, kit, vault, clock, monkeypatch):
    tried = []

    def refuse(most):
        tried.append(most)
        raise StorageError("The disk is full.")

    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        monkeypatch.setattr(vault, "make_findable", refuse)
        clock.now += 1
        app.tidy_in_a_pause()
        app.tidy_in_a_pause()
        assert in_talk(app)
        assert len(tried) == 1
    assert "StorageError" in (kit.folders.logs / "events.jsonl").read_text(encoding="utf-8")
