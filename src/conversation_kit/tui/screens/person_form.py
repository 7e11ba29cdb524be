"""Adding a person, or changing what is known of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.journey.ages import age_words, with_age
from conversation_kit.journey.conversations import with_name
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.text import inert
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class PersonForm(FormScreen[Person]):
    """Adds a person, or changes what is known of one. A preferred name is enough.

    Args:
        desk: The open desk.
        person: The person to change, or None to add one.
    """

    def __init__(self, desk: Desk, person: Person | None) -> None:
        self._desk = desk
        shown = desk.vault.shown(Person, person.id) if person else None
        self._person = shown.record if shown else Person(new_id(), "", added=desk.today())
        self._seen = shown.seen if shown else None
        p = self._person
        super().__init__(
            f"About {p.name}" if p.name else "Somebody new",
            [
                Field("name", "The name they like", p.name, "enough on its own"),
                Field("called", "How to say or use it", p.called, "how they like to be called"),
                Field("reach", "How to reach them", p.reach, "ring after ten, let it ring"),
                Field("language", "Language", p.language, "English, Urdu, sign language"),
                Field(
                    "communication", "What helps to talk", p.communication, "sit on her right, large print"
                ),
                Field("age", "Year of birth, or age", age_words(p), "1950, or 76"),
                Field("area", "Where they live", p.area, "place, ward or first half of the postcode"),
                Field("reference", "Your own reference", p.reference, "a number in another system"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"person:{p.id if shown else 'new'}",
            says="A name is enough. Ctrl+S keeps it from anywhere.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person.id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Person.entity, self._person.id

    def result(self, values: dict[str, str]) -> Person:
        """Keep the person and return them. Without a name, changed or new, the cursor goes where it belongs."""
        said = {name: inert(value).strip() for name, value in values.items()}
        person = replace(
            self._person,
            name=said["name"],
            called=said["called"],
            reach=said["reach"],
            language=said["language"],
            communication=said["communication"],
            area=said["area"],
            reference=said["reference"],
        )
        if not person.name:
            self.query_one("#field-name").focus()
        person, unclear = with_name(person), ""
        try:
            person = with_age(person, said["age"], self._desk.today())
        except BadInputError as error:  # no age stands between a worker and a person
            unclear = f"{error.sentence} The rest is kept."
        self._desk.vault.keep(person, seen=self._seen)
        if unclear:
            self.app.notify(unclear, markup=False)
        return person
