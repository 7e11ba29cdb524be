"""What was learned from choices: to read, to forget one by one or all of it, to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from conversation_kit.journey.remembering import told
from conversation_kit.tui.taking_back import AS_BEFORE, TakesBack
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.learned import Lesson

_ON = (
    "What people chose or set aside in Explore moves these a little, up or down, for the next one who speaks of the "
    "same. Nobody's name, day or words are kept here, and it stays on this laptop."
)
_OFF = "Switched off in the settings: nothing is learned, and this changes nothing. It is kept until you forget it."
_NOTHING = "Nothing was learned yet."
_GONE = "an entry that is no longer in the Book"


class LearnedScreen(TakesBack, Screen[None]):
    """Lists what was learned, the newest month first.

    Args:
        desk: The open desk.
    """

    CSS_PATH = "learned.tcss"
    AUTO_FOCUS = "#learned"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "forget", "Forget", id="learned-forget", tooltip="Forget what the arrow is at"),
        Binding(
            "a", "forget_all", "Forget all", id="learned-forget-all", tooltip="Forget all that was learned"
        ),
        Binding("ctrl+z", "undo", "Undo", id="undo", tooltip="Take the last step back"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# What was learned
What people chose or set aside in Explore changes the order of later suggestions a little; the small print there says
so. **x** forgets the chosen line, **a** all of it; **Ctrl+Z** takes that back as long as this screen is open. **Esc**
goes back. In the settings it can be switched off.
"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lessons: tuple[Lesson, ...] = ()
        self._steps = []

    def compose(self) -> ComposeResult:
        """What it is, the list, a sentence, the keys."""
        yield TopLine("What was learned")
        yield Static(_ON if self._desk.learns else _OFF, id="learned-lead", classes="quiet", markup=False)
        yield MarkedList(roomy_from=ROOMY_ROWS, id="learned")
        yield Says()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what was learned."""
        self.show_again()

    def show_again(self) -> None:
        """Show what was learned, as it stands now."""
        self._lessons = self._desk.vault.learned.all()
        rows = [
            (f"{number}", Text.assemble(self._entry_name(one.lesson), "\n", (one.words, "dim")))
            for number, one in enumerate(told(self._lessons, self._desk.kit.words), 1)
        ]
        self.query_one(MarkedList).show_rows(rows, empty=_NOTHING)

    def _entry_name(self, lesson: Lesson) -> str:
        entry = self._desk.book.entry(lesson.entry_id) if self._desk.book else None
        return entry.name if entry else _GONE

    def action_forget(self) -> None:
        """Forget the chosen line."""
        at = self.query_one(MarkedList).at
        self._forget(() if at is None else (self._lessons[at],))

    def action_forget_all(self) -> None:
        """Forget all of it."""
        self._forget(self._lessons)

    def _forget(self, lessons: tuple[Lesson, ...]) -> None:
        if not lessons:
            self.say("There is nothing to forget.")
            return
        self._desk.vault.learned.change(took_back=lessons)
        self._steps.append(lambda: self._learned_again(lessons))
        self.show_again()
        self.say("Forgotten. Ctrl+Z takes that back.")

    def _learned_again(self, lessons: tuple[Lesson, ...]) -> str:
        self._desk.vault.learned.change(added=lessons)
        return AS_BEFORE

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)
