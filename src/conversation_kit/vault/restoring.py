"""Restoring a backup: opened and looked over beside the vault, then put in its place in one step.

The vault that stood there is set aside under a dated name, never deleted. A restore that is cut short leaves the old
vault or the new one: between the two renames a whole, verified vault stands under a name that ``settle_restore`` knows.
Whoever was erased from the vault that stood there is erased from the restored one too.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from conversation_kit.errors import RefusedError, StorageError
from conversation_kit.vault import checking
from conversation_kit.vault.backup_file import Backup, unpack_backup_file
from conversation_kit.vault.backups import remember_backup
from conversation_kit.vault.erasing import finish_erasing
from conversation_kit.vault.files import (
    RESTORED_ENDING,
    STAGING_ENDING,
    TRIES_NAME,
    VAULT_NAME,
    VaultState,
    in_use,
    name_set_aside,
    plain_disk_errors,
    settle_restore,
    sync_folder,
    vault_state,
)
from conversation_kit.vault.local import forget_local
from conversation_kit.vault.making import DEVICE, open_vault_file
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store
from conversation_kit.vault.stubs import erased_ids

_UNTOUCHED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        backup: What was restored.
        set_aside: Where the vault that stood there is now, or None when there was none.
    """

    backup: Backup
    set_aside: Path | None


def restore_backup(
    path: Path, folder: Path, opens: Callable[[Path], bytes], *, now: datetime, overwrite: bool = False
) -> Restored:
    """Restore the backup at ``path`` as the vault in ``folder``.

    Args:
        path: A backup.
        folder: The vault's folder.
        opens: Returns the data key for a folder with a key file, as ``keys.unlock`` does.
        now: The time, for the name of what is set aside.
        overwrite: Whether a vault that stands there may be set aside.

    Raises:
        BackupFileError: It is no backup, not whole, or newer.
        LockedError: Passphrase or recovery key do not open it.
        RefusedError: There is a vault already and ``overwrite`` is False, or it is open.
        StorageError: The disk refused, or what is in the backup cannot be read.
    """
    settle_restore(folder)
    stands = folder.exists() and vault_state(folder) is not VaultState.NOTHING
    if stands and not overwrite:
        raise RefusedError(
            f"There is a vault in {folder} already. {_UNTOUCHED} Add --overwrite to set it aside (it is kept under "
            "another name) and put the backup in its place."
        )
    if in_use(folder):
        raise RefusedError(
            f"The vault is open in another window. {_UNTOUCHED} Close it there, then try again."
        )
    staging = folder.with_name(folder.name + STAGING_ENDING)
    with plain_disk_errors():
        # Of restores that were cut short: before it was whole, or with the old vault still in its place.
        for unused in (staging, folder.with_name(folder.name + RESTORED_ENDING)):
            shutil.rmtree(unused, ignore_errors=True)
    try:
        backup = unpack_backup_file(path, staging)
        data_key = opens(staging)
        _prepare(staging, data_key, backup)
        _erase_again(staging, data_key, _erased_in(folder, data_key), now)
        return Restored(backup, _put_in_place(staging, folder, now))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _prepare(staging: Path, data_key: bytes, backup: Backup) -> None:
    """Look the vault over and make it a device of its own: two devices of one id would break the log."""
    store = open_vault_file(staging, data_key)
    try:
        if findings := [*checking.check_file(store), *checking.check_guards(store)]:
            raise StorageError(
                f"The vault in this backup is not whole: {findings[0]} {_UNTOUCHED} Take another backup."
            )
        with store.transaction():
            forget_local(store, DEVICE)
            remember_backup(store, backup)  # made before it could remember itself
    finally:
        store.close()
    with plain_disk_errors():
        (staging / TRIES_NAME).unlink(missing_ok=True)


def _erased_in(folder: Path, data_key: bytes) -> frozenset[str]:
    """Return whom the vault that stands has erased; nobody when it is another vault or cannot be read."""
    if not (folder / VAULT_NAME).exists():
        return frozenset()
    try:
        store = Store(folder / VAULT_NAME, data_key)
    except StorageError:
        return frozenset()
    try:
        return erased_ids(store)
    except StorageError:
        return frozenset()
    finally:
        store.close()


def _erase_again(staging: Path, data_key: bytes, person_ids: frozenset[str], now: datetime) -> None:
    """Keep those who were erased since the backup was made from coming back with it."""
    if not person_ids:
        return
    with Vault.open(staging, data_key) as vault:
        vault.erase(person_ids)
    if unfinished := finish_erasing(staging, data_key, now=now, nightly=False):
        raise StorageError(f"{unfinished} {_UNTOUCHED}")


def _put_in_place(staging: Path, folder: Path, now: datetime) -> Path | None:
    """Rename the verified vault into place; return where the old one went."""
    ready = folder.with_name(folder.name + RESTORED_ENDING)
    aside = name_set_aside(folder, now)
    with plain_disk_errors():
        staging.rename(ready)
        sync_folder(folder.parent)
        try:
            moved = folder.exists()
            if moved:
                folder.rename(aside)
        except OSError:
            ready.rename(staging)  # the old vault stands, and nothing waits to take its place
            raise
        settle_restore(folder)
        if moved and not folder.exists():  # another restore took it away meanwhile
            aside.rename(folder)
            raise RefusedError(f"Another restore is running. {_UNTOUCHED} Try again when it is done.")
    return aside if moved else None
