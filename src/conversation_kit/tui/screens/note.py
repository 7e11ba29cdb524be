"""A note, changed or moved to another topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.guides.model import Guide
from conversation_kit.model.conversations import Note
from conversation_kit.text import inert
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class NoteForm(FormScreen[Note]):
    """Changes the words or the topic of a note; what stood before stays in its history.

    Args:
        desk: The open desk.
        note: The note.
        guide: Whose topics it can move to.
        moving: True to begin at the topic instead of the words.
    """

    def __init__(self, desk: Desk, note: Note, guide: Guide, *, moving: bool = False) -> None:
        self._desk = desk
        shown = desk.vault.shown(Note, note.id)
        self._note = shown.record
        self._seen = shown.seen
        words = Field("text", "Their words", self._note.text, long=True)
        topics = {t.id: t.name for t in guide.topics}
        for other in desk.kit.guides.all:  # a talk may have been begun by another guide
            topics |= {t.id: t.name for t in other.topics if t.id == self._note.topic_id}
        topic = Field("topic", "Topic", self._note.topic_id, options=tuple(topics.items()))
        super().__init__(
            "Move it" if moving else "Change it",
            [topic, words] if moving else [words, topic],
            drafts=desk.vault.drafts,
            draft_key=f"note-change:{note.id}",
            says="What stood here before stays in the record's history.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._note.person_id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Note.entity, self._note.id

    def result(self, values: dict[str, str]) -> Note:
        """Keep the note and return it."""
        text = inert(values["text"]).strip()
        if not text:
            raise BadInputError("A note needs words. Esc goes back; x on the note takes it out.")
        note = replace(
            self._note,
            text=text,
            topic_id=values["topic"],
            put_on=self._note.put_on and text == self._note.text,
        )
        self._desk.vault.keep(note, seen=self._seen)
        return note
