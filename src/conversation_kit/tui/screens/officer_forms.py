"""The officer's forms: what became of a correction or a gap, and what an entry is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.model.connections import Outcome
from conversation_kit.text import inert
from conversation_kit.tui.drafting import fields_as_text
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.sync.at_desk import Item

_OUTCOMES = {
    "correction": (Outcome.PUT_RIGHT, Outcome.NOT_SO, Outcome.NOTED),
    "gap": (Outcome.LISTED, Outcome.NOTED),
}
_FIELDS = (
    Field("name", "Name", hint="as it is"),
    Field("description", "What it is", hint="as it is", long=True),
    Field("schedule", "When", hint="Tuesdays 10am to 12 noon"),
    Field("cost", "Cost", hint="£2, first visit free"),
    Field("phone", "Telephone", hint="as it is"),
    Field("email", "E-mail", hint="as it is"),
    Field("url", "Web address", hint="as it is"),
    Field("address", "Address", hint="as it is"),
    Field("postal_code", "Postcode", hint="as it is"),
)


class _DeskForm(FormScreen[dict[str, str]]):
    """A form about one item, whose words stand in it again until the hub has them."""

    def __init__(
        self, desk: Desk, item: Item, title: str, fields: list[Field], *, key: str, says: str
    ) -> None:
        self._desk = desk
        self._key = key
        super().__init__(
            title,
            fields,
            drafts=desk.vault.drafts,
            draft_key=key,
            lead=f"{item.title}. {item.says}".removesuffix(". "),
            says=says,
        )

    def put_back(self, values: dict[str, str]) -> None:
        """Keep what was typed for the next time."""
        self._desk.vault.drafts.save(self._key, fields_as_text(values))

    def forget(self) -> None:
        """Forget what was typed: the hub has it."""
        self._desk.vault.drafts.clear(self._key)


class AnswerForm(_DeskForm):
    """What became of a correction or a gap; dismissed with ``outcome`` and ``words``.

    Args:
        desk: The open desk.
        item: What is answered.
    """

    done_words = "Answered: whoever sent it reads it after their next sync."

    def __init__(self, desk: Desk, item: Item) -> None:
        outcomes = _OUTCOMES[item.what]
        super().__init__(
            desk,
            item,
            "What became of it",
            [
                Field(
                    "outcome",
                    "It is",
                    outcomes[0].value,
                    options=tuple((one.value, one.value) for one in outcomes),
                ),
                Field("words", "In your words", hint="it may stay empty", long=True),
            ],
            key=f"officer-answer:{item.id}",
            says="Whoever sent it reads this on the entry's card.",
        )

    def outcome(self, values: dict[str, str]) -> Outcome:
        """Return what was chosen."""
        return Outcome(values["outcome"])

    def result(self, values: dict[str, str]) -> dict[str, str]:
        """Return the values."""
        return {**values, "words": inert(values["words"]).strip()}


class EditForm(_DeskForm):
    """What an entry is to say; dismissed with the fields that were typed.

    Args:
        desk: The open desk.
        item: What is about the entry.
    """

    done_words = "Kept over what the source says. p publishes it."

    def __init__(self, desk: Desk, item: Item) -> None:
        super().__init__(
            desk,
            item,
            "What the entry is to say",
            list(_FIELDS),
            key=f"officer-edit:{item.entry_id}",
            says="What stays empty stays as it is. Later imports leave what you say here.",
        )

    def result(self, values: dict[str, str]) -> dict[str, str]:
        """Return what was typed."""
        typed = {name: words for name, value in values.items() if (words := inert(value).strip())}
        if not typed:
            raise BadInputError("What is it to say? One line is enough. Esc goes back, nothing is lost.")
        return typed
