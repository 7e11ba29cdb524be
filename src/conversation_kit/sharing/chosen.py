"""What the person chose, as lines of their page."""

from collections.abc import Callable, Mapping
from datetime import datetime

from conversation_kit.model.connections import Connection, Stage, Way
from conversation_kit.model.entries import Entry
from conversation_kit.sharing.finding import detail, details, notices
from conversation_kit.sharing.pagemodel import Line, LineKind
from conversation_kit.sharing.plain import day_words, one_line, plain

CHOSEN = frozenset({Stage.INTERESTED, Stage.BEING_SUPPORTED, Stage.TRIED_IT, Stage.GOING, Stage.GIVING})
_STAGES = {
    Stage.BEING_SUPPORTED: "We are helping you to get started here.",
    Stage.TRIED_IT: "You have tried this.",
    Stage.GOING: "You go here.",
    Stage.GIVING: "You help out here.",
}
_INTERESTED = {
    Way.JOIN: "You would like to try this.",
    Way.GIVE: "You would like to help out here.",
    Way.HELP: "You would like their help.",
}


def chosen_lines(
    connection: Connection, entry: Entry | None, *, today: datetime, when: Callable[[Entry], str]
) -> list[Line]:
    """Return the lines for something the person chose.

    Args:
        connection: What they chose, at one of the stages in :data:`CHOSEN`.
        entry: Its entry, or None when the Book no longer has it.
        today: Now, in naive local UK time.
        when: Says when an entry happens.
    """
    return [
        _name(connection, entry),
        Line(_STAGES.get(connection.stage) or _INTERESTED[connection.way]),
        *(Line(plain(words), LineKind.QUOTE) for words in connection.because if plain(words)),
        *(details(entry, today=today, when=when) if entry else []),
        *detail("How to get there", connection.getting_there),
        *detail("First step", connection.first_step),
        *detail("What will help", connection.would_help),
        *detail("Someone you know", connection.bridge),
        *detail("We look again", day_words(connection.look_again) if connection.look_again else ""),
        *(notices(entry, today=today) if entry else [_GONE]),
    ]


def later_lines(connection: Connection, entry: Entry | None) -> list[Line]:
    """Return the lines for something that may come later."""
    again = f"We ask you again on {day_words(connection.look_again)}." if connection.look_again else ""
    return [
        _name(connection, entry),
        *([Line(plain(connection.why), LineKind.QUOTE)] if plain(connection.why) else []),
        *([Line(again)] if again else []),
    ]


def entry_of(connection: Connection, entries: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of a connection, or None when the Book no longer has it."""
    return entries.get(connection.entry_id)


_GONE = Line("This is no longer on our list. Ask us before you go.", LineKind.NOTICE)


def _name(connection: Connection, entry: Entry | None) -> Line:
    name = one_line(connection.entry_name) or (one_line(entry.name) if entry else "")
    return Line(name, LineKind.NAME, entity=connection.entity, record_id=connection.id)
