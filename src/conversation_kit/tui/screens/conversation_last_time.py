"""Last time beside today, in a talk held by the catching-up guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from conversation_kit.guides.model import Guide
from conversation_kit.journey.catching_up import GUIDE_ID, LastTime, last_time
from conversation_kit.model.conversations import Conversation
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.saying import say_on
from conversation_kit.tui.widgets.last_time import LastTimeView
from conversation_kit.tui.widgets.notes import NotesView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_COLUMNS_FOR_BOTH = 110
_THE_KEY = "Ctrl+R shows last time: what you found, how it went, what was agreed."
_OVER = "PageDown reads on. Ctrl+R brings the notes back."


class CatchesUp(MixedIn):
    """Mixed into the conversation's screen: shows last time beside the notes where there is room for both.

    One key shows it over them, and puts it away again. The screen sets ``_desk``, ``_guide`` and ``_conversation``, and
    asks ``show_last_time`` to say what stands now.
    """

    _desk: Desk
    _guide: Guide
    _conversation: Conversation
    _over = False

    def compose_said(self) -> ComposeResult:
        """The notes, and last time beside them when there was one."""
        with Horizontal(id="said"):
            yield NotesView(id="notes")
            if self._last() is not None:
                yield LastTimeView(id="last-time")

    def show_last_time(self) -> None:
        """Show what stands now."""
        for view in self.query(LastTimeView):
            if view.is_mounted and (last := self._last()) is not None:
                view.show(last, self._desk.today())
        self._arrange()

    async def guide_changed(self) -> None:
        """The talk is held by another guide: last time comes, or goes."""
        last, there = self._last(), self.query(LastTimeView)
        if last is None:
            self._over = False
            await there.remove()
            self.query_one(NotesView).display = True
        elif not there:
            await self.query_one("#said").mount(LastTimeView(id="last-time"))

    def _last(self) -> LastTime | None:
        if self._guide.id != GUIDE_ID:
            return None
        return last_time(self._desk.vault.story(self._conversation.person_id), self._conversation)

    @property
    def in_front(self) -> Widget:
        """What the keys leaf through: the notes, or last time when it stands over them."""
        return self.query_one(LastTimeView) if self._over else self.query_one(NotesView)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer last time only where there was one."""
        if action == "last_time":
            return bool(self.query(LastTimeView))
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Say the key when last time has no room of its own."""
        if self.query(LastTimeView) and self.app.size.width < _COLUMNS_FOR_BOTH:
            say_on(self, _THE_KEY)

    def on_resize(self) -> None:
        """Show both where there is room for both."""
        self._arrange()

    def action_last_time(self) -> None:
        """Show last time over the notes, or put it back."""
        self.notes_in_front(not self._over)
        say_on(self, _OVER if self._over else "")

    def notes_in_front(self, last_time_over: bool = False) -> None:  # noqa: FBT001, FBT002 - one thing or the other
        """Show the notes, or last time over them."""
        self._over = last_time_over
        self._arrange()

    def _arrange(self) -> None:
        for view in self.query(LastTimeView):
            self.query_one(NotesView).display = not self._over
            view.display = self._over or self.app.size.width >= _COLUMNS_FOR_BOTH
            view.set_class(self._over, "-over")
