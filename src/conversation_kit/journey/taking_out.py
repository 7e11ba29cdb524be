"""What was said or agreed, taken out and brought back. The log keeps it; no page and no case note shows it."""

from collections.abc import Mapping
from dataclasses import replace

from conversation_kit.errors import NotFoundError
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.vault.codec import Record
from conversation_kit.vault.records import Vault

_Kind = (
    type[Note]
    | type[Asset]
    | type[Connection]
    | type[DealLine]
    | type[StepAlong]
    | type[PositiveRisk]
    | type[Wellbeing]
    | type[ToolScore]
)
_KINDS: Mapping[str, _Kind] = {
    kind.entity: kind
    for kind in (Note, Asset, Connection, DealLine, StepAlong, PositiveRisk, Wellbeing, ToolScore)
}


def taken_out_of(vault: Vault, person_id: str) -> list[Record]:
    """Return what was taken out of one person's story, the newest first."""
    found = [record for kind in _KINDS.values() for record in vault.all(kind, person_id) if record.taken_out]
    return sorted(found, key=lambda record: record.id, reverse=True)


def take_out(vault: Vault, entity: str, record_id: str) -> None:
    """Take out a note, an asset, a connection or another record of a story, whichever talk it came from.

    Raises:
        NotFoundError: There is no such record.
        StorageError: The disk refused; it stands as it stood.
    """
    _keep(vault, entity, record_id, taken_out=True)


def stands_without_it(vault: Vault, person_id: str, note_id: str) -> str:
    """Return what to say when a note goes and what was heard in it does not; nothing when nothing of it stands.

    Assets are records of their own, perhaps in other words by now: they go only when somebody says so.
    """
    left = [a for a in vault.all(Asset, person_id) if note_id and a.note_id == note_id and not a.taken_out]
    if not left:
        return ""
    if len(left) == 1:
        return f"“{left[0].words}” was heard in it and still stands; x takes it out too."
    return f"{len(left)} things were heard in it and still stand; x takes each out too."


def bring_back(vault: Vault, entity: str, record_id: str) -> None:
    """Bring back what was taken out, as it stands by now; raises what :func:`take_out` raises."""
    _keep(vault, entity, record_id, taken_out=False)


def _keep(vault: Vault, entity: str, record_id: str, *, taken_out: bool) -> None:
    kind = _KINDS.get(entity)
    if kind is None:
        raise NotFoundError("That line cannot be taken out. Nothing was changed.")
    shown = vault.shown(kind, record_id)
    vault.keep(replace(shown.record, taken_out=taken_out), seen=shown.seen)
