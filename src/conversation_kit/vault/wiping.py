"""Wiping a vault: its laptop was taken off the hub. The keys go first, so that what is left opens for nobody."""

import shutil
from pathlib import Path

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
        StorageError: The disk refused; what is left does not open, or wiping goes on with the next try.
    """
    with plain_disk_errors():
        for name in (KEYS_NAME, TRIES_NAME):
            (folder / name).unlink(missing_ok=True)
        for name in (VAULT_NAME, UNFINISHED_NAME):
            for ending in ("", "-wal", "-shm"):
                (folder / f"{name}{ending}").unlink(missing_ok=True)
        for whole in (folder / AUTOMATIC, *set_aside_vaults(folder)):
            if whole.exists():
                shutil.rmtree(whole)
