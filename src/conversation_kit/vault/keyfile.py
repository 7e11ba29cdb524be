"""The key file: JSON beside the vault, holding the vault's key twice, wrapped; no secret in the clear.

```
{"format": 1, "vault": "<random id>", "mark": "<tells the right data key>",
 "passphrase": {"salt", "memory_kib", "passes", "lanes", "device", "nonce", "wrapped"},
 "recovery":   {"salt", "nonce", "wrapped"}}
```
Bytes are hexadecimal. ``device`` is the name of the device secret in the keyring, or null. What is not secret
is authenticated with the wrapped key, so altering it is noticed.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from conversation_kit.bounded import TooLargeError, bytes_within
from conversation_kit.errors import LockedError
from conversation_kit.vault.files import KEYS_NAME, VaultState, plain_disk_errors, vault_state, write_safely
from conversation_kit.vault.wrapping import KEY_BYTES, NONCE_BYTES, SALT_BYTES, Argon2Cost

_FORMAT = 1
_LARGEST = 65_536  # bytes; it takes about a thousand
_MARK_BYTES = 16
_WRAPPED_BYTES = KEY_BYTES + 16  # AES-GCM adds a tag of 16


class KeyFileError(LockedError):
    """The key file is missing, damaged, altered, or from a newer version."""


@dataclass(frozen=True, slots=True)
class PassphraseWrap:
    """The data key under the passphrase. ``device`` names the device secret, or is None."""

    salt: bytes
    cost: Argon2Cost
    device: str | None
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class RecoveryWrap:
    """The data key under the recovery key."""

    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file holds."""

    vault: str
    mark: bytes
    passphrase: PassphraseWrap
    recovery: RecoveryWrap


def about_passphrase(vault: str, salt: bytes, cost: Argon2Cost, device: str | None) -> bytes:
    """Return what is authenticated together with the key under the passphrase."""
    return json.dumps(
        [_FORMAT, "passphrase", vault, salt.hex(), cost.memory_kib, cost.passes, cost.lanes, device]
    ).encode()


def about_recovery(vault: str, salt: bytes) -> bytes:
    """Return what is authenticated together with the key under the recovery key."""
    return json.dumps([_FORMAT, "recovery", vault, salt.hex()]).encode()


def write_key_file(folder: Path, keys: KeyFile) -> None:
    """Write the key file atomically.

    Raises:
        StorageError: The disk refused; the old key file still stands.
    """
    content = {
        "format": _FORMAT,
        "vault": keys.vault,
        "mark": keys.mark.hex(),
        "passphrase": {
            "salt": keys.passphrase.salt.hex(),
            **asdict(keys.passphrase.cost),
            "device": keys.passphrase.device,
            "nonce": keys.passphrase.nonce.hex(),
            "wrapped": keys.passphrase.wrapped.hex(),
        },
        "recovery": {
            "salt": keys.recovery.salt.hex(),
            "nonce": keys.recovery.nonce.hex(),
            "wrapped": keys.recovery.wrapped.hex(),
        },
    }
    write_safely(folder / KEYS_NAME, json.dumps(content, indent=1).encode())


def read_key_file(folder: Path) -> KeyFile:
    """Return the key file in ``folder``.

    Raises:
        KeyFileError: There is none, or it cannot be trusted as it is.
        StorageError: The disk refused.
    """
    path = folder / KEYS_NAME
    if not path.exists() and vault_state(folder) is VaultState.VAULT_ONLY:
        raise KeyFileError(
            f"The vault in {folder} cannot be opened: its key file ({KEYS_NAME}) is not beside it. The vault "
            "was not touched. Put the key file back from a copy."
        )
    if not path.exists():
        raise KeyFileError(
            f"There is no vault to open in {folder}: its key file is not there. If you have used the kit on "
            "this laptop before, put the key file back from a copy; otherwise set the kit up first."
        )
    try:
        with plain_disk_errors():
            raw = _all_of(path)
        return _read(json.loads(raw))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyFileError(
            f"The key file in {folder} is damaged or was altered, so the vault cannot be opened with it. The "
            "vault itself was not touched: put the key file back from a copy."
        ) from error


def _all_of(path: Path) -> bytes:
    """Return what the file holds. Raises ValueError when that is more than a key file can hold."""
    try:
        return bytes_within(path, _LARGEST)
    except TooLargeError as error:
        raise ValueError("large") from error


def _read(content: Any) -> KeyFile:
    if type(content["format"]) is not int:
        raise TypeError("format")
    if content["format"] > _FORMAT:
        raise KeyFileError(
            "The key file was written by a newer version of the kit. Nothing is lost: open it with "
            "that version."
        )
    if content["format"] != _FORMAT:
        raise ValueError("format")
    phrase, recovery = content["passphrase"], content["recovery"]
    return KeyFile(
        vault=_text(content["vault"]),
        mark=_bytes(content["mark"], _MARK_BYTES),
        passphrase=PassphraseWrap(
            salt=_bytes(phrase["salt"], SALT_BYTES),
            cost=_cost(phrase["memory_kib"], phrase["passes"], phrase["lanes"]),
            device=None if phrase["device"] is None else _text(phrase["device"]),
            nonce=_bytes(phrase["nonce"], NONCE_BYTES),
            wrapped=_bytes(phrase["wrapped"], _WRAPPED_BYTES),
        ),
        recovery=RecoveryWrap(
            salt=_bytes(recovery["salt"], SALT_BYTES),
            nonce=_bytes(recovery["nonce"], NONCE_BYTES),
            wrapped=_bytes(recovery["wrapped"], _WRAPPED_BYTES),
        ),
    )


def _bytes(value: Any, length: int) -> bytes:
    found = bytes.fromhex(value)
    if len(found) != length:
        raise ValueError("length")
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _cost(*numbers: Any) -> Argon2Cost:
    if any(type(number) is not int for number in numbers):
        raise TypeError("cost")
    cost = Argon2Cost(*numbers)
    if not cost.sane:
        raise ValueError("cost")
    return cost
