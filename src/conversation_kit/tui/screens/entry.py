"""The card of one entry: roomy, fit to turn round and read together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.book.card import NOT_RUNNING, card_lines
from conversation_kit.book.freshness import freshness
from conversation_kit.journey.telling import (
    correction_words,
    corrections_of,
    take_back_last_correction,
)
from conversation_kit.model.connections import Correction, Fault
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.correction import CorrectionForm
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from datetime import date

    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry
    from conversation_kit.model.spots import Spot
    from conversation_kit.tui.navigation import Navigator

_GONE = "This entry is no longer in the Book. What was decided about it stays."
_ROOMY_FROM = 32
_LABELS = 12
_DECIDE = "What do they make of it? y interested, g already goes, l maybe later, x not for me."
_STAND_OUT = frozenset({"When", "Take care"})


class EntryScreen(SaysErrors, Screen[str | None]):
    """One entry of the Community Book; gives back what the person makes of it, when that is asked.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        entry_id: Which entry.
        near: Where distances are measured from; the worker's own place without it.
        for_somebody: True when it was opened while exploring, so that they may decide over the card.
    """

    CSS_PATH = "entry.tcss"
    AUTO_FOCUS = "#card"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "correct('wrong')", "Wrong", id="wrong", tooltip="Something here is wrong"),
        Binding("c", "correct('closed')", "Closed", id="closed", tooltip="It has closed"),
        Binding("v", "correct('moved')", "Moved", id="moved", tooltip="It has moved"),
        Binding("u", "gap", "Nothing here", id="gap", tooltip="The Book has nothing for this"),
        Binding(
            "ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take back what you told the officers"
        ),
        Binding("y", "decide('interested')", "Interested", id="card-interested", show=False),
        Binding("g", "decide('going')", "Goes", id="card-already-goes", show=False),
        Binding("l", "decide('maybe later')", "Later", id="card-maybe-later", show=False),
        Binding("x", "decide('not for me')", "Not for me", id="card-not-for-me", show=False),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# One entry of the Book
While exploring together, **y**, **g**, **l** and **x** keep what the person makes of it, as on the screen beneath.
**w**, **c** and **v** tell the knowledge officers that something is wrong, that it has closed or moved; they show what
will be sent and ask. **Ctrl+Z** takes the last of it back, as long as nobody answered. **u** says that
the Book has nothing for what somebody hopes for or could give. **Up** and **Down** scroll, **Esc** goes back.
"""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        entry_id: str,
        *,
        near: Spot | None = None,
        for_somebody: bool = False,
    ) -> None:
        super().__init__()
        self._for_somebody = for_somebody
        self._desk = desk
        self._navigator = navigator
        self._entry_id = entry_id
        self._near = near or desk.near()
        self._entry: Entry | None = desk.book.entry(entry_id) if desk.book else None

    def compose(self) -> ComposeResult:
        """The card."""
        yield TopLine(
            self._entry.name if self._entry else "The Book",
            warning(self._entry, self._desk.today()) if self._entry else "",
        )
        with VerticalScroll(id="card"):
            yield Static("", id="card-lines", markup=False)
        yield Says((_DECIDE if self._for_somebody else "") if self._entry else _GONE)
        yield KeysLine()

    def on_resize(self, _event: events.Resize) -> None:
        """Show the card, roomy where there is room."""
        self._show()

    def _show(self) -> None:
        if self._entry is None:
            return
        told = [correction_words(made) for made in corrections_of(self._desk.vault, self._entry_id)]
        roomy = self.size.height >= _ROOMY_FROM
        self.query_one("#card-lines", Static).update(
            card(self._entry, self._desk, self._near, told, roomy=roomy)
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An entry that is gone cannot be corrected; a decision is somebody's, so it is taken while exploring."""
        del parameters
        if action == "decide":
            return self._for_somebody and self._entry is not None
        return action != "correct" or self._entry is not None

    def action_decide(self, stage: str) -> None:
        """Back to what is explored, with what they make of it."""
        self.dismiss(stage)

    def action_correct(self, fault: str) -> None:
        """Tell what is wrong."""
        if self._entry is not None:
            self.app.push_screen(CorrectionForm(self._desk, self._entry, Fault(fault)), self._corrected)

    def _corrected(self, made: Correction | None) -> None:
        if made is not None:
            self._show()
            self.query_one("#card").scroll_home(animate=False)
            self.say("Kept for the knowledge officers: thank you. Ctrl+Z takes it back.")

    def action_undo(self) -> None:
        """Take back what was told last about this entry, unless it was answered."""
        back = take_back_last_correction(self._desk.vault, self._entry_id, self._desk.now())
        self._show()
        self.say(
            "Taken back: the knowledge officers need not look into it."
            if back
            else "Nothing you told about this is open. Nothing was taken back."
        )

    def action_gap(self) -> None:
        """Nothing here for this."""

        def kept(made: object) -> None:
            if made is not None:
                self.say("Kept for the knowledge officers. Thank you for telling them.")

        self.app.push_screen(GapForm(self._desk), kept)

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def warning(entry: Entry, today: date) -> str:
    """Return what to know before anything else in two or three words, or nothing."""
    if not entry.status.runs:
        return NOT_RUNNING[entry.status]
    return "ring first" if freshness(entry, today).ring_first else ""


def card(
    entry: Entry, desk: Desk, near: Spot | None, told: Sequence[str] = (), *, roomy: bool = False
) -> Table:
    """Return the card's lines as two columns: a quiet label, and what it says.

    Args:
        entry: The entry.
        desk: For the clock and the places.
        near: Where distances are measured from.
        told: What this worker told about it already.
        roomy: Whether an empty row stands between the lines.
    """
    also = desk.book.also(entry.id) if desk.book else ()
    card = card_lines(entry, today=desk.now(), near=near, gazetteer=desk.kit.gazetteer, also=also)
    lines = [(line.label, line.text) for line in card]
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=_LABELS, no_wrap=True)
    table.add_column(ratio=1)
    for label, words in [*(("You said", words) for words in told), *lines]:
        table.add_row(Text(label, "dim"), Text(words, "bold" if label in _STAND_OUT else ""))
        if roomy:
            table.add_row()
    return table
