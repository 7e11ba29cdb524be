"""What was written twice: one field, on two devices or in two windows, unseen by one another. Both are kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from conversation_kit.errors import BadInputError, KitError, NotFoundError, RefusedError
from conversation_kit.journey.history import (
    NOT_KNOWN,
    FieldHistory,
    bring_back_version,
    history_of,
    record_of,
)
from conversation_kit.model.people import Person, Worker
from conversation_kit.text import inert
from conversation_kit.vault.records import KIND_OF, Vault

SETTLED_MEANWHILE: Final = "That was settled meanwhile, in another window. Nothing was changed."


@dataclass(frozen=True, slots=True)
class WrittenTwice:
    """One field of which several versions stand side by side.

    Attributes:
        person: Whose record it is, or None when it belongs to nobody.
        history: The field with its changes; ``history.standing`` are the versions.
    """

    person: Person | None
    history: FieldHistory


def how_many_twice(vault: Vault, person_id: str = "") -> int:
    """Return how many fields were written twice, of everybody or of one person."""
    return sum(person_id in ("", slot.person_id) for slot in vault.written_twice())


def twice_words(count: int) -> str:
    """Return that things were written twice, for Home; nothing when there are none."""
    if not count:
        return ""
    things = "1 thing was" if count == 1 else f"{count} things were"
    return f"{things} written twice, unseen by one another: both are kept. Press 2 to look."


def twice_here_words(count: int) -> str:
    """Return that things about one person stand in two versions; nothing when there are none."""
    if not count:
        return ""
    return f"{count} thing{' stands' if count == 1 else 's stand'} in two versions here"


def ids_written_twice(vault: Vault) -> frozenset[str]:
    """Return the ids of the records that have such a field, to mark them in lists."""
    return frozenset(slot.entity_id for slot in vault.written_twice())


def all_written_twice(vault: Vault) -> list[WrittenTwice]:
    """Return every field that was written twice, by record; what this version cannot show is passed over."""
    found = []
    for slot in vault.written_twice():
        try:
            histories = history_of(vault, slot.entity, slot.entity_id)
        except KitError:
            continue
        own = (one for one in histories if (one.entity, one.field) == (slot.entity, slot.field))
        found += [WrittenTwice(vault.find(Person, slot.person_id), one) for one in own]
    return found


@dataclass(frozen=True, slots=True)
class NamedVersion:
    """One of the versions; ``value`` as a record holds it."""

    value: Any
    worker: str
    worker_id: str
    when: datetime
    change_id: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which several versions stand side by side, for scripts.

    Attributes:
        versions: The one that wins first; each has value, who wrote it (by name, where it is known) and when.
    """

    entity: str
    record_id: str
    field: str
    versions: tuple[NamedVersion, ...]


def conflicts_of(vault: Vault, person_id: str) -> list[Conflict]:
    """Return every field of one person's records that stands in several versions, the winner of each first."""
    names = {worker.id: worker.name for worker in vault.all(Worker)}
    found = []
    for slot in vault.written_twice():
        if slot.person_id != person_id or slot.entity not in KIND_OF:
            continue
        try:
            versions = vault.shown(KIND_OF[slot.entity], slot.entity_id).conflicts.get(slot.field, ())
        except NotFoundError:  # it has not arrived wholly
            continue
        named = tuple(
            NamedVersion(
                one.value, names.get(one.worker_id, NOT_KNOWN), one.worker_id, one.when, one.change_id
            )
            for one in versions
        )
        found.append(Conflict(slot.entity, slot.entity_id, slot.field, named))
    return found


def take_version(vault: Vault, twice: FieldHistory, change_id: str) -> None:
    """Let one of the versions stand alone; the others stay in the history.

    Raises:
        RefusedError: It was settled meanwhile.
        StorageError: The disk refused; both stand.
    """
    _settling(vault, twice)
    bring_back_version(vault, twice.entity, twice.record_id, twice.field, change_id)


def can_write_third(twice: FieldHistory) -> bool:
    """Whether the field holds words, so that a third version can be written."""
    return all(isinstance(one.value, str) and type(one.value) is str for one in twice.told)


def write_third(vault: Vault, twice: FieldHistory, words: str) -> None:
    """Let new words stand for all versions; they stay in the history.

    Raises:
        BadInputError: There are no words.
        RefusedError: It was settled meanwhile.
        StorageError: The disk refused; both stand.
    """
    said = inert(words).strip()
    if not said:
        raise BadInputError("A few words are needed. Esc goes back; both versions stay.")
    with vault.together():
        _settling(vault, twice)
        shown = vault.shown(type(record_of(vault, twice.entity, twice.record_id)), twice.record_id)
        made = replace(shown.record, **{twice.field: said})
        vault.settle(made, twice.field, seen=shown.seen)


def _settling(vault: Vault, twice: FieldHistory) -> None:
    kind = type(record_of(vault, twice.entity, twice.record_id))
    if twice.field not in vault.shown(kind, twice.record_id).conflicts:
        raise RefusedError(SETTLED_MEANWHILE)
