"""What belongs to this laptop only: never in the log, never synced. Who works here, where they were."""

import json
from collections.abc import Mapping

from conversation_kit.vault.store import Store

PLACE = "place"


class Place:
    """Where the worker was (screen, person, conversation, topic), to reopen there.

    Args:
        store: The vault's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, place: Mapping[str, str]) -> None:
        """Keep where the worker is; on disk when this returns.

        Raises:
            StorageError: The disk refused; the last place still stands.
        """
        with self._store.transaction():
            set_local(self._store, PLACE, json.dumps(dict(place)))

    def load(self) -> dict[str, str]:
        """Return where the worker was; empty the first time."""
        kept: dict[str, str] = json.loads(get_local(self._store, PLACE) or "{}")
        return kept


def get_local(store: Store, name: str) -> str | None:
    """Return one of the values that belong to this laptop only."""
    rows = store.read("SELECT value FROM local WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else None


def set_local(store: Store, name: str, value: str) -> None:
    """Set one of the values that belong to this laptop only; belongs into a transaction."""
    store.write("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, value))


def forget_local(store: Store, name: str) -> None:
    """Forget one of the values that belong to this laptop only; belongs into a transaction."""
    store.write("DELETE FROM local WHERE name = ?", (name,))
