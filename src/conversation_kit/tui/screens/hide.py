"""The cover: nothing of anybody on it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.tui.keys_in_use import with_keys_in_use


class HideScreen(Screen[None]):
    """Covers the screen at once; the vault stays open beneath, and the idle lock goes on counting."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.hide", "Back", id="unhide")]

    def compose(self) -> ComposeResult:
        """Show nothing but the way back."""
        yield Static(with_keys_in_use(self, "F9 or Esc to come back"), id="cover", markup=False)
