"""What an import will do to the Book, worked out before anything is done. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from conversation_kit.errors import RefusedError
from conversation_kit.model.entries import Entry

_GUARDED_SHARE = 3  # a Book that loses more than one entry in three is guarded


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids by what will become of them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]


class RemovalsError(RefusedError):
    """More than a third of the Book would go, and nobody said that it may."""


def plan_import(old: Mapping[str, Entry], new: Sequence[Entry]) -> Plan:
    """Compare the Book in use with the one to come.

    Where an entry was imported from and the footprint it was put in are the Book's own remarks: they alone make no
    change.
    """
    added, changed, unchanged = [], [], []
    for entry in new:
        before = old.get(entry.id)
        if before is None:
            added.append(entry.id)
        elif _as_published(before) == _as_published(entry):
            unchanged.append(entry.id)
        else:
            changed.append(entry.id)
    gone = old.keys() - {entry.id for entry in new}
    return Plan(tuple(added), tuple(changed), tuple(unchanged), tuple(id_ for id_ in old if id_ in gone))


def guard_removals(plan: Plan, held: int) -> None:
    """Refuse a plan that would remove more than a third of the ``held`` entries.

    Raises:
        RemovalsError: with how many would go and how to go on all the same.
    """
    if len(plan.gone) * _GUARDED_SHARE > held:
        raise RemovalsError(
            f"This import would remove {len(plan.gone)} of the {held} entries in the Book, more than a third. "
            "Nothing was changed. If that is right, run it again with --allow-removals."
        )


def _as_published(entry: Entry) -> Entry:
    return replace(entry, source="", footprint="")
