"""What is half-written: on this laptop only, never in the log, never synced."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from conversation_kit.vault.store import Store
from conversation_kit.vault.stubs import refuse_erased

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """Something half-written.

    Attributes:
        key: What it is a draft of, as the screen that keeps it names it.
        text: As typed so far.
        about: Ids that say where it belongs (person, conversation, topic).
        kept_at: When it was last kept (UTC).
    """

    key: str
    text: str
    about: Mapping[str, str]
    kept_at: datetime


class Drafts:
    """The drafts in the vault.

    Args:
        store: The vault's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def together(self) -> Iterator[None]:
        """One commit for the end of a draft and for what was made of it: all of it is kept, or nothing.

        Raises:
            StorageError: The disk refused; the draft still stands.
        """
        with self._store.transaction():
            yield

    def save(self, key: str, text: str, about: Mapping[str, str] = _NOTHING) -> None:
        """Keep a draft in the place of the last one; on disk when this returns.

        Raises:
            RefusedError: It is about somebody who was erased.
            StorageError: The disk refused; the last draft still stands.
        """
        with self._store.transaction():
            refuse_erased(self._store, about.values())
            self._store.write(
                "INSERT OR REPLACE INTO draft (key, text, about, kept_at) VALUES (?,?,?,?)",
                (key, json.dumps(text), json.dumps(dict(about)), datetime.now(UTC).isoformat()),
            )

    def get(self, key: str) -> Draft | None:
        """Return the draft kept under ``key``."""
        rows = self._store.read("SELECT key, text, about, kept_at FROM draft WHERE key = ?", (key,))
        return _draft(rows[0]) if rows else None

    def all(self) -> list[Draft]:
        """Return all drafts, the one kept last first."""
        rows = self._store.read("SELECT key, text, about, kept_at FROM draft ORDER BY kept_at DESC, key")
        return [_draft(row) for row in rows]

    def belong_to(self, key: str, person_id: str) -> None:
        """Say whom a draft is about, as part of a transaction that is open; the draft itself stays as it is."""
        draft = self.get(key)
        if draft is not None and draft.about.get("person") != person_id:
            about = json.dumps({**draft.about, "person": person_id})
            self._store.write("UPDATE draft SET about = ? WHERE key = ?", (about, key))

    def clear(self, key: str) -> None:
        """Take a draft away: it became a Note, or the worker threw it away.

        Raises:
            StorageError: The disk refused; the draft still stands.
        """
        with self._store.transaction():
            self.clear_within(key)

    def clear_within(self, key: str) -> None:
        """Take a draft away as part of a transaction that is open."""
        self._store.write("DELETE FROM draft WHERE key = ?", (key,))


def _draft(row: tuple[Any, ...]) -> Draft:
    key, text, about, kept_at = row
    return Draft(key, json.loads(text), json.loads(about), datetime.fromisoformat(kept_at))
