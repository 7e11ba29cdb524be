"""The line for their words: always ready, wraps and grows, Enter keeps it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

_KEYS_OF_THE_SCREEN = (
    "f6",
    "f7",
)  # TextArea would select a row or everything; here they are the map and the deal


class Growing(TextArea):
    """Text that wraps and grows; Enter is done with it, Ctrl+J begins a new row.

    Args:
        text: What stands in it at first.
        hint: Shown while it is empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+j", "new_row", "New row", id="new-row", show=False, tooltip="A new row within the same note"
        ),
    ]

    _coloured = False

    class Said(Message):
        """Enter was pressed: the words are to be kept."""

        def __init__(self, line: "Growing", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    class Stepped(Message):
        """Up at the first row, or down at the last: on to what is above or below."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=hint,
            id=id,
            compact=True,
        )
        for key in _KEYS_OF_THE_SCREEN:
            self._bindings.key_to_bindings.pop(key, None)

    def notify_style_update(self) -> None:
        """Work the colours out anew when next drawn."""
        self._coloured = False
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw these rows. ``TextArea`` works its colours out anew each time: a fifth of what a key takes."""
        if self._coloured:
            return ScrollView.render_lines(self, crop)
        self._coloured = True
        return super().render_lines(crop)

    def on_mount(self) -> None:
        """Stand at the end of what is there."""
        self.move_cursor(self.document.end)

    def action_new_row(self) -> None:
        """Begin a new row."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            _done_with(event)
            self.post_message(self.Said(self, self.text))
        elif event.key == "up" and self.cursor_at_first_row:
            _done_with(event)
            self.post_message(self.Stepped(-1))
        elif event.key == "down" and self.cursor_at_last_row:
            _done_with(event)
            self.post_message(self.Stepped(1))
        elif event.key.startswith("alt+"):
            event.prevent_default()  # a key of the screen, not a character
        # Textual goes on to TextArea's own handler for every other key.

    @property
    def cursor_at_first_row(self) -> bool:
        """Whether the cursor stands in the first row as wrapped on the screen."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y == 0

    @property
    def cursor_at_last_row(self) -> bool:
        """Whether the cursor stands in the last row as wrapped on the screen."""
        return (
            self.wrapped_document.location_to_offset(self.cursor_location).y
            >= self.wrapped_document.height - 1
        )


class Line(Growing):
    """The line in a conversation: a question mark, while it is empty, asks for a way to ask."""

    class PromptWanted(Message):
        """A question mark on an empty line: a way to ask."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?" and not self.text:
            _done_with(event)
            self.post_message(self.PromptWanted())


def _done_with(event: events.Key) -> None:
    event.stop()
    event.prevent_default()
