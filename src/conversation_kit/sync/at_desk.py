"""The officer's desk at the hub, as a knowledge officer's laptop asks for it: what waits, and what is done about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conversation_kit.model.connections import Outcome
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.refusals import UnreachableError
from conversation_kit.text import inert

_ROOM = "desk"
_LONGEST = 2_000


class Waits(StrEnum):
    """What kind of thing waits at the desk."""

    CORRECTION = "correction"
    GAP = "gap"
    MOVED = "moved"
    DOUBLE = "double"
    UNCHECKED = "unchecked"
    CONNECTED = "connected"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    Attributes:
        what: Of which kind.
        id: Of the correction or gap; empty otherwise.
        entry_id: The entry it is about, or empty.
        other_id: The other entry of a double; of a source that changed under an edit, the field.
        title: What it is about, in a few words.
        says: What was said of it.
    """

    what: Waits
    title: str
    says: str = ""
    id: str = ""
    entry_id: str = ""
    other_id: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits.

    Attributes:
        version: Of the Book, published last; 0 for none.
        unpublished: Entries that are not as they were published.
        items: What waits, in the order it should be looked at.
    """

    version: int
    unpublished: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class HubDesk:
    """The desk. Every method asks the hub, and raises HubError when it cannot be reached or refuses."""

    client: HubClient

    def look(self) -> Waiting:
        """Return what waits."""
        told = self._ask("look", {})
        try:
            return Waiting(int(told["version"]), int(told["unpublished"]), tuple(_items(told)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnreachableError(self.client.enrolment.url) from error

    def answer(self, item: Item, outcome: Outcome, words: str) -> None:
        """Answer a correction or a gap."""
        self._ask("answer", {"report_id": item.id, "outcome": outcome.value, "words": words})

    def edit(self, entry_id: str, fields: Mapping[str, str]) -> None:
        """Say something else of an entry than its source does."""
        self._ask("edit", {"entry_id": entry_id, "fields": dict(fields)})

    def check(self, entry_id: str) -> None:
        """Say that an entry was checked today."""
        self._ask("check", {"entry_id": entry_id})

    def close(self, entry_id: str) -> None:
        """Say that a group has closed."""
        self._ask("close", {"entry_id": entry_id, "status": "defunct"})

    def decide(self, item: Item, *, first: bool) -> None:
        """Decide on a double (``first``: one and the same) or on a changed source (``first``: the edit stands)."""
        if item.what is Waits.DOUBLE:
            self._ask("settle", {"one": item.entry_id, "other": item.other_id, "together": first})
        else:
            message = {"entry_id": item.entry_id, "field": item.other_id, "take_source": not first}
            self._ask("settle-edit", message)

    def publish(self) -> int:
        """Publish the Book as it stands; return its version."""
        version = self._ask("publish", {}).get("version")
        if not isinstance(version, int):
            raise UnreachableError(self.client.enrolment.url)
        return version

    def _ask(self, what: str, message: Mapping[str, Any]) -> dict[str, Any]:
        return self.client.ask(what, message, room=_ROOM)


def _items(told: Mapping[str, Any]) -> Iterator[Item]:
    for one in told["corrections"]:
        title = f"{_text(one['entry_name'] or one['entry_id'])}: {_text(one['fault'])}"
        yield Item(Waits.CORRECTION, title, _text(one["words"]), _text(one["id"]), str(one["entry_id"]))
    for one in told["gaps"]:
        yield Item(Waits.GAP, _text(one["words"]), _text(one["area"]), _text(one["id"]))
    for one in told["moved"]:
        yours, theirs = one.get("value_said", one["value"]), one.get("source_said", one["source_now"])
        says = f"you: {_text(yours)}; its source: {_text(theirs)}"  # an older hub says it less plainly
        title = f"{_text(one['name'] or one['entry_id'])}: {_text(one.get('field_shown', one['field']))}"
        yield Item(Waits.MOVED, title, says, "", str(one["entry_id"]), str(one["field"]))
    for one in told["doubles"]:
        names = "  ~  ".join(dict.fromkeys(_text(name) for name in one["names"]))
        yield Item(Waits.DOUBLE, names, _text(one["why"]), "", str(one["one"]), str(one["other"]))
    for one in told["unchecked"]:
        yield Item(Waits.UNCHECKED, _text(one["name"]), _text(one["checked"]), "", str(one["id"]))
    for one in told.get("connected", ()):  # an older hub counts nothing
        says = f"{int(one['often'])} connections; {_text(one['checked'])}"
        yield Item(Waits.CONNECTED, _text(one["name"]), says, "", str(one["id"]))


def _text(value: Any) -> str:
    """Return a value as one line to read."""
    return " ".join(inert("nothing" if value is None else str(value)).split())[:_LONGEST]
