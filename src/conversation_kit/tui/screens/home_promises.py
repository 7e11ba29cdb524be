"""What the worker said they would do, on Home: shown, marked as done, and that taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from conversation_kit.journey.keeping_promises import deal_line_of, mark_done, not_done_after_all
from conversation_kit.journey.promises import Promise, promises
from conversation_kit.model.connections import DealLine
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.home_words import promise_words
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class KeepsPromises(SaysErrors, MixedIn):
    """Mixed into Home, which sets what it knows."""

    _desk: Desk
    _promises: list[Promise]
    _done: list[DealLine]

    def _show_promises(self) -> None:
        self._promises = promises(self._desk.vault)
        today = self._desk.today()
        self.query_one("#promises", MarkedList).show_rows(
            [("", promise_words(promise, today)) for promise in self._promises],
            empty="Nothing promised just now.",
        )
        self.call_after_refresh(self._show_how_many_more)

    def _show_how_many_more(self) -> None:
        shown = self.query_one("#promises", MarkedList)
        rows_each = 3 if self.screen.size.height >= ROOMY_ROWS else 2
        hidden = len(self._promises) - (shown.size.height + 1) // rows_each
        more = self.query_one("#more-promises", Static)
        more.display = hidden > 0
        more.update(f"   and {hidden} more")

    def on_resize(self) -> None:
        """Count again what there is no room for."""
        self.call_after_refresh(self._show_how_many_more)

    def action_other_side(self) -> None:
        """From the people to the promises, and back."""
        to = "#people" if self.query_one("#promises").has_focus or not self._promises else "#promises"
        self.query_one(to).focus()

    def action_done(self) -> None:
        """Mark the promise as done."""
        at = self.query_one("#promises", MarkedList).at
        if at is None:
            return
        promise = self._promises[at]
        line = deal_line_of(self._desk.vault, promise)
        if line is None:
            self.say(f"Enter opens {promise.person.name}, to look at it together.")
            return
        mark_done(self._desk.vault, line)
        self._done.append(line)
        self._show_promises()
        self.say("Done. Ctrl+Z takes that back.")

    def action_not_done(self) -> None:
        """Take the last *done* back."""
        if self._done:
            not_done_after_all(self._desk.vault, self._done[-1])
            self._done.pop()
            self._show_promises()
            self.say("Not done after all; it is there again.")
