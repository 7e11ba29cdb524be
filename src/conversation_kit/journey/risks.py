"""Something the person wants to try: the good it could do and what could go wrong, weighed in words, never scored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from conversation_kit.errors import BadInputError
from conversation_kit.journey.conversations import open_conversation
from conversation_kit.journey.days import day_meant
from conversation_kit.model.ids import new_id
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

WEIGHED = (
    ("good", "The good it could do"),
    ("could_go_wrong", "What could go wrong"),
    ("safe_enough", "What makes it safe enough"),
    ("they_say", "What they say"),
    ("backed_by", "Who backs it"),
)
"""The fields that are weighed beside what they want to try, with their names, the good first."""


@dataclass(frozen=True, slots=True)
class WeighedUp:
    """A note as far as it was clear, not kept yet, and a plain question about a day that was not.

    Attributes:
        risk: What was understood.
        unclear: A sentence, or empty when all was clear.
    """

    risk: PositiveRisk
    unclear: str = ""


def new_risk(vault: Vault, person_id: str, today: date) -> PositiveRisk:
    """Return an empty note for today, in the conversation that is open, if one is; not kept yet."""
    talk = open_conversation(vault, person_id)
    return PositiveRisk(new_id(), person_id, "", weighed_on=today, conversation_id=talk.id if talk else "")


def with_values(risk: PositiveRisk, values: Mapping[str, str], today: date) -> WeighedUp:
    """Return ``risk`` with the values of a form: ``wants``, those of :data:`WEIGHED` and ``look_again``.

    Only what they want is needed. A day that is not clear leaves the day as it was and is asked about.

    Raises:
        BadInputError: It does not say what they want to try.
    """
    said = {name: inert(value).strip() for name, value in values.items()}
    if not said["wants"]:
        raise BadInputError("What do they want to try? A few of their words are enough; the rest can wait.")
    words = {name: said[name] for name in ("wants", *dict(WEIGHED)) if name in said}
    made = replace(risk, **words)  # type: ignore[arg-type]  # all of them are texts
    typed = said.get("look_again", "")
    day = day_meant(typed, today) if typed else None
    if typed and day is None:
        return WeighedUp(made, "Which day is that? Try “in 3 weeks” or “12 December”, or leave it empty.")
    return WeighedUp(replace(made, look_again=day) if "look_again" in said else made)


def not_said_yet(risk: PositiveRisk) -> str:
    """Return what nobody has said yet, in a few words for the worker; nothing when all of it was."""
    missing = [label[:1].lower() + label[1:] for name, label in WEIGHED if not getattr(risk, name)]
    return f"Not said yet: {', '.join(missing)}" if missing else ""


def to_look_at(risks: Iterable[PositiveRisk]) -> list[PositiveRisk]:
    """Return those that stand and have a day to look at them again."""
    return [risk for risk in risks if risk.look_again is not None and not risk.taken_out]
