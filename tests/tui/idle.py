"""Waiting for the app to have dealt with a key: the same as Textual's pilot does, in a quarter of the time.

Textual looks whether the process worked within a fiftieth of a second, twice a key, because a screen is drawn anew up to
a sixtieth later. Here the screen is drawn four times as often, and looked at four times as often. A process that only had
to wait for the processor looks idle too; so what is still queued, and keys that are held back, are waited for as well.
"""

from asyncio import sleep
from time import monotonic, process_time

from textual import app as textual_app
from textual import pilot as textual_pilot
from textual import screen as textual_screen
from textual._context import active_app

DRAWS_SECONDS = 1 / 240
WINDOW_SECONDS = 1 / 200
IDLE = 1 / 20
"""The share of a window that an app which does nothing may take: timers."""


async def until_idle(min_sleep=0.0, max_sleep=1.0):
    """Wait until the process did next to nothing for a window and has no work before it; at most ``max_sleep``."""
    begun = monotonic()
    while monotonic() - begun < max_sleep:
        worked = process_time()
        await sleep(WINDOW_SECONDS)
        idle = process_time() - worked < IDLE * WINDOW_SECONDS
        if idle and monotonic() - begun > min_sleep and not has_work():
            return


def has_work():
    """Whether a message waits in the app or any widget, or the kit's app holds a key back (others hold none)."""
    app = active_app.get(None)
    if app is None:
        return False
    hurry = getattr(app, "_hurry", None)
    waiting = any(node.message_queue_size for node in (app, *app._registry))
    return waiting or (hurry is not None and hurry._busy)


def look_often(monkeypatch):
    """Have Textual's pilot wait like this."""
    monkeypatch.setattr(textual_screen, "UPDATE_PERIOD", DRAWS_SECONDS)
    for module in (textual_app, textual_pilot):
        monkeypatch.setattr(module, "wait_for_idle", until_idle)
