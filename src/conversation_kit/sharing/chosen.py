"""What the person chose, as lines of their page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
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
    how = [
        *detail("How to get there", connection.getting_there),
        *detail("First step", connection.first_step),
        *detail("What will help", connection.would_help),
        *detail("Someone you know", connection.bridge),
        *detail("We look again", day_words(connection.look_again) if connection.look_again else ""),
    ]
    return [
        *_of(connection, _said(connection, entry)),
        *(details(entry, today=today, when=when) if entry else []),
        *_of(connection, how),
        *(notices(entry, today=today) if entry else [_GONE]),
    ]


def later_lines(connection: Connection, entry: Entry | None) -> list[Line]:
    """Return the lines for something that may come later."""
    again = f"We ask you again on {day_words(connection.look_again)}." if connection.look_again else ""
    lines = [
        _name(connection, entry),
        *([Line(plain(connection.why))] if plain(connection.why) else []),
        *([Line(again)] if again else []),
    ]
    return _of(connection, lines)


def entry_of(connection: Connection, entries: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of a connection, or None when the Book no longer has it."""
    return entries.get(connection.entry_id)


_GONE = Line("This is no longer on our list. Ask us before you go.", LineKind.NOTICE)


def _said(connection: Connection, entry: Entry | None) -> list[Line]:
    return [
        _name(connection, entry),
        Line(_STAGES.get(connection.stage) or _INTERESTED[connection.way]),
        *(Line(plain(words), LineKind.QUOTE) for words in connection.because if plain(words)),
    ]


def _name(connection: Connection, entry: Entry | None) -> Line:
    return Line(one_line(connection.entry_name) or (one_line(entry.name) if entry else ""), LineKind.NAME)


def _of(connection: Connection, lines: Iterable[Line]) -> list[Line]:
    """The lines as lines of this connection: what corrects them is correcting it."""
    return [replace(line, entity=connection.entity, record_id=connection.id) for line in lines]
