"""Changing what stands on my page while it is read back: a line, whether it stands there, whether it stands at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.journey.on_the_page import put_on_page
from conversation_kit.journey.taking_out import bring_back, stands_without_it, take_out
from conversation_kit.sharing.leaving import Leaving
from conversation_kit.tui.changing import form_for
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.reading_back import left_off
from conversation_kit.tui.taking_back import TakesBack
from conversation_kit.tui.widgets.reading import OUT_OF_SIGHT, Passage, ReadingView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_NOTHING_YET = "Nothing they said stands on the page yet."
_ON = "Back on the page, where others may read it."
_OFF = "Left off: it stays in the record. Space again or Ctrl+Z puts it back."
_OFF_AGAIN = "Left off again."


class ChangesPage(TakesBack, MixedIn):
    """Mixed into the screen that reads the page back, which gathers what is on it and shows it."""

    _desk: Desk
    _person_id: str
    _still: set[str]

    def _gather(self) -> Leaving:
        raise NotImplementedError

    def show_again(self, *, follow: bool = True) -> None:
        """Show what stands now; the arrow goes where its record went, else it stays at its place on the page."""
        raise NotImplementedError

    def _chosen(self) -> Passage | None:
        view = self.query_one(ReadingView)
        if view.chosen is None:
            view.bring_into_sight()
            self.say(OUT_OF_SIGHT if view.chosen else _NOTHING_YET)
            return None
        return view.chosen

    def on_reading_view_wanted(self) -> None:
        """A second click: change it."""
        self.action_change()

    def action_change(self) -> None:
        """Change the record that the line says, so that there is one truth."""
        passage = self._chosen()
        if passage is None:
            return
        form = form_for(self._desk, passage.entity, passage.record_id)
        if form is not None:
            self.app.push_screen(form, self._changed)

    def _changed(self, made: object) -> None:
        if made is not None:
            self.say("Changed, here and in the record.")

    def action_leave_off(self) -> None:
        """Leave these words off the page, or put them back. The arrow stays, so that the key again takes it back."""
        passage = self._chosen()
        if passage is None:
            return
        on_page = self._is_off(passage)
        self._put_on_page(passage, on_page=on_page)
        self._steps.append(lambda: self._put_on_page(passage, on_page=not on_page))
        self.say(_ON if on_page else _OFF)
        self.show_again()

    def _is_off(self, passage: Passage) -> bool:
        return any(
            off.record_id == passage.record_id and off.entity == passage.entity
            for off in left_off(self._gather())
        )

    def _put_on_page(self, passage: Passage, *, on_page: bool) -> str:
        put_on_page(self._desk.vault, passage.entity, passage.record_id, on_page=on_page)
        (self._still.discard if on_page else self._still.add)(passage.record_id)
        return _ON if on_page else _OFF_AGAIN

    def action_take_out(self) -> None:
        """Take out what the arrow is at, whichever talk it came from; it stays in the record's history."""
        passage = self._chosen()
        if passage is None:
            return
        take_out(self._desk.vault, passage.entity, passage.record_id)
        self._steps.append(lambda: self._brought_back(passage))
        left = stands_without_it(self._desk.vault, self._person_id, passage.record_id)
        gone = "Taken out: on no page and in no case note."
        self.say(" ".join(filter(None, (gone, left, "Ctrl+Z brings it back."))))
        self.show_again(follow=False)

    def _brought_back(self, passage: Passage) -> str:
        bring_back(self._desk.vault, passage.entity, passage.record_id)
        return "Brought back."
