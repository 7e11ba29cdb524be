"""The device secret: the laptop's own half of the key, in the system's keyring where there is one.

With it a stolen copy of the vault's folder cannot be tried anywhere else. Without it (no keyring, a server, a
folder that is carried about) the passphrase stands alone; that is normal, and said.
"""

import base64
import binascii
import hashlib
import importlib
import secrets
from dataclasses import dataclass
from typing import Any

_SERVICE = "conversation-kit"
_SECRET_BYTES = 32


def name_of_secret(secret: bytes) -> str:
    """Return the name a device secret is kept under; it gives nothing of the secret away."""
    return "vault-" + hashlib.sha256(b"conversation-kit 1 device" + secret).hexdigest()[:32]


@dataclass(frozen=True, slots=True, repr=False)
class FoundSecret:
    """A device secret, or None and the reason in plain words."""

    secret: bytes | None
    reason: str = ""


class DeviceSecret:
    """The device secrets in the system's keyring, which is imported when first asked.

    Args:
        enabled: False leaves the keyring alone: a portable folder, the demo, tests.
    """

    def __init__(self, *, enabled: bool = True) -> None:
        self._enabled = enabled

    def make(self) -> FoundSecret:
        """Make a new secret, keep it in the keyring, and return it once it has been read back from there."""
        if not self._enabled:
            return FoundSecret(
                None, "The system's keyring is left alone here: the passphrase alone opens the vault."
            )
        secret = secrets.token_bytes(_SECRET_BYTES)
        name = name_of_secret(secret)
        try:
            keyring = _keyring()
            keyring.set_password(_SERVICE, name, base64.b64encode(secret).decode())
        except Exception as error:  # noqa: BLE001 - back ends raise what they like; absence is normal
            return FoundSecret(None, _absent(error))
        found = self.look(name)
        return found if found.secret == secret else FoundSecret(None, found.reason or _UNRELIABLE)

    def look(self, name: str) -> FoundSecret:
        """Return the secret kept under ``name``, or the reason why there is none."""
        if not self._enabled:
            return FoundSecret(None, "The system's keyring is left alone here.")
        try:
            kept = _keyring().get_password(_SERVICE, name)
        except Exception as error:  # noqa: BLE001 - back ends raise what they like; absence is normal
            return FoundSecret(None, _absent(error))
        if kept is None:
            return FoundSecret(None, "The system's keyring does not hold this vault's secret.")
        try:
            return FoundSecret(base64.b64decode(kept, validate=True))
        except (binascii.Error, ValueError):
            return FoundSecret(
                None, "The system's keyring holds something else in the place of this vault's secret."
            )

    def fetch(self, name: str) -> bytes | None:
        """Return the secret kept under ``name``, or None; for ``keys.unlock(device_secret=...)``."""
        return self.look(name).secret


_UNRELIABLE = (
    "The system's keyring did not give back what it was given: the passphrase alone opens the vault."
)


def _keyring() -> Any:
    # Imported here: it looks for back ends on every path, which the first paint must not wait for.
    return importlib.import_module("keyring")


def _absent(error: Exception) -> str:
    kind = type(error).__name__
    return f"There is no keyring to use on this system ({kind}): the passphrase alone opens the vault."
