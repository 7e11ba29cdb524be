"""What may stand on a person's page: what they chose, and what begins off it because others at home may read it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from conversation_kit.errors import NotFoundError
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.vault.records import Vault

Chosen = Note | Asset | Connection | DealLine | StepAlong | PositiveRisk
"""What a page says and somebody may leave off it."""
Private = Callable[[str], bool]
"""Whether words are for nobody else at home (see :class:`.private_words.PrivateWords`)."""
_Kind = type[Note] | type[Asset] | type[Connection] | type[DealLine] | type[StepAlong] | type[PositiveRisk]
_SAID: Mapping[_Kind, tuple[str, ...]] = {
    Note: ("text",),
    Asset: ("words", "who", "tie"),
    Connection: ("entry_name", "getting_there", "first_step", "would_help", "bridge", "why"),
    DealLine: ("what", "who", "by_when"),
    StepAlong: ("words",),
    PositiveRisk: ("wants", "they_say"),
}
_KINDS: Mapping[str, _Kind] = {kind.entity: kind for kind in _SAID}
_One = TypeVar("_One", Note, Asset, Connection, DealLine, StepAlong, PositiveRisk)


def begins_off(record: Chosen, private: Private) -> bool:
    """Whether a record is off the page until somebody puts it on: a page would say what is private."""
    said = (getattr(record, field) for field in _SAID[type(record)])
    return not record.put_on and any(private(words) for words in said if words)


def as_on_page(story: Story, private: Private) -> Story:
    """Return ``story`` with all that begins off the page off it, and what was agreed of a connection with this."""
    connections = tuple(_chosen(one, private) for one in story.connections)
    off = {one.id for one in connections if not one.on_page}
    return replace(
        story,
        notes=tuple(_chosen(one, private) for one in story.notes),
        assets=tuple(_chosen(one, private) for one in story.assets),
        connections=connections,
        deal=tuple(
            replace(one, on_page=False)
            if one.connection_id in off and not one.put_on
            else _chosen(one, private)
            for one in story.deal
        ),
        steps=tuple(_chosen(one, private) for one in story.steps),
        risks=tuple(_chosen(one, private) for one in story.risks),
    )


def put_on_page(vault: Vault, entity: str, record_id: str, *, on_page: bool) -> None:
    """Put what was said or chosen on the person's page, whatever it speaks of; or leave it off.

    Raises:
        NotFoundError: There is no such record.
        StorageError: The disk refused; it stands as it stood.
    """
    kind = _KINDS.get(entity)
    if kind is None or vault.find(kind, record_id) is None:
        raise NotFoundError("That line is no longer in the record. Nothing was changed.")
    shown = vault.shown(kind, record_id)
    vault.keep(replace(shown.record, on_page=on_page, put_on=on_page), seen=shown.seen)


def _chosen(record: _One, private: Private) -> _One:
    return replace(record, on_page=False) if begins_off(record, private) else record
