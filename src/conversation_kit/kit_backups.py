"""The backups of this installation's vault: made when asked for and each day, restored, looked after."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from conversation_kit.errors import KitError, StorageError
from conversation_kit.events import Events
from conversation_kit.vault.backups import (
    BACKUP_DAYS,
    Backup,
    back_up_today,
    last_nightly,
    make_backup,
    rewrap_automatic_backups,
)
from conversation_kit.vault.restoring import Restored, restore_backup


@dataclass(frozen=True)
class Backups:
    """Makes and restores them.

    Args:
        vault: The vault's folder.
        now: The clock.
        events: Where it is noted.
        nightly: Whether the settings ask for one each day.
    """

    vault: Path
    now: Callable[[], datetime]
    events: Events
    nightly: Callable[[], bool]
    _troubles: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def make(self, data_key: bytes, target: Path, *, overwrite: bool = False) -> Backup:
        """Back the vault up into a file of the worker's choice, verified; safe in any thread. Raises KitError."""
        made = make_backup(self.vault, data_key, target, now=self.now(), overwrite=overwrite)
        self.events.write("backed-up", changes=made.changes)
        return made

    def make_today(self, data_key: bytes) -> Backup | None:
        """Make the nightly backup unless this day has one or the settings say no; safe in any thread.

        Raises:
            StorageError: The disk refused; the earlier backups stand.
        """
        if not self.nightly():
            return None
        try:
            made = back_up_today(self.vault, data_key, now=self.now())
        except KitError as error:
            self._troubles[:] = [error.sentence]
            raise
        self._troubles.clear()
        if made is not None:
            self.events.write("backed-up-nightly", changes=made.changes)
        return made

    def behind(self) -> list[str]:
        """Return one sentence when today's backup failed or the last one is older than it should be, else nothing.

        A vault that never had one is new: the first is made behind Home.
        """
        if self._troubles:
            return list(self._troubles)
        last = last_nightly(self.vault, self.now().date())
        days = 0 if last is None else (self.now().date() - last).days
        if days <= BACKUP_DAYS or not self.nightly():
            return []
        return [f"The last good backup of this vault is {days} days old. To see why: conversation-kit doctor"]

    def rewrap(self, done: str) -> None:
        """Let the nightly backups open with the vault's keys as they are now.

        Args:
            done: What was done with the keys, as a sentence begins, for the error.

        Raises:
            StorageError: The disk refused; they open as before.
        """
        try:
            rewrap_automatic_backups(self.vault)
        except StorageError as error:
            self.events.failure(error)
            raise StorageError(
                f"{done}, but the nightly backups could not be written, and open as before. {error.sentence}"
            ) from error

    def restore(self, path: Path, opens: Callable[[Path], bytes], *, overwrite: bool = False) -> Restored:
        """Restore a backup as this installation's vault; ``opens`` gets the data key from a folder. Raises KitError."""
        restored = restore_backup(path, self.vault, opens, now=self.now(), overwrite=overwrite)
        self.events.write("restored", changes=restored.backup.changes)
        return restored
