"""Changes that could not be sent to the hub, or taken in from it: set aside one by one, they block nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversation_kit.vault.store import Store

PUSH, PULL = "push", "pull"
_COLUMNS = "way, id, person_id, why, sentence, item"


@dataclass(frozen=True, slots=True)
class SetAside:
    """One change that could not be sent or taken in. It blocks nothing, and is tried again.

    Attributes:
        way: ``PUSH`` or ``PULL``.
        id: Of the change.
        person_id: Whom it is about, as far as that could be read.
        why: A word of the wire format.
        sentence: The same for people.
        item: What came, as JSON text; empty for what stands in the log.
    """

    way: str
    id: str
    person_id: str
    why: str
    sentence: str
    item: str = ""


def all_set_aside(store: Store) -> list[SetAside]:
    """Return everything that was set aside, in the order of its ids."""
    rows = store.read(f"SELECT {_COLUMNS} FROM set_aside ORDER BY way, id")  # noqa: S608
    return [SetAside(*row) for row in rows]


def any_unsent(store: Store, person_id: str) -> bool:
    """Whether anything about a person was set aside that the hub would not take."""
    return bool(
        store.read("SELECT 1 FROM set_aside WHERE way = ? AND person_id = ? LIMIT 1", (PUSH, person_id))
    )


def put_aside(store: Store, refused: Iterable[SetAside]) -> None:
    """Set these aside; belongs into a transaction."""
    store.write_many(
        f"INSERT OR REPLACE INTO set_aside ({_COLUMNS}) VALUES (?,?,?,?,?,?)",  # noqa: S608
        [(one.way, one.id, one.person_id, one.why, one.sentence, one.item) for one in refused],
    )


def went_after_all(store: Store, way: str, ids: Iterable[str]) -> None:
    """Note that these were sent or taken in after all; belongs into a transaction."""
    store.write_many("DELETE FROM set_aside WHERE way = ? AND id = ?", [(way, one) for one in ids])
