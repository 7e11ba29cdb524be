"""The vault's key: made once, wrapped by a passphrase (and a device secret) and by a recovery key on paper.

A random 256-bit data key encrypts the vault. Changing the passphrase wraps that key again; the vault itself
is not written. Nothing here opens the vault, so ``unlock`` may run in any thread.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from conversation_kit.errors import RefusedError
from conversation_kit.model.ids import new_id
from conversation_kit.vault.device import name_of_secret
from conversation_kit.vault.files import (
    KEYS_NAME,
    VaultState,
    plain_disk_errors,
    vault_state,
)
from conversation_kit.vault.keyfile import (
    KeyFile,
    KeyFileError,
    PassphraseWrap,
    RecoveryWrap,
    about_passphrase,
    about_recovery,
    read_key_file,
    write_key_file,
)
from conversation_kit.vault.passphrase import Judgement, judge
from conversation_kit.vault.refusals import (
    DeviceSecretMissingError,
    RecoveryKeyTypoError,
    TooSoonError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from conversation_kit.vault.tries import count_wrong_try, forget_tries, read_tries
from conversation_kit.vault.wrapping import (
    DEFAULT_COST,
    KEY_BYTES,
    SALT_BYTES,
    Argon2Cost,
    key_of_passphrase,
    key_of_recovery,
    mark_of,
    new_recovery_secret,
    read_recovery,
    spell_recovery,
    unwrap,
    wrap,
)

__all__ = [
    "DEFAULT_COST",
    "Argon2Cost",
    "DeviceSecretMissingError",
    "Judgement",
    "KeyFileError",
    "NewKeys",
    "RecoveryKeyTypoError",
    "TooSoonError",
    "WrongPassphraseError",
    "WrongRecoveryKeyError",
    "change_passphrase",
    "create_keys",
    "device_secret_name",
    "judge",
    "new_recovery_key",
    "unlock",
    "unlock_with_recovery_key",
]


@dataclass(frozen=True, slots=True, repr=False)
class NewKeys:
    """What ``create_keys`` made: the data key for the vault, and the recovery key to be shown once.

    No repr, so that neither ends up in a traceback.
    """

    data_key: bytes
    recovery_key: str


def create_keys(
    folder: Path, passphrase: str, *, device_secret: bytes | None, cost: Argon2Cost = DEFAULT_COST
) -> NewKeys:
    """Make a new data key, wrap it, and write the key file.

    A key file without a vault (a set-up cut short) is set aside under another name, never overwritten.

    Args:
        folder: The vault's folder; made when it is not there.
        passphrase: As judged by ``judge``; not judged again.
        device_secret: From ``device.DeviceSecret.make``, or None for a vault that opens by passphrase alone.
        cost: What each try costs; lower it in tests only.

    Raises:
        RefusedError: There is a vault already; it is untouched.
        StorageError: The disk refused.
    """
    state = vault_state(folder)
    if state in (VaultState.READY, VaultState.VAULT_ONLY):
        raise RefusedError(
            f"There is a vault in {folder} already, and new keys would make it unreadable. It was not "
            "touched. "
            + (
                "Open it with its passphrase."
                if state is VaultState.READY
                else "Put its key file back from a copy."
            )
            + " To begin anew, move the folder away first."
        )
    with plain_disk_errors():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if state is VaultState.KEYS_ONLY:
            (folder / KEYS_NAME).rename(folder / f"keys-set-aside-{new_id()}.json")
    data_key, secret, vault = secrets.token_bytes(KEY_BYTES), new_recovery_secret(), new_id()
    write_key_file(
        folder,
        KeyFile(
            vault=vault,
            mark=mark_of(data_key),
            passphrase=_under_passphrase(vault, data_key, passphrase, device_secret, cost),
            recovery=_under_recovery(vault, data_key, secret),
        ),
    )
    forget_tries(folder)
    return NewKeys(data_key, spell_recovery(secret))


def unlock(
    folder: Path,
    passphrase: str,
    *,
    device_secret: Callable[[str], bytes | None] = lambda _name: None,
    now: Callable[[], float] = time.time,
) -> bytes:
    """Return the data key. Slow on purpose (about 0.1 s), and safe to call in any thread.

    Args:
        folder: The vault's folder.
        passphrase: As typed.
        device_secret: Fetches the device secret of that name (``DeviceSecret.fetch``); only called when the
            key file asks for one.
        now: Seconds since 1970.

    Raises:
        WrongPassphraseError: It does not fit; counted, and ``wait_seconds`` grows.
        TooSoonError: The wait is not over; not tried, not counted.
        DeviceSecretMissingError: The keyring does not hold this vault's device secret; not counted.
        KeyFileError: No key file, or one that is damaged or newer.
        StorageError: The disk refused.
    """
    keys = read_key_file(folder)
    tries = read_tries(folder)
    wait = tries.wait(now())
    if wait > 0:
        raise TooSoonError(wait)
    under = keys.passphrase
    secret = _fetch(under.device, device_secret)
    data_key = unwrap(
        key_of_passphrase(passphrase, under.salt, under.cost, secret),
        under.nonce,
        under.wrapped,
        about_passphrase(keys.vault, under.salt, under.cost, under.device),
    )
    if data_key is None:
        raise WrongPassphraseError(count_wrong_try(folder, now()).delay)
    if tries.wrong:
        forget_tries(folder)
    return data_key


def unlock_with_recovery_key(folder: Path, recovery_key: str) -> bytes:
    """Return the data key for the recovery key on paper; needs neither passphrase nor device secret.

    Spaces, dashes, case, O for 0 and I or L for 1 do not matter. The way on is ``change_passphrase``.

    Raises:
        RecoveryKeyTypoError: There is a slip in what was typed.
        WrongRecoveryKeyError: It belongs to another vault, or the key file was altered.
        KeyFileError: No key file, or one that is damaged or newer.
        StorageError: The disk refused.
    """
    keys = read_key_file(folder)
    secret = read_recovery(recovery_key)
    if secret is None:
        raise RecoveryKeyTypoError(
            "There is a slip in that recovery key: it has six groups of five letters and digits. Nothing was "
            "changed. Compare it with the paper, letter by letter, and try again."
        )
    under = keys.recovery
    data_key = unwrap(
        key_of_recovery(secret, under.salt),
        under.nonce,
        under.wrapped,
        about_recovery(keys.vault, under.salt),
    )
    if data_key is None:
        raise WrongRecoveryKeyError(
            "That recovery key is typed rightly but belongs to another vault, or a newer one replaced it. "
            "Nothing was changed. Look for the paper that came with this one."
        )
    return data_key


def change_passphrase(
    folder: Path,
    data_key: bytes,
    new_passphrase: str,
    *,
    device_secret: bytes | None,
    cost: Argon2Cost = DEFAULT_COST,
) -> None:
    """Wrap the data key by a new passphrase. The recovery key stays valid, the vault is not written.

    Args:
        folder: The vault's folder.
        data_key: From ``unlock`` or ``unlock_with_recovery_key``.
        new_passphrase: As judged by ``judge``.
        device_secret: This device's secret (``DeviceSecret.fetch(device_secret_name(folder))``, or a new one
            after a recovery), or None for a vault that opens by passphrase alone.
        cost: What each try costs.

    Raises:
        RefusedError: ``data_key`` is not this vault's; nothing was changed.
        KeyFileError: No key file, or one that is damaged or newer.
        StorageError: The disk refused; the old passphrase still holds.
    """
    keys = _keys_of(folder, data_key)
    under = _under_passphrase(keys.vault, data_key, new_passphrase, device_secret, cost)
    write_key_file(folder, replace(keys, passphrase=under))
    forget_tries(folder)


def new_recovery_key(folder: Path, data_key: bytes) -> str:
    """Wrap the data key by a new recovery key and return it, to be shown once. The old one opens nothing any more.

    Raises:
        RefusedError: ``data_key`` is not this vault's; nothing was changed.
        KeyFileError: No key file, or one that is damaged or newer.
        StorageError: The disk refused; the old recovery key still holds.
    """
    keys, secret = _keys_of(folder, data_key), new_recovery_secret()
    write_key_file(folder, replace(keys, recovery=_under_recovery(keys.vault, data_key, secret)))
    return spell_recovery(secret)


def device_secret_name(folder: Path) -> str | None:
    """Return the name of the device secret that the vault needs besides its passphrase, or None.

    Raises:
        KeyFileError: No key file, or one that is damaged or newer.
        StorageError: The disk refused.
    """
    return read_key_file(folder).passphrase.device


def _keys_of(folder: Path, data_key: bytes) -> KeyFile:
    """Return the key file, when ``data_key`` is the key it wraps."""
    keys = read_key_file(folder)
    if not hmac.compare_digest(mark_of(data_key), keys.mark):
        raise RefusedError(
            "Nothing was changed: the key at hand is not the key of this vault. Unlock it again first."
        )
    return keys


def _under_recovery(vault: str, data_key: bytes, secret: bytes) -> RecoveryWrap:
    salt = secrets.token_bytes(SALT_BYTES)
    nonce, wrapped = wrap(key_of_recovery(secret, salt), data_key, about_recovery(vault, salt))
    return RecoveryWrap(salt, nonce, wrapped)


def _under_passphrase(
    vault: str, data_key: bytes, passphrase: str, device_secret: bytes | None, cost: Argon2Cost
) -> PassphraseWrap:
    salt = secrets.token_bytes(SALT_BYTES)
    device = None if device_secret is None else name_of_secret(device_secret)
    nonce, wrapped = wrap(
        key_of_passphrase(passphrase, salt, cost, device_secret),
        data_key,
        about_passphrase(vault, salt, cost, device),
    )
    return PassphraseWrap(salt, cost, device, nonce, wrapped)


def _fetch(name: str | None, device_secret: Callable[[str], bytes | None]) -> bytes | None:
    if name is None:
        return None
    secret = device_secret(name)
    if secret is None or name_of_secret(secret) != name:
        raise DeviceSecretMissingError(
            "This vault opens only together with a secret in the keyring of the laptop it was made on, and "
            "that secret is not here. Nothing was lost or changed. Sign in to the laptop as usual and try "
            "again, or open the vault with the recovery key and choose a new passphrase."
        )
    return secret
