"""Choose what to look for: everything they said, or one thing."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from conversation_kit.model.story import Story
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.marked import MarkedList


class AboutWhatScreen(ModalScreen[str | None]):
    """Asks what to look for; dismissed with an asset's id, an empty text for everything, or None to go back.

    Args:
        story: The person's story.
    """

    CSS_PATH = "about_what.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = """\
# What to look for
**Enter** looks for what could connect with the words at the arrow, or with everything they said. **Esc** goes back
and leaves it as it was.
"""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def compose(self) -> ComposeResult:
        """One row for everything, one for each asset."""
        with Vertical(id="about-what"):
            yield Static("What shall we look for?", id="about-title", markup=False)
            yield MarkedList(id="abouts")
        yield KeysLine()

    def on_mount(self) -> None:
        """Fill the rows."""
        rows = [("·", Text(f"everything {self._story.person.name} said"))]
        for asset in self._story.assets:
            words = Text(f"“{asset.words}”", "bold")
            rows.append(("·", words.append(f"   {asset.kind} · {asset.leaning.words}", "dim not bold")))
        self.query_one(MarkedList).show_rows(rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose it."""
        number = event.option_index
        self.dismiss(self._story.assets[number - 1].id if number else "")

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss(None)
