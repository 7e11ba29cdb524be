"""Whom this vault has erased: the id stays, and nothing more of the person is ever kept or taken in."""

from collections.abc import Iterable

from conversation_kit.errors import RefusedError
from conversation_kit.vault.store import Store


def erased_ids(store: Store) -> frozenset[str]:
    """Return the ids of everybody who was erased."""
    return frozenset(str(person_id) for (person_id,) in store.read("SELECT person_id FROM erased"))


def refuse_erased(store: Store, person_ids: Iterable[str]) -> None:
    """Keep the words of somebody who was erased from coming back, as from a window that was open meanwhile.

    Raises:
        RefusedError: One of ``person_ids`` was erased.
    """
    for person_id in set(person_ids):
        if store.read("SELECT 1 FROM erased WHERE person_id = ?", (person_id,)):
            raise RefusedError(
                "This person was erased from this vault, so nothing more of theirs is kept. Everything else stands. "
                "Go back to Home."
            )
