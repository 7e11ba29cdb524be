"""Story: everything kept about one Person, put side by side."""

from dataclasses import dataclass

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import ToolScore, Wellbeing


@dataclass(frozen=True, slots=True)
class Story:
    """One Person's record as it stands: oldest first, what was taken out left out. A Stop is never part of it."""

    person: Person
    conversations: tuple[Conversation, ...] = ()
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    connections: tuple[Connection, ...] = ()
    deal: tuple[DealLine, ...] = ()
    steps: tuple[StepAlong, ...] = ()
    risks: tuple[PositiveRisk, ...] = ()
    wellbeing: tuple[Wellbeing, ...] = ()
    scores: tuple[ToolScore, ...] = ()
    permissions: tuple[Permission, ...] = ()
