"""What follows from a push that bears on who may see something: permissions and parents, kept as they are now."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from conversation_kit.hub import numbers, permitting
from conversation_kit.hub.database import Connection
from conversation_kit.hub.door import Me
from conversation_kit.hub.judging import Judged
from conversation_kit.hub.permitting import Item, Rank
from conversation_kit.model.changes import Change
from conversation_kit.model.permissions import Permission

_ASKED = "UPDATE person SET asked = true WHERE tenant_id = $1 AND person_id = ANY ($2) AND NOT asked"
_ITEMS = """
SELECT item_id, person_id, note_id, connection_id, asked, audiences, until, withdrawn, taken_out, ranks FROM item
WHERE tenant_id = $1 AND item_id = ANY ($2)
"""
_ITEM = """
UPDATE item SET note_id = $3, connection_id = $4, asked = $5, audiences = $6, until = $7, withdrawn = $8,
    taken_out = $9,
    ranks = $10, ended = false WHERE tenant_id = $1 AND item_id = $2
"""


def by_item(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Return changes by the record they are about."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.entity_id].append(change)
    return found


def hangs_on_it(judged: Judged, bearing: Iterable[Change]) -> bool:
    """Whether more than the new records themselves hangs on changes that bear on something, all new to the hub."""
    return any(_asked_for(bearing)) or any(_is_older(item, judged) for item in by_item(bearing))


def _asked_for(bearing: Iterable[Change]) -> list[tuple[str, str]]:
    """Return the people whom permissions speak of, each with the change's id."""
    return [(one.person_id, one.id) for one in bearing if one.entity == Permission.entity and one.person_id]


def _is_older(item: str, judged: Judged) -> bool:
    """Whether a record was here before a push, or governs others that were: the story of a person known before."""
    person = judged.new_items.get(item)
    return person is None or item == person not in judged.new_people


def parents_alone(
    judged: Judged, bearing: Sequence[Change], older: Mapping[str, Item], plain: Collection[str]
) -> list[Item] | None:
    """Return older records as a push makes them, where no more follows from it than what they depend on.

    No laptop has to be told of what a record depends on that has no permission of its own and so hides nothing.

    Args:
        judged: The push; everything in it is new to the hub.
        bearing: Its changes that bear on something.
        older: The records that were here, by id, as they stand.
        plain: The records that were here and have no permission of their own.

    Returns:
        The records, or None where more may follow.
    """
    if any(change.entity == Permission.entity for change in bearing):
        return None
    about = {item: changes for item, changes in by_item(bearing).items() if _is_older(item, judged)}
    if not about.keys() <= older.keys():
        return None
    made = [(older[item], permitting.after(older[item], changes)) for item, changes in about.items()]
    parents = {parent for item, now in made for parent in permitting.other_parents(item, now)}
    hide_nothing = all(parent in judged.new_items or parent in plain for parent in parents)
    return [now for _, now in made] if hide_nothing else None


async def judge_anew(
    connection: Connection, me: Me, judged: Judged, bearing: Iterable[Change], new: set[str]
) -> None:
    """Keep what permissions and parents say now, and tell the laptops that may have to let go of something.

    A record that came with this very push was written as its changes make it, and no laptop has it yet; unless it is
    the story of a person who was here before, or the hub has something else under the id of one of those changes.
    """
    bearing_on = by_item(bearing)
    misjudged = {
        item for item in judged.new_items if any(change.id not in new for change in bearing_on.get(item, ()))
    }
    asked = {person_id for person_id, change_id in _asked_for(bearing) if change_id in new}
    if asked:
        await connection.execute(_ASKED, me.tenant_id, sorted(asked))
    older = {
        item: [change for change in changes if change.id in new]
        for item, changes in bearing_on.items()
        if item in misjudged or _is_older(item, judged)
    }
    if not older:
        return
    made: list[tuple[Item, Item]] = []
    for row in await connection.fetch(_ITEMS, me.tenant_id, list(older)):
        item = _item(row)
        if item.item_id in judged.new_items:
            item = Item(item.item_id, item.person_id)
        made.append((item, permitting.after(item, older[item.item_id])))
    await connection.executemany(_ITEM, [(me.tenant_id, *_told(now)) for _, now in made])
    parents = {parent for item, now in made for parent in permitting.other_parents(item, now)}
    asked_parents = await _asked_of(connection, me, parents) if parents else set()
    reshared = {
        now.person_id
        for item, now in made
        if now.person_id and permitting.may_be_seen_by_others(item, now, asked_parents)
    }
    for person_id in sorted(reshared):
        if await _is_asked(connection, me, person_id):
            workers = await numbers.workers_of(connection, me.tenant_id, person_id)
            await numbers.tell(connection, me.tenant_id, "reshared", person_id, workers)


async def _asked_of(connection: Connection, me: Me, items: Iterable[str]) -> set[str]:
    """Return which records have a permission of their own."""
    rows = await connection.fetch(
        "SELECT item_id FROM item WHERE tenant_id = $1 AND item_id = ANY ($2) AND asked",
        me.tenant_id,
        sorted(items),
    )
    return {row["item_id"] for row in rows}


async def _is_asked(connection: Connection, me: Me, person_id: str) -> bool:
    """Whether any permission was ever recorded for a person: as long as not, nothing hides."""
    return bool(
        await connection.fetchval(
            "SELECT asked FROM person WHERE tenant_id = $1 AND person_id = $2", me.tenant_id, person_id
        )
    )


def _item(row: Any) -> Item:
    parts = {
        name: row[name] for name in ("item_id", "person_id", "note_id", "connection_id", "asked", "until")
    }
    return Item(
        **parts,
        audiences=tuple(row["audiences"]),
        withdrawn=row["withdrawn"],
        taken_out=row["taken_out"],
        ranks=ranks_in(row["ranks"]),
    )


def ranks_in(text: str) -> dict[str, Rank]:
    """Return a record's ranks as the hub keeps them: by field, what won."""
    return {field: (clock, device, change) for field, (clock, device, change) in json.loads(text).items()}


def _told(item: Item) -> tuple[Any, ...]:
    """Return an item as ``_ITEM`` takes it, after the tenant."""
    own = (item.asked, list(item.audiences), item.until, item.withdrawn, item.taken_out)
    return item.item_id, item.note_id, item.connection_id, *own, json.dumps(item.ranks or {})
