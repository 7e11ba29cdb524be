"""What is typed while the door opens: words for the line that comes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from conversation_kit.tui.saying import TakesWords

if TYPE_CHECKING:
    from textual.app import App

    from conversation_kit.tui.hurry import Hurry

_LOOK_AGAIN_SECONDS = 0.01
_LOOKS = 300  # three seconds: the words wait for their line no longer


class Meanwhile:
    """Keeps words typed from the passphrase until the writing field stands.

    Only letters, a paste, and Backspace over these: a key that does something, Enter included, would do it unseen. They
    are forgotten when the door stays shut, or where there is no writing field.

    Args:
        app: The app they were typed into.
        hurry: Knows when the screen in front can be typed into.
    """

    def __init__(self, app: App[Any], hurry: Hurry) -> None:
        self._app = app
        self._hurry = hurry
        self._words = ""
        self._listens = False

    def begin(self) -> None:
        """The passphrase was entered: listen."""
        self._words = ""
        self._listens = True

    def end(self) -> str:
        """Stop listening; return the words, and forget them."""
        words, self._words, self._listens = self._words, "", False
        return words

    def hand_over(self, looks: int = _LOOKS) -> None:
        """Put the words where they belong, once the screen in front can be typed into.

        Args:
            looks: How many times more to look whether it can.
        """
        if looks and not self._hurry.is_ready:
            self._app.set_timer(_LOOK_AGAIN_SECONDS, lambda: self.hand_over(looks - 1))
            return
        words = self.end()
        if words and isinstance(self._app.screen, TakesWords):
            self._app.screen.take_words(words)

    def hears(self, event: events.Event) -> bool:
        """Whether ``event`` was taken: words, or Backspace, while the door opens."""
        if not self._listens:
            return False
        if isinstance(event, events.Paste):
            self._words += event.text
            return True
        if not isinstance(event, events.Key):
            return False
        if event.key == "backspace":
            self._words = self._words[:-1]
            return True
        # Alt and a letter also carry the letter.
        typed = event.character if event.is_printable and "+" not in event.key else None
        self._words += typed or ""
        return typed is not None
