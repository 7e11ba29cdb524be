"""What was written twice: every field of which several versions stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList

from conversation_kit.journey.history import who_and_when
from conversation_kit.journey.two_versions import WrittenTwice, all_written_twice
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.history import HistoryScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_NONE = "Nothing stands in two versions. Esc goes back."


class TwiceScreen(SaysErrors, Screen[None]):
    """Lists what was written twice; each opens its history, where one version is taken.

    Args:
        desk: The open desk.
        person_id: Whose records, or empty for everybody's.
    """

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#twice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Look", id="twice-look", tooltip="Look at both, and take one"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# Written twice
The same thing was changed on two devices or in two windows, unseen by one another. Both versions are kept; elsewhere
the later one is shown. **Enter** opens it, to take one or to write a third. **Esc** goes back: it need not be
settled now.
"""

    def __init__(self, desk: Desk, person_id: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._person_id = person_id
        self._found: list[WrittenTwice] = []

    @property
    def person_id(self) -> str:
        """Whom the screen is about, or empty."""
        return self._person_id

    def compose(self) -> ComposeResult:
        """One row for each."""
        yield TopLine("Written twice")
        yield MarkedList(id="twice")
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        every = all_written_twice(self._desk.vault)
        self._found = [
            one for one in every if not self._person_id or (one.person and one.person.id == self._person_id)
        ]
        self.query_one(MarkedList).show_rows([("≠", _words(one)) for one in self._found], empty=_NONE)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter or a click opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open the history of this one."""
        at = self.query_one(MarkedList).at
        if at is not None:
            one = self._found[at].history
            self.app.push_screen(HistoryScreen(self._desk, one.entity, one.record_id, field=one.field))

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def _words(one: WrittenTwice) -> Text:
    about = (one.person.name if one.person else "", one.history.what, one.history.label)
    text = Text(" · ".join(filter(None, about)), "dim")
    for told in one.history.standing:
        text.append(f"\n{told.after}", "bold").append(f"\n{who_and_when(told)}", "dim not bold")
    return text
