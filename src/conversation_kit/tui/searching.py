"""Search behind the screen: on a thread of its own, with a vault of its own, opened for each question."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from conversation_kit.journey.searching import Found, entries_named, find_everywhere
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry


class BackgroundSearch:
    """Looks through everything kept; the latest question wins.

    Opening the vault's file costs about a millisecond, so that nothing of it stays open between two questions, and
    locking has nothing to wait for.

    The Book has a thread of its own: the first question about its names takes seconds where it is large, and what
    people said is not to wait for that.

    Args:
        desk: The open desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="searching")
        self._book_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="searching-book")
        self._answer: Future[Found] | None = None
        self._named: Future[tuple[Entry, ...]] | None = None

    def ask(self, words: str) -> Future[Found]:
        """Return what people said, found behind the screen. A question that has not begun gives way to this one."""
        if self._answer is not None:
            self._answer.cancel()
        self._answer = self._thread.submit(self._find, words, self._desk.vault.data_key)
        return self._answer

    def ask_book(self, words: str) -> Future[tuple[Entry, ...]]:
        """Return the Book's entries of that name, likewise."""
        if self._named is not None:
            self._named.cancel()
        self._named = self._book_thread.submit(entries_named, self._desk.book, words)
        return self._named

    def close(self) -> None:
        """Stop, and forget what was found."""
        self._answer = self._named = None
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._book_thread.shutdown(wait=False, cancel_futures=True)

    def _find(self, words: str, data_key: bytes) -> Found:
        with Vault.open(self._desk.kit.folders.vault, data_key) as vault:
            return find_everywhere(vault, None, words)
