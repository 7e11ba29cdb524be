"""Acting on what was said: change, move or take out a note or an asset; keep or set aside what was noticed in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.guides.model import Guide
from conversation_kit.journey.assets import asset_from
from conversation_kit.journey.listening import Heard, Listening
from conversation_kit.journey.noticing import Noticed
from conversation_kit.journey.taking_out import stands_without_it
from conversation_kit.model.assets import Asset, Kind
from conversation_kit.model.conversations import Note
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.note import NoteForm
from conversation_kit.tui.widgets.notes import NotesView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_ASK_FIRST = "Would {who} want to help, and what would it cost them? Only they can say."


class ActsOnWords(SaysErrors):
    """Mixed into the conversation's screen, which says what it heard and how it shows a change."""

    _desk: Desk
    _navigator: Navigator
    _person_id: str
    _guide: Guide
    _listening: Listening
    _heard: Heard

    def _changed(self) -> None:
        raise NotImplementedError

    def look_at(self, record_id: str) -> None:
        """Put the arrow at a note or an asset as soon as this screen is in front again."""
        raise NotImplementedError

    def action_keep_noticed(self) -> None:
        """Keep what was noticed last."""
        if self._heard.offered:
            self._accept(*self._heard.offered)

    def _accept(self, note: Note, noticed: Noticed) -> None:
        asset = self._listening.accept(note, noticed)
        asks = asset.kind is Kind.SOCIAL and asset.who
        self.say(_ASK_FIRST.format(who=asset.who) if asks else "")
        self._changed()

    def action_change_noticed(self) -> None:
        """Change what was noticed last, then keep it."""
        if self._heard.offered:
            self._change(*self._heard.offered)

    def _change(self, note: Note, noticed: Noticed) -> None:
        def kept(made: Asset | None) -> None:
            if made is not None:
                self._listening.changed(made, note, noticed)
            self._changed()

        self.app.push_screen(AssetForm(self._desk, asset_from(note, noticed)), kept)

    def action_set_aside(self) -> None:
        """Just the note: do not ask about these words again."""
        if self._heard.offered:
            self._set_aside(*self._heard.offered)

    def _set_aside(self, note: Note, noticed: Noticed) -> None:
        self._listening.set_aside(note, noticed)
        self.say("")
        self._changed()

    def _open_asset(self, asset: Asset) -> None:
        before = self._desk.vault.find(Asset, asset.id)
        self.app.push_screen(AssetForm(self._desk, asset), lambda made: self._altered(before, made))

    def _altered(self, before: Note | Asset | None, made: Note | Asset | None) -> None:
        if made is not None:
            self._listening.altered(before, made)
        self._changed()

    def _look_over(self, action: str, record: Note | Asset | None) -> None:
        """Open the history of a record, or who may see it; then come back to it."""
        self.look_at(record.id if record else "")
        if action == "history":
            self._navigator.history(*((record.entity, record.id) if record else ("", "")))
        else:
            self._navigator.permission(self._person_id, record.id if record else "")

    def on_notes_view_acted(self, event: NotesView.Acted) -> None:
        """A key on a note, an asset, or something noticed."""
        action, chosen = event.action, event.chosen
        if action in ("history", "permission"):
            self._look_over(action, chosen.asset or chosen.note)
        elif chosen.noticed is not None and chosen.note is not None:
            act = {"accept": self._accept, "out": self._set_aside}.get(action, self._change)
            act(chosen.note, chosen.noticed)
        elif action == "out" and (record := chosen.asset or chosen.note):
            self._listening.take_out(record)
            self._changed()
            left = stands_without_it(self._desk.vault, self._person_id, record.id)
            self.say(" ".join(filter(None, ("Taken out.", left, "Ctrl+Z brings it back."))))
        elif chosen.asset is not None:
            self._open_asset(chosen.asset)
        elif chosen.note is not None and action == "asset":
            self._open_asset(self._listening.new_asset(chosen.note.text, chosen.note))
        elif chosen.note is not None:
            form = NoteForm(self._desk, chosen.note, self._guide, moving=action == "move")
            before = self._desk.vault.find(Note, chosen.note.id)
            self.app.push_screen(form, lambda made: self._altered(before, made))
