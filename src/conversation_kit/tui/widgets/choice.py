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
        """Letters that begin none of the options: somebody has begun to write."""

        def __init__(self, choice: "Choice", letters: str) -> None:
            super().__init__()
            self.choice = choice
            self.letters = letters

    def __init__(self, options: list[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._options = options
        self._letters = ""
        self._before_letters = value
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
        """Choose by first letter; a second press goes to the next option with that letter. Enter goes on.

        Letters that turn out to begin no option ("Sandra", where "s" alone means social) were words from the first.
        """
        if event.key == "enter":
            event.stop()
            self._letters = ""
            self.post_message(self.Done(self))
            return
        letter = event.character if event.is_printable else None
        if not letter or not letter.strip():
            self._letters = ""
            return
        event.stop()
        again = self._letters.lower() == letter.lower()
        if again or not self._letters:
            self._before_letters = self._before_letters if again else self.value
            self._letters = letter
            matching = self._beginning_with(letter)
            if matching:
                at = matching.index(self.value) if self.value in matching else -1
                self.value = matching[(at + 1) % len(matching)]
                return
        else:
            self._letters += letter
            if matching := self._beginning_with(self._letters):
                self.value = self.value if self.value in matching else matching[0]
                return
            self.value = self._before_letters
        letters, self._letters = self._letters, ""
        self.post_message(self.Typed(self, letters))

    def on_blur(self) -> None:
        """What was typed so far chose what it did."""
        self._letters = ""

    def _beginning_with(self, letters: str) -> list[str]:
        return [value for value, words in self._options if words.lower().startswith(letters.lower())]

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
