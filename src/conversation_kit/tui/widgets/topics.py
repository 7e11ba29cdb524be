"""The topics of a guide: a gentle map, any order."""

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_KEYS = 9  # Alt and a digit goes to a topic


class TopicsView(Widget):
    """The topics: an arrow at the one being talked about, the digit of its key, a quiet dot where something was said.

    Args:
        names: The topics' names.
    """

    at: reactive[int] = reactive(0)
    said: reactive[frozenset[int]] = reactive(frozenset())

    class Chosen(Message):
        """A topic was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: list[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._names = names

    def rename(self, names: list[str]) -> None:
        """Show other topics: the talk is held by another guide."""
        self._names = names
        self.refresh(layout=True)

    def render(self) -> Text:
        """One topic a row; when there are more topics than rows, those around the arrow."""
        text = Text(no_wrap=True, overflow="ellipsis")
        first = self._first()
        for index in range(first, min(len(self._names), first + max(self.size.height, 1))):
            key = f"{index + 1}" if index < _KEYS else " "
            mark = f"{'›' if index == self.at else ' '}{key} "
            dot = " ·" if index in self.said else ""
            text.append(f"{mark}{self._names[index]}{dot}\n", "bold" if index == self.at else "dim")
        text.rstrip()
        return text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for each topic."""
        del container, viewport, width
        return len(self._names)

    def _first(self) -> int:
        rows = self.size.height
        return max(0, min(self.at - rows // 2, len(self._names) - rows))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        index = self._first() + event.y
        if 0 <= event.y < self.size.height and index < len(self._names):
            self.post_message(self.Chosen(index))
