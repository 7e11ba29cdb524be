"""What a laptop knows of its hub: what is unsent, how far it has read, what was set aside. Never in the log itself."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from conversation_kit.errors import RefusedError
from conversation_kit.model.changes import Change
from conversation_kit.vault import erasing, letting_go
from conversation_kit.vault.changes_aside import (
    PULL,
    PUSH,
    SetAside,
    all_set_aside,
    any_unsent,
    put_aside,
    went_after_all,
)
from conversation_kit.vault.drafts import Draft, Drafts
from conversation_kit.vault.local import forget_local, get_local, set_local
from conversation_kit.vault.log import Log
from conversation_kit.vault.projection import Projection
from conversation_kit.vault.store import Store
from conversation_kit.vault.stubs import erased_ids

HUB = "hub"
"""Names the facts of this laptop's place at its hub; there are none before it is enrolled."""
_CURSOR, _PUSHED, _LEAVING = "hub-cursor", "hub-pushed", "hub-leaving"
_EVERY = 1_000_000_000


class MovedOnError(RefusedError):
    """Another window synced meanwhile and has read further; nothing was taken in here."""


class Syncing:
    """The laptop's own book-keeping about its hub.

    Args:
        store: The vault's file.
        log: The change log.
        projection: What stands.
    """

    def __init__(self, store: Store, log: Log, projection: Projection) -> None:
        self._store = store
        self._log = log
        self._projection = projection

    def facts(self, name: str) -> dict[str, Any]:
        """Return something known about the hub, by name (``hub``, ``hub-last``); empty when it is not known."""
        kept: dict[str, Any] = json.loads(get_local(self._store, name) or "{}")
        return kept

    def know(self, name: str, facts: dict[str, Any]) -> None:
        """Keep something known about the hub; empty facts are forgotten. Raises StorageError."""
        with self._store.transaction():
            if facts:
                set_local(self._store, name, json.dumps(facts))
            else:
                forget_local(self._store, name)

    @property
    def cursor(self) -> int:
        """How far the hub was read."""
        return int(get_local(self._store, _CURSOR) or 0)

    def unsent(self, limit: int = _EVERY) -> list[tuple[int, Change]]:
        """Return up to ``limit`` changes that were written here and not offered to the hub yet, each with its seq."""
        return self._log.written_since(self._pushed, limit)

    def how_many_unsent(self) -> int:
        """Return how many changes wait to be sent, those that were set aside left out."""
        return int(self._count_unsent("", ()))

    def holds_unsent(self, person_id: str) -> bool:
        """Whether anything about a person is unsent, or the hub would not take it."""
        return any_unsent(self._store, person_id) or self._count_unsent("AND person_id = ?", (person_id,)) > 0

    def sent(self, upto: int, *, accepted: Iterable[str] = (), refused: Iterable[SetAside] = ()) -> None:
        """Note that all up to a seq was offered to the hub, and what became of it. Raises StorageError."""
        with self._store.transaction():
            set_local(self._store, _PUSHED, str(max(upto, self._pushed)))
            went_after_all(self._store, PUSH, accepted)
            put_aside(self._store, refused)

    def set_aside(self) -> list[SetAside]:
        """Return everything that was set aside, in the order of its ids."""
        return all_set_aside(self._store)

    def came_in(self, ids: Iterable[str]) -> None:
        """Note that what was set aside of a pull was taken in after all. Raises StorageError."""
        with self._store.transaction():
            went_after_all(self._store, PULL, ids)

    def changes_aside(self) -> list[Change]:
        """Return the changes the hub would not take, to offer them again."""
        return self._log.of_ids([one.id for one in self.set_aside() if one.way == PUSH])

    def take_in(
        self, changes: Sequence[Change], *, at: int, cursor: int, aside: Sequence[SetAside] = ()
    ) -> int:
        """Take in what came from the hub, and note how far it was read, in one step. Returns how many were new.

        Args:
            changes: In any order. One that cannot be taken in is set aside.
            at: How far this laptop had read when it asked.
            cursor: How far it has read with these.
            aside: What came and could not be read.

        Raises:
            MovedOnError: Another window has read further meanwhile.
            StorageError: The disk refused; nothing was taken in.
        """
        with self._store.transaction():
            self._move(at, cursor)
            put_aside(self._store, aside)
            return self._take(changes)

    def take_anew(
        self,
        person_id: str,
        changes: Sequence[Change],
        *,
        at: int,
        cursor: int,
        aside: Sequence[SetAside] = (),
    ) -> int:
        """Take in everything there is of a person for this worker, and let go of whatever else had come of theirs.

        Args:
            person_id: Whose access was given, or whose permissions changed.
            changes: All of theirs, as the hub gives them now.
            at: As in ``take_in``.
            cursor: As in ``take_in``.
            aside: As in ``take_in``; what is here of these stays.

        Raises:
            MovedOnError: Another window has read further meanwhile.
            StorageError: The disk refused; it stands as it stood.
        """
        with self._store.transaction():
            self._move(at, cursor)
            letting_go.comes_back(self._store, person_id)
            self._leave(self._leaving - {person_id})
            new = self._take(changes)
            put_aside(self._store, aside)
            kept = [one.id for one in changes] + [one.id for one in aside]
            letting_go.keep_only(self._store, self._projection, person_id, kept)
            return new

    def let_go(self, person_ids: Collection[str], *, at: int, cursor: int) -> list[str]:
        """Let go of people; return those who stay for now since something of theirs is unsent: see ``to_let_go``.

        Args:
            person_ids: Whose access ended.
            at: As in ``take_in``.
            cursor: As in ``take_in``.

        Raises:
            MovedOnError: Another window has read further meanwhile.
            StorageError: The disk refused; nobody was let go.
        """
        with self._store.transaction():
            self._move(at, cursor)
            stay = [one for one in person_ids if self.holds_unsent(one)]
            go = [one for one in person_ids if one not in stay]
            self._leave((self._leaving | set(stay)) - set(go))
            letting_go.let_go(self._store, self._projection, go)
            return stay

    def let_go_of_long_gone(self, person_ids: Collection[str]) -> list[str]:
        """Let go of people of whom everything was sent and nothing is half written; return who went.

        Raises:
            StorageError: The disk refused; nobody was let go.
        """
        with self._store.transaction():
            half = {one.about.get("person", "") for one in Drafts(self._store).all()}
            go = [one for one in person_ids if one not in half and not self.holds_unsent(one)]
            if go:
                letting_go.let_go(self._store, self._projection, go)
            return go

    def to_let_go(self) -> list[str]:
        """Return those whose access ended and of whom something is here still: it was unsent, or written since."""
        late = self._store.read(
            "SELECT person_id FROM let_go WHERE person_id IN (SELECT person_id FROM changes)"
        )
        return sorted(self._leaving | {str(one) for (one,) in late})

    def begin_anew(self) -> None:
        """Offer everything written here once more and read the hub from its beginning: it was restored.

        Raises:
            StorageError: The disk refused; it goes on as before.
        """
        with self._store.transaction():
            set_local(self._store, _CURSOR, "0")
            set_local(self._store, _PUSHED, "0")
            self._store.write("DELETE FROM erased_told")

    def gone(self) -> frozenset[str]:
        """Return the ids of everybody who was let go."""
        return letting_go.let_go_ids(self._store)

    def half_written(self) -> list[Draft]:
        """Return what is half written about people who were let go: never sent, kept here until they come back."""
        return letting_go.half_written(self._store)

    def erase(self, person_ids: Collection[str], *, at: int, cursor: int) -> set[str]:
        """Erase people as the hub says, who knows of it; return the ids of those of whom anything was here.

        The hub tells every laptop of everybody it erased, so that what is late is refused everywhere.

        Raises:
            MovedOnError: Another window has synced meanwhile.
            StorageError: The disk refused; nobody was erased.
        """
        with self._store.transaction():
            self._move(at, cursor)
            here = {one for one in person_ids if erasing.holding(self._store, [one]).anything}
            erasing.erase(self._store, self._projection, person_ids)
            self._told(person_ids)
        return here

    def erased_untold(self) -> list[str]:
        """Return the ids of those who were erased here, and the hub does not know it."""
        told = {str(one) for (one,) in self._store.read("SELECT person_id FROM erased_told")}
        return sorted(erased_ids(self._store) - told)

    def erasures_told(self, person_ids: Collection[str]) -> None:
        """Note that the hub knows of these erasures. Raises StorageError."""
        with self._store.transaction():
            self._told(person_ids)

    @property
    def _pushed(self) -> int:
        return int(get_local(self._store, _PUSHED) or 0)

    @property
    def _leaving(self) -> set[str]:
        return set(json.loads(get_local(self._store, _LEAVING) or "[]"))

    def _leave(self, person_ids: Collection[str]) -> None:
        set_local(self._store, _LEAVING, json.dumps(sorted(person_ids)))

    def _move(self, at: int, cursor: int) -> None:
        if self.cursor != at:
            raise MovedOnError("Another window has synced meanwhile. Nothing is lost; sync again to go on.")
        set_local(self._store, _CURSOR, str(cursor))

    def _take(self, changes: Sequence[Change]) -> int:
        new, refused = self._log.receive_some(changes)
        self._projection.refresh(change.slot for change in new)
        self._projection.index.catch_up()
        went_after_all(self._store, PULL, (one.id for one in changes))
        put_aside(
            self._store,
            (
                SetAside(PULL, change.id, change.person_id, "contradicts", error.sentence)
                for change, error in refused
            ),
        )
        return len(new)

    def _told(self, person_ids: Collection[str]) -> None:
        self._store.write_many(
            "INSERT OR IGNORE INTO erased_told (person_id) VALUES (?)", [(one,) for one in person_ids]
        )

    def _count_unsent(self, more: str, values: tuple[str, ...]) -> int:
        sql = "SELECT count(*) FROM changes WHERE seq > ? AND seq NOT IN (SELECT seq FROM received)"
        return int(self._store.read(f"{sql} {more}", (self._pushed, *values))[0][0])
