"""The topics of a guide: a gentle map, any order."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class TopicsView(Widget):
    """The names of the topics, an arrow at the one being talked about, a quiet dot where something was said.

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

    def render(self) -> Text:
        """One topic a row."""
        text = Text(no_wrap=True, overflow="ellipsis")
        for index, name in enumerate(self._names):
            mark = "› " if index == self.at else "  "
            dot = " ·" if index in self.said else ""
            text.append(f"{mark}{name}{dot}\n", "bold" if index == self.at else "dim")
        text.rstrip()
        return text

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        if 0 <= event.y < len(self._names):
            self.post_message(self.Chosen(event.y))
