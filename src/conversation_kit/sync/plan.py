"""What to do with what a pull brought, in order. Pure: no network, no vault."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from conversation_kit.model.changes import Change
from conversation_kit.sync.wire import MalformedError, from_row, id_of
from conversation_kit.vault.changes_aside import PULL, SetAside

_CHANGE, _EVENT = "change", "event"
_GRANTED, _RESHARED, _WITHDRAWN, _ERASED = "granted", "reshared", "withdrawn", "erased"
_FETCHES = (_GRANTED, _RESHARED)
_EVENTS = frozenset({*_FETCHES, _WITHDRAWN, _ERASED})
_UNKNOWN = (
    "The hub said something that this version of the kit does not know. It is kept, and tried again after an "
    "update."
)
_Event = tuple[int, str, str]  # seq, kind, person


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take in changes, and set aside what cannot be read; then everything up to ``cursor`` was read."""

    changes: tuple[Change, ...]
    aside: tuple[SetAside, ...]
    cursor: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """Fetch everything of a person up to ``cursor``, and let go of what is not in it."""

    person_id: str
    cursor: int


@dataclass(frozen=True, slots=True)
class LetGo:
    """Push what is unsent about a person, then let go of them."""

    person_id: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase a person."""

    person_id: str
    cursor: int


Step = TakeIn | Fetch | LetGo | Erase


def plan_pull(items: Sequence[Any], gone: Collection[str] = ()) -> list[Step]:
    """Return the steps that a pull's items ask for, in their order.

    Of several events about one person only the last counts, and an erasure is always the last. What is pulled about
    somebody who was let go brings the whole of them back.

    Args:
        items: ``[seq, "change", ROW]`` or ``[seq, "event", KIND, PERSON]``, by seq.
        gone: Who was let go and did not come back.
    """
    events = _last_events(items)
    leaving = {person_id for _, kind, person_id in events.values() if kind in {_ERASED, _WITHDRAWN}}
    away = set(gone)
    steps: list[Step] = []
    changes: list[Change] = []
    aside: list[SetAside] = []
    read_to = 0

    def take_in() -> None:
        if changes or aside:
            steps.append(TakeIn(tuple(changes), tuple(aside), read_to))
            changes.clear()
            aside.clear()

    for number, item in enumerate(items):
        read = _read(item, number)
        if isinstance(read, SetAside):
            aside.append(read)
        elif isinstance(read, Change):
            if read.person_id in leaving:
                pass  # it would only go again
            elif read.person_id in away and read.person_id not in events:
                take_in()
                steps.append(Fetch(read.person_id, item[0]))
                away.discard(read.person_id)
            else:
                changes.append(read)
        elif events.get(read[2]) == read:
            take_in()
            steps.append(_step(read))
        read_to = _seq(item) or read_to
    take_in()
    return steps


def read_rows(rows: Sequence[Any]) -> tuple[list[Change], list[SetAside]]:
    """Return the changes of a snapshot's ``[seq, ROW]``, and those that cannot be read."""
    changes, aside = [], []
    for number, row in enumerate(rows):
        item = [row[0], _CHANGE, row[1]] if isinstance(row, list) and len(row) == 2 else row  # noqa: PLR2004
        read = _read(item, number)
        if isinstance(read, Change):
            changes.append(read)
        else:
            aside.append(read if isinstance(read, SetAside) else _unknown(item, number))
    return changes, aside


def fit(sizes: Sequence[int], most: int, largest: int) -> int:
    """Return how many of the first of these fit together: at most ``most``, and ``largest`` bytes; one at least."""
    total = 0
    for count, size in enumerate(sizes[:most]):
        total += size
        if total > largest and count:
            return count
    return min(len(sizes), most)


def _step(event: _Event) -> Step:
    seq, kind, person_id = event
    if kind == _ERASED:
        return Erase(person_id, seq)
    return LetGo(person_id, seq) if kind == _WITHDRAWN else Fetch(person_id, seq)


def _last_events(items: Sequence[Any]) -> dict[str, _Event]:
    last: dict[str, _Event] = {}
    for number, item in enumerate(items):
        read = _read(item, number) if _kind(item) == _EVENT else None
        if isinstance(read, tuple) and not isinstance(read, Change):
            before = last.get(read[2])
            if before is None or before[1] != _ERASED:
                last[read[2]] = read
    return last


def _read(item: Any, number: int) -> Change | SetAside | _Event:
    """Return what an item is: a change, an event, or why it is neither."""
    match item:
        case [int(), "change", row]:
            try:
                return from_row(row)
            except MalformedError as error:
                return _aside(item, id_of(row) or f"item {item[0]}", "malformed", error.sentence)
        case [int() as seq, "event", str() as kind, str() as person_id] if kind in _EVENTS and person_id:
            return seq, kind, person_id
        case _:
            return _unknown(item, number)


def _unknown(item: Any, number: int) -> SetAside:
    return _aside(item, f"item {_seq(item) or number}", "unknown", _UNKNOWN)


def _aside(item: Any, item_id: str, why: str, sentence: str) -> SetAside:
    row = item[2] if isinstance(item, list) and len(item) > 2 else None  # noqa: PLR2004
    person_id = row[1] if isinstance(row, list) and len(row) > 1 and isinstance(row[1], str) else ""
    return SetAside(PULL, item_id, person_id, why, sentence, json.dumps(item))


def _kind(item: Any) -> Any:
    return item[1] if isinstance(item, list) and len(item) > 1 else None


def _seq(item: Any) -> int:
    return item[0] if isinstance(item, list) and item and type(item[0]) is int else 0
