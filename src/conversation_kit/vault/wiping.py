"""Wiping a vault: its laptop was taken off the hub. The keys go first, then whatever has keys of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from conversation_kit.errors import StorageError
from conversation_kit.vault.backups import AUTOMATIC
from conversation_kit.vault.files import (
    KEYS_NAME,
    TRIES_NAME,
    UNFINISHED_NAME,
    VAULT_NAME,
    plain_disk_errors,
    set_aside_vaults,
)


def wipe(folder: Path) -> None:
    """Remove the vault in ``folder``, its nightly backups, and the earlier vaults that a restore set aside.

    Args:
        folder: The vault's folder; nobody may have the vault open.

    Raises:
        StorageError: The disk refused something; all else went, and the keys were tried first.
    """
    refused = [error for path in _what_goes(folder) if (error := _why_not(path)) is not None]
    if refused:
        raise refused[0]


def _what_goes(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in (KEYS_NAME, TRIES_NAME))
    # Each of these opens with the passphrase of its day, without the keys above.
    yield from (folder / AUTOMATIC, *set_aside_vaults(folder))
    for name in (VAULT_NAME, UNFINISHED_NAME):
        yield from (folder / f"{name}{ending}" for ending in ("", "-wal", "-shm"))


def _why_not(path: Path) -> StorageError | None:
    """Remove a file or a folder, if it is there; return why that could not be."""
    try:
        with plain_disk_errors():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except StorageError as error:
        return error
    return None
