"""Reading records from what stands: one, many, a whole story, and a record as it is put on a screen."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Generic

from conversation_kit.model.assets import Asset
from conversation_kit.model.changes import Change
from conversation_kit.model.connections import Connection, Correction, DealLine, Gap, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.stops import Stop
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.vault.codec import R, Record, decode, decode_plain, decode_value, field_names
from conversation_kit.vault.projection import Standing, Told

KINDS: tuple[type[Record], ...] = (
    Person,
    Worker,
    Conversation,
    Note,
    Asset,
    Connection,
    StepAlong,
    DealLine,
    Gap,
    Correction,
    PositiveRisk,
    Wellbeing,
    ToolScore,
    Permission,
    Stop,
)
KIND_OF: Mapping[str, type[Record]] = {kind.entity: kind for kind in KINDS}
"""The kind of record that an entity names."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several values that stand side by side; ``when`` is by the clock of the device that wrote it."""

    value: Any
    worker_id: str
    when: datetime
    change_id: str


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """A record as it is put on a screen, with what is needed to keep it again.

    Attributes:
        record: As it stands; where versions differ, the one that wins.
        seen: By field, the change ids that are being shown; hand it to ``Vault.keep`` with the edited record.
        conflicts: By field, the versions that stand side by side, the one that wins first.
    """

    record: R
    seen: Mapping[str, tuple[str, ...]]
    conflicts: Mapping[str, tuple[Version, ...]]


def read_one(kind: type[R], rows: list[Standing]) -> R | None:
    """Return the record that ``rows``, all of one record, make; None when it is not there or not there wholly."""
    if not rows:
        return None
    values = {row.field: row.value for row in rows}
    return decode(kind, rows[0].entity_id, rows[0].person_id, values).record


def read_all(kind: type[R], told: Sequence[Told], closely: Callable[[str, str], list[Standing]]) -> list[R]:
    """Return the records that were ``told``, without those that are not there wholly.

    Args:
        kind: Of all of them.
        told: What stands of each.
        closely: Returns the fields of one record one by one, for a record that is not plainly whole.
    """
    return [
        record
        for one, values in zip(told, _values(told), strict=True)
        if (record := _read(kind, one, values, closely)) is not None
    ]


def _read(kind: type[R], told: Told, values: Any, closely: Callable[[str, str], list[Standing]]) -> R | None:
    if told.person_id is not None and isinstance(values, dict):
        record = decode_plain(kind, told.entity_id, told.person_id, values)
        if record is not None:
            return record
    return read_one(kind, closely(told.entity, told.entity_id))


def _values(told: Sequence[Told]) -> Sequence[Any]:
    """Return the values of each by field; None instead of each when any of them cannot be read."""
    try:
        # All in one go: the parser is quick, calling it is not.
        values = json.loads("[{" + "},{".join(one.values for one in told) + "}]") if told else []
    except (ValueError, RecursionError):
        values = []
    return values if len(values) == len(told) else [None] * len(told)


def read_story(
    person_id: str, told: Iterable[Told], closely: Callable[[str, str], list[Standing]]
) -> Story | None:
    """Return one person's story without what was taken out, or None when the person is not among what was ``told``."""
    by_entity = {entity: list(group) for entity, group in groupby(told, key=lambda one: one.entity)}

    def standing(kind: type[R]) -> tuple[R, ...]:
        records = read_all(kind, by_entity.get(kind.entity, []), closely)
        return tuple(record for record in records if not getattr(record, "taken_out", False))

    person = next((one for one in standing(Person) if one.id == person_id), None)
    if person is None:
        return None
    return Story(
        person=person,
        conversations=standing(Conversation),
        notes=standing(Note),
        assets=standing(Asset),
        connections=standing(Connection),
        deal=standing(DealLine),
        steps=standing(StepAlong),
        risks=standing(PositiveRisk),
        wellbeing=standing(Wellbeing),
        scores=standing(ToolScore),
        permissions=standing(Permission),
    )


def read_shown(record: R, rows: list[Standing], history: Mapping[str, list[Change]]) -> Shown[R]:
    """Return ``record`` with what has been seen and what conflicts.

    Args:
        record: As read from ``rows``.
        rows: What stands of it.
        history: By field, every change of the fields that conflict.
    """
    known = field_names(type(record))
    return Shown(
        record=record,
        seen=dict.fromkeys(known, ()) | {row.field: row.heads for row in rows if row.field in known},
        conflicts={
            row.field: _versions(type(record), row, history[row.field])
            for row in rows
            if row.conflicted and row.field in known
        },
    )


def _versions(kind: type[Record], row: Standing, history: list[Change]) -> tuple[Version, ...]:
    changes = {change.id: change for change in history}
    return tuple(
        Version(
            value=decode_value(kind, row.field, changes[head].text),
            worker_id=changes[head].worker_id,
            when=changes[head].when,
            change_id=head,
        )
        for head in row.heads
    )
