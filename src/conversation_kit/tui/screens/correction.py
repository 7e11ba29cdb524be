"""A correction: wrong, closed or moved, told once the worker saw what would be sent and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError, RefusedError
from conversation_kit.journey.telling import as_told, keep_correction
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


_HINTS = {
    Fault.WRONG: "and how you know",
    Fault.CLOSED: "and how you know; it may stay empty",
    Fault.MOVED: "where to, and how you know; it may stay empty",
}
_NO_WORDS = "What is wrong? Without a few words nothing is sent. Esc goes back."


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
        self._asked: str | None = None
        super().__init__(
            _TITLES[fault],
            [Field("words", "What is right instead", hint=_HINTS[fault])],
            drafts=desk.vault.drafts,
            draft_key=f"correction:{entry.id}:{fault}",
            says="Goes to the knowledge officers, who do not know whom you visit: no names, please.",
        )

    def result(self, values: dict[str, str]) -> Correction:
        """Keep it and return it, once the worker saw what the officers would read.

        Raises:
            BadInputError: Something is wrong, and no word says what.
            RefusedError: It was not asked about these words yet.
        """
        words = values["words"]
        if self._fault is Fault.WRONG and not words.strip():
            raise BadInputError(_NO_WORDS)
        if words != self._asked:
            self._asked = words
            self._no_names.look_at(words)
            told = as_told(self._entry, self._fault, words)
            raise RefusedError(
                f"The knowledge officers will read: “{told}” Enter again tells them; Esc does not."
            )
        return keep_correction(self._desk.vault, self._entry, self._fault, values["words"], self._desk.now())
