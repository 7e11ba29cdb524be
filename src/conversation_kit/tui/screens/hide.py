"""The cover: nothing of anybody on it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.tui.keys_in_use import with_keys_in_use
from conversation_kit.tui.saying import CoversAgain


class HideScreen(Screen[None]):
    """Covers the screen at once; the vault stays open beneath, and the idle lock goes on counting.

    What was uncovered beneath is covered again: whoever came in may still be there when the worker comes back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.hide", "Back", id="unhide")]

    def compose(self) -> ComposeResult:
        """Show nothing but the way back."""
        yield Static(with_keys_in_use(self, "F9 or Esc to come back"), id="cover", markup=False)

    def on_mount(self) -> None:
        """Cover what is private on the screens beneath."""
        for screen in self.app.screen_stack:
            if isinstance(screen, CoversAgain):
                screen.cover_again()
