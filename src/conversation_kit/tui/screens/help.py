"""Help for the screen beneath, in words."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from conversation_kit.tui.widgets.keys_line import KeysLine

EVERYWHERE: Final = """

Everywhere: **Esc** one step back, **Ctrl+F** searches all that was kept, **Ctrl+G** shows every change of what is in
focus, **Ctrl+P** every command and every person by name, **Ctrl+K** settings, **F9** hides the screen at once,
**F12** when somebody is at risk, **Ctrl+L** locks, **Ctrl+Q** leaves. Nothing is lost by any of them.

Mark words with the mouse, or with **Shift** and the arrows where words are typed: **Ctrl+C** copies them for other
programs, which can all read them. It never leaves and never takes anything away. Paste as the terminal does it, often
**Ctrl+Shift+V**; in a talk and in long fields several rows stay several rows.
"""


class HelpScreen(ModalScreen[None]):
    """What can be done on the screen beneath.

    Args:
        words: The help of that screen as Markdown, with the keys that are in use.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.help_panel", "Back", id="help-back")]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words, scrolling when they must."""
        with VerticalScroll(id="help"):
            yield Markdown(self._words)
        yield KeysLine()
