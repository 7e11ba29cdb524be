"""Which worker is meant by an id, or by a name that several may bear. Belongs into a transaction of the tenant."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.hub.database import Connection

_MEANT = """
SELECT w.worker_id, w.role, coalesce(t.name, '') AS team, w.disabled_at IS NOT NULL AS disabled FROM worker w
LEFT JOIN team t ON t.tenant_id = w.tenant_id AND t.team_id = w.team_id
WHERE w.tenant_id = $1 AND (w.worker_id = $2 OR lower(w.name) = lower($2)) ORDER BY w.worker_id
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """A worker who may be meant, and what tells them from others of their name."""

    worker_id: str
    role: str
    team: str
    disabled: bool

    @property
    def words(self) -> str:
        """Their id, role and team."""
        about = [self.role, *([f"team {self.team}"] if self.team else [])]
        return f"{self.worker_id} ({', '.join([*about, *(['switched off'] if self.disabled else [])])})"


async def workers_meant(connection: Connection, tenant_id: str, asked: str) -> list[Meant]:
    """Return the worker of an id, or else everybody of a name; capitals do not matter."""
    typed = " ".join(asked.split())
    found = [Meant(**dict(row)) for row in await connection.fetch(_MEANT, tenant_id, typed)]
    return [one for one in found if one.worker_id == typed] or found


async def the_worker(connection: Connection, tenant_id: str, asked: str) -> str:
    """Return the id of a worker named by id, or by a name that only one has.

    Raises:
        NotFoundError: There is none.
        BadInputError: Several bear that name; it lists them.
    """
    found = await workers_meant(connection, tenant_id, asked)
    if not found:
        raise NotFoundError(
            "There is no such worker. Nothing was changed. See: conversation-kit hub worker list"
        )
    if len(found) > 1:
        raise BadInputError(
            f"Several workers bear that name. Nothing was changed. Give the id of one: {listed(found)}"
        )
    return found[0].worker_id


async def refuse_namesake(connection: Connection, tenant_id: str, name: str) -> None:
    """Make sure that nobody bears a name. Raises RefusedError, which lists who does."""
    found = await workers_meant(connection, tenant_id, name)
    if found:
        raise RefusedError(
            f"There is a worker of that name already: {listed(found)}. Nothing was added. If this is somebody else of "
            "the same name: --namesake"
        )


def listed(found: Sequence[Meant], most: int = 20) -> str:
    """Return who may be meant, so many of them at most."""
    more = [f"and {len(found) - most} more"] if len(found) > most else []
    return "; ".join([*(one.words for one in found[:most]), *more])
