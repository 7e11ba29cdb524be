"""What they chose, and how it goes on: each step with its day and their words; a person may go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from conversation_kit.errors import BadInputError
from conversation_kit.journey.days import day_gone
from conversation_kit.journey.deciding import day_typed
from conversation_kit.journey.moving_along import STEPS, Moved, move, steps_of, take_step_back
from conversation_kit.journey.wellbeing import NO_DAY
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.records import TAKE_OUT, RecordsScreen, Row, quoted_words

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.story import Story


_COVERED = Text("Something private. Enter shows it, when only the two of you can see.", "italic")


class StepForm(FormScreen[Moved]):
    """Where a connection stands now, and how it went; dismissed with the step, kept.

    Args:
        desk: The open desk.
        connection: In the vault already.
    """

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk = desk
        self._connection = connection
        super().__init__(
            connection.entry_name,
            [
                Field(
                    "stage",
                    "Where it stands now",
                    connection.stage,
                    options=tuple((stage.value, stage.value) for stage in STEPS),
                ),
                Field("words", "How it went", "", "in their words", long=True),
                Field("on", "Which day", day_typed(desk.today()), "today, last Friday"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"step:{connection.id}",
            says="Going back is a step like any other. Nothing that was said before is lost.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._connection.person_id}

    def result(self, values: dict[str, str]) -> Moved:
        """Keep the step and return it."""
        day = day_gone(values["on"], self._desk.today())
        if day is None:
            raise BadInputError(NO_DAY)
        return move(
            self._desk.vault,
            self._connection.id,
            to=Stage(values["stage"]),
            on=day,
            words=values["words"],
        )


class ConnectionsScreen(RecordsScreen):
    """Somebody's connections, each with where it stands and every step of the way."""

    CSS_PATH = "records.tcss"
    heading = "Connections"
    first_says = "Enter keeps how it went, and where it stands now."
    empty = "Nothing was chosen yet. Esc, then F5, explores together what could connect."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "change", "How it went", id="connection-step", tooltip="Where it stands, in their words"
        ),
        Binding("e", "details", "How it could work", id="details", tooltip="First step, what would help"),
        TAKE_OUT,
    ]
    HELP = """\
# Connections
What they chose, where it stands, and every step of the way with its day and their words. **Enter** keeps the next step:
interested, being supported, tried it, going, giving, maybe later, not for me; any of them may follow any other. The
same again keeps only how it went.

**e** opens how it could work: the first step, what gets in the way, what would help. **x** takes out what the arrow is
at, **Ctrl+Z** takes the last step back, **h** shows every change. What is off the page is covered until **Enter**.
"""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__(desk, person_id)
        self._uncovered: set[str] = set()

    def listed(self, story: Story) -> Sequence[Row]:
        """Return what was chosen, in the order it was."""
        chosen = [one for one in story.connections if one.stage is not Stage.SUGGESTED]
        return [Row(one, _COVERED if self._covered(one) else _connection_words(one, story)) for one in chosen]

    def _covered(self, connection: Connection) -> bool:
        """Whether it is off the page and was not asked for: others may be looking."""
        return not connection.on_page and connection.id not in self._uncovered

    def _uncovers(self) -> bool:
        """Show the chosen one if it is covered; whether it was."""
        if self.chosen is None or not self._covered(self.chosen):
            return False
        self._uncovered.add(self.chosen.id)
        self.show_all(at=self.chosen.id)
        return True

    def cover_again(self) -> None:
        """Cover what is off the page."""
        self._uncovered.clear()
        self.show_all()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The connection with the arrow; what is covered has no history to show yet."""
        return None if self.chosen is not None and self._covered(self.chosen) else super().record_in_focus

    def open_chosen(self) -> None:
        """Open the form of the chosen one; what is covered is shown first."""
        if not self._uncovers():
            super().open_chosen()

    def action_take_out(self) -> None:
        """Take the chosen one out; what is covered is shown first."""
        if not self._uncovers():
            super().action_take_out()

    def form_for(self, record: Any) -> FormScreen[Any]:
        """Return the form for the next step."""
        return StepForm(self._desk, record)

    def made(self, before: Any, made: Any) -> None:
        """Show the step that was kept, with a way to take it back."""
        if not isinstance(made, Moved):
            super().made(before, made)
            return
        self.step(lambda: take_step_back(self._desk.vault, made))
        self.show_all(at=made.kept.id)
        self.say(f"Now: {made.step.stage}. Ctrl+Z takes that back.")

    def action_change(self) -> None:
        """Keep the next step."""
        self.open_chosen()

    def action_details(self) -> None:
        """Say how it could work."""
        if self.chosen is not None and not self._uncovers():
            self.ask(DecisionForm(self._desk, self.chosen), self.chosen)


def _connection_words(connection: Connection, story: Story) -> Text:
    text = Text().append(connection.entry_name, "bold").append(f"   {connection.stage}")
    for step in steps_of(story.steps, connection.id):
        text.append(f"\n{day_typed(step.on)} · {step.stage}", "dim")
        if step.words:
            text.append("  ").append(quoted_words(step.words))
    if connection.why:
        text.append("\nWhy: ", "dim").append(connection.why)
    return text
