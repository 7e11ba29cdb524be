"""Bringing in the Book behind its screen: from where it is asked, how far it has come, and that it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from conversation_kit.errors import KitError, RefusedError
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.book_import import (
    BookImportForm,
    Whence,
    bring_in,
    keep_for_next_time,
    progress_words,
    report_words,
)

if TYPE_CHECKING:
    from conversation_kit.book.importing import ImportReport, Progress
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_STILL = "The Book is still coming in; the one you see serves until then."


class BringsIn(SaysErrors, MixedIn):
    """Mixed into the Book's screen, which sets ``_desk`` and ``_navigator`` and searches anew."""

    _desk: Desk
    _navigator: Navigator
    _coming_in = False

    def _search(self) -> None:
        raise NotImplementedError

    def action_bring_in(self) -> None:
        """Ask where the Book is, and bring it in behind the screen."""
        if self._coming_in:
            self.say(_STILL)
            return

        def chosen(whence: Whence | None) -> None:
            if whence is not None:
                self._coming_in = True
                self.say("Bringing in the Book…")
                self._bring_in(whence)

        self.app.push_screen(BookImportForm(self._desk), chosen)

    @work(thread=True, group="book")
    def _bring_in(self, whence: Whence) -> None:
        """Import in a thread; what comes of it is told on the screen's own."""
        app = self.app

        def watch(progress: Progress) -> None:
            if self._desk.closed:
                raise RefusedError(
                    "Locked while the Book came in. The old one serves; the next import goes on there."
                )
            app.call_from_thread(self._came, progress_words(progress))

        try:
            report = bring_in(self._desk.kit, whence, watch)
        except KitError as error:
            if not self._desk.closed:
                app.call_from_thread(self._failed, whence, error.sentence)
            return
        if not self._desk.closed:
            app.call_from_thread(self._is_here, report)

    def _came(self, sentence: str, *, ended: bool = False) -> None:
        self._coming_in = not ended
        if self.is_attached:
            self.say(sentence)

    def _failed(self, whence: Whence, sentence: str) -> None:
        """Say why, and keep what was typed: next time it stands there to be mended."""
        keep_for_next_time(self._desk, whence)
        self._came(sentence, ended=True)

    def _is_here(self, report: ImportReport) -> None:
        """Use the new Book from now on, whichever screen is open."""
        self._desk.reopen_book()
        self._navigator.suggester.forget_book()
        if self.is_attached:
            self._search()
            self.refresh_bindings()
        self._came(report_words(report), ended=True)
