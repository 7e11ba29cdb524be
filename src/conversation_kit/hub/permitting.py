"""What the hub has to know of each record to judge who may see it, as changes make it. Pure.

Of two changes of one field the later counts, by (clock, device, id), in whichever order they come. What cannot be read
counts as *no*.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversation_kit.hub.names import is_name
from conversation_kit.model.changes import Change
from conversation_kit.model.permissions import Permission

Rank = tuple[str, str, str]
_OF_A_PERMISSION = ("audiences", "until", "withdrawn", "taken_out")
_PARENTS = ("note_id", "connection_id")


@dataclass(frozen=True, slots=True)
class Item:
    """One record as the hub judges it.

    Attributes:
        asked: Whether it has a permission of its own that stands.
        ranks: By field, what won.
    """

    item_id: str
    person_id: str
    note_id: str | None = None
    connection_id: str | None = None
    asked: bool = False
    audiences: tuple[str, ...] = ()
    until: date | None = None
    withdrawn: bool = False
    taken_out: bool = False
    ranks: Mapping[str, Rank] | None = None

    @property
    def own(self) -> tuple[object, ...] | None:
        """What its own permission says, or None."""
        return (sorted(self.audiences), self.until, self.withdrawn) if self.asked else None

    @property
    def parents(self) -> set[str]:
        """The records whose permissions it needs as well."""
        return {parent for parent in (self.note_id, self.connection_id) if parent}


def bears_on(change: Change) -> bool:
    """Whether a change bears on who may see something."""
    return change.entity == Permission.entity or change.field in _PARENTS


def other_parents(before: Item, now: Item) -> set[str]:
    """Return what a record came to depend on, or no longer does."""
    return before.parents ^ now.parents


def may_be_seen_by_others(before: Item, now: Item, asked: Collection[str]) -> bool:
    """Whether others than before may see a record; laptops are told then.

    Args:
        before: The record as it was.
        now: As it is.
        asked: Which of the parents in ``other_parents`` have a permission of their own; the others hide nothing.
    """
    return before.own != now.own or any(parent in asked for parent in other_parents(before, now))


def after(item: Item, changes: Iterable[Change]) -> Item:
    """Return what the hub knows of a record after changes that bear on it."""
    for change in changes:
        own = change.entity == Permission.entity
        if own:
            item = replace(item, asked=not item.taken_out)
        if change.field not in (_OF_A_PERMISSION if own else _PARENTS):
            continue
        ranks = dict(item.ranks or {})
        if change.field in ranks and tuple(ranks[change.field]) >= change.rank:
            continue
        ranks[change.field] = change.rank
        made: dict[str, Any] = {change.field: _READ[change.field](change.value)}
        item = replace(item, ranks=ranks, **made)
        if own:
            item = replace(item, asked=not item.taken_out)
    return item


def _audiences(value: Any) -> tuple[str, ...]:
    return (
        tuple(one for one in value if isinstance(one, str) and "\0" not in one)
        if isinstance(value, list)
        else ()
    )


def _until(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return date(1970, 1, 1)  # nobody can say when it ends: it has


def _parent(value: Any) -> str | None:
    return value if isinstance(value, str) and is_name(value) else None


_READ = {
    "audiences": _audiences,
    "until": _until,
    "withdrawn": lambda value: value not in (None, False),
    "taken_out": lambda value: value is True,
    "note_id": _parent,
    "connection_id": _parent,
}
