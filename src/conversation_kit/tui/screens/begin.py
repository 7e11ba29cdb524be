"""Begin a conversation: which guide, who else is here, what was said about recording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conversation_kit.model.people import Person
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a conversation begins. None of it blocks."""

    guide_id: str
    present: str
    permission: str


class BeginScreen(FormScreen[Beginning]):
    """Asks how the conversation begins; three times Enter, or Ctrl+S, starts it.

    Args:
        desk: The open desk.
        person: Whom the worker talks with.
    """

    def __init__(self, desk: Desk, person: Person) -> None:
        guides = desk.kit.guides.all
        talked = any(desk.vault.story(person.id).conversations)
        usual = "catching-up" if talked else "whole-person"
        first = usual if any(guide.id == usual for guide in guides) else guides[0].id
        options = tuple((guide.id, guide.name) for guide in guides)
        super().__init__(
            f"A conversation with {person.name}",
            [
                Field("guide", "Which guide", first, options=options),
                Field("present", "Who else is here", hint="names and how they belong, or nothing"),
                Field("permission", "About writing it down", hint="what was said, in their words if you can"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"begin:{person.id}",
            says="Ctrl+S begins at once. All of it can wait.",
        )
        self._person_id = person.id

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person_id}

    def result(self, values: dict[str, str]) -> Beginning:
        """Return how it begins."""
        return Beginning(values["guide"], values["present"].strip(), values["permission"].strip())
