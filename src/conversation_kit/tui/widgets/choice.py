"""A choice among a few words on one line, made with the arrow keys or a first letter."""

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAP = "   "


class Choice(Widget, can_focus=True):
    """One of several short options; the chosen one is marked with a dot, not by colour alone.

    Args:
        options: Value and the words shown for it.
        value: The value chosen at first; an empty text for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Other", show=False),
        Binding("right", "move(1)", "Other", show=False),
        Binding("up", "step(-1)", "Line above", show=False),
        Binding("down", "step(1)", "Line below", show=False),
    ]
    value: reactive[str] = reactive("", layout=True)

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    class Done(Message):
        """Enter: the choice stands, on to the next."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    class Typed(Message):
        """A letter that begins none of the options: somebody has begun to write."""

        def __init__(self, choice: "Choice", letter: str) -> None:
            super().__init__()
            self.choice = choice
            self.letter = letter

    def __init__(self, options: list[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._options = options
        self.set_reactive(Choice.value, value)

    def render(self) -> Text:
        """Show all options on as many rows as they need; an option is never broken."""
        rows = []
        for row in self._rows(self.size.width):
            parts = []
            for value, words in row:
                chosen = value == self.value
                parts.append(Text(f"● {words}" if chosen else f"○ {words}", "bold" if chosen else "dim"))
            rows.append(Text(_GAP).join(parts))
        return Text("\n").join(rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the options need."""
        del container, viewport
        return len(self._rows(width))

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        rows: list[list[tuple[str, str]]] = [[]]
        used = 0
        for value, words in self._options:
            needs = cell_len(words) + 2
            if rows[-1] and used + needs > width:
                rows.append([])
                used = 0
            rows[-1].append((value, words))
            used += needs + len(_GAP)
        return rows

    def watch_value(self) -> None:
        """Tell that another option was chosen."""
        self.post_message(self.Changed(self))

    def action_move(self, step: int) -> None:
        """Choose the next or the previous option."""
        values = [value for value, _ in self._options]
        at = values.index(self.value) if self.value in values else (-1 if step > 0 else 0)
        self.value = values[(at + step) % len(values)]

    def action_step(self, step: int) -> None:
        """Go to the line above or below."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def on_key(self, event: events.Key) -> None:
        """Choose by first letter; a second press goes to the next option with that letter. Enter goes on."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Done(self))
            return
        letter = (event.character or "").lower()
        matching = [value for value, words in self._options if letter and words.lower().startswith(letter)]
        if matching:
            event.stop()
            at = matching.index(self.value) if self.value in matching else -1
            self.value = matching[(at + 1) % len(matching)]
        elif event.is_printable and event.character and event.character.strip():
            event.stop()
            self.post_message(self.Typed(self, event.character))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        rows = self._rows(self.size.width)
        x = event.x - self.styles.padding.left
        start = 0
        for value, words in rows[event.y] if 0 <= event.y < len(rows) else []:
            end = start + cell_len(words) + 2
            if start <= x < end:
                self.value = value
            start = end + len(_GAP)
