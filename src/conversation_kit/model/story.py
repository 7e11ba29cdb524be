"""Story: everything kept about one Person, put side by side."""

from dataclasses import dataclass

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person


@dataclass(frozen=True, slots=True)
class Story:
    """One Person's record as it stands: oldest first, what was taken out left out."""

    person: Person
    conversations: tuple[Conversation, ...] = ()
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    connections: tuple[Connection, ...] = ()
    deal: tuple[DealLine, ...] = ()
