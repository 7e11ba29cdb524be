"""Everything the hub holds about one person, in one file that they can read: the answer to a subject access request.

It is read as kit_export, which sees one person's changes, and it is audited. Whoever may use that role can read what
the file holds; kit_admin alone cannot (see docs/hub.md).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversation_kit.hub import audit
from conversation_kit.hub.accessing import ADMINISTRATOR
from conversation_kit.hub.database import Connection
from conversation_kit.hub.people import must_be_here
from conversation_kit.model.changes import Change, heads
from conversation_kit.model.ids import made_at
from conversation_kit.model.stops import Stop

_CHANGES = """
SELECT id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base, author_id FROM change
WHERE tenant_id = $1 AND person_id = $2 ORDER BY entity, entity_id, field, clock
"""
_WORKERS = "SELECT worker_id, name FROM worker WHERE tenant_id = $1"
_ACCESS = """
SELECT a.grantee, a.kind, a.since, a.withdrawn_at, coalesce(w.name, t.name, a.grantee) AS name FROM access a
LEFT JOIN worker w ON w.tenant_id = a.tenant_id AND w.worker_id = a.grantee
LEFT JOIN team t ON t.tenant_id = a.tenant_id AND t.team_id = a.grantee
WHERE a.tenant_id = $1 AND a.person_id = $2 ORDER BY a.since
"""
_AUDIT = """
SELECT at, actor, action FROM audit WHERE tenant_id = $1 AND about::json ->> 'person' = $2 ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What the hub holds about a person.

    Attributes:
        changes: Every change there ever was, of all but Stops.
        stops: How many Stops (safeguarding) there are about them: those go to their author and receivers, into no file.
        authors: By the change's id, the worker whose laptop brought it.
        workers: Names by id.
        access: Who works or worked with them: name, since, until.
        done: What was done: when, who, what.
    """

    person_id: str
    changes: Sequence[Change]
    authors: Mapping[str, str]
    workers: Mapping[str, str]
    access: Sequence[Mapping[str, Any]]
    done: Sequence[Mapping[str, Any]]
    stops: int = 0


async def held(connection: Connection, tenant_id: str, person_id: str) -> Held:
    """Return all there is about a person; belongs into a transaction of the tenant, as kit_export.

    Raises:
        NotFoundError: The hub has no such person.
    """
    await connection.execute("SELECT set_config('kit.person', $1, true)", person_id)
    await must_be_here(connection, tenant_id, person_id)
    rows = await connection.fetch(_CHANGES, tenant_id, person_id)
    changes = [
        Change(
            id=row["id"],
            person_id=row["person_id"],
            entity=row["entity"],
            entity_id=row["entity_id"],
            field=row["field"],
            value=json.loads(row["value"]),
            worker_id=row["worker_id"],
            device_id=row["device_id"],
            clock=row["clock"],
            base=tuple(row["base"]),
        )
        for row in rows
        if row["entity"] != Stop.entity
    ]
    stops = {row["entity_id"] for row in rows if row["entity"] == Stop.entity}
    workers = {row["worker_id"]: row["name"] for row in await connection.fetch(_WORKERS, tenant_id)}
    access = [dict(row) for row in await connection.fetch(_ACCESS, tenant_id, person_id)]
    await audit.note(connection, tenant_id, ADMINISTRATOR, "exported", person=person_id)
    done = [dict(row) for row in await connection.fetch(_AUDIT, tenant_id, person_id)]
    authors = {row["id"]: row["author_id"] for row in rows}
    return Held(person_id, changes, authors, workers, access, done, len(stops))


def as_text(all_held: Held) -> str:
    """Return it as a file that a person can read."""
    return "\n".join([*_head(all_held), *_records(all_held), *_who(all_held), *_done(all_held), ""])


def as_data(all_held: Held) -> dict[str, Any]:
    """Return it for programs."""
    return {
        "person_id": all_held.person_id,
        "records": [
            {"entity": entity, "id": entity_id, "fields": _fields(changes)}
            for (entity, entity_id), changes in _by_record(all_held.changes)
        ],
        "stops_left_out": all_held.stops,
        "access": [
            {"name": row["name"], "since": str(row["since"]), "withdrawn_at": _or_none(row["withdrawn_at"])}
            for row in all_held.access
        ],
        "audit": list(all_held.done),
    }


def _head(all_held: Held) -> list[str]:
    return [
        "Everything the hub holds about one person",
        f"Person: {all_held.person_id}",
        f"{len(all_held.changes)} changes, told record by record. What was said before a change is told, too.",
        *_left_out(all_held.stops),
        "",
    ]


def _left_out(stops: int) -> list[str]:
    if not stops:
        return []
    many = "1 safeguarding record" if stops == 1 else f"{stops} safeguarding records"
    asking = "Ask the safeguarding lead what of it may be handed over."
    return [f"Left out: {many}, which goes to its author and those who receive them alone. {asking}"]


def _records(all_held: Held) -> Iterable[str]:
    for (entity, entity_id), changes in _by_record(all_held.changes):
        made = made_at(entity_id)
        yield f"{entity.replace('-', ' ').capitalize()}" + (f", {made:%d %B %Y %H:%M} UTC" if made else "")
        for field, versions in _by_field(changes):
            ranked = heads(versions)
            yield f"  {field.replace('_', ' ')}: {_words(ranked[0].value)}"
            for other in sorted(versions, key=lambda one: one.rank, reverse=True):
                if other is not ranked[0] and other.value != ranked[0].value:
                    beside = "also" if other in ranked else "before"
                    yield f"    {beside}: {_words(other.value)} ({other.when:%d %B %Y %H:%M} UTC)"
        who = {all_held.workers.get(all_held.authors[change.id], "somebody") for change in changes}
        yield f"  kept by: {', '.join(sorted(who))}"
        yield ""


def _who(all_held: Held) -> Iterable[str]:
    yield "Who works with this person, or did"
    for row in all_held.access:
        ended = f" to {row['withdrawn_at']:%d %B %Y}" if row["withdrawn_at"] else ""
        yield f"  {row['name']} ({row['kind']}), from {row['since']:%d %B %Y}{ended}"
    yield ""


def _done(all_held: Held) -> Iterable[str]:
    yield "What was done, and by whom"
    for row in all_held.done:
        yield f"  {row['at']}  {row['action']}  {all_held.workers.get(row['actor'], row['actor'])}"


def _by_record(changes: Sequence[Change]) -> list[tuple[tuple[str, str], list[Change]]]:
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        found[change.entity, change.entity_id].append(change)
    return sorted(found.items(), key=lambda one: (one[0][0] != "person", one[0]))


def _by_field(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.field].append(change)
    return sorted(found.items())


def _fields(changes: Sequence[Change]) -> dict[str, Any]:
    return {
        field: {
            "stands": heads(versions)[0].value,
            "all": [{"value": one.value, "when": one.when.isoformat(), "id": one.id} for one in versions],
        }
        for field, versions in _by_field(changes)
    }


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("\n", "\n      ")
    return json.dumps(value, ensure_ascii=False)


def _or_none(moment: Any) -> str | None:
    return None if moment is None else str(moment)
