"""Changing what a worker is: name, role, team, audience, Stops; and what that means for their laptops.

Belongs into a transaction of the tenant, as kit_admin. Whom they no longer work with leaves their laptops at the next
sync, whom they now work with comes, and of everybody else they are given what they may see as what they are now.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.hub import audit, numbers
from conversation_kit.hub.accessing import ADMINISTRATOR
from conversation_kit.hub.administering import one_line_name
from conversation_kit.hub.database import Connection

_PLACE = """
SELECT name, role, coalesce(team_id, '') AS team_id, audience, receives_stops FROM worker
WHERE tenant_id = $1 AND worker_id = $2 FOR UPDATE
"""
_CHANGE = """
UPDATE worker SET name = $3, role = $4, team_id = nullif($5, ''), audience = $6, receives_stops = $7
WHERE tenant_id = $1 AND worker_id = $2
"""
# An administrator works with nobody by their team: ``door`` says the same.
_HELD = """
SELECT DISTINCT a.person_id FROM access a
JOIN tenant t USING (tenant_id)
JOIN worker w ON w.tenant_id = a.tenant_id AND w.worker_id = $2
WHERE a.tenant_id = $1 AND a.withdrawn_at IS NULL AND (
    a.grantee = w.worker_id OR (t.scope = 'team' AND w.role <> 'administrator' AND a.grantee = w.team_id)
)
"""
# Of whom they worked with by their team it stays known, so that what they wrote until now is taken when it comes.
_HAD = """
INSERT INTO access (tenant_id, grantee, person_id, kind, granted_by, withdrawn_at)
SELECT $1, $2, unnest($3::text[]), 'worker', $4, now() ON CONFLICT DO NOTHING
"""
_EVENTS = """
INSERT INTO event (tenant_id, worker_id, seq, kind, person_id)
SELECT $1, $2, $3 + u.n, u.kind, u.person_id
FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS u (kind, person_id, n)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker is; ``team_id`` is empty without a team."""

    name: str
    role: str
    team_id: str
    audience: str
    receives_stops: bool


async def change_worker(
    connection: Connection,
    tenant_id: str,
    worker_id: str,
    *,
    name: str | None = None,
    role: str | None = None,
    team_id: str | None = None,
    audience: str | None = None,
    receives_stops: bool | None = None,
) -> Place:
    """Change what is given of a worker, and tell their laptops; returns what they are now.

    Raises:
        BadInputError: The name is none, or an administrator would receive Stops.
        NotFoundError: The hub has no such worker.
    """
    await numbers.take(connection, tenant_id, 0)  # first: a push that is about to write judges anew
    found = await connection.fetchrow(_PLACE, tenant_id, worker_id)
    if found is None:
        raise NotFoundError("The hub has no such worker. Nothing was changed.")
    before = Place(**dict(found))
    given: dict[str, Any] = {
        "name": None if name is None else one_line_name(name),
        "role": role,
        "team_id": team_id,
        "audience": audience,
        "receives_stops": receives_stops,
    }
    now = replace(before, **{part: value for part, value in given.items() if value is not None})
    if now.role == ADMINISTRATOR and now.receives_stops:
        raise BadInputError(
            "An administrator reads nobody's words, and so receives no Stops. Nothing was changed."
        )
    if now != before:
        held = await _held(connection, tenant_id, worker_id)
        await connection.execute(_CHANGE, tenant_id, worker_id, *asdict(now).values())
        await _tell(connection, tenant_id, worker_id, held, sees_anew=_sees(before) != _sees(now))
        about = {
            part: str(value)
            for part, value in asdict(now).items()
            if part != "name" and value != getattr(before, part)
        }
        await audit.note(connection, tenant_id, ADMINISTRATOR, "worker changed", **about, worker=worker_id)
    return now


def _sees(place: Place) -> tuple[object, ...]:
    """What decides which records of a person they work with a worker may see."""
    return place.audience, place.receives_stops, place.role == ADMINISTRATOR


async def _held(connection: Connection, tenant_id: str, worker_id: str) -> set[str]:
    return {row["person_id"] for row in await connection.fetch(_HELD, tenant_id, worker_id)}


async def _tell(
    connection: Connection, tenant_id: str, worker_id: str, held: Collection[str], *, sees_anew: bool
) -> None:
    now = await _held(connection, tenant_id, worker_id)
    lost, new = sorted(set(held) - now), sorted(now - set(held))
    again = sorted(now & set(held)) if sees_anew else []
    if lost:
        await connection.execute(_HAD, tenant_id, worker_id, lost, ADMINISTRATOR)
    people = [*lost, *new, *again]
    if people:
        kinds = ["withdrawn"] * len(lost) + ["granted"] * len(new) + ["reshared"] * len(again)
        before = await numbers.take(connection, tenant_id, len(people))
        await connection.execute(_EVENTS, tenant_id, worker_id, before, kinds, people)
