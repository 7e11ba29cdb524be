"""The whole app around a real vault, with a clock that the test moves."""

from contextlib import asynccontextmanager

from textual.command import CommandList, CommandPalette
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Input

from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.screens.unlock import UnlockScreen
from conversation_kit.tui.widgets.lines import Says

SIZES = [(80, 24), (140, 45)]
NAMES = ["80x24", "140x45"]


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def kit_app(kit, vault=None, *, clock=None, says=""):
    """Return the app: inside at once when a vault is handed in, at the door otherwise."""
    opening = Opening(kit=kit, vault=vault, says=says)
    return KitApp(opening, clock=clock or Clock())


@asynccontextmanager
async def running(app, size=(80, 24)):
    """Run the app and wait until it stands."""
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1)
        yield pilot


async def until(pilot, holds, turns=4000):
    """Let the app work until something holds; it does so by its own events, not by time.

    What holds already before the event that is waited for waits for nothing: name what only the event brings.
    """
    for _ in range(turns):
        if holds():
            await pilot.pause()
            return
        await pilot.pause(0.005)
    raise AssertionError(f"it never came to that; the screen shows:\n{shown(pilot.app)}")


async def at_rest(pilot):
    """Let the app work until none of its workers is at work; one that went with its screen is not."""
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))


async def type_in(pilot, words):
    """Type words letter by letter, as fast as a burst from a terminal, and wait until all is dealt with."""
    for letter in words:
        key = "enter" if letter == "\n" else _character_to_key(letter)
        pilot.app.post_message(Key(key, "\r" if letter == "\n" else letter))
    await pilot.pause()


async def paste_in(pilot, words):
    """Paste one row of words where the focus is, and wait until they stand there."""
    field = pilot.app.focused
    pilot.app.post_message(Paste(words))
    await until(pilot, lambda: words in (field.value if isinstance(field, Input) else field.text))


async def choose_in_palette(pilot, words, found):
    """Open the palette, type, and choose what stands first, which shows ``found``, once the search has ended."""
    app = pilot.app
    await pilot.press("ctrl+p")
    await until(pilot, lambda: in_palette(app))
    await type_in(pilot, words)
    await until(pilot, lambda: not _searching(app) and found in _first_offered(app))
    await pilot.press("enter")
    await until(pilot, lambda: not in_palette(app))


def in_palette(app):
    return isinstance(app.screen, CommandPalette)


def _searching(app):
    return any(worker.node is app.screen and not worker.is_finished for worker in app.workers)


def _first_offered(app):
    offered = app.screen.query_one(CommandList).highlighted_option
    return "" if offered is None else str(offered.prompt)


def shown(app):
    """Return what the screen shows, as text."""
    width, height = app.size
    rows = app.screen._compositor.render_strips()
    return "\n".join(strip.text.ljust(width).rstrip() for strip in rows[:height])


def says(app):
    """Return the sentence at the foot of the screen."""
    return str(app.screen.query_one(Says).render())


def squeezed(text):
    """Return a text without its white space and frames, to find words across line breaks."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "│▊▎")


def at_the_door(app):
    return isinstance(app.screen, UnlockScreen)


def hidden(app):
    return isinstance(app.screen, HideScreen)
