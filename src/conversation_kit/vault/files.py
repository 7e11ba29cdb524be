"""The vault's files: their names, what state they are in, and writing one without ever leaving half of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from conversation_kit.errors import StorageError
from conversation_kit.whole_files import whole_file

VAULT_NAME = "vault.db"
UNFINISHED_NAME = "vault.db.new"
KEYS_NAME = "keys.json"
TRIES_NAME = "tries.json"
RESTORED_ENDING = ".restored"
STAGING_ENDING = ".restoring"
_SET_ASIDE = "-set-aside-"
_OPEN_BYTE = (
    128  # of the -shm file: every connection in WAL mode holds a lock on it (SQLite's "dead man switch")
)


class VaultState(StrEnum):
    """Which of the two files that make a vault are there."""

    NOTHING = "nothing"
    KEYS_ONLY = "keys only"
    VAULT_ONLY = "vault only"
    READY = "ready"


def settle_restore(folder: Path) -> None:
    """Finish a restore that was cut short when the old vault had been set aside and the new one not yet put in place.

    Raises:
        StorageError: The disk refused.
    """
    restored = folder.with_name(folder.name + RESTORED_ENDING)
    if not folder.exists() and restored.is_dir():
        with plain_disk_errors():
            restored.rename(folder)
            sync_folder(folder.parent)


def name_set_aside(folder: Path, moment: datetime) -> Path:
    """Return a name that is free for a vault's folder that gives way to another."""
    first = free = folder.with_name(f"{folder.name}{_SET_ASIDE}{moment:%Y-%m-%d-%H%M%S}")
    number = 2
    while free.exists():
        free, number = first.with_name(f"{first.name}-{number}"), number + 1
    return free


def set_aside_vaults(folder: Path) -> list[Path]:
    """Return the earlier vaults that a restore set aside, the oldest first."""
    return sorted(folder.parent.glob(f"{folder.name}{_SET_ASIDE}*"))


def in_use(folder: Path) -> bool:
    """Whether another program has the vault in ``folder`` open.

    Not for a program that has it open itself: looking would let go of its own locks. On Windows nobody is asked: the
    system refuses to rename what is open.
    """
    path = folder / f"{VAULT_NAME}-shm"
    if sys.platform == "win32" or not path.exists():
        return False
    import fcntl  # noqa: PLC0415 - not there on Windows

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _OPEN_BYTE)
        except OSError:
            return True
    return False


def vault_state(folder: Path) -> VaultState:
    """Return what of a vault stands in ``folder``; a missing folder is ``NOTHING``.

    A restore that was cut short between its two renames is finished first.

    ``KEYS_ONLY`` is what a set-up cut short leaves behind, or a vault file that was moved away;
    ``VAULT_ONLY`` is a vault whose key file was moved away: nobody can open it without that file.
    """
    settle_restore(folder)
    keys, vault = (folder / KEYS_NAME).exists(), (folder / VAULT_NAME).exists()
    if keys and vault:
        return VaultState.READY
    if keys:
        return VaultState.KEYS_ONLY
    return VaultState.VAULT_ONLY if vault else VaultState.NOTHING


def write_safely(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` holds all of the old or all of the new, even after a power cut.

    Raises:
        StorageError: The disk refused; the old file still stands.
    """
    with plain_disk_errors():
        with (
            whole_file(path) as part,
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        ):
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable; Windows has no such call, its file system's journal does it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def plain_disk_errors() -> Iterator[None]:
    """Turn an ``OSError`` into a ``StorageError`` that says what to do."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"The vault's folder could not be read or written ({error.strerror or type(error).__name__}). "
            "What was saved before is kept. Check that the disk is not full and the folder is yours to write "
            "in, then try again."
        ) from error
