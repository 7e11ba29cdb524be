"""Letting go of people: access to them ended, or nobody was in touch for long. Their records leave this laptop.

As in ``erasing``, but that the hub keeps them and they may come back: the id stands in ``let_go`` until then. Whoever
calls has made sure that nothing of theirs is unsent. What the worker had only half written of them was never sent and
never is: it stays here, shown at the hub's screen, until they come back or the worker throws it away.
"""

import json
from collections.abc import Collection

from conversation_kit.vault.drafts import Draft, Drafts
from conversation_kit.vault.erasing import NEW_PERSON, drafts_about, note_unclean, remove_changes, take_out
from conversation_kit.vault.projection import Projection
from conversation_kit.vault.store import Store


def let_go_ids(store: Store) -> frozenset[str]:
    """Return the ids of everybody who was let go and did not come back."""
    return frozenset(str(person_id) for (person_id,) in store.read("SELECT person_id FROM let_go"))


def let_go(store: Store, projection: Projection, person_ids: Collection[str]) -> None:
    """Take the records of these people off this laptop; belongs into a transaction.

    Raises:
        StorageError: The disk refused; nobody was let go.
    """
    store.write_many("INSERT OR IGNORE INTO let_go (person_id) VALUES (?)", [(one,) for one in person_ids])
    drafts = Drafts(store)
    for person_id in person_ids:
        for key in drafts_about(store, [person_id]):
            if key != NEW_PERSON:
                drafts.belong_to(key, person_id)
    take_out(store, projection, person_ids)


def half_written(store: Store) -> list[Draft]:
    """Return what is half written about people who were let go, the one kept last first."""
    gone = let_go_ids(store)
    return [draft for draft in Drafts(store).all() if draft.about.get("person", "") in gone]


def comes_back(store: Store, person_id: str) -> None:
    """Let somebody who was let go come back; belongs into a transaction."""
    store.write("DELETE FROM let_go WHERE person_id = ?", (person_id,))


def keep_only(store: Store, projection: Projection, person_id: str, change_ids: Collection[str]) -> None:
    """Let go of what came in about a person and is not among ``change_ids``; belongs into a transaction.

    What was written here stays.
    """
    theirs = (
        "person_id = ?1 AND seq IN (SELECT seq FROM received) AND id NOT IN (SELECT value FROM json_each(?2))"
    )
    kept = json.dumps(sorted(change_ids))
    gone = store.read(f"SELECT seq, entity, entity_id, field FROM changes WHERE {theirs}", (person_id, kept))  # noqa: S608
    if not gone:
        return
    store.write("INSERT INTO let_go (person_id) VALUES (?)", (person_id,))
    remove_changes(
        store, "seq IN (SELECT value FROM json_each(?))", json.dumps([seq for seq, *_slot in gone])
    )
    comes_back(store, person_id)
    projection.work_out((entity, entity_id, field) for _seq, entity, entity_id, field in gone)
    note_unclean(store, projection)
