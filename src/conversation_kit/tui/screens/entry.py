"""The card of one entry: roomy, fit to turn round and read together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from conversation_kit.book.card import card_lines
from conversation_kit.journey.telling import correction_words, corrections_of
from conversation_kit.model.connections import Correction, Fault
from conversation_kit.tui.screens.correction import CorrectionForm
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry
    from conversation_kit.model.spots import Spot
    from conversation_kit.tui.navigation import Navigator

_GONE = "This entry is no longer in the Book. What was decided about it stays."


class EntryScreen(Screen[None]):
    """One entry of the Community Book.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        entry_id: Which entry.
        near: Where distances are measured from; the worker's own place without it.
    """

    CSS_PATH = "entry.tcss"
    AUTO_FOCUS = "#card"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "correct('wrong')", "Wrong", id="wrong", tooltip="Something here is wrong"),
        Binding("c", "correct('closed')", "Closed", id="closed", tooltip="It has closed"),
        Binding("v", "correct('moved')", "Moved", id="moved", tooltip="It has moved"),
        Binding("u", "gap", "Nothing here for this", id="gap"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# One entry of the Book
**w**, **c** and **v** tell the knowledge officers that something is wrong, that it has closed or moved. **u** says that
the Book has nothing for what somebody hopes for or could give. **Esc** goes back.
"""

    def __init__(self, desk: Desk, navigator: Navigator, entry_id: str, *, near: Spot | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._entry_id = entry_id
        self._near = near or desk.near()
        self._entry: Entry | None = desk.book.entry(entry_id) if desk.book else None

    def compose(self) -> ComposeResult:
        """The card."""
        yield TopLine(self._entry.name if self._entry else "The Book", "the Book")
        with VerticalScroll(id="card"):
            yield Static("", id="card-lines", markup=False)
        yield Says("" if self._entry else _GONE)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the card."""
        self._show()

    def _show(self) -> None:
        if self._entry is None:
            return
        told = [correction_words(c) for c in corrections_of(self._desk.vault, self._entry_id)]
        self.query_one("#card-lines", Static).update(card(self._entry, self._desk, self._near, told))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An entry that is gone cannot be corrected."""
        del parameters
        return action != "correct" or self._entry is not None

    def action_correct(self, fault: str) -> None:
        """Tell what is wrong."""
        if self._entry is not None:
            self.app.push_screen(CorrectionForm(self._desk, self._entry, Fault(fault)), self._corrected)

    def _corrected(self, made: Correction | None) -> None:
        if made is not None:
            self._show()
            self.query_one(Says).say("Kept for the knowledge officers. Thank you for telling them.")

    def action_gap(self) -> None:
        """Nothing here for this."""
        self.app.push_screen(
            GapForm(self._desk),
            lambda made: self.query_one(Says).say("Kept for the knowledge officers.") if made else None,
        )

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def card(entry: Entry, desk: Desk, near: Spot | None, told: list[str]) -> Table:
    """Return the card's lines as two columns: a quiet label, and what it says.

    Args:
        entry: The entry.
        desk: For the clock and the places.
        near: Where distances are measured from.
        told: What this worker told about it already.
    """
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=14, no_wrap=True)
    table.add_column(ratio=1)
    for line in told:
        table.add_row(Text("You said", "dim"), Text(line, "italic"))
    for line in card_lines(entry, today=desk.now(), near=near, gazetteer=desk.kit.gazetteer):
        table.add_row(Text(line.label, "dim"), Text(line.text, "bold" if line.label == "When" else ""))
        table.add_row()
    return table
