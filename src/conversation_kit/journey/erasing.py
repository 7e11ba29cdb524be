"""Erasing a person for good, and saying honestly what the kit cannot reach."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from conversation_kit.vault.backups import back_up_anew
from conversation_kit.vault.files import set_aside_vaults
from conversation_kit.vault.records import Vault


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did.

    Attributes:
        person_id: Whose; the id is all that stays.
        changes: How many changes went.
        drafts: How many drafts went.
        finished: Whether the vault's file is clean already.
        still_held: Backups and earlier vaults that still hold the person: the kit does not reach into them.
    """

    person_id: str
    changes: int
    drafts: int
    finished: bool
    still_held: tuple[Path, ...]

    @property
    def sentences(self) -> list[str]:
        """What to tell the worker, one sentence a line."""
        said = [
            "Erased: no word of theirs is in the vault or in its nightly backups any more. Their id stays."
        ]
        if not self.finished:
            said[0] = (
                "Erased, but the vault is open in another window, so that the freed space in its file could not be "
                "overwritten. Close the other window, then run: conversation-kit doctor --rebuild"
            )
        said += [f"Still holds them, made before today: {path}" for path in self.still_held]
        said.append("Pages and case notes that were saved or handed out are not reached.")
        return said


def erase_for_good(vault: Vault, folder: Path, data_key: bytes, person_id: str, *, now: datetime) -> Erasure:
    """Erase a person from the vault and from the nightly backups beside it.

    Args:
        vault: The open vault.
        folder: Its folder.
        data_key: Its key; the nightly backups are made anew with it.
        person_id: Whom.
        now: The time, with its zone.

    Raises:
        NotFoundError: Nobody of that id was ever here.
        StorageError: The disk refused.
    """
    erased = vault.erase(person_id)
    back_up_anew(folder, data_key, now=now)
    known = [path for path, _ in vault.backups_made() if path.exists()]
    return Erasure(
        person_id, erased.changes, erased.drafts, erased.finished, (*known, *set_aside_vaults(folder))
    )
