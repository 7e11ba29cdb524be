"""A page to be read back: lines that can be changed carry the arrow, everything else is read past."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

OUT_OF_SIGHT = "The arrow was out of sight; here it is."
"""What to say when a key that needs the chosen record only brought the arrow back into sight."""
_MARGIN = 2  # where the arrow stands


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the page.

    Attributes:
        words: What it says; wrapped to the width.
        entity: The kind of record it says, empty when it cannot be changed here.
        record_id: The id of that record.
    """

    words: Text
    entity: str = ""
    record_id: str = ""


class ReadingView(ScrollView, can_focus=True):
    """Shows passages one under another.

    Down goes to the next passage that can be changed when it is in sight, and reads on half a screen otherwise, so
    that nothing between is skipped.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading-chosen"}
    DEFAULT_CSS = """
    ReadingView { overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    ReadingView > .reading-chosen { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "turn(1)", "Read on", show=False),
        Binding("pageup", "turn(-1)", "Read back", show=False),
        Binding("home", "edge(-1)", "Beginning", show=False),
        Binding("end", "edge(1)", "End", show=False),
    ]

    class Wanted(Message):
        """A passage was clicked a second time: it is to be changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._make: Callable[[int], Sequence[Passage]] = lambda _: ()
        self._passages: Sequence[Passage] = ()
        self._lines: list[Text] = []
        self._tops: list[int] = []
        self._at: int | None = None
        self._begin: tuple[str, str] | None = None

    def show(
        self,
        make: Callable[[int], Sequence[Passage]],
        *,
        follow: bool = True,
        begin: tuple[str, str] | None = None,
    ) -> None:
        """Show what ``make`` returns for a width in cells; asked again when the width changes.

        Args:
            make: Returns the passages.
            follow: Whether the arrow goes where its record went; else it stays at its place on the page.
            begin: Entity and id of the record to begin at, the first time; without it the first that can be changed.
        """
        self._make = make
        self._begin = begin
        self._lay_out(follow=follow)

    @property
    def chosen(self) -> Passage | None:
        """The passage with the arrow, or None when there is none or it is out of sight."""
        if self._at is None or not self._in_sight(self._at):
            return None
        return self._passages[self._at]

    def bring_into_sight(self) -> None:
        """Scroll back to the arrow."""
        if self._at is not None:
            self._choose(self._at)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew."""
        self._lay_out()

    def on_focus(self, _event: events.Focus) -> None:
        """Show the arrow."""
        self.refresh()

    def on_blur(self, _event: events.Blur) -> None:
        """Put the arrow away."""
        self.refresh()

    def _lay_out(self, *, follow: bool = True) -> None:
        width = self.scrollable_content_region.width - _MARGIN
        if width <= 0:
            return
        before = self._at
        was = self._passages[before] if follow and before is not None else None
        self._passages = self._make(width)
        self._lines, self._tops = [], []
        for passage in self._passages:
            self._tops.append(len(self._lines))
            self._lines += passage.words.wrap(self.app.console, width)
        self.virtual_size = Size(width + _MARGIN, len(self._lines))
        begun = self._at is not None
        self._at = self._find_again(was, before or 0)
        if not begun and self._begin is not None and (first := self._place_of(*self._begin)) is not None:
            self._choose(first)
        self.refresh()

    def _find_again(self, was: Passage | None, before: int) -> int | None:
        same = [
            index
            for index, passage in enumerate(self._passages)
            if was is not None and passage.record_id == was.record_id and passage.entity == was.entity
        ]
        if same:
            return min(same, key=lambda index: abs(index - before))
        changeable = self._changeable()
        return min(changeable, key=lambda index: abs(index - before), default=None)

    def _place_of(self, entity: str, record_id: str) -> int | None:
        return next(
            (
                index
                for index, passage in enumerate(self._passages)
                if (passage.entity, passage.record_id) == (entity, record_id)
            ),
            None,
        )

    def _changeable(self) -> list[int]:
        return [index for index, passage in enumerate(self._passages) if passage.entity]

    def _rows(self, index: int) -> range:
        end = self._tops[index + 1] if index + 1 < len(self._tops) else len(self._lines)
        return range(self._tops[index], end)

    def _in_sight(self, index: int) -> bool:
        top = self.scroll_offset.y
        rows = self._rows(index)
        return rows.start < top + self.scrollable_content_region.height and rows.stop > top

    def _choose(self, index: int) -> None:
        self._at = index
        rows = self._rows(index)
        region = Region(0, rows.start, 1, len(rows))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()

    def action_step(self, step: int) -> None:
        """Go to the next passage that can be changed, when it is in sight; else read on half a screen."""
        at = -1 if self._at is None else self._at
        further = [index for index in self._changeable() if (index - at) * step > 0]
        following = (min if step > 0 else max)(further, default=None)
        if following is not None and self._in_sight(following):
            self._choose(following)
        else:
            self._scroll(step * max(1, self.scrollable_content_region.height // 2))

    def action_turn(self, step: int) -> None:
        """Read on or back by a screen; the arrow comes along to the first passage there that can be changed."""
        self._scroll(step * max(1, self.scrollable_content_region.height - 1))
        self._come_along()

    def action_edge(self, step: int) -> None:
        """Go to the beginning or the end, and with the arrow to the first or the last that can be changed."""
        self._scroll(step * len(self._lines))
        changeable = self._changeable()
        if changeable and self._in_sight(changeable[0 if step < 0 else -1]):
            self._at = changeable[0 if step < 0 else -1]
            self.refresh()
        else:
            self._come_along()

    def _scroll(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True, immediate=True)

    def _come_along(self) -> None:
        in_sight = [index for index in self._changeable() if self._in_sight(index)]
        if in_sight and (self._at is None or not self._in_sight(self._at)):
            self._at = in_sight[0]
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        index = bisect_right(self._tops, number) - 1
        chosen = self.has_focus and index == self._at
        first = chosen and number == self._tops[index]
        text = Text.assemble(("› " if first else "  ", "bold"), self._lines[number])
        style = self.get_component_rich_style("reading-chosen") if chosen else self.rich_style
        return Strip(Segment.apply_style(text.render(self.app.console), style)).adjust_cell_length(
            width, style
        )

    def on_click(self, event: events.Click) -> None:
        """Put the arrow at what was clicked; a second click changes it."""
        number = self.scroll_offset.y + event.y
        if number >= len(self._lines):
            return
        index = bisect_right(self._tops, number) - 1
        if index == self._at:
            self.post_message(self.Wanted())
        elif self._passages[index].entity:
            self._choose(index)
