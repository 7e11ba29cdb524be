"""The form that changes a record, whichever screen shows it: one truth, one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversation_kit.journey.conversations import guide_of
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.note import NoteForm

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.widgets.form import FormScreen


def form_for(desk: Desk, entity: str, record_id: str) -> FormScreen[Any] | None:
    """Return the form for a note, an asset, a connection or a line of the deal; None for all else."""
    vault = desk.vault
    if entity == Note.entity and (note := vault.find(Note, record_id)):
        conversation = vault.find(Conversation, note.conversation_id)
        guides = desk.kit.guides
        return NoteForm(desk, note, guide_of(guides, conversation) if conversation else guides.all[0])
    if entity == Asset.entity and (asset := vault.find(Asset, record_id)):
        return AssetForm(desk, asset)
    if entity == Connection.entity and (connection := vault.find(Connection, record_id)):
        return DecisionForm(desk, connection, stages=True)
    if entity == DealLine.entity and (agreed := vault.find(DealLine, record_id)):
        return DealForm(desk, agreed)
    return None
