"""Search behind the screen: on a thread of its own, with a vault of its own, opened for each question."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from conversation_kit.journey.searching import Found, find_everywhere
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.book.cache import Book
    from conversation_kit.desk import Desk


class BackgroundSearch:
    """Looks through everything kept; the latest question wins.

    Opening the vault's file costs about a millisecond, so that nothing of it stays open between two questions, and
    locking has nothing to wait for.

    Args:
        desk: The open desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="searching")
        self._answer: Future[Found] | None = None

    def ask(self, words: str) -> Future[Found]:
        """Return what is found, worked out behind the screen. One that has not begun gives way to this one."""
        if self._answer is not None:
            self._answer.cancel()
        self._answer = self._thread.submit(self._find, words, self._desk.vault.data_key, self._desk.book)
        return self._answer

    def close(self) -> None:
        """Stop, and forget what was found."""
        self._answer = None
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _find(self, words: str, data_key: bytes, book: Book | None) -> Found:
        with Vault.open(self._desk.kit.folders.vault, data_key) as vault:
            return find_everywhere(vault, book, words)
