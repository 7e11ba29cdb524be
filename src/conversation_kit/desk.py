"""The open desk: everything an unlocked app works with, handed to each screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from conversation_kit.book.cache import Book
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.spots import Spot
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.journey.private_words import PrivateWords


@dataclass
class Desk:
    """An unlocked vault with the services around it.

    The vault's connection belongs to the thread that opened it. Slow work opens its own Book with
    ``kit.open_book()`` in its own thread and is given what it needs of the vault as plain data.

    Args:
        kit: The services.
        vault: The open vault.
        worker: Who records.
        book: The Book's cache, or None when nothing was imported yet.
        closed: True once it was locked.
        export_folder: Where the last page was left since unlocking, offered again.
    """

    kit: Kit
    vault: Vault
    worker: Worker
    book: Book | None
    closed: bool = False
    export_folder: Path | None = None

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        return self.kit.now

    def today(self) -> date:
        """The day it is."""
        return self.kit.now().date()

    def near(self, person: Person | None = None) -> Spot | None:
        """Where distances are measured from: the person's area, else the setting, else the worker's footprint."""
        for words in (person.area if person else "", self.kit.settings.near, self.worker.footprint):
            if words and (spot := self.kit.gazetteer.find(words)):
                return spot
        return None

    @cached_property
    def private(self) -> "PrivateWords":
        """Hears words that nobody else at home should read."""
        return self.kit.private_words()

    @property
    def learns(self) -> bool:
        """Whether decisions change the order of later suggestions, as the settings say."""
        return self.kit.settings.matching.learn

    def reopen_book(self) -> bool:
        """Open the Book again where another one was put in its place, by this window or elsewhere; return whether.

        The old one is let go, not closed: a screen beneath may still be reading its copy. It serves on where the other
        cannot be read.
        """
        found, known = self.kit.book_if_any(), self.book
        if found is None:
            return False
        if known is not None and found.opened is known.opened:
            found.close()
            return False
        self.book = found
        return True

    def read_worker_again(self) -> None:
        """Go by who the worker is in the vault now: the hub may have said so in a sync. Raises StorageError."""
        self.worker = self.vault.worker() or self.worker

    def close(self) -> None:
        """Close vault and Book; whatever still works for this desk stops at its next step."""
        self.closed = True
        self.__dict__.pop("private", None)
        self.vault.close()
        if self.book is not None:
            self.book.close()


def open_desk(kit: Kit, vault: Vault) -> Desk:
    """Lay out the desk around an open vault."""
    worker = vault.worker() or Worker("", "")
    return Desk(kit=kit, vault=vault, worker=worker, book=kit.book_if_any())
