"""The vault's file: made whole or not at all, opened up to date, and the device it stands on."""

from collections.abc import Callable
from pathlib import Path

from conversation_kit.errors import LockedError, RefusedError, StorageError
from conversation_kit.model.ids import new_id
from conversation_kit.vault.files import UNFINISHED_NAME, VAULT_NAME, plain_disk_errors, sync_folder
from conversation_kit.vault.local import get_local, set_local
from conversation_kit.vault.schema import migrate
from conversation_kit.vault.store import Store

DEVICE = "device"


class VaultMissingError(LockedError):
    """There is no vault file where one was to be opened."""


def make_vault_file(
    folder: Path, data_key: bytes, begin: Callable[[Store], object] = lambda _store: None
) -> None:
    """Make a vault under another name, then give it its own: there is a whole vault, or none.

    Args:
        folder: Where the key file is.
        data_key: From ``keys.create_keys``.
        begin: Writes what a vault must not be without.

    Raises:
        RefusedError: There is a vault already; it is untouched.
        StorageError: The disk refused.
    """
    if (folder / VAULT_NAME).exists():
        raise RefusedError(
            f"There is a vault in {folder} already. It was not touched: open it with its passphrase, or move "
            "the folder away to begin anew."
        )
    unfinished = folder / UNFINISHED_NAME
    with plain_disk_errors():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for leftover in ("", "-wal", "-shm"):
            unfinished.with_name(UNFINISHED_NAME + leftover).unlink(missing_ok=True)
    store = Store(unfinished, data_key)
    try:
        migrate(store)
        begin(store)
    finally:
        store.close()
    with plain_disk_errors():
        unfinished.rename(folder / VAULT_NAME)
        sync_folder(folder)


def open_vault_file(folder: Path, data_key: bytes) -> Store:
    """Open the vault's file, and bring it up to this version when it is older.

    Raises:
        VaultMissingError: There is no vault file.
        StorageError: The key does not fit, the file is damaged or from a newer version, or the disk refused.
    """
    path = folder / VAULT_NAME
    if not path.exists():
        raise VaultMissingError(
            f"There is a key but no vault in {folder}: setting up was cut short, or the vault's file was "
            "moved. If you have kept anything in it before, put the file back from a copy. If not, set the "
            "kit up again: nothing had been kept yet."
        )
    if path.stat().st_size == 0:
        # SQLite would take an empty file for a new vault, and everything would seem to be gone.
        raise StorageError(
            f"The vault's file in {folder} is empty: its disk lost it. The key file was not touched. Copy "
            "the folder to a safe place, then put back the last good copy of the vault."
        )
    store = Store(path, data_key)
    try:
        migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def device_id_of(store: Store) -> str:
    """Return the id of this device, made the first time a vault is opened here."""
    found = get_local(store, DEVICE)
    if found is not None:
        return found
    with store.transaction():
        found = get_local(store, DEVICE) or new_id()  # again: another process may have been first
        set_local(store, DEVICE, found)
    return found
