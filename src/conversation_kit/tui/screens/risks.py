"""Something they want to try: the good, what could go wrong, what makes it safe enough. Weighed, never scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Input

from conversation_kit.journey.deciding import day_said_back, day_typed
from conversation_kit.journey.risks import WEIGHED, new_risk, not_said_yet, with_values
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.records import TAKE_OUT, RecordsScreen, Row

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.story import Story

_HINTS = {
    "good": "what it would give them, and others",
    "could_go_wrong": "as they see it, and as you do",
    "safe_enough": "who, what, how far, by when home",
    "they_say": "in their words",
    "backed_by": "names; ask them first",
}


class RiskForm(FormScreen[PositiveRisk]):
    """What somebody wants to try, and what is weighed; dismissed with the note, kept.

    Args:
        desk: The open desk.
        record: What it holds at first; changed when it is in the vault already, else added.
    """

    def __init__(self, desk: Desk, record: PositiveRisk) -> None:
        self._desk = desk
        shown = desk.vault.find_shown(PositiveRisk, record.id)
        self._record = shown.record if shown else record
        self._seen = shown.seen if shown else None
        self._unclear = ""
        super().__init__(
            "Something they want to try",
            [
                Field("wants", "What they want to try", self._record.wants, "in their words", long=True),
                *(
                    Field(name, label, getattr(self._record, name), _HINTS[name], long=True)
                    for name, label in WEIGHED
                ),
                Field("look_again", "When to look again", day_typed(self._record.look_again), "in 3 weeks"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"risk:{record.id if shown else f'new:{record.person_id}'}",
            says="Only what they want is needed. It is weighed in words and never scored. Ctrl+S keeps it.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._record.person_id}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and say back the day that is meant."""
        super().on_input_changed(event)
        if event.input.id == "field-look_again" and event.input.has_focus:
            day = day_said_back(event.value, self._desk.today())
            self.say(f"Look again on {day}. Home will say so." if day else "")

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return PositiveRisk.entity, self._record.id

    def result(self, values: dict[str, str]) -> PositiveRisk:
        """Keep the note and return it."""
        weighed = with_values(self._record, values, self._desk.today())
        self._desk.vault.keep(weighed.risk, seen=self._seen)
        self._unclear = weighed.unclear
        return weighed.risk

    def unclear(self) -> str:
        """Ask for the day that was not understood."""
        return f"The rest is kept. {self._unclear}" if self._unclear else ""

    def stay(self, question: str) -> None:
        """Ask, and go on from what is kept now."""
        shown = self._desk.vault.shown(PositiveRisk, self._record.id)
        self._record, self._seen = shown.record, shown.seen
        self._drafting.goes_on_as(f"risk:{self._record.id}")
        super().stay(question)


class RisksScreen(RecordsScreen):
    """What somebody wants to try, each with all that was weighed."""

    CSS_PATH = "records.tcss"
    heading = "Something they want to try"
    first_says = "Enter opens one to change it. Nothing here is scored."
    empty = "Nothing was weighed yet. n begins with what they want to try."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "Change", id="change-record", tooltip="Change what the arrow is at"),
        Binding("n", "new", "New", id="new-record", tooltip="Add one"),
        TAKE_OUT,
    ]
    HELP = """\
# Something they want to try
**n** begins with what they want to try, in their words; then the good it could do, what could go wrong, what makes it
safe enough, what they say, who backs it, and when to look at it again. Only the first is needed. It is weighed in
words: nothing here is scored or rated, and nobody is refused by the kit.

The day to look again stands on Home until you set another, or none. **Enter** changes what the arrow is at, **x** takes
it out, **Ctrl+Z** takes the last step back, **h** shows every change.
"""

    def listed(self, story: Story) -> Sequence[Row]:
        """Return the notes, the newest first."""
        return [Row(one, _risk_words(one)) for one in reversed(story.risks)]

    def form_for(self, record: Any) -> FormScreen[Any]:
        """Return the form for a note."""
        return RiskForm(self._desk, record)

    def action_change(self) -> None:
        """Change the chosen one."""
        self.open_chosen()

    def action_new(self) -> None:
        """Begin a note."""
        record = new_risk(self._desk.vault, self._person_id, self._desk.today())
        self.ask(RiskForm(self._desk, record), record)


def _risk_words(risk: PositiveRisk) -> Text:
    text = Text().append(f"“{risk.wants}”", "bold")
    for name, label in WEIGHED:
        if words := getattr(risk, name):
            text.append(f"\n{label}: ", "dim").append(words)
    if risk.look_again:
        text.append(f"\nLook again: {day_typed(risk.look_again)}", "dim")
    if missing := not_said_yet(risk):
        text.append(f"\n{missing}", "dim italic")
    return text
