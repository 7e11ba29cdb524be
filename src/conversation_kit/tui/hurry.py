"""Hurried hands: each key waits until the one before it has been dealt with.

Textual hands a key to the widget that has the focus when the key arrives. When keys come faster than they are dealt
with (a hurried worker, a busy processor, a paste), what follows an Enter still goes to the line that Enter was about to
leave, and what follows a key that opens a screen goes nowhere. Here a key is held back until the one before it has
travelled its whole way, and until a screen that it opened is ready for typing. Nothing is dropped and nothing lands in
the wrong line.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_LOOK_AGAIN_SECONDS = 0.01
_SOON_SECONDS = 0.25
_LOOKS = 100  # a second: a screen that never takes the focus must not stop the keys


class Hurry:
    """Hands keys and pastes on, one at a time, in their order.

    Args:
        app: The app they were typed into.
        hand_on: What to do with each.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._held: deque[events.Event] = deque()
        self._soon: deque[events.Event] = deque(maxlen=1)
        self._beneath: deque[events.Event] = deque()
        self._busy = False
        self._in_words = False

    async def take(self, event: events.Event, *, soon: bool = False) -> None:
        """Hand ``event`` on now, or once those before it have been dealt with.

        Args:
            event: A key or a paste.
            soon: Whether it waits for those before it no longer than a moment.
        """
        if not self._busy:
            await self._hand(event)
            return
        self._held.append(event)
        if soon:
            self._soon.append(event)
            self._app.set_timer(_SOON_SECONDS, lambda: self._overtake(event))

    async def _overtake(self, event: events.Event) -> None:
        """Hand ``event`` on with all that was typed before it, without waiting any longer.

        They go to whatever has the focus now: words to the line they were meant for, not to what ``event`` opens.
        """
        if event in self._held:
            first = None
            while first is not event:
                first = self._held.popleft()
                await self._hand_on(first)

    async def cover(self) -> None:
        """Get ready for a cover that waits for nothing: what was typed before it is not typed into the cover.

        Words go to their line now, so that they are kept; from a key that does something on, they wait for
        :meth:`uncover`. Stop waits for nothing.
        """
        while self._held and self._in_words and _is_words(self._held[0]):
            await self._hand_on(self._held.popleft())
        self._beneath.extend(event for event in self._held if event not in self._soon)
        self._held = deque(event for event in self._held if event in self._soon)

    async def uncover(self) -> None:
        """The cover is gone: go on with what was typed before it."""
        self._held.extendleft(reversed(self._beneath))
        self._beneath.clear()
        if not self._busy:
            await self._go_on()

    def forget(self) -> None:
        """Drop what waits beneath a cover."""
        self._beneath.clear()

    async def _hand(self, event: events.Event) -> None:
        self._busy = True
        focused = self._app.focused
        self._in_words = _is_words(event) and focused is not None and focused.check_consume_key("a", "a")
        way = self._way()
        await self._hand_on(event)
        self._follow([*way, *way])

    def _way(self) -> list[MessagePump]:
        """Return the queues a key passes through: the widget in focus, all around it, the app."""
        focused = self._app.focused or self._app.screen
        return [*focused.ancestors_with_self, self._app]

    def _follow(self, way: list[MessagePump]) -> None:
        """Send a marker the same way twice; each queue is first in, first out.

        The first lap arrives after the key, the second after what the key set off ("submitted").
        """
        while way:
            pump = way.pop(0)
            if pump.call_later(self._follow if way else self._arrived, *([way] if way else [])):
                return
        self._app.call_later(self._arrived)

    async def _arrived(self) -> None:
        if self.is_ready:
            await self._go_on()
            return
        looks = count(1)

        def look_again() -> None:
            if self.is_ready or next(looks) >= _LOOKS:
                timer.stop()
                self._app.call_later(self._go_on)

        # Repeated until stopped: Textual drops a timer meant to go off once when the process was held up as it began.
        timer = self._app.set_interval(_LOOK_AGAIN_SECONDS, look_again)

    async def _go_on(self) -> None:
        self._busy = False
        if self._held:
            await self._hand(self._held.popleft())

    @property
    def is_ready(self) -> bool:
        """Whether the screen on top can be typed into."""
        screen = self._app.screen
        return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)


def _is_words(event: events.Event) -> bool:
    if not isinstance(event, events.Key):
        return isinstance(event, events.Paste)
    return event.key == "backspace" or (
        event.is_printable and "+" not in event.key
    )  # Alt also carries the letter
