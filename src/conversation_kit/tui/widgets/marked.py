"""A list with an arrow at the chosen row, so that the choice never hangs on colour."""

from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from textual import events
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, RichVisual, Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

TWICE: Final = " ≠ written twice: h"
"""Stands behind the words of a record that was written twice."""

ROOMY_ROWS = 36
"""From so many rows of the screen on, lists leave an empty one between any two of theirs."""


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
            self.add_options([Option(self._row(index)) for index in range(len(rows))])
            self.highlighted = min(at, len(rows) - 1)
        elif empty:
            self.add_option(Option(Text(empty), disabled=True))

    def change_row(self, index: int, text: Text) -> None:
        """Show another text in one row."""
        self._rows[index] = (self._rows[index][0], text)
        self.replace_option_prompt_at_index(index, self._row(index))

    @property
    def at(self) -> int | None:
        """The chosen row, or None when there is none."""
        return self.highlighted if self._rows else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the arrow."""
        super().watch_highlighted(highlighted)
        self._draw(self._arrow_at, highlighted)
        self._arrow_at = highlighted

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - as Textual declares it
        """Show the arrow, or put it away.

        Not when the events of focus and blur come: they may arrive late, and tell of what was.
        """
        super().watch_has_focus(has_focus)
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
            self.replace_option_prompt_at_index(index, self._row(index))

    def _row(self, index: int) -> "_Row":
        mark, text = self._rows[index]
        chosen = index == self.highlighted and (self._always or self.has_focus)
        marked = Text(f"{'›' if chosen else ' '} {mark}", "bold" if chosen else "dim")
        return _Row(self, marked, 3 + len(mark), text, spaced=self.roomy and index < len(self._rows) - 1)


class _Row(Visual):
    """A mark and a text behind it, drawn when it comes into view: of hundreds of rows only a screenful does.

    Args:
        widget: The list it stands in.
        mark: What stands before the text.
        room: Cells the mark takes.
        text: Of any height.
        spaced: Whether an empty row follows.
    """

    def __init__(self, widget: Widget, mark: Text, room: int, text: Text, *, spaced: bool) -> None:
        self._widget = widget
        self._mark = mark
        self._room = room
        self._text = text
        self._spaced = spaced

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells it would like to have."""
        return RichVisual(self._widget, self._drawn()).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return its lines at a width; at once where no line is wrapped."""
        if self._text.no_wrap:
            return self._text.plain.count("\n") + 1 + self._spaced
        return RichVisual(self._widget, self._drawn()).get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        if not self._text.no_wrap or width <= self._room:
            return RichVisual(self._widget, self._drawn()).render_strips(width, height, style, options)
        console = self._widget.app.console
        strips = []
        for number, line in enumerate(self._text.split(allow_blank=True)):
            line.truncate(width - self._room, overflow="ellipsis", pad=True)
            mark = self._mark.copy() if not number else Text()
            mark.truncate(self._room, pad=True)
            segments = Text.assemble(mark, line, end="").render(console)
            strips.append(Strip(Segment.apply_style(segments, style.rich_style), width))
        if self._spaced:
            strips.append(Strip([Segment(" " * width, style.rich_style)], width))
        return strips[:height]

    def _drawn(self) -> Table:
        table = Table.grid(expand=True)
        table.add_column(width=self._room, no_wrap=True)
        table.add_column(ratio=1)
        table.add_row(self._mark, self._text)
        if self._spaced:
            table.add_row()
        return table
