"""The entries of the Book, two rows each, as many as there are: only what is on the screen is worked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from conversation_kit.model.entries import Entry

_ROOMY_FROM = 32
_LEAST_NAME = 12


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What is shown of one entry.

    Attributes:
        name: Its name.
        mark: What to know before anything else ("ring first"), or empty.
        details: When, where, how far.
    """

    name: str
    mark: str = ""
    details: str = ""


class EntriesView(ScrollView, can_focus=False):
    """A list of entries with an arrow at the chosen one. The keys stay with whoever types.

    Args:
        describe: Says what to show of an entry; asked once for each that comes into view.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entries-chosen"}
    DEFAULT_CSS = """
    EntriesView { overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    EntriesView > .entries-chosen { background: $panel; }
    """

    class Looked(Message):
        """Another entry is chosen; None when there is none."""

        def __init__(self, entry: Entry | None) -> None:
            super().__init__()
            self.entry = entry

        def can_replace(self, message: Message) -> bool:
            """Only the last of a burst counts."""
            return isinstance(message, EntriesView.Looked)

    class Wanted(Message):
        """An entry was clicked a second time."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, describe: Callable[[Entry], EntryRow], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._describe = describe
        self._entries: Sequence[Entry] = ()
        self._known: dict[int, EntryRow] = {}
        self._at = 0

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these, the first one chosen."""
        self._entries = entries
        self._known = {}
        self._at = 0
        self._measure()
        self.scroll_home(animate=False)
        self.post_message(self.Looked(self.chosen))

    @property
    def chosen(self) -> Entry | None:
        """The entry the arrow stands at, or None when there is none."""
        return self._entries[self._at] if self._entries else None

    @property
    def a_screenful(self) -> int:
        """How many entries fit."""
        return max(1, self.scrollable_content_region.height // self._rows_each)

    def move(self, step: int) -> None:
        """Choose another entry, so many further down; the ends are where they are."""
        self._choose(max(0, min(len(self._entries) - 1, self._at + step)))

    def _choose(self, index: int) -> None:
        if not self._entries or index == self._at:
            return
        self._at = index
        each = self._rows_each
        self.scroll_to_region(Region(0, index * each, 1, each), animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Looked(self.chosen))

    @property
    def _rows_each(self) -> int:
        return 3 if self.screen.size.height >= _ROOMY_FROM else 2

    def _measure(self) -> None:
        rows = len(self._entries) * self._rows_each
        self.virtual_size = Size(self.scrollable_content_region.width, rows)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Use the room there is."""
        self._measure()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        index, part = divmod(self.scroll_offset.y + y, self._rows_each)
        if index >= len(self._entries) or part > 1:
            return Strip.blank(width, self.rich_style)
        if index not in self._known:
            self._known[index] = self._describe(self._entries[index])
        row = self._known[index]
        chosen = index == self._at
        text = _name(row, width, chosen=chosen) if part == 0 else Text.assemble("  ", (row.details, "dim"))
        text.truncate(width, overflow="ellipsis", pad=True)
        style = self.get_component_rich_style("entries-chosen") if chosen else self.rich_style
        return Strip(Segment.apply_style(text.render(self.app.console), style)).adjust_cell_length(
            width, style
        )

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse; a second click opens."""
        index = (self.scroll_offset.y + event.y) // self._rows_each
        if not 0 <= index < len(self._entries):
            return
        if index == self._at:
            self.post_message(self.Wanted(self._entries[index]))
        self._choose(index)


def _name(row: EntryRow, width: int, *, chosen: bool) -> Text:
    """Return the arrow, the name and the mark; it is the name that is cut, never the mark."""
    mark = Text(f"  {row.mark}", "italic") if row.mark else Text()
    name = Text(row.name, "bold")
    name.truncate(max(_LEAST_NAME, width - 2 - mark.cell_len), overflow="ellipsis")
    return Text.assemble(("› " if chosen else "  ", "bold"), name, mark)
