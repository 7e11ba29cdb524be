"""Erasing a person: every word of theirs leaves the vault's file; an id stays so that they do not come back.

SQLite only leaves nothing behind when deleted content is overwritten (``secure_delete``, set in ``store``), the
write-ahead log is folded in and emptied, and the file is written anew: pages that were split keep scraps of old
content in their slack otherwise.
"""

import json
from dataclasses import dataclass

from conversation_kit.vault.local import PLACE, forget_local, get_local
from conversation_kit.vault.store import Store


@dataclass(frozen=True, slots=True)
class Erased:
    """What went.

    Attributes:
        changes: How many changes of the log.
        drafts: How many drafts.
        finished: False when another window had the vault open: the file is then cleaned at the next erasure or
            ``clean_file``, and the words may stand in it until then.
    """

    changes: int
    drafts: int
    finished: bool = True


def erase_person(store: Store, person_id: str) -> tuple[int, int]:
    """Take everything about a person out, and keep their id; belongs into a transaction.

    Returns:
        How many changes and how many drafts went.

    Raises:
        StorageError: The disk refused.
    """
    ids = {person_id} | {
        row[0]
        for row in store.read("SELECT DISTINCT entity_id FROM changes WHERE person_id = ?", (person_id,))
    }
    store.write("INSERT OR IGNORE INTO erased (person_id) VALUES (?)", (person_id,))
    drafts = [key for key, about in store.read("SELECT key, about FROM draft") if _concerns(key, about, ids)]
    store.write_many("DELETE FROM draft WHERE key = ?", [(key,) for key in drafts])
    if ids & set(json.loads(get_local(store, PLACE) or "{}").values()):
        forget_local(store, PLACE)
    store.write("DELETE FROM field WHERE person_id = ?", (person_id,))
    return store.write("DELETE FROM changes WHERE person_id = ?", (person_id,)), len(drafts)


def erased_ids(store: Store) -> set[str]:
    """Return the ids of everybody who was erased here."""
    return {row[0] for row in store.read("SELECT person_id FROM erased")}


def clean_file(store: Store) -> bool:
    """Write the file anew without what was deleted, and empty the write-ahead log. Returns whether that was possible.

    It is not while another window has the vault open.

    Raises:
        StorageError: The disk refused; the vault is as it was.
    """
    if _folded_in(store):
        store.write("VACUUM")
    return _folded_in(store)


def _folded_in(store: Store) -> bool:
    return not store.read("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]


def _concerns(key: str, about: str, ids: set[str]) -> bool:
    """Whether a draft is about one of ``ids``: what it is of stands in its key, whom it is about beside it."""
    return bool(ids & {*key.split(":"), *json.loads(about).values()})
