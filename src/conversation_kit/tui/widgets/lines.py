"""The line at the top of a screen and the one sentence at the bottom."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from conversation_kit.tui.keys_in_use import with_keys_in_use


class TopLine(Horizontal):
    """Who or what this screen is about on the left, where we are on the right.

    Args:
        left: For instance the person's name.
        right: For instance "listening · 09:22".
    """

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__(classes="top-line")
        self._left = left
        self._right = right

    def compose(self) -> ComposeResult:
        """Two texts on one line."""
        yield Static(self._left, classes="top-left", markup=False)
        yield Static(self._right, classes="top-right", markup=False)

    def change(self, *, left: str | None = None, right: str | None = None) -> None:
        """Show other words."""
        if left is not None:
            self.query_one(".top-left", Static).update(left)
        if right is not None:
            self.query_one(".top-right", Static).update(right)


class Says(Static):
    """One sentence at the bottom: what happened and a way on. Empty most of the time."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence, classes="says", markup=False)
        self.display = bool(sentence)

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self.update(with_keys_in_use(self, sentence))
        self.display = bool(sentence)
