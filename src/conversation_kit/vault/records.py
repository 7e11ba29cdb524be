"""The Vault: keeping records of the model, and reading them back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from conversation_kit.errors import NotFoundError, StorageError
from conversation_kit.model.changes import Change
from conversation_kit.model.clock import wall_ms
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.story import Story
from conversation_kit.vault import checking, erasing
from conversation_kit.vault.backups import manual_backups
from conversation_kit.vault.checking import LookedOver
from conversation_kit.vault.codec import R, Record
from conversation_kit.vault.drafts import Drafts
from conversation_kit.vault.keeping import Keeping
from conversation_kit.vault.learned import Learned
from conversation_kit.vault.local import Place
from conversation_kit.vault.log import Log
from conversation_kit.vault.making import VaultMissingError, device_id_of, make_vault_file, open_vault_file
from conversation_kit.vault.projection import Projection, Standing, Told
from conversation_kit.vault.reading import (
    KIND_OF,
    KINDS,
    Shown,
    Version,
    read_all,
    read_one,
    read_shown,
    read_story,
)
from conversation_kit.vault.searching import Hit
from conversation_kit.vault.store import Store
from conversation_kit.vault.syncing import Syncing

__all__ = ["KINDS", "KIND_OF", "Shown", "Vault", "VaultMissingError", "Version"]


class Vault:
    """A person's records, encrypted on this laptop. Use it in the thread that opened it.

    Made by ``Vault.create`` or ``Vault.open``. Whatever a method that writes has returned from is on disk.
    Every method raises ``StorageError`` when the disk refuses; what was kept before is kept.
    """

    def __init__(self, store: Store, wall: Callable[[], int]) -> None:
        self._store = store
        self.device_id = device_id_of(store)
        self._log = Log(store, self.device_id, wall)
        self._projection = Projection(store, self._log)
        self._keeping = Keeping(store, self._log, self._projection)
        self.drafts = Drafts(store)
        self.place = Place(store)
        self.learned = Learned(store)
        self.syncing = Syncing(store, self._log, self._projection)

    @classmethod
    def create(
        cls,
        folder: Path,
        data_key: bytes,
        *,
        worker: Worker | None = None,
        wall: Callable[[], int] = wall_ms,
    ) -> Self:
        """Make the vault's file and open it. A creation that is cut short leaves no vault behind.

        Args:
            folder: Where ``keys.create_keys`` put the key file.
            data_key: From ``create_keys``, or from ``unlock`` to finish a set-up that was cut short.
            worker: Who will record here: a vault that has its name has its worker, too.
            wall: The wall clock, milliseconds since 1970.

        Raises:
            RefusedError: There is a vault already; it is untouched.
            StorageError: The disk refused.
        """

        def begin(store: Store) -> None:
            if worker is not None:
                cls(store, wall).me(worker)

        make_vault_file(folder, data_key, begin)
        return cls.open(folder, data_key, wall=wall)

    @classmethod
    def open(cls, folder: Path, data_key: bytes, *, wall: Callable[[], int] = wall_ms) -> Self:
        """Open the vault, and bring it up to this version when it is older.

        Raises:
            VaultMissingError: There is no vault file.
            StorageError: The key does not fit, the file is damaged or from a newer version, or the disk
                refused.
        """
        store = open_vault_file(folder, data_key)
        try:
            return cls(store, wall)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Close the file; the vault is locked once the data key is forgotten too.

        What was kept last is made findable before, unless the disk refuses or another window is writing: it is not to
        stand in the way of locking, and the next search does it.
        """
        try:
            if self.data_key:  # not closed already
                with suppress(StorageError):
                    self._projection.index.catch_up(wait=False)
        finally:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def data_key(self) -> bytes:
        """The key it was opened with, to open it in another thread; empty once it is closed."""
        return self._store.data_key

    @contextmanager
    def together(self) -> Iterator[None]:
        """Look and keep in one step: nobody else writes meanwhile, and all that is kept in it is kept or none.

        Raises:
            StorageError: The disk refused, or another program held the vault for too long; nothing was kept.
        """
        with self._store.transaction():
            yield

    def keep(self, record: Record, *, seen: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
        """Keep a record: a change for each field that differs from what stands. Returns the changes' ids.

        Args:
            record: New, or altered.
            seen: From ``Shown``: what was on the screen when the worker began. A field that was left as shown
                is left alone, whatever arrived meanwhile; one that was altered stands beside what arrived
                meanwhile.
        """
        with self._store.transaction():
            return self._keeping.keep(record, seen)

    def keep_all(self, records: Iterable[Record]) -> tuple[str, ...]:
        """Keep several records, all or none."""
        with self._store.transaction():
            return tuple(change_id for record in records for change_id in self._keeping.keep(record, None))

    def keep_and_clear(
        self, record: Record, draft_key: str, *, seen: Mapping[str, tuple[str, ...]] | None = None
    ) -> tuple[str, ...]:
        """Keep a record and clear the draft it came from, both or neither."""
        with self._store.transaction():
            self.drafts.clear_within(draft_key)
            return self._keeping.keep(record, seen)

    def settle(self, record: Record, field: str, *, seen: Mapping[str, tuple[str, ...]]) -> str:
        """Settle a conflict: the record's ``field`` stands for all versions seen. Returns the change's id.

        Unlike ``keep`` this writes a change even when that value is the one that wins already.
        """
        with self._store.transaction():
            return self._keeping.settle(record, field, seen[field])

    def find(self, kind: type[R], record_id: str) -> R | None:
        """Return a record as it stands, or None when it is not there or has not arrived wholly."""
        return read_one(kind, self._projection.record(kind.entity, record_id))

    def all(self, kind: type[R], person_id: str | None = None) -> list[R]:
        """Return all records of a kind (of one person), oldest first, what was taken out included."""
        if person_id is None:
            return self._read(kind, self._projection.told_of_kind(kind.entity))
        return self._read(kind, self._projection.told_of_person(person_id, kind.entity), person_id)

    def newest(self, kind: type[R]) -> dict[str, R]:
        """Return, by person, the newest record of a kind; those without one are left out."""
        ids = self._projection.newest(kind.entity)
        found = {
            r.person_id: r for r in self._read(kind, self._projection.told(kind.entity, list(ids.values())))
        }
        for person_id in ids.keys() - found.keys():  # it has not arrived wholly: the one before it
            if earlier := self.all(kind, person_id):
                found[person_id] = earlier[-1]
        return found

    def all_saying(self, kind: type[R], field: str) -> list[R]:
        """Return all records of a kind of which something was ever said in ``field``, oldest first."""
        ids = self._projection.ids_saying(kind.entity, field)
        return self._read(kind, self._projection.told(kind.entity, ids))

    def all_not(self, kind: type[R], *fields: str) -> list[R]:
        """Return all records of a kind of which none of ``fields`` is true, oldest first: what is not *done*, say."""
        ids = self._projection.ids_not(kind.entity, fields)
        return self._read(kind, self._projection.told(kind.entity, ids))

    def _read(self, kind: type[R], told: Sequence[Told], person_id: str | None = None) -> list[R]:
        return read_all(kind, told, self._closely(person_id))

    def _closely(self, person_id: str | None) -> Callable[[str, str], list[Standing]]:
        """Return what reads one record field by field, as far as it is (one person's) own."""

        def rows(entity: str, record_id: str) -> list[Standing]:
            found = self._projection.record(entity, record_id)
            return [row for row in found if person_id in (None, row.person_id)]

        return rows

    def people(self) -> list[Person]:
        """Return everybody, oldest first."""
        return self.all(Person)

    def shown(self, kind: type[R], record_id: str) -> Shown[R]:
        """Return a record as it stands together with what has been seen and what conflicts.

        Raises:
            NotFoundError: It is not there, or has not arrived wholly.
        """
        rows = self._projection.record(kind.entity, record_id)
        record = read_one(kind, rows)
        if record is None:
            raise NotFoundError("That record is not in this vault. Nothing was changed.")
        conflicted = [row.field for row in rows if row.conflicted]
        return read_shown(record, rows, {field: self.history(kind, record_id, field) for field in conflicted})

    def find_shown(self, kind: type[R], record_id: str) -> Shown[R] | None:
        """As ``shown``, or None when the record is not there or has not arrived wholly."""
        try:
            return self.shown(kind, record_id)
        except NotFoundError:
            return None

    def story(self, person_id: str) -> Story:
        """Return everything kept about one person, oldest first, what was taken out left out.

        Raises:
            NotFoundError: The person is not there.
        """
        story = read_story(person_id, self._projection.told_of_person(person_id), self._closely(person_id))
        if story is None:
            raise NotFoundError("That person is not in this vault. Nothing was changed.")
        return story

    def search(self, words: str, *, limit: int, of: Collection[str] | None = None) -> list[Hit]:
        """Return the records that hold every word typed, the newest first; never what was taken out, never a Stop.

        Args:
            words: As typed; the last one may be unfinished.
            limit: How many at most.
            of: Ids of the people to look among; everybody without it.
        """
        return self._projection.index.find(words, limit=limit, of=of)

    def make_findable(self, most: int) -> bool:
        """Put the words of up to ``most`` changes that search does not know yet into its index.

        ``search`` does it for all of them before it looks; this is for pauses, so that it need not.

        Returns:
            Whether there may be more of them.

        Raises:
            InUseError: Another window is writing; later is soon enough.
            StorageError: The disk refused; what was kept is kept.
        """
        return self._projection.index.catch_up_with(most, wait=False)

    def worker(self) -> Worker | None:
        """Return who records on this laptop, or None before the first run is over."""
        worker_id = self._keeping.worker_id
        return None if worker_id is None else self.find(Worker, worker_id)

    def me(self, worker: Worker) -> None:
        """Set who records on this laptop, and keep their details."""
        with self._store.transaction():
            self._keeping.set_worker(worker.id)
            self._keeping.keep(worker, None)

    def history(self, kind: type[Record], record_id: str, field: str) -> list[Change]:
        """Return every change there ever was of one field, in the order of the clock."""
        return self._log.of_slot((kind.entity, record_id, field))

    def record_history(self, kind: type[Record], record_id: str) -> list[Change]:
        """Return every change there ever was of a record, field by field, each in the order of the clock."""
        return self._log.of_record(kind.entity, record_id)

    def written_twice(self) -> list[Standing]:
        """Return the fields of which several versions stand side by side, record by record."""
        return self._projection.conflicted()

    def receive(self, changes: Iterable[Change]) -> int:
        """Take in changes of other devices, in any order, as often as they come; returns how many were new.

        Changes of somebody who was erased here are passed over: they do not come back.

        Raises:
            BadInputError: One of them is not well formed; none was taken in.
        """
        with self._store.transaction():
            new = self._log.receive(changes)
            self._projection.refresh(change.slot for change in new)
            self._projection.index.catch_up()
        return len(new)

    def changes_since(self, seq: int = 0, limit: int = 1000) -> tuple[list[Change], int]:
        """Return up to ``limit`` changes that arrived here after ``seq``, and the seq to go on from."""
        return self._log.since(seq, limit)

    def rebuild(self) -> None:
        """Work out what stands anew, from the log alone."""
        with self._store.transaction():
            self._projection.rebuild()

    def look_over(self) -> LookedOver:
        """Look the whole vault over; slow on a large one, since the whole log is read."""
        return checking.look_over(self._store, self._log, self._projection, KINDS)

    def check(self) -> list[str]:
        """Look the whole vault over and return what was found, in plain sentences without anybody's words."""
        return self.look_over().sentences

    def holding(self, person_ids: Collection[str]) -> erasing.Holding:
        """Return how much there is of these people: what an erasure would take."""
        return erasing.holding(self._store, person_ids)

    def erase(self, person_ids: Collection[str]) -> erasing.Holding:
        """Take everything of these people out, for ever; their ids stay. Returns what went.

        The bytes of the file and of the nightly backups are cleaned by ``erasing.finish_erasing`` afterwards.
        """
        with self._store.transaction():
            return erasing.erase(self._store, self._projection, person_ids)

    @property
    def erasing_unfinished(self) -> bool:
        """Whether the bytes of the file have still to be cleaned of somebody who was erased."""
        return erasing.is_unfinished(self._store)

    def backups_made(self) -> list[tuple[Path, datetime]]:
        """Return where the worker put backups of this vault, and when; whether they still stand is not known."""
        return manual_backups(self._store)
