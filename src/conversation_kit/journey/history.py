"""The history of a record: every change of every field, who made it, when, and what stood there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.field_words import HIDDEN, NOTHING, in_words, label_of
from conversation_kit.journey.naming import what_it_is
from conversation_kit.model.changes import Change, heads
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Permission
from conversation_kit.vault.codec import Record, decode_value, field_names
from conversation_kit.vault.records import KIND_OF, KINDS, Vault

NOT_KNOWN: Final = "somebody not known here"


@dataclass(frozen=True, slots=True)
class Told:
    """One change of one field, in words.

    Attributes:
        who: Who wrote it, or that this is not known.
        elsewhere: Whether another device wrote it.
        before: What its author saw there before.
        after: What it became.
        stands: Whether no later change was made in the knowledge of this one.
        first: Whether nothing was there before.
        value: What it became, as a record holds it.
    """

    change_id: str
    who: str
    when: datetime
    elsewhere: bool
    before: str
    after: str
    stands: bool
    first: bool
    value: Any


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """Every change of one field, oldest first.

    Attributes:
        what: What the record is: "note", "the deal, our part".
        label: What the field is called on screens.
        twice: Whether several versions stand side by side, written unseen by one another.
    """

    entity: str
    record_id: str
    what: str
    field: str
    label: str
    told: tuple[Told, ...]
    twice: bool

    @property
    def says_what(self) -> bool:
        """Whether the label says already what the record is: "Who may see it" is of who may see it."""
        return self.label.casefold() == self.what.casefold()

    @property
    def standing(self) -> tuple[Told, ...]:
        """The versions that stand, the one that is shown elsewhere last."""
        return tuple(one for one in self.told if one.stands)


def record_of(vault: Vault, entity: str, record_id: str) -> Record:
    """Return a record of any kind.

    Raises:
        NotFoundError: It is not there, or not wholly.
    """
    kind = KIND_OF.get(entity)
    record = vault.find(kind, record_id) if kind is not None else None
    if record is None:
        raise NotFoundError("That record is not in this vault. Nothing was changed.")
    return record


def records_called(vault: Vault, record_id: str) -> list[Record]:
    """Return every record of this id: a permission bears the id of what it is about.

    Raises:
        NotFoundError: There is none.
    """
    found = [record for kind in KINDS if (record := vault.find(kind, record_id)) is not None]
    if not found:
        raise NotFoundError("Nothing with that id is in this vault.")
    return found


def history_of(
    vault: Vault, entity: str, record_id: str, topics: Mapping[str, str] | None = None
) -> list[FieldHistory]:
    """Return the history of a record field by field, and after it that of who may see it.

    Args:
        vault: The open vault.
        entity: Which kind of record.
        record_id: Its id.
        topics: Names of the guides' topics by id.

    Raises:
        NotFoundError: There is no such record.
    """
    records = [record_of(vault, entity, record_id)]
    permission = vault.find(Permission, record_id) if entity != Permission.entity else None
    if permission is not None:
        records.append(permission)
    names = {worker.id: worker.name for worker in vault.all(Worker)}
    return [field for record in records for field in _fields_of(vault, record, names, topics or {})]


def _fields_of(
    vault: Vault, record: Record, names: Mapping[str, str], topics: Mapping[str, str]
) -> list[FieldHistory]:
    kind = type(record)
    changes = vault.record_history(kind, record.id)
    by_field = {field: list(group) for field, group in groupby(changes, key=lambda change: change.field)}
    found = []
    for field in field_names(kind):
        if field not in by_field or field in HIDDEN:
            continue
        told = _told(kind, field, by_field[field], vault.device_id, names, topics)
        standing = {one.after for one in told if one.stands}
        found.append(
            FieldHistory(
                kind.entity, record.id, what_it_is(record), field, label_of(field), told, len(standing) > 1
            )
        )
    return found


def _told(
    kind: type[Record],
    field: str,
    changes: Sequence[Change],
    device_id: str,
    names: Mapping[str, str],
    topics: Mapping[str, str],
) -> tuple[Told, ...]:
    by_id = {change.id: change for change in changes}
    top = {change.id for change in heads(changes)}

    def words(change: Change) -> str:
        value = decode_value(kind, field, change.text)
        return topics.get(str(value), str(value)) if field == "topic_id" else in_words(value)

    told = []
    for change in changes:
        seen = [by_id[base] for base in change.base if base in by_id]
        before = max(seen, key=lambda one: one.rank) if seen else None
        told.append(
            Told(
                change_id=change.id,
                who=names.get(change.worker_id, NOT_KNOWN),
                when=change.when,
                elsewhere=change.device_id != device_id,
                before=words(before) if before else NOTHING,
                after=words(change),
                stands=change.id in top,
                first=before is None,
                value=decode_value(kind, field, change.text),
            )
        )
    return tuple(told)


def who_and_when(told: Told) -> str:
    """Return who made a change and when: "Ruth, 24 November 2026, 09:22"."""
    where = " on another device" if told.elsewhere else ""
    return f"{told.who}{where}, {in_words(told.when)}"


def bring_back_version(vault: Vault, entity: str, record_id: str, field: str, change_id: str) -> bool:
    """Let a field be what one of its changes made it; False when that is what stands already.

    Whatever stood there, several versions side by side included, stays in the history.

    Raises:
        NotFoundError: There is no such record, or no such change of it.
        StorageError: The disk refused; it stands as it stood.
    """
    record = record_of(vault, entity, record_id)
    kind = type(record)
    with vault.together():
        shown = vault.shown(kind, record_id)
        change = next((one for one in vault.history(kind, record_id, field) if one.id == change_id), None)
        if change is None:
            raise NotFoundError("That change is not in this record's history. Nothing was changed.")
        made = replace(shown.record, **{field: decode_value(kind, field, change.text)})
        if field in shown.conflicts:
            vault.settle(made, field, seen=shown.seen)
            return True
        return bool(vault.keep(made, seen=shown.seen))
