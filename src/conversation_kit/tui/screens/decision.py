"""What was decided about a suggestion: how it could work, or why it is not for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import Input

from conversation_kit.journey.deciding import could_be_a_bridge, day_said_back, day_typed, with_details
from conversation_kit.journey.moving_along import step_between
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_LATER_STAGES = tuple((stage.value, stage.value) for stage in Stage if stage is not Stage.SUGGESTED)


class DecisionForm(FormScreen[Connection]):
    """How a connection could work: first step, what is in the way, what would help. All can stay empty.

    The decision itself is in the vault already. What is clear is kept even when a day or a number is not.

    Args:
        desk: The open desk.
        connection: In the vault already.
        stages: Whether to ask how it stands by now as well.
    """

    def __init__(self, desk: Desk, connection: Connection, *, stages: bool = False) -> None:
        self._desk = desk
        self._shown = desk.vault.shown(Connection, connection.id)
        self._unclear = ""
        c = self._shown.record
        known = ", ".join(could_be_a_bridge(desk.vault.story(c.person_id).assets))
        stage = [Field("stage", "How it stands", c.stage, options=_LATER_STAGES)] if stages else []
        super().__init__(
            c.entry_name,
            [
                _long("first_step", "First step", c.first_step, "ring them together, walk past the door"),
                _long("in_the_way", "What gets in the way", c.in_the_way, "the bus, nerves, money, no time"),
                _long(
                    "would_help", "What would help", c.would_help, "going along, travel training, the checks"
                ),
                _long(
                    "bridge", "Somebody as a bridge", c.bridge, f"{known}?" if known else "somebody they know"
                ),
                _long(
                    "getting_there", "How to get there", c.getting_there, "the 12 from the end of the road"
                ),
                *stage,
                Field("sure", "How sure, 1 to 10", "" if c.sure is None else str(c.sure), "as they say it"),
                Field("look_again", "When to look again", day_typed(c.look_again), "in 3 weeks"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"decision:{c.id}",
            says=f"{c.stage.capitalize()}: that is kept. The rest can wait. Ctrl+S keeps it from anywhere.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._shown.record.person_id}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and say back the day that is meant."""
        super().on_input_changed(event)
        if event.input.id == "field-look_again" and event.input.has_focus:
            day = day_said_back(event.value, self._desk.today())
            self.say(f"Look again on {day}." if day else "")

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Connection.entity, self._shown.record.id

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, without the key that opened the form and was pressed twice."""
        return _without_double_key(super().values(), "first_step")

    def result(self, values: dict[str, str]) -> Connection:
        """Keep what was said and return the connection."""
        today = self._desk.today()
        details = with_details(self._shown.record, values, today)
        self._desk.vault.keep(details.connection, seen=self._shown.seen)
        step_between(self._desk.vault, self._shown.record, details.connection, today)
        self._unclear = details.unclear
        return details.connection

    def unclear(self) -> str:
        """Ask for the day or the number that was not understood."""
        return f"The rest is kept. {self._unclear}" if self._unclear else ""

    def stay(self, question: str) -> None:
        """Ask, and go on from what is kept now."""
        self._shown = self._desk.vault.shown(Connection, self._shown.record.id)
        super().stay(question)


class WhyNotForm(FormScreen[Connection]):
    """Asks in one line why something is not for them; it may stay empty.

    Args:
        desk: The open desk.
        connection: In the vault already, as not for them.
    """

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk = desk
        self._shown = desk.vault.shown(Connection, connection.id)
        c = self._shown.record
        super().__init__(
            c.entry_name,
            [_long("why", "Why is it not for them?", c.why, "in their words, or nothing")],
            drafts=desk.vault.drafts,
            draft_key=f"why:{c.id}",
            says="Not for me: that is kept. Enter goes on, with or without a reason.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._shown.record.person_id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Connection.entity, self._shown.record.id

    def values(self) -> dict[str, str]:
        """Return what stands in the field, without the key that opened the form and was pressed twice."""
        return _without_double_key(super().values(), "why")

    def result(self, values: dict[str, str]) -> Connection:
        """Keep the reason and return the connection."""
        details = with_details(self._shown.record, values, self._desk.today())
        self._desk.vault.keep(details.connection, seen=self._shown.seen)
        return details.connection


def _without_double_key(values: dict[str, str], first: str) -> dict[str, str]:
    """Return the values of a form; a letter alone in its ``first`` field is no word of theirs ("y y", "x x")."""
    alone = len(values[first].strip()) == 1 and values[first].strip().isalpha()
    return values | {first: ""} if alone else values


def _long(name: str, label: str, value: str, hint: str) -> Field:
    return Field(name, label, value, hint, long=True)
