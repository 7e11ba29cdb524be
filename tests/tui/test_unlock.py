"""The door: one line, a growing delay, never a wipe; what is typed early is not lost."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from shell import NAMES, SIZES, at_rest, at_the_door, kit_app, running, shown, squeezed, type_in, until
from stillness import cursors_still
from textual.widgets import Input

from conversation_kit.model.conversations import Note
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.screens.recovery import RecoverScreen
from conversation_kit.tui.widgets.line import Line
from known import PASSPHRASE

NOT_YET = (
    "sqlcipher3",
    "cryptography",
    "pydantic",
    "httpx",
    "click",
    "sqlite3",
    "jinja2",
    "conversation_kit.hub",
    "conversation_kit.book",
    "conversation_kit.matching",
    "conversation_kit.kit",
)


DOOR = """
import sys
from pathlib import Path

import conversation_kit.cli.opening
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening


def painted(app):
    Path(sys.argv[1]).write_text(" ".join(sys.modules))
    app.exit()


KitApp.on_unlock_screen_painted = painted
opening = Opening()
assert opening.has_vault
app = KitApp(opening)
app.run(headless=True)
sys.exit(app.return_code)
"""


@pytest.fixture
def made(kit, vault):
    """A vault that is closed, with its recovery key unknown to the app."""
    vault.close()
    return vault


async def offer(pilot, passphrase):
    line = pilot.app.screen.query_one("#passphrase", Input)
    line.value = passphrase
    await pilot.press("enter")
    await at_rest(pilot)


async def test_the_passphrase_opens(kit, made):
    app = kit_app(kit)
    async with running(app) as pilot:
        await type_in(pilot, PASSPHRASE)
        assert "seven" not in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_wrong_ones_wait_longer_and_longer_and_nothing_is_wiped(kit, made):
    app = kit_app(kit)
    async with running(app) as pilot:
        for said in ("Try again.", "Try again.", "Try again in 1 second."):
            await offer(pilot, "wrong")
            assert squeezed(f"That passphrase does not fit. Nothing was lost or changed. {said}") in squeezed(
                shown(app)
            )
        assert app.screen.query_one("#passphrase", Input).disabled
        app.screen._ready_again()
        await offer(pilot, PASSPHRASE)
        assert squeezed("Please wait") in squeezed(shown(app)) or isinstance(app.screen, HomeScreen)


async def test_the_line_is_ready_again_after_a_wrong_one(kit, made):
    app = kit_app(kit)
    async with running(app) as pilot:
        await offer(pilot, "wrong")
        line = app.screen.query_one("#passphrase", Input)
        assert (line.value, line.disabled, line.has_focus) == ("", False, True)
        await offer(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_what_the_door_said_first_stands_beside_what_did_not_fit(kit, made):
    app = kit_app(kit, says="Everybody here is made up. Should it lock: four paper boats")
    async with running(app) as pilot:
        await offer(pilot, "wrong")
        assert squeezed("four paper boats") in squeezed(shown(app))


class SlowToLoad(Opening):
    """Loads when the test says so."""

    def __init__(self, **more):
        super().__init__(**more)
        self.may_load = threading.Event()

    def load(self):
        self.may_load.wait(20)
        super().load()


async def test_typing_before_everything_is_loaded_is_not_lost_and_nothing_freezes(kit, made):
    opening = SlowToLoad(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "Opening" in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: not at_the_door(app))
        await pilot.press("f9")
        await until(pilot, lambda: at_the_door(app))
        opening.may_load.set()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


class InAHurry(SlowToLoad):
    """Would load what only suggesting needs before it lets anybody in."""

    def __init__(self, **more):
        super().__init__(**more)
        self.kept_waiting = []

    def load(self):
        super().load()
        self.load_rest()
        self.kept_waiting.append("_words" in vars(self.kit))


async def test_what_only_suggesting_needs_keeps_nobody_waiting_and_comes_in_a_pause(kit, made):
    del vars(kit)["_words"]
    opening = InAHurry(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "Opening" in shown(app))
        opening.may_load.set()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert False in opening.kept_waiting  # the thread that let them in; the other may have come later
        await until(pilot, lambda: "_words" in vars(kit))


async def enter(pilot, opening, passphrase, *meanwhile):
    """Give the passphrase, press the keys of ``meanwhile`` before it is tried, then let it be tried."""
    await type_in(pilot, passphrase)
    await pilot.press("enter")
    await until(pilot, lambda: "Opening" in shown(pilot.app))
    await pilot.press(*meanwhile)
    opening.may_load.set()


class SlowToTry(SlowToLoad):
    """Tries a passphrase only when it may load."""

    def data_key(self, passphrase):
        self.may_load.wait(20)
        return super().data_key(passphrase)


async def test_what_is_typed_while_the_door_opens_stands_in_the_line(kit, vault, talk):
    opening = SlowToLoad(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await enter(
            pilot, opening, PASSPHRASE, *"She swan", "backspace", "m", "question_mark", "enter", "f5", "alt+2"
        )
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen) and app.focused is not None)
        await until(pilot, lambda: app.screen.query_one(Line).text)
        await type_in(pilot, " far")
        assert app.screen.query_one(Line).text == "She swam? far"
        assert isinstance(app.screen, ConversationScreen)
        assert vault.all(Note) == []


@pytest.mark.parametrize(
    ("words", "line"), [(" far", "She swam far"), ("far", "She swam far"), (", far", "She swam, far")]
)
async def test_what_is_typed_while_the_door_opens_follows_what_was_half_written(
    kit, vault, talk, words, line
):
    vault.drafts.save(f"line:{talk.id}", "She swam", {"topic": "my-story"})
    opening = SlowToLoad(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await enter(pilot, opening, PASSPHRASE, "backspace", *words)
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen) and app.focused is not None)
        await until(pilot, lambda: app.screen.query_one(Line).text != "She swam")
        assert app.screen.query_one(Line).text == line


async def test_what_is_typed_while_the_door_opens_does_nothing_on_home(kit, made):
    opening = SlowToLoad(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await enter(pilot, opening, PASSPHRASE, *"nsih")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.focused is not None)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("n")  # from here on keys do what they say
        await until(pilot, lambda: isinstance(app.screen, PersonForm))


async def test_what_is_typed_while_a_wrong_passphrase_is_tried_is_forgotten(kit, vault, talk):
    opening = SlowToTry(kit=kit)
    app = KitApp(opening)
    async with running(app) as pilot:
        await enter(pilot, opening, "wrong", *"She swam")
        line = app.screen.query_one("#passphrase", Input)
        await until(pilot, lambda: not line.disabled)
        assert line.value == ""
        await offer(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen) and app.focused is not None)
        await type_in(pilot, "He")
        assert app.screen.query_one(Line).text == "He"


async def test_settings_that_cannot_be_used_keep_nobody_out_and_are_said(kit, made):
    kit.folders.config.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text("idle_minutes = 'often'\n", encoding="utf-8")
    app = kit_app(replace(kit, complaints=[]))  # settings are read once
    async with running(app) as pilot:
        await offer(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "cannotbeused" in squeezed(shown(app))


async def test_a_vault_that_went_away_is_one_sentence(kit, made):
    app = kit_app(kit)
    async with running(app) as pilot:
        await pilot.pause()
        (kit.folders.vault / "vault.db").write_bytes(b"nothing that opens" * 500)
        await offer(pilot, PASSPHRASE)
        await until(pilot, lambda: at_the_door(app) and "does not open" in " ".join(shown(app).split()))


async def test_the_recovery_key_sets_a_new_passphrase(kit):
    from conversation_kit.model.people import Worker

    vault, recovery_key = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    vault.close()
    app = kit_app(kit)
    async with running(app) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, RecoverScreen))

        async def fill(key, new, again):
            for name, value in (("recovery-key", key), ("passphrase", new), ("again", again)):
                app.screen.query_one(f"#{name}", Input).value = value
            app.screen.query_one("#again").focus()
            await pilot.press("enter")
            await at_rest(pilot)

        new = "eleven brass kettles on the moor"
        await fill(recovery_key, new, new[:-1])
        assert "not the same" in shown(app)
        await fill(recovery_key[:-1] + ("1" if recovery_key.endswith("0") else "0"), new, new)
        assert isinstance(app.screen, RecoverScreen)
        await fill(recovery_key, "password1", "password1")
        assert isinstance(app.screen, RecoverScreen)
        await pilot.press("escape")
        await until(pilot, lambda: at_the_door(app))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, RecoverScreen))
        await fill(recovery_key, new, new)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert kit.data_key(new)


async def test_leaving_from_the_door(kit, made):
    app = kit_app(kit)
    async with running(app) as pilot:
        await pilot.press("ctrl+l", "ctrl+q")
    assert app.return_code == 0


def test_the_door_opens_before_anything_slow_is_imported(kit, made, own_home):
    told = own_home / "modules.txt"
    script = own_home / "door.py"
    script.write_text(DOOR, encoding="utf-8")
    subprocess.run([sys.executable, str(script), str(told)], check=True, timeout=60)
    names = told.read_text(encoding="utf-8").split()
    assert "conversation_kit.tui.screens.unlock" in names
    early = [name for name in names if any(name == slow or name.startswith(f"{slow}.") for slow in NOT_YET)]
    assert early == []


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(kit, made, snap_compare, size):
    app = kit_app(kit)

    async def still(pilot):
        await offer(pilot, "wrong")
        cursors_still(app)

    assert snap_compare(app, terminal_size=size, run_before=still)
