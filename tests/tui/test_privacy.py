"""What is on the screen stays there: not in a traceback, a log, a picture or a mirror of the terminal."""

import os
import subprocess
import sys

import pytest
from shell import at_rest, kit_app, running, shown, until

from conversation_kit.tui.privacy import drop_leaky_variables
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.widgets.line import Line

PLANTED = "marmalade"
BREAKS = """
import sys
from conversation_kit.tui.privacy import drop_leaky_variables

drop_leaky_variables()

from conversation_kit.cli.opening import run_app
from conversation_kit.folders import find_folders
from conversation_kit.kit import Kit
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.vault.wrapping import Argon2Cost

where, passphrase = sys.argv[1:]
kit = Kit(find_folders(), cost=Argon2Cost(memory_kib=32, passes=1, lanes=1))
vault = kit.open_vault(kit.data_key(passphrase))


def breaks(self, *_):
    words = self._line.text
    raise ValueError(f"cannot use {words}: {'marmalade'!r}")


def thread_breaks(self, *_):
    words = self._line.text

    def in_thread():
        secret = words + "marmalade"
        raise ValueError(secret)

    self.run_worker(in_thread, thread=True)


def later_breaks(self, *_):
    self.set_timer(0.01, lambda: breaks(self))


if where == "action":
    ConversationScreen.action_step_back = breaks
elif where == "handler":
    ConversationScreen.on_growing_said = breaks
elif where == "render":
    ConversationScreen._whisper = breaks
elif where == "thread":
    ConversationScreen.action_step_back = thread_breaks
else:
    ConversationScreen.action_step_back = later_breaks
sys.exit(run_app(KitApp(Opening(kit=kit, vault=vault))))
"""


@pytest.fixture
def breaking(own_home, vault, talk):
    """A program whose conversation breaks, with a person's words on the screen and in its locals."""
    vault.drafts.save(f"line:{talk.id}", "her words", {})
    vault.close()
    script = own_home / "breaks.py"
    script.write_text(BREAKS, encoding="utf-8")
    return script


def everything_written(folder):
    return b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".py"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix pseudo-terminal")
@pytest.mark.parametrize(
    ("where", "keys"),
    [("action", "\x1a"), ("handler", "\r"), ("render", "\x1b2"), ("thread", "\x1a"), ("timer", "\x1a")],
)
def test_an_error_nobody_foresaw_prints_and_logs_no_words(breaking, own_home, where, keys):
    import pexpect

    from known import PASSPHRASE

    environ = dict(
        os.environ, TERM="xterm-256color", TEXTUAL="debug", TEXTUAL_LOG=str(own_home / "textual.log")
    )
    child = pexpect.spawn(
        sys.executable, [str(breaking), where, PASSPHRASE], env=environ, dimensions=(24, 80), timeout=30
    )
    try:
        if where != "render":  # there the screen breaks before it stands
            child.expect_exact("her words")
            seen = child.before + child.after
            child.send(PLANTED)
            child.expect_exact("e", timeout=10)
            seen += child.before + child.after
            child.send("\x15" if where in ("action", "thread", "timer") else "")
            child.send(keys)
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    after_screen = child.before.rpartition(b"\x1b[?1049l")[2]
    assert b"something inside it went wrong" in after_screen.replace(b"\r\n", b" ")
    for leak in (PLANTED.encode(), b"her words", b"Traceback", b"ValueError", b"Maureen"):
        assert leak not in after_screen
    assert child.exitstatus == 1
    assert not (own_home / "textual.log").exists()
    written = everything_written(own_home)
    assert PLANTED.encode() not in written
    assert b"her words" not in written
    assert b"failure" in (own_home / "logs" / "events.jsonl").read_bytes()


async def test_no_picture_of_the_screen_is_offered_or_made(kit, vault, talk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert list(app.get_system_commands(app.screen)) == []
        offered = " ".join(f"{offer.title} {offer.does}" for offer in app.offers(app.screen))
        assert "screenshot" not in offered.lower()
        before = {path for path in tmp_path.rglob("*") if path.suffix in (".svg", ".txt", ".html")}
        app.action_screenshot()
        app.save_screenshot(str(tmp_path / "shot.svg"))
        assert app.deliver_screenshot() is None
        await app.run_action("app.screenshot")
        await pilot.pause()
        assert "takes no pictures" in " ".join(shown(app).split())
        assert {path for path in tmp_path.rglob("*") if path.suffix in (".svg", ".txt", ".html")} == before


async def test_the_palette_offers_only_what_is_safe(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        await pilot.press(*"screensh")
        await at_rest(pilot)  # it has looked for all there is
        assert "Screenshot" not in shown(app)
        assert "ctrl+p" not in shown(app)


def test_leaky_variables_are_dropped():
    environ = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": "/tmp/x",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_DEVTOOLS_HOST": "elsewhere",
        "TEXTUAL_PRESS": "a",
        "HOME": "/home/ruth",
    }
    drop_leaky_variables(environ)
    assert environ == {"HOME": "/home/ruth"}


def test_variables_of_the_library_leave_no_file_and_no_mirror(own_home, tmp_path):
    log = tmp_path / "textual.log"
    shots = tmp_path / "shots"
    shots.mkdir()
    environ = dict(
        os.environ,
        TEXTUAL="debug,devtools",
        TEXTUAL_LOG=str(log),
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_SCREENSHOT_LOCATION=str(shots),
    )
    script = (
        "import sys; sys.argv = ['conversation-kit', '--version']\n"
        "from conversation_kit.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "from textual import constants\n"
        "from textual.app import App\n"
        "assert not constants.LOG_FILE, constants.LOG_FILE\n"
        "assert constants.SCREENSHOT_DELAY < 0, constants.SCREENSHOT_DELAY\n"
        "assert not App().features, App().features\n"
    )
    subprocess.run([sys.executable, "-c", script], env=environ, check=True, timeout=60, cwd=tmp_path)
    assert not log.exists()
    assert list(shots.iterdir()) == []


async def test_an_error_that_is_foreseen_goes_to_the_log_as_type_and_place(kit, vault, talk):
    from conversation_kit.errors import StorageError

    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))

        def refused():
            words = app.screen.query_one(Line).text
            raise StorageError(f"The disk is full.{words}")

        app.set_timer(0.001, refused)
        await until(pilot, lambda: "The disk is full." in shown(app))
    logged = everything_written(kit.folders.logs)
    assert b"StorageError" in logged
    assert b"disk is full" not in logged
