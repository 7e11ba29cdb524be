"""The line for their words: always ready, wraps and grows, Enter keeps it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class Line(TextArea):
    """One line of typing that grows when it must.

    Args:
        text: What stands in it at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_row", "New row", show=False, tooltip="A new row within the same note"),
    ]

    class Said(Message):
        """Enter was pressed: the words are to be kept."""

        def __init__(self, line: "Line", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    class Stepped(Message):
        """Up at the first row, or down at the last: another topic."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class PromptWanted(Message):
        """A question mark on an empty line: a way to ask."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=id, compact=True)

    def action_new_row(self) -> None:
        """Begin a new row."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            _done_with(event)
            self.post_message(self.Said(self, self.text))
        elif event.character == "?" and not self.text:
            _done_with(event)
            self.post_message(self.PromptWanted())
        elif event.key == "up" and self.cursor_at_first_row:
            _done_with(event)
            self.post_message(self.Stepped(-1))
        elif event.key == "down" and self.cursor_at_last_row:
            _done_with(event)
            self.post_message(self.Stepped(1))
        else:
            await super()._on_key(event)

    @property
    def cursor_at_first_row(self) -> bool:
        """Whether the cursor stands in the first row as wrapped on the screen."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y == 0

    @property
    def cursor_at_last_row(self) -> bool:
        """Whether the cursor stands in the last row as wrapped on the screen."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y >= self.wrapped_document.height - 1


def _done_with(event: events.Key) -> None:
    event.stop()
    event.prevent_default()
