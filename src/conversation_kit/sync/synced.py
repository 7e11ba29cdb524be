"""What a sync did, and how far it has come while it is under way: what its sending and its bringing share."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from conversation_kit.book.renewing import Renewed
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import keep_enrolment
from conversation_kit.vault.records import Vault


@dataclass
class Synced:
    """What one sync did.

    Attributes:
        pushed: Changes the hub took.
        pulled: Changes that were new here.
        set_aside: Changes that stand aside now: they could not be sent or taken in.
        conflicts: Fields that stand in several versions now.
        let_go: Ids of the people who left this laptop.
        half_written: Drafts that are kept here about people who left this laptop.
        erased: Ids of those who were erased here because the hub says so.
        book: What became of the Community Book, or None when it was not asked for or could not be had.
        book_trouble: Why it could not be had, in a sentence.
    """

    pushed: int = 0
    pulled: int = 0
    set_aside: int = 0
    conflicts: int = 0
    half_written: int = 0
    let_go: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    book: Renewed | None = None
    book_trouble: str = ""


class UnderWay:
    """One sync that is under way.

    Args:
        vault: Opened in this thread.
        client: The line to the hub.
        now: The time, with its zone.

    Attributes:
        cursor: How far the hub was read.
        done: What was done so far.
    """

    def __init__(self, vault: Vault, client: HubClient, now: datetime) -> None:
        self.vault = vault
        self.syncing = vault.syncing
        self.client = client
        self._now = now
        self.done = Synced()
        self.cursor = self.syncing.cursor
        self._kept = client.enrolment

    @property
    def today(self) -> date:
        """The day by the hub's clock, as far as it is known: this laptop's may be out."""
        return self.client.enrolment.at_hub(self._now).date()

    def wanted(self) -> dict[str, Any]:
        """Return what a pull from here asks for."""
        restored = self.client.enrolment.log_device != self.vault.device_id  # it has lost some of its own
        return {"cursor": self.cursor, "own": restored}

    def erase(self, person_ids: Sequence[str] | set[str], cursor: int) -> None:
        """Erase people here as at the hub, which is read up to ``cursor``; their changes come no more."""
        self.done.erased |= self.syncing.erase(sorted(person_ids), at=self.cursor, cursor=cursor)

    def know(self, **facts: Any) -> None:
        """Go by what else the hub tells of this enrolment, and keep it. Raises StorageError."""
        self.client.enrolment = replace(self.client.enrolment, **facts)
        if self.client.enrolment != self._kept:
            keep_enrolment(self.vault, self.client.enrolment)
            self._kept = self.client.enrolment
