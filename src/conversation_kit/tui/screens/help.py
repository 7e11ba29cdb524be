"""Help for the screen beneath, in words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Markdown

_FORMS = """\
# A form
Any order; nothing is required unless it says so. **Enter** or **Tab** goes on, **Shift+Tab** back, arrows choose
among words with a dot. **Ctrl+S** keeps it from anywhere. **Esc** goes back; what was typed stands here next time.
"""
_EVERYWHERE = """

Everywhere: **Esc** one step back, **F9** hides the screen at once, **F12** when somebody is at risk, **Ctrl+L** locks,
**Ctrl+Q** leaves. Nothing is lost by any of them.
"""


class HelpScreen(ModalScreen[None]):
    """What can be done on the screen beneath.

    Args:
        words: The help of that screen as Markdown; that of a form when it has none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.help_panel", "Back", id="help-back")]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = (words or _FORMS) + _EVERYWHERE

    def compose(self) -> ComposeResult:
        """The words, scrolling when they must."""
        with VerticalScroll(id="help"):
            yield Markdown(self._words)
        yield Footer(show_command_palette=False)
