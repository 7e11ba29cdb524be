"""The Vault: keeping records of the model, and reading them back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self

from conversation_kit.errors import LockedError, NotFoundError, StorageError
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, Correction, DealLine, Gap
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.story import Story
from conversation_kit.vault import checking
from conversation_kit.vault.clock import wall_ms
from conversation_kit.vault.codec import R, Record, as_read, decode, decode_value, encode, field_names
from conversation_kit.vault.drafts import Drafts
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.local import Place, get_local, set_local
from conversation_kit.vault.log import Change, Log, NewChange, Slot
from conversation_kit.vault.projection import Projection, Standing
from conversation_kit.vault.schema import device_id_of, make_vault_file, migrate
from conversation_kit.vault.store import Store

KINDS: tuple[type[Record], ...] = (
    Person,
    Worker,
    Conversation,
    Note,
    Asset,
    Connection,
    DealLine,
    Gap,
    Correction,
)
_ME = "worker"


class VaultMissingError(LockedError):
    """There is no vault file where one was to be opened."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several values that stand side by side; ``when`` is by the clock of the device that wrote it."""

    value: Any
    worker_id: str
    when: datetime
    change_id: str


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """A record as it is put on a screen, with what is needed to keep it again.

    Attributes:
        record: As it stands; where versions differ, the one that wins.
        seen: By field, the change ids that are being shown; hand it to ``Vault.keep`` with the edited record.
        conflicts: By field, the versions that stand side by side, the one that wins first.
    """

    record: R
    seen: Mapping[str, tuple[str, ...]]
    conflicts: Mapping[str, tuple[Version, ...]]


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
        self.drafts = Drafts(store)
        self.place = Place(store)

    @classmethod
    def create(cls, folder: Path, data_key: bytes, *, wall: Callable[[], int] = wall_ms) -> Self:
        """Make the vault's file and open it. A creation that is cut short leaves no vault behind.

        Args:
            folder: Where ``keys.create_keys`` put the key file.
            data_key: From ``create_keys``, or from ``unlock`` to finish a set-up that was cut short.
            wall: The wall clock, milliseconds since 1970.

        Raises:
            RefusedError: There is a vault already; it is untouched.
            StorageError: The disk refused.
        """
        make_vault_file(folder, data_key)
        return cls.open(folder, data_key, wall=wall)

    @classmethod
    def open(cls, folder: Path, data_key: bytes, *, wall: Callable[[], int] = wall_ms) -> Self:
        """Open the vault, and bring it up to this version when it is older.

        Raises:
            VaultMissingError: There is no vault file.
            StorageError: The key does not fit, the file is damaged or from a newer version, or the disk
                refused.
        """
        path = folder / VAULT_NAME
        if not path.exists():
            raise VaultMissingError(
                f"There is a key but no vault in {folder}: setting up was cut short, or the vault's file was "
                "moved. If you have kept anything in it before, put the file back from a copy. If not, set "
                "the kit up again: nothing had been kept yet."
            )
        if path.stat().st_size == 0:
            # SQLite would take an empty file for a new vault, and everything would seem to be gone.
            raise StorageError(
                f"The vault's file in {folder} is empty: its disk lost it. The key file was not touched. "
                "Copy the folder to a safe place, then put back the last good copy of the vault."
            )
        store = Store(path, data_key)
        try:
            migrate(store)
            return cls(store, wall)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Close the file; the vault is locked once the data key is forgotten too."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, record: Record, *, seen: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
        """Keep a record: a change for each field that differs from what stands. Returns the changes' ids.

        Args:
            record: New, or altered.
            seen: From ``Shown``: what was on the screen when the worker began. A field that was left as shown
                is left alone, whatever arrived meanwhile; one that was altered stands beside what arrived
                meanwhile.
        """
        with self._store.transaction():
            return self._keep(record, seen)

    def keep_all(self, records: Iterable[Record]) -> tuple[str, ...]:
        """Keep several records, all or none."""
        with self._store.transaction():
            return tuple(change_id for record in records for change_id in self._keep(record, None))

    def keep_and_clear(
        self, record: Record, draft_key: str, *, seen: Mapping[str, tuple[str, ...]] | None = None
    ) -> tuple[str, ...]:
        """Keep a record and clear the draft it came from, both or neither."""
        with self._store.transaction():
            self.drafts.clear_within(draft_key)
            return self._keep(record, seen)

    def settle(self, record: Record, field: str, *, seen: Mapping[str, tuple[str, ...]]) -> str:
        """Settle a conflict: the record's ``field`` stands for all versions seen. Returns the change's id.

        Unlike ``keep`` this writes a change even when that value is the one that wins already.
        """
        with self._store.transaction():
            return self._append([_change(record, field, encode(record)[field], seen[field])])[0]

    def find(self, kind: type[R], record_id: str) -> R | None:
        """Return a record as it stands, or None when it is not there or has not arrived wholly."""
        rows = self._projection.record(kind.entity, record_id)
        return _read(kind, rows) if rows else None

    def all(self, kind: type[R], person_id: str | None = None) -> list[R]:
        """Return all records of a kind (of one person), oldest first, what was taken out included."""
        if person_id is None:
            return _read_all(kind, self._projection.of_kind(kind.entity))
        return _read_all(kind, self._projection.of_person(person_id, kind.entity))

    def people(self) -> list[Person]:
        """Return everybody, oldest first."""
        return self.all(Person)

    def shown(self, kind: type[R], record_id: str) -> Shown[R]:
        """Return a record as it stands together with what has been seen and what conflicts.

        Raises:
            NotFoundError: It is not there, or has not arrived wholly.
        """
        rows = self._projection.record(kind.entity, record_id)
        record = _read(kind, rows) if rows else None
        if record is None:
            raise NotFoundError("That record is not in this vault. Nothing was changed.")
        known = field_names(kind)
        conflicted = [row for row in rows if row.conflicted and row.field in known]
        return Shown(
            record=record,
            seen=dict.fromkeys(known, ()) | {row.field: row.heads for row in rows if row.field in known},
            conflicts={row.field: self._versions(kind, row) for row in conflicted},
        )

    def story(self, person_id: str) -> Story:
        """Return everything kept about one person, oldest first, what was taken out left out.

        Raises:
            NotFoundError: The person is not there.
        """
        by_entity: dict[str, list[Standing]] = {}
        for row in self._projection.of_person(person_id):
            by_entity.setdefault(row.entity, []).append(row)

        def read(kind: type[R]) -> tuple[R, ...]:
            records = _read_all(kind, by_entity.get(kind.entity, []))
            return tuple(record for record in records if not getattr(record, "taken_out", False))

        people = read(Person)
        if not people:
            raise NotFoundError("That person is not in this vault. Nothing was changed.")
        return Story(
            person=people[0],
            conversations=read(Conversation),
            notes=read(Note),
            assets=read(Asset),
            connections=read(Connection),
            deal=read(DealLine),
        )

    def worker(self) -> Worker | None:
        """Return who records on this laptop, or None before the first run is over."""
        worker_id = get_local(self._store, _ME)
        return None if worker_id is None else self.find(Worker, worker_id)

    def me(self, worker: Worker) -> None:
        """Set who records on this laptop, and keep their details."""
        with self._store.transaction():
            set_local(self._store, _ME, worker.id)
            self._keep(worker, None)

    def history(self, kind: type[Record], record_id: str, field: str) -> list[Change]:
        """Return every change there ever was of one field, in the order of the clock."""
        return self._log.of_slot((kind.entity, record_id, field))

    def receive(self, changes: Iterable[Change]) -> int:
        """Take in changes of other devices, in any order, as often as they come; returns how many were new.

        Raises:
            BadInputError: One of them is not well formed; none was taken in.
        """
        with self._store.transaction():
            new = self._log.receive(changes)
            self._projection.refresh(change.slot for change in new)
        return len(new)

    def changes_since(self, seq: int = 0, limit: int = 1000) -> tuple[list[Change], int]:
        """Return up to ``limit`` changes that arrived here after ``seq``, and the seq to go on from."""
        return self._log.since(seq, limit)

    def rebuild(self) -> None:
        """Work out what stands anew, from the log alone."""
        with self._store.transaction():
            self._projection.rebuild()

    def check(self) -> list[str]:
        """Look the whole vault over and return what was found, in plain sentences without anybody's words."""
        damage = checking.check_file(self._store)
        if damage:
            return damage
        return [
            *checking.check_guards(self._store),
            *checking.check_projection(self._log, self._projection),
            *checking.check_records(self._projection, KINDS),
        ]

    def _keep(self, record: Record, seen: Mapping[str, tuple[str, ...]] | None) -> tuple[str, ...]:
        standing = {row.field: row for row in self._projection.record(record.entity, record.id)}
        changes = []
        for field, text in encode(record).items():
            row = standing.get(field)
            base = row.heads if row else ()
            if text == as_read(type(record), field, row.value if row else None):
                continue
            if seen is not None and seen.get(field, base) != base:
                base = seen[field]
                if text == as_read(type(record), field, self._as_shown(record, field, base)):
                    continue
            changes.append(_change(record, field, text, base))
        return self._append(changes)

    def _append(self, changes: list[NewChange]) -> tuple[str, ...]:
        if not changes:
            return ()
        ids = self._log.append(changes, get_local(self._store, _ME) or "")
        self._projection.refresh(change.slot for change in changes)
        return tuple(ids)

    def _as_shown(self, record: Record, field: str, seen: tuple[str, ...]) -> str | None:
        """Return the JSON text of the version that won among those that were shown."""
        slot: Slot = (record.entity, record.id, field)
        shown = [change for change in self._log.of_slot(slot) if change.id in seen]
        return shown[-1].text if shown else None

    def _versions(self, kind: type[Record], row: Standing) -> tuple[Version, ...]:
        changes = {change.id: change for change in self._log.of_slot((row.entity, row.entity_id, row.field))}
        return tuple(
            Version(
                value=decode_value(kind, row.field, changes[head].text),
                worker_id=changes[head].worker_id,
                when=changes[head].when,
                change_id=head,
            )
            for head in row.heads
        )


def _change(record: Record, field: str, text: str, base: tuple[str, ...]) -> NewChange:
    return NewChange(record.person_id, record.entity, record.id, field, text, tuple(base))


def _read(kind: type[R], rows: list[Standing]) -> R | None:
    """Return the record that ``rows`` (at least one, all of one record) make."""
    values = {row.field: row.value for row in rows}
    return decode(kind, rows[0].entity_id, rows[0].person_id, values).record


def _read_all(kind: type[R], rows: list[Standing]) -> list[R]:
    found = (_read(kind, list(group)) for _id, group in groupby(rows, key=lambda row: row.entity_id))
    return [record for record in found if record is not None]
