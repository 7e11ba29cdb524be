"""Where to go from what was found: the talk at that note, the deal, the connections, the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from conversation_kit.journey.searching import Line
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

if TYPE_CHECKING:
    from conversation_kit.tui.navigation import Navigator
    from conversation_kit.vault.records import Vault

NOBODYS: Final = "That went to the knowledge officers; it belongs to nobody's story."
_IN_A_TALK: Final = (Note.entity, Asset.entity, Conversation.entity)


def open_found(navigator: Navigator, vault: Vault, line: Line) -> str:
    """Open what was found where it belongs; return why that cannot be, or nothing."""
    talk = vault.find(Conversation, line.conversation_id) if line.conversation_id else None
    ways: Mapping[str, Callable[[str], None]] = {
        DealLine.entity: navigator.deal,
        Connection.entity: navigator.connections,
        StepAlong.entity: navigator.connections,
        PositiveRisk.entity: navigator.risks,
        Wellbeing.entity: navigator.how_they_are,
        ToolScore.entity: navigator.how_they_are,
        Asset.entity: navigator.reflect,
    }
    if not line.person_id:
        return NOBODYS
    if talk is not None and line.entity in _IN_A_TALK:
        navigator.talk(line.person_id, talk, at=line.id)
    elif line.entity == Permission.entity:
        navigator.permission(line.person_id, line.id)
    else:
        ways.get(line.entity, navigator.person)(line.person_id)
    return ""
