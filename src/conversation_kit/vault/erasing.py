"""Erasing people: everything of theirs goes, from every byte this vault can reach; their ids stay behind.

Three steps. In one transaction their changes, what stands, drafts and place go, and it is noted that the file is not
clean yet. Then the file is rewritten: ``secure_delete`` zeroes what is deleted, but not the stale copies that SQLite
leaves in the slack of pages it rearranged earlier. Last, the nightly backups give way to one without them and the
write-ahead log is cut to nothing. Whatever stands in the way of the last two, they are done at the next opening.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from conversation_kit.errors import StorageError
from conversation_kit.model.people import Person
from conversation_kit.vault.backups import back_up_anew, remove_nightly
from conversation_kit.vault.drafts import Draft, Drafts
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.local import Place, forget_local, get_local, set_local
from conversation_kit.vault.log import SEQ_FLOOR
from conversation_kit.vault.projection import Projection
from conversation_kit.vault.store import Store

_UNFINISHED = "erasing"
NEW_PERSON = "person:new"
"""The key of the draft of *somebody new*."""
_HELD = (
    "They are erased, but another window or program is using the vault, so that its file could not be cleaned of what "
    "was deleted. Close it: the next opening of the vault finishes the erasure."
)
_REFUSED = (
    "They are erased, but the disk did not let the vault's file and its nightly backups be cleaned of what was "
    "deleted. The next opening of the vault tries again. It said: "
)


@dataclass(frozen=True, slots=True)
class Holding:
    """How much the vault holds of some people, without anybody's words.

    Attributes:
        records: How many records of each kind, by its entity.
        changes: How many changes in the log.
        drafts: How much is half written about them.
    """

    records: dict[str, int]
    changes: int
    drafts: int

    @property
    def anything(self) -> bool:
        """Whether there is anything of theirs, half written or whole."""
        return bool(self.changes or self.drafts)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did, and what it could not reach.

    Attributes:
        went: What went.
        unfinished: Why bytes of theirs may still stand in the vault's files, or nothing.
        backups: Where the worker put backups, and when: each of them may still hold these people.
        set_aside: Whole earlier vaults beside this one, which may still hold them.
    """

    went: Holding
    unfinished: str
    backups: tuple[tuple[Path, datetime], ...]
    set_aside: tuple[Path, ...]


def holding(store: Store, person_ids: Collection[str]) -> Holding:
    """Return how much there is of these people."""
    records: dict[str, int] = {}
    changes = 0
    for person_id in person_ids:
        for entity, count in store.read(
            "SELECT entity, count(DISTINCT entity_id) FROM field WHERE person_id = ? GROUP BY entity",
            (person_id,),
        ):
            records[entity] = records.get(entity, 0) + count
        changes += store.read("SELECT count(*) FROM changes WHERE person_id = ?", (person_id,))[0][0]
    return Holding(records, changes, len(drafts_about(store, person_ids)))


def erase(store: Store, projection: Projection, person_ids: Collection[str]) -> Holding:
    """Take everything of these people out of the vault; belongs into a transaction. Returns what went.

    Raises:
        StorageError: The disk refused; nothing was erased.
    """
    held = holding(store, person_ids)
    store.write_many("INSERT OR IGNORE INTO erased (person_id) VALUES (?)", [(one,) for one in person_ids])
    drafts = Drafts(store)
    for key in drafts_about(store, person_ids):
        drafts.clear_within(key)
    take_out(store, projection, person_ids)
    return held


def take_out(store: Store, projection: Projection, person_ids: Collection[str]) -> None:
    """Take all records of people out whom the log's guard lets go; belongs into a transaction.

    The bytes are cleaned by ``finish_erasing`` afterwards.
    """
    place = Place(store)
    if place.load().get("person") in person_ids:
        place.save({"screen": "home"})
    for person_id in person_ids:
        slots = store.read(
            "SELECT DISTINCT entity, entity_id, field FROM changes WHERE person_id = ?", (person_id,)
        )
        remove_changes(store, "person_id = ?", person_id)
        store.write("DELETE FROM field WHERE person_id = ?", (person_id,))
        store.write("DELETE FROM set_aside WHERE person_id = ?", (person_id,))
        projection.work_out(slots)
    note_unclean(store, projection)


def remove_changes(store: Store, where: str, value: str) -> None:
    """Remove changes whom the log's guard lets go; belongs into a transaction. ``where`` is never anybody's words."""
    # A number in the log is never given twice, or a sync that goes on from one would pass over a change.
    set_local(store, SEQ_FLOOR, str(_highest_seq(store)))
    store.write(
        f"DELETE FROM received WHERE seq IN (SELECT seq FROM changes WHERE {where})",  # noqa: S608
        (value,),
    )
    store.write(f"DELETE FROM changes WHERE {where}", (value,))  # noqa: S608


def note_unclean(store: Store, projection: Projection) -> None:
    """Note that the bytes of the file have to be cleaned of what was deleted; belongs into a transaction."""
    projection.index.clean()
    set_local(store, _UNFINISHED, "1")


def is_unfinished(store: Store) -> bool:
    """Whether deleted words may still stand in the bytes of the vault's file or of its nightly backups."""
    return get_local(store, _UNFINISHED) is not None


def finish_erasing(folder: Path, data_key: bytes, *, now: datetime, nightly: bool) -> str:
    """Clean the vault's file and its nightly backups of what was deleted; return why not yet, or nothing.

    Uses a connection of its own, so that it may run in any thread.

    Args:
        folder: The vault's folder.
        data_key: From ``keys.unlock``.
        now: The time, with its zone.
        nightly: Whether a nightly backup is made anew; those that stand go in any case.
    """
    store = Store(folder / VAULT_NAME, data_key)
    try:
        store.write("VACUUM")
        if nightly:
            back_up_anew(folder, data_key, now=now)
        else:
            remove_nightly(folder)
        if store.read("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            return _HELD
        with store.transaction():
            forget_local(store, _UNFINISHED)
    except StorageError as error:
        return f"{_REFUSED}{error.sentence}"
    finally:
        store.close()
    return ""


def drafts_about(store: Store, person_ids: Collection[str]) -> list[str]:
    """Return the keys of the drafts about these people, or about any record of theirs."""
    theirs = set(person_ids)
    for person_id in person_ids:
        theirs |= {
            row[0] for row in store.read("SELECT entity_id FROM field WHERE person_id = ?", (person_id,))
        }
    names = [name for person_id in person_ids if (name := _name(store, person_id))]
    return [
        draft.key
        for draft in Drafts(store).all()
        if not theirs.isdisjoint((draft.about.get("person", ""), *draft.key.split(":")))
        or (draft.key == NEW_PERSON and _names_one(draft, names))
    ]


def _names_one(draft: Draft, names: Iterable[str]) -> bool:
    """Whether *somebody new* who is half typed bears one of the names: the same person, begun twice."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", draft.text, re.IGNORECASE) for name in names)


def _name(store: Store, person_id: str) -> str:
    rows = store.read(
        "SELECT value FROM field WHERE entity = ? AND entity_id = ? AND field = 'name'",
        (Person.entity, person_id),
    )
    return str(json.loads(rows[0][0])).strip() if rows else ""


def _highest_seq(store: Store) -> int:
    highest = int(store.read("SELECT coalesce(max(seq), 0) FROM changes")[0][0])
    return max(highest, int(get_local(store, SEQ_FLOOR) or 0))
