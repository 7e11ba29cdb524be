"""The audit: who did what to which ids and when. Only ever added to; each line holds the hash of all before it.

A line's hash is SHA-256 over the hash before it and the line as JSON; the first stands on 32 zero bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from conversation_kit.hub.database import Connection

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        number: From 1, without a gap.
        at: ISO 8601, UTC.
        actor: A worker's id, ``administrator`` or ``hub``.
        action: A word.
        about: Ids, by what they are.
    """

    number: int
    at: str
    actor: str
    action: str
    about: Mapping[str, str]

    def hash_after(self, before: bytes) -> bytes:
        """Return the hash of this line after one whose hash was ``before``."""
        text = json.dumps(
            [self.number, self.at, self.actor, self.action, dict(sorted(self.about.items()))],
            separators=(",", ":"),
        )
        return sha256(before + text.encode("ascii")).digest()


async def note(connection: Connection, tenant_id: str, actor: str, action: str, **about: str) -> None:
    """Add one line; belongs into a transaction of the tenant."""
    await note_all(connection, tenant_id, actor, [(action, about)])


async def note_all(
    connection: Connection, tenant_id: str, actor: str, done: Iterable[tuple[str, Mapping[str, str]]]
) -> None:
    """Add lines, in order; belongs into a transaction of the tenant. Holds the tenant's counter from here on."""
    lines = list(done)
    if not lines:
        return
    head = await connection.fetchrow(
        "UPDATE counter SET audit_number = audit_number + $2 WHERE tenant_id = $1 RETURNING audit_number, audit_hash",
        tenant_id,
        len(lines),
    )
    if head is None:
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    before, rows = bytes(head["audit_hash"]), []
    for number, (action, about) in enumerate(lines, head["audit_number"] - len(lines) + 1):
        line = Line(number, at, actor, action, about)
        before = line.hash_after(before)
        rows.append((tenant_id, number, at, actor, action, json.dumps(dict(about)), before))
    await connection.executemany(
        "INSERT INTO audit (tenant_id, number, at, actor, action, about, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        rows,
    )
    await connection.execute("UPDATE counter SET audit_hash = $2 WHERE tenant_id = $1", tenant_id, before)


def exported(line: Line, hash_: bytes) -> dict[str, Any]:
    """Return a line as ``hub audit list`` prints it and ``hub audit verify`` reads it."""
    return {
        "number": line.number,
        "at": line.at,
        "actor": line.actor,
        "action": line.action,
        "about": dict(line.about),
        "hash": hash_.hex(),
    }
