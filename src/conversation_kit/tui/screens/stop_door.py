"""Stop at the door: whom to ring and what to do, with the vault still closed. The words for both Stop screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.settings import StopSettings

_LOCKED = (
    "Nothing can be written down while the vault is locked. Once it is open, F12 has room for your words."
)


class StopAtTheDoorScreen(Screen[None]):
    """Numbers and steps, before anything is unlocked.

    Args:
        stop: The council's numbers and steps.
    """

    CSS_PATH = "stop.tcss"
    stops: Literal[True] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = "# Stop\nSomebody is at risk: whom to ring, and what to do. **Esc** goes back to the passphrase.\n"

    def __init__(self, stop: StopSettings) -> None:
        super().__init__()
        self._stop = stop

    def compose(self) -> ComposeResult:
        """The numbers, the steps, and why there is no line to write in."""
        yield TopLine("Stop: somebody is at risk")
        with VerticalScroll(id="stop-help"):
            yield Static(numbers_and_steps(self._stop), markup=False)
        yield Says(_LOCKED)
        yield KeysLine()

    def action_back(self) -> None:
        """Back to the door."""
        self.dismiss(None)


def numbers_and_steps(stop: StopSettings) -> Text:
    """Return whom to ring, each number first, and what to do in its order."""
    numbers = stop.numbers_to_show
    width = max(len(number.ring) for number in numbers)
    text = Text()
    for number in numbers:
        text.append(f"{number.ring.ljust(width)}  ", "bold").append(number.who)
        text.append(f"   {number.when}" if number.when else "", "dim").append("\n")
    for place, step in enumerate(stop.steps_to_show, 1):
        text.append(f"\n{place}  ", "dim").append(step)
    return text
