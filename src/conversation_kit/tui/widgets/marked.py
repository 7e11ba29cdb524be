"""A list with an arrow at the chosen row, so that the choice never hangs on colour."""

from collections.abc import Sequence
from typing import Final

from rich.table import Table
from rich.text import Text
from textual import events
from textual.widgets import OptionList
from textual.widgets.option_list import Option

TWICE: Final = " ≠ written twice: h"
"""Stands behind the words of a record that was written twice."""


class MarkedList(OptionList):
    """Rows of text of any height, each behind a mark; the arrow shows only while the list has the focus.

    Args:
        always: Show the arrow without the focus too.
        roomy_from: Rows of the screen from which an empty row stands between two texts.
    """

    def __init__(self, *, always: bool = False, roomy_from: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self._always = always
        self._roomy_from = roomy_from
        self.roomy = False
        self._rows: list[tuple[str, Text]] = []
        self._arrow_at: int | None = None

    def show_rows(self, rows: Sequence[tuple[str, Text]], *, empty: str = "", at: int | None = None) -> None:
        """Show rows, each a mark of one or two characters and its text.

        Args:
            rows: From top to bottom.
            empty: A quiet sentence when there is no row.
            at: The row to choose; the one that is chosen now when None.
        """
        at = at if at is not None else self.highlighted or 0
        self._rows = list(rows)
        self.clear_options()
        if rows:
            self.add_options([Option(self._drawn(index)) for index in range(len(rows))])
            self.highlighted = min(at, len(rows) - 1)
        elif empty:
            self.add_option(Option(Text(empty), disabled=True))

    def change_row(self, index: int, text: Text) -> None:
        """Show another text in one row."""
        self._rows[index] = (self._rows[index][0], text)
        self.replace_option_prompt_at_index(index, self._drawn(index))

    @property
    def at(self) -> int | None:
        """The chosen row, or None when there is none."""
        return self.highlighted if self._rows else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the arrow."""
        super().watch_highlighted(highlighted)
        self._draw(self._arrow_at, highlighted)
        self._arrow_at = highlighted

    def on_focus(self, _event: events.Focus) -> None:
        """Show the arrow."""
        self._draw(self.highlighted)

    def on_blur(self, _event: events.Blur) -> None:
        """Put the arrow away."""
        self._draw(self.highlighted)

    def on_resize(self, _event: events.Resize) -> None:
        """Use the room there is."""
        roomy = self.screen.size.height >= self._roomy_from
        if roomy != self.roomy:
            self.roomy = roomy
            self._draw(*range(len(self._rows)))

    def _draw(self, *indexes: int | None) -> None:
        """Draw these rows anew, as far as they are there."""
        there = min(len(self._rows), self.option_count)
        for index in {index for index in indexes if index is not None and index < there}:
            self.replace_option_prompt_at_index(index, self._drawn(index))

    def _drawn(self, index: int) -> Table:
        mark, text = self._rows[index]
        chosen = index == self.highlighted and (self._always or self.has_focus)
        table = Table.grid(expand=True)
        table.add_column(width=3 + len(mark), no_wrap=True)
        table.add_column(ratio=1)
        table.add_row(Text(f"{'›' if chosen else ' '} {mark}", "bold" if chosen else "dim"), text)
        if self.roomy and index < len(self._rows) - 1:
            table.add_row()
        return table
