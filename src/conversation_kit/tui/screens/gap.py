"""A gap: what somebody hopes for or could give, and nothing in the Book serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.model.connections import Gap
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.tui.screens.no_names import NoNames
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class GapForm(FormScreen[Gap]):
    """Writes down what is missing, for the knowledge officers; dismissed with it, kept. No person is in it.

    Args:
        desk: The open desk.
        missing: What was looked for and not found, in nobody's words; the worker reads and changes it first.
    """

    def __init__(self, desk: Desk, missing: str = "") -> None:
        self._desk = desk
        self._no_names = NoNames(desk.vault)
        super().__init__(
            "Nothing here for this",
            [
                Field("area", "Roughly where", desk.worker.footprint, "a neighbourhood, no address"),
                Field(
                    "words",
                    "What is missing",
                    missing,
                    hint="a brass band of an evening, somewhere to mend bikes",
                    long=True,
                ),
            ],
            drafts=desk.vault.drafts,
            draft_key="gap",
            says="Goes to the knowledge officers, who do not know whom you visit: no names, please.",
        )

    def on_mount(self) -> None:
        """Begin at what is missing; where is known already."""
        self.query_one("#field-words").focus()

    def result(self, values: dict[str, str]) -> Gap:
        """Keep the gap and return it."""
        words = inert(values["words"]).strip()
        if not words:
            raise BadInputError("What is missing? A few words are enough. Esc goes back, nothing is lost.")
        self._no_names.look_at(f"{words} {values['area']}")
        gap = Gap(new_id(), words, self._desk.now(), area=inert(values["area"]).strip())
        self._desk.vault.keep(gap)
        return gap
