"""Suggestions in the background: computed while the worker listens, shown only when asked for."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep
from typing import TYPE_CHECKING

from conversation_kit.book.cache import Book
from conversation_kit.freed import give_back
from conversation_kit.kit import Kit

if TYPE_CHECKING:
    from conversation_kit.matching.asking import Asking
    from conversation_kit.matching.suggesting import Suggester, Suggestion

_PAUSE_SECONDS = 0.15  # without a key: a pause in the typing
_LETS_GO_SECONDS = 0.0002  # how soon the ranking steps aside; Python's own 5 ms, many times a key, are felt


class BackgroundSuggester:
    """Ranks the Book for what was heard, on one thread with a Book of its own.

    The thread takes plain data and gives plain data; it never touches the vault. Asking the same again answers
    from what was already worked out.

    Args:
        kit: The services.
    """

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._goes_on_at = 0.0
        sys.setswitchinterval(_LETS_GO_SECONDS)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="suggesting")
        self._book: Book | None = None
        self._suggester: Suggester | None = None
        self._asked: Asking | None = None
        self._answer: Future[list[Suggestion]] | None = None

    def ask(self, asking: Asking) -> Future[list[Suggestion]]:
        """Return the suggestions for ``asking``, worked out behind the screen. Empty when there is no Book."""
        if self._answer is None or asking != self._asked:
            if self._answer is not None:
                self._answer.cancel()
            self._asked = asking
            self._answer = self._thread.submit(self._suggest, asking)
        return self._answer

    def make_way(self) -> None:
        """Somebody types: leave the processor to their keys until they pause."""
        self._goes_on_at = monotonic() + _PAUSE_SECONDS

    def _breathe(self) -> None:
        while (wait := self._goes_on_at - monotonic()) > 0:
            sleep(wait)

    def forget_book(self) -> None:
        """Open the Book anew at the next question: another one was imported."""
        self._asked = self._answer = None
        self._thread.submit(self._close_book)

    def close(self) -> None:
        """Stop, and forget what was heard, also where nothing was suggested: screens ask the word lists too."""
        self._asked = self._answer = None
        self._thread.submit(self._close_book)
        self._thread.submit(self._kit.forget_heard)
        self._thread.shutdown(wait=False, cancel_futures=False)

    def _suggest(self, asking: Asking) -> list[Suggestion]:
        if self._suggester is None:
            self._book = self._kit.book_if_any()
            if self._book is None:
                return []
            self._suggester = self._kit.suggester(self._book, self._breathe)
            self._suggester.warm()
            gc.freeze()  # what was read of the Book stays: it need not be looked through for garbage
        found = self._suggester.suggest(asking)
        self._suggester.rest()
        give_back()
        return found

    def _close_book(self) -> None:
        if self._book is not None:
            self._book.close()
            self._book = None
        if self._suggester is not None:
            self._suggester = None
            # What remembers points back at itself, and was frozen: without this it would stay, with what was heard
            # and the index's open file, for as long as the app runs.
            gc.unfreeze()
            gc.collect()
