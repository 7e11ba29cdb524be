"""The deal: our part and your part, who, what, by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversation_kit.errors import BadInputError
from conversation_kit.journey.conversations import open_conversation
from conversation_kit.journey.days import day_meant
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

_NOT_CHOSEN = (Stage.SUGGESTED, Stage.NOT_FOR_ME)


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal side by side: what is still to do first, oldest first, and what was done after it."""

    ours: tuple[DealLine, ...]
    yours: tuple[DealLine, ...]

    def of(self, side: Side) -> tuple[DealLine, ...]:
        """Return one column."""
        return self.ours if side is Side.OURS else self.yours


def deal_of(lines: Iterable[DealLine]) -> Deal:
    """Put a person's deal lines side by side, without those taken out."""
    standing = sorted((line for line in lines if not line.taken_out), key=lambda line: line.done)
    return Deal(
        ours=tuple(line for line in standing if line.side is Side.OURS),
        yours=tuple(line for line in standing if line.side is Side.YOURS),
    )


def new_line(vault: Vault, *, person_id: str, side: Side, who: str = "") -> DealLine:
    """Return an empty line for one side, in the conversation that is open, if one is; not kept yet."""
    talk = open_conversation(vault, person_id)
    return DealLine(
        id=new_id(),
        person_id=person_id,
        side=side,
        what="",
        who=who,
        conversation_id=talk.id if talk else "",
    )


def line_from(vault: Vault, connection: Connection, *, side: Side, who: str = "") -> DealLine:
    """Return the line that a connection's first step becomes; not kept yet. It may name the entry instead.

    The first step of what is off the page often says what it is: the line then says neither.
    """
    line = new_line(vault, person_id=connection.person_id, side=side, who=who)
    step = connection.first_step if connection.on_page else ""
    what = step or f"first step towards {connection.shown_name}"
    return replace(line, what=what, connection_id=connection.id)


def with_values(line: DealLine, values: Mapping[str, str], today: date) -> DealLine:
    """Return the line with the values of a form: side, what, who and by when; ``due`` follows the words.

    The words of a line that was not changed keep the day they meant when they were said.

    Raises:
        BadInputError: It does not say what.
    """
    said = {name: inert(value).strip() for name, value in values.items()}
    if not said["what"]:
        raise BadInputError("What will be done? A few words are enough. Esc goes back, nothing is lost.")
    due = line.due if said["by_when"] == line.by_when else day_meant(said["by_when"], today)
    return replace(
        line,
        side=Side(said["side"]),
        what=said["what"],
        who=said["who"],
        by_when=said["by_when"],
        due=due if said["by_when"] else None,
    )


def chosen(connections: Iterable[Connection]) -> tuple[Connection, ...]:
    """Return the connections the person chose: not those only suggested or not for them."""
    return tuple(c for c in connections if c.stage not in _NOT_CHOSEN and not c.taken_out)


def in_the_deal(connection: Connection, lines: Sequence[DealLine]) -> bool:
    """Whether a line of the deal came from this connection."""
    return any(line.connection_id == connection.id and not line.taken_out for line in lines)


def by_when_words(line: DealLine, today: date) -> str:
    """Return by when, in their words with the day they mean: "in three weeks (Tuesday 15 December)"."""
    if line.due is None:
        return line.by_when
    year = "" if line.due.year == today.year else f" {line.due.year}"
    day = f"{line.due:%A} {line.due.day} {line.due:%B}{year}"
    shown = day.casefold()
    return day if not line.by_when or line.by_when.casefold() in shown else f"{line.by_when} ({day})"
