"""The audit: who did what to which ids and when. Only ever added to; each line holds the hash of all before it.

A line's hash is SHA-256 over the hash before it and the line as JSON; the first stands on 32 zero bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from conversation_kit.errors import BadInputError
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


class Head(NamedTuple):
    """The last line's number and hash."""

    number: int
    hash: bytes


class Row(NamedTuple):
    """A line as it is kept, its hash with it."""

    number: int
    at: str
    actor: str
    action: str
    about: str
    hash: bytes


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
    before = Head(head["audit_number"] - len(lines), bytes(head["audit_hash"]))
    rows = lines_after(before, actor, lines)
    await connection.executemany(
        "INSERT INTO audit (tenant_id, number, at, actor, action, about, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [(tenant_id, *row) for row in rows],
    )
    await connection.execute(
        "UPDATE counter SET audit_hash = $2 WHERE tenant_id = $1", tenant_id, rows[-1].hash
    )


def lines_after(head: Head, actor: str, done: Iterable[tuple[str, Mapping[str, str]]]) -> list[Row]:
    """Return lines, in order, as they go on from a last line; pure but for the time."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    before, rows = head.hash, []
    for number, (action, about) in enumerate(done, head.number + 1):
        before = Line(number, at, actor, action, about).hash_after(before)
        rows.append(Row(number, at, actor, action, json.dumps(dict(about)), before))
    return rows


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


async def lines(
    connection: Connection, tenant_id: str, *, after: int = 0, limit: int = 1_000_000
) -> list[dict[str, Any]]:
    """Return the audit from a line on, as it is printed; belongs into a transaction of the tenant."""
    rows = await connection.fetch(
        "SELECT number, at, actor, action, about, hash FROM audit WHERE tenant_id = $1 AND number > $2 "
        "ORDER BY number LIMIT $3",
        tenant_id,
        after,
        limit,
    )
    return [
        exported(
            Line(row["number"], row["at"], row["actor"], row["action"], json.loads(row["about"])),
            bytes(row["hash"]),
        )
        for row in rows
    ]


async def head(connection: Connection, tenant_id: str) -> tuple[int, str]:
    """Return the number and hash of the last line, as the tenant's counter holds them."""
    row = await connection.fetchrow(
        "SELECT audit_number, audit_hash FROM counter WHERE tenant_id = $1", tenant_id
    )
    return (row["audit_number"], bytes(row["audit_hash"]).hex()) if row else (0, START.hex())


def verify(exported_lines: Iterable[Mapping[str, Any]]) -> tuple[int, str]:
    """Go over an audit from its first line; return the number and hash of its last.

    Raises:
        BadInputError: A line is missing, altered, or was put in. Nothing was changed.
    """
    before, number = START, 0
    for told in exported_lines:
        number += 1
        try:
            line = Line(
                int(told["number"]),
                str(told["at"]),
                str(told["actor"]),
                str(told["action"]),
                dict(told["about"]),
            )
            said = bytes.fromhex(str(told["hash"]))
        except (KeyError, TypeError, ValueError) as error:
            raise _broken(number) from error
        before = line.hash_after(before)
        if line.number != number or said != before:
            raise _broken(number)
    return number, before.hex()


def _broken(number: int) -> BadInputError:
    return BadInputError(
        f"The audit does not hold from line {number} on: that line is missing, altered or was put in. Nothing was "
        "changed. Compare it with an earlier export."
    )
