"""Begin a conversation: which guide, who else is here, what was said about recording.

The cursor begins where words are written: what a hurried worker types at once stands whole in one line, and its first
letter takes no other guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.text import inert
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


def _fields(desk: Desk, guide_id: str, present: str = "", permission: str = "") -> list[Field]:
    options = tuple((guide.id, guide.name) for guide in desk.kit.guides.all)
    said = "what was said, in their words if you can"
    return [
        Field("guide", "Which guide", guide_id, options=options),
        Field("present", "Who else is here", present, hint="names and how they belong, or nothing"),
        Field("permission", "About writing it down", permission, hint=said),
    ]


class BeginScreen(FormScreen[Conversation]):
    """Asks how the conversation begins; twice Enter, or Ctrl+S, starts it. Dismissed with it, kept.

    Args:
        desk: The open desk.
        person: Whom the worker talks with.
    """

    AUTO_FOCUS = "#field-present"

    def __init__(self, desk: Desk, person: Person) -> None:
        guides = desk.kit.guides.all
        talked = any(desk.vault.story(person.id).conversations)
        usual = "catching-up" if talked else "whole-person"
        first = usual if any(guide.id == usual for guide in guides) else guides[0].id
        super().__init__(
            f"A conversation with {person.name}",
            _fields(desk, first),
            drafts=desk.vault.drafts,
            draft_key=f"begin:{person.id}",
            says="Ctrl+S begins at once. All of it can wait. Up, then the arrows: another guide.",
        )
        self._desk = desk
        self._person_id = person.id

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Keep what is chosen, and say what the guide is for."""
        super().on_choice_changed(event)
        self.say(self._desk.kit.guides.guide(event.choice.value).about)

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person_id}

    def result(self, values: dict[str, str]) -> Conversation:
        """Begin the conversation, keep it and return it. None of the fields blocks."""
        return begin_conversation(
            self._desk.vault,
            person_id=self._person_id,
            guide_id=values["guide"],
            worker_id=self._desk.worker.id,
            now=self._desk.now(),
            present=values["present"].strip(),
            permission=values["permission"].strip(),
        )


class BeginningForm(FormScreen[Conversation]):
    """Changes how a talk began: its guide, who else is here, what was said about recording. Dismissed with it, kept.

    Args:
        desk: The open desk.
        conversation: In the vault already, going on or closed.
    """

    AUTO_FOCUS = "#field-present"

    def __init__(self, desk: Desk, conversation: Conversation) -> None:
        self._desk = desk
        self._shown = desk.vault.shown(Conversation, conversation.id)
        began = self._shown.record
        super().__init__(
            "How this talk began",
            _fields(desk, began.guide_id, began.present, began.permission),
            drafts=desk.vault.drafts,
            draft_key=f"talk:{began.id}",
            says="With another guide all that was said stays, under its own topic. Ctrl+S keeps it.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._shown.record.person_id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Conversation.entity, self._shown.record.id

    def result(self, values: dict[str, str]) -> Conversation:
        """Keep what was changed and return the conversation."""
        made = replace(
            self._shown.record,
            guide_id=values["guide"],
            present=inert(values["present"]).strip(),
            permission=inert(values["permission"]).strip(),
        )
        self._desk.vault.keep(made, seen=self._shown.seen)
        return made
