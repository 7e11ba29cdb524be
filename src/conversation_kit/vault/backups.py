"""Backups: a verified, encrypted copy of the vault in one file, made while the vault is in use.

The nightly ones stand in ``backups/`` beside the vault, one a day, the last seven kept. Where the worker put others is
remembered in the vault, on this laptop only, so that an erasure can name them.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from conversation_kit import __version__
from conversation_kit.errors import KitError, RefusedError, StorageError
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.paths import is_there, meant, unfit_name
from conversation_kit.vault import checking
from conversation_kit.vault.backup_file import (
    Backup,
    BackupFileError,
    read_backup_file,
    rewrap_backup_file,
    write_backup_file,
)
from conversation_kit.vault.files import KEYS_NAME, VAULT_NAME, plain_disk_errors
from conversation_kit.vault.keyfile import read_key_file
from conversation_kit.vault.local import get_local, set_local
from conversation_kit.vault.store import Store
from conversation_kit.vault.stubs import erased_ids

__all__ = ["Backup", "BackupFileError"]

AUTOMATIC = "backups"
ENDING = ".ckbackup"
BACKUP_DAYS = 3
"""Days after which a nightly backup that was not followed by another is worth a word."""
_KEPT_DAYS = 7
_DAY_SECONDS = 86_400
_MANUAL = "backups"
_WHY = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it is read-only",
    "SQLITE_CANTOPEN": "no file can be made there",
    "SQLITE_IOERR": "the disk failed",
}
_ANSWER = "Nothing was written."


def make_backup(
    folder: Path, data_key: bytes, target: Path, *, now: datetime, overwrite: bool = False
) -> Backup:
    """Back the vault in ``folder`` up into ``target``, and verify it by reading it back.

    Uses a connection of its own, so that it may run in any thread while the vault is written to.

    Args:
        folder: The vault's folder.
        data_key: From ``keys.unlock``.
        target: The file to make. Its folder must exist.
        now: The time, with its zone.
        overwrite: Whether a file that is there may be replaced (by a whole one, or not at all).

    Raises:
        RefusedError: There is such a file already, or its folder is not there.
        StorageError: The disk refused, or the copy could not be read back; no new backup stands.
    """
    target = meant(target).absolute()
    _check_target(target, overwrite=overwrite)
    made = _write(folder, data_key, target, now)
    if target.parent != folder.absolute() / AUTOMATIC:
        _remember(folder, data_key, made)
    return made


def back_up_today(folder: Path, data_key: bytes, *, now: datetime) -> Backup | None:
    """Make the nightly backup unless this day has one, let go those older than the last seven; return the new one.

    Raises:
        StorageError: The disk refused; the earlier backups stand.
    """
    target = folder / AUTOMATIC / f"{now:%Y-%m-%d}{ENDING}"
    if target.exists():
        return None
    with _said_of(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
    made = _write(folder, data_key, target, now)
    # What a clock running ahead has dated goes first: else it would push out today's for ever.
    days = _automatic_days(folder)
    _remove(sorted(days, key=lambda path: (days[path] <= now.date(), path))[:-_KEPT_DAYS])
    with plain_disk_errors():
        for part in _leftovers(folder):
            if now.timestamp() - part.stat().st_mtime > _DAY_SECONDS:  # not another window's, just now
                part.unlink(missing_ok=True)
    return made


def back_up_anew(folder: Path, data_key: bytes, *, now: datetime) -> Backup:
    """Put one backup of the vault as it stands in the place of all nightly ones: after an erasure.

    Raises:
        StorageError: The disk refused; what it did not let go still stands.
    """
    target = folder / AUTOMATIC / f"{now:%Y-%m-%d}{ENDING}"
    with plain_disk_errors():
        target.parent.mkdir(mode=0o700, exist_ok=True)
    made = _write(folder, data_key, target, now)
    _remove(path for path in (*_automatic_days(folder), *_leftovers(folder)) if path != target)
    return made


def remove_nightly(folder: Path) -> None:
    """Let every nightly backup go, and what is left of those cut short. Raises StorageError when the disk refuses."""
    _remove((*_automatic_days(folder), *_leftovers(folder)))


def _remove(files: Iterable[Path]) -> None:
    with plain_disk_errors():
        for path in files:
            path.unlink(missing_ok=True)


def rewrap_automatic_backups(folder: Path) -> None:
    """Let the nightly backups open with what opens the vault now, and with nothing else: after a new passphrase.

    Raises:
        StorageError: The disk refused; some still open with what opened them before.
    """
    with plain_disk_errors():
        keys = (folder / KEYS_NAME).read_bytes()
    for backup in automatic_backups(folder):
        rewrap_backup_file(backup.path, keys)


def automatic_backups(folder: Path) -> list[Backup]:
    """Return the nightly backups that can be read, the oldest first."""
    found = []
    for path in _automatic_days(folder):
        try:
            found.append(read_backup_file(path))
        except KitError:  # one that is not whole is none
            continue
    return found


def last_nightly(folder: Path, today: date) -> date | None:
    """Return the day of the last nightly backup, by its name; quick, nothing is read.

    One that a clock running ahead dated after ``today`` does not count.
    """
    return max((day for day in _automatic_days(folder).values() if day <= today), default=None)


def manual_backups(store: Store) -> list[tuple[Path, datetime]]:
    """Return where the worker put backups of this vault, and when; whether they still stand is not known."""
    kept = json.loads(get_local(store, _MANUAL) or "[]")
    return [(Path(path), datetime.fromisoformat(made_at)) for path, made_at in kept]


def remember_backup(store: Store, made: Backup) -> None:
    """Remember where a backup of this vault stands; belongs into a transaction."""
    known = {str(path): when.isoformat() for path, when in manual_backups(store)}
    known[str(made.path.absolute())] = made.made_at.isoformat()
    set_local(store, _MANUAL, json.dumps(list(known.items())))


def _write(folder: Path, data_key: bytes, target: Path, now: datetime) -> Backup:
    copy = target.with_name(f".{new_id()}.part")
    try:
        with plain_disk_errors():
            keys = (folder / KEYS_NAME).read_bytes()
        read_key_file(folder)  # a damaged key file makes no backup
        least, most = _copy(folder, data_key, copy)
        people, changes = _verified(copy, data_key)
        if not least <= changes <= most:
            raise StorageError(_unreadable("does not hold what the vault holds"))
        with _said_of(target):
            made = write_backup_file(
                target, copy, keys, made_at=now, kit=__version__, people=people, changes=changes
            )
        if not _erased_since(folder, data_key, copy):
            return made
    finally:
        for leftover in ("", "-wal", "-shm"):
            with suppress(OSError):  # on a disk that refuses there is nothing to take away
                copy.with_name(copy.name + leftover).unlink(missing_ok=True)
    return _write(folder, data_key, target, now)  # somebody was erased while it was written


def _erased_since(folder: Path, data_key: bytes, copy: Path) -> bool:
    """Whether somebody was erased from the vault since the copy was made."""
    ids = []
    for path in (folder / VAULT_NAME, copy):
        store = Store(path, data_key)
        try:
            ids.append(erased_ids(store))
        finally:
            store.close()
    return ids[0] != ids[1]


def _copy(folder: Path, data_key: bytes, copy: Path) -> tuple[int, int]:
    """Write an encrypted copy; return how many changes the vault held before it and after it."""
    store = Store(folder / VAULT_NAME, data_key)
    try:
        before = _changes(store)
        with _said_of(copy):
            store.write("VACUUM INTO ?", (str(copy),))
        return before, _changes(store)
    finally:
        store.close()


def _verified(copy: Path, data_key: bytes) -> tuple[int, int]:
    """Open the copy, look it over, and return how many people and changes it holds."""
    store = Store(copy, data_key)
    try:
        if found := [*checking.check_file(store), *checking.check_guards(store)]:
            raise StorageError(_unreadable(f"is not whole ({found[0]})"))
        people = store.read("SELECT count(DISTINCT entity_id) FROM field WHERE entity = ?", (Person.entity,))
        return int(people[0][0]), _changes(store)
    finally:
        store.close()


def _changes(store: Store) -> int:
    return int(store.read("SELECT count(*) FROM changes")[0][0])


def _remember(folder: Path, data_key: bytes, made: Backup) -> None:
    store = Store(folder / VAULT_NAME, data_key)
    try:
        with store.transaction():
            remember_backup(store, made)
    finally:
        store.close()


def _check_target(target: Path, *, overwrite: bool) -> None:
    if not is_there(target.parent) or not target.parent.is_dir():
        raise RefusedError(f"There is no folder {target.parent}. {_ANSWER} Make it first, or choose another.")
    if why := unfit_name(target.name):
        raise RefusedError(f"{why} {_ANSWER} Choose another.")
    if target.is_dir():
        raise RefusedError(f"{target} is a folder. {_ANSWER} Name a file in it.")
    if target.exists() and not overwrite:
        raise RefusedError(
            f"There is a file {target} already. {_ANSWER} Choose another name, or add --overwrite to replace it."
        )


def _automatic_days(folder: Path) -> dict[Path, date]:
    """Return the nightly backups with their days, the oldest first; other files there are none of ours."""
    found = {}
    for path in sorted((folder / AUTOMATIC).glob(f"*{ENDING}")):
        name = path.name.removesuffix(ENDING)
        with suppress(ValueError):
            if (day := date.fromisoformat(name)).isoformat() == name:
                found[path] = day
    return found


def _leftovers(folder: Path) -> list[Path]:
    """Return what backups that were cut short left behind, encrypted."""
    return [path for path in (folder / AUTOMATIC).glob("*") if ".part" in path.name]


@contextmanager
def _said_of(target: Path) -> Iterator[None]:
    """Say of trouble with the disk that it is the backup's, not the vault's."""
    try:
        with plain_disk_errors():
            yield
    except StorageError as error:
        cause = error.__cause__
        why = (
            cause.strerror if isinstance(cause, OSError) else _WHY.get(getattr(cause, "sqlite_errorname", ""))
        )
        if why is None:
            raise
        raise StorageError(
            f"The backup was not made: {target.parent} could not be written ({why}). The vault and earlier backups are "
            "as they were. Make room there or choose another folder, then try again."
        ) from error


def _unreadable(why: str) -> str:
    return (
        f"The backup was not made: the copy of the vault {why}. The vault itself was not touched. Try again; if it "
        "stays so, run: conversation-kit doctor"
    )
