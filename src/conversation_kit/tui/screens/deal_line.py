"""One line of the deal: what, who, by when, whose part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import Input

from conversation_kit.journey.deals import with_values
from conversation_kit.journey.deciding import day_said_back
from conversation_kit.model.connections import DealLine, Side
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class DealForm(FormScreen[DealLine]):
    """Writes or changes one line of the deal; dismissed with it, kept.

    Args:
        desk: The open desk.
        line: What it holds at first; changed when it is in the vault already, else added.
    """

    def __init__(self, desk: Desk, line: DealLine) -> None:
        self._desk = desk
        shown = desk.vault.find_shown(DealLine, line.id)
        self._line = shown.record if shown else line
        self._seen = shown.seen if shown else None
        d = self._line
        begun = f"new:{d.person_id}:{d.side}:{d.connection_id}"
        super().__init__(
            d.side.capitalize(),
            [
                Field("what", "What", d.what, "a few words", long=True),
                Field("who", "Who", d.who, offered=not shown),
                Field("side", "Whose part", d.side, options=tuple((s.value, s.value) for s in Side)),
                Field("by_when", "By when", d.by_when, "Friday, in 3 weeks, after half term"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"deal:{d.id if shown else begun}",
            says="Only what is needed. Ctrl+S keeps it from anywhere.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._line.person_id}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and say back the day that is meant."""
        super().on_input_changed(event)
        if event.input.id == "field-by_when" and event.input.has_focus:
            day = day_said_back(event.value, self._desk.today())
            unclear = "Those words will stand as they are." if event.value.strip() else ""
            self.say(f"That is {day}." if day else unclear)

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return DealLine.entity, self._line.id

    def result(self, values: dict[str, str]) -> DealLine:
        """Keep the line and return it."""
        made = with_values(self._line, values, self._desk.today())
        self._desk.vault.keep(made, seen=self._seen)
        return made
