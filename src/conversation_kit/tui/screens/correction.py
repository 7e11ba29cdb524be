"""A correction: wrong, closed or moved, in a line that may stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.journey.telling import keep_correction
from conversation_kit.model.connections import Correction, Fault
from conversation_kit.model.entries import Entry
from conversation_kit.tui.screens.no_names import NoNames
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_TITLES = {
    Fault.WRONG: "Something is wrong with this entry",
    Fault.CLOSED: "This has closed",
    Fault.MOVED: "This has moved",
}


class CorrectionForm(FormScreen[Correction]):
    """Keeps a correction; dismissed with it.

    Args:
        desk: The open desk.
        entry: What it is about.
        fault: What is wrong.
    """

    def __init__(self, desk: Desk, entry: Entry, fault: Fault) -> None:
        self._desk = desk
        self._entry = entry
        self._fault = fault
        self._no_names = NoNames(desk.vault)
        super().__init__(
            _TITLES[fault],
            [Field("words", "What is right instead", hint="and how you know; it may stay empty")],
            drafts=desk.vault.drafts,
            draft_key=f"correction:{entry.id}:{fault}",
            says="Goes to the knowledge officers, who do not know whom you visit: no names, please.",
        )

    def result(self, values: dict[str, str]) -> Correction:
        """Keep it and return it."""
        self._no_names.look_at(values["words"])
        return keep_correction(self._desk.vault, self._entry, self._fault, values["words"], self._desk.now())
