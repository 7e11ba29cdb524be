"""The keys of this installation's vault: what opens it, and what takes its place."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError, StorageError
from conversation_kit.events import Events
from conversation_kit.vault.device import DeviceSecret
from conversation_kit.vault.keys import (
    NewKeys,
    change_passphrase,
    create_keys,
    new_recovery_key,
    unlock,
    unlock_with_recovery_key,
)
from conversation_kit.vault.passphrase import judge
from conversation_kit.vault.wrapping import Argon2Cost


@dataclass(frozen=True)
class Keys:
    """Opens by passphrase or recovery key, and changes both.

    Args:
        vault: The vault's folder.
        device: The laptop's own half of the key, in its keyring.
        cost: What a try at a passphrase costs.
        events: Where it is noted.
        rewrap_backups: Lets the nightly backups open with the new keys; is given what was done.
    """

    vault: Path
    device: DeviceSecret
    cost: Argon2Cost
    events: Events
    rewrap_backups: Callable[[str], None]

    def make(self, passphrase: str, *, known: Sequence[str]) -> NewKeys:
        """Make the keys of a new vault.

        Args:
            passphrase: What is to open it.
            known: What others know of the worker, and would guess.

        Raises:
            BadInputError: The passphrase is too easy to guess.
            RefusedError: There is a vault already.
            StorageError: The disk refused.
        """
        _judge(passphrase, known)
        return create_keys(self.vault, passphrase, device_secret=self.device.make().secret, cost=self.cost)

    def data_key_in(self, folder: Path, passphrase: str) -> bytes:
        """Return the data key of the vault in a folder, also as a restore lays it out. Raises LockedError."""
        return unlock(folder, passphrase, device_secret=self.device.fetch)

    def recover(self, recovery_key: str, new_passphrase: str) -> bytes:
        """Open with the recovery key, wrap the vault's key with a new passphrase, and return it; slow.

        Raises:
            BadInputError: The new passphrase is too easy to guess.
            LockedError: The recovery key is not the one.
            StorageError: As ``set_passphrase``.
        """
        _judge(new_passphrase)
        data_key = unlock_with_recovery_key(self.vault, recovery_key)
        self.set_passphrase(data_key, new_passphrase)
        return data_key

    def set_passphrase(self, data_key: bytes, new_passphrase: str) -> None:
        """Wrap the vault's key by a new passphrase; the old one opens nothing any more. Slow.

        Raises:
            BadInputError: The new passphrase is too easy to guess.
            RefusedError: ``data_key`` is not this vault's.
            StorageError: The disk refused; the old passphrase still holds, or still opens the nightly backups.
        """
        _judge(new_passphrase)
        change_passphrase(
            self.vault, data_key, new_passphrase, device_secret=self.device.make().secret, cost=self.cost
        )
        self.events.write("passphrase-changed")
        self.rewrap_backups("The passphrase is changed")

    def new_recovery_key(self, data_key: bytes) -> str:
        """Make a new recovery key, to be shown once; the old one opens nothing any more.

        Raises:
            RefusedError: ``data_key`` is not this vault's.
            StorageError: The disk refused; the old recovery key still holds.
        """
        made = new_recovery_key(self.vault, data_key)
        self.events.write("recovery-key-made")
        with suppress(StorageError):  # what was made must be shown; the next nightly backup holds it
            self.rewrap_backups("The recovery key is made")
        return made


def _judge(passphrase: str, known: Sequence[str] = ()) -> None:
    judgement = judge(passphrase, known=known)
    if not judgement.good_enough:
        raise BadInputError(judgement.sentence)
