"""Corrections and Gaps from the front line: listed for the officer, answered, and the answer sent back.

They come in the log as changes of nobody's record. An answer is one more change of the same record: it goes to the
laptops of whoever sent the Correction, as everything else of it does.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.hub.database import COUNTER, WORKER, Connection, Databases, retried, transaction
from conversation_kit.hub.numbers import take
from conversation_kit.model.changes import encode_value
from conversation_kit.model.clock import START, next_reading
from conversation_kit.model.connections import Correction, Gap, Outcome
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert

_HUB = "hub"  # the device that writes answers
_LONGEST = 2_000
_STANDING = """
SELECT DISTINCT ON (entity, entity_id, field) entity, entity_id, field, value FROM change
WHERE tenant_id = $1 AND person_id = '' AND entity = ANY ($2::text[]) AND ($3::text IS NULL OR entity_id = $3)
ORDER BY entity, entity_id, field, clock DESC, device_id DESC, id DESC
"""
_ABOUT = """
SELECT id, field, clock, author_id FROM change
WHERE tenant_id = $1 AND person_id = '' AND entity = ANY ($2::text[]) AND entity_id = $3
ORDER BY clock, device_id, id
"""
_CONNECTED = """
SELECT value, often FROM people_connected WHERE tenant_id = $1 ORDER BY often DESC, value LIMIT 50
"""
_WRITE = """
INSERT INTO change (tenant_id, seq, id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base,
    author_id, pushed_by)
VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8, $9, $10, $11, $12, $9)
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A Correction or a Gap. Nobody's name is in it: no person's, and no worker's.

    Attributes:
        kind: ``correction`` or ``gap``.
        kept_at: When it was kept, ISO 8601, as the laptop says.
        entry_id, entry_name, fault: Of a Correction.
        words: What is right instead; of a Gap, what was searched for.
        area: Of a Gap, where.
        outcome, answer, answered_at: What the officer made of it; empty as long as nobody did.
    """

    id: str
    kind: str
    kept_at: str = ""
    entry_id: str = ""
    entry_name: str = ""
    fault: str = ""
    words: str = ""
    area: str = ""
    outcome: str = ""
    answer: str = ""
    answered_at: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What came from the front line to one tenant's officer.

    Attributes:
        databases: Where the tenants are.
        tenant_id: Whose.
        now: The time.
        worker_id: The officer's id, where it is known.
    """

    databases: Databases
    tenant_id: str
    now: datetime
    worker_id: str = ""

    async def reports(self, kind: str, *, answered: bool = False) -> list[Report]:
        """Return Corrections or Gaps, oldest first; those that were answered only when asked for.

        Args:
            kind: ``correction`` or ``gap``.
            answered: Whether to return those that were answered too.
        """
        pool = await self.databases.book_pool(self.tenant_id)
        async with pool.acquire() as connection, transaction(connection, WORKER, self.tenant_id):
            await _as_officer(connection)
            found = await _standing(connection, self.tenant_id, (kind,), None)
        wanted = (report for report in found if answered or not report.outcome)
        return sorted(wanted, key=lambda report: (report.kept_at, report.id))

    async def connected(self) -> dict[str, int]:
        """Return the entries that most people connect with, by id, with how many do; three at least."""
        pool = await self.databases.book_pool(self.tenant_id)
        async with pool.acquire() as connection, transaction(connection, COUNTER, self.tenant_id):
            rows = await connection.fetch(_CONNECTED, self.tenant_id)
        return {
            entry_id: row["often"] for row in rows if isinstance(entry_id := json.loads(row["value"]), str)
        }

    async def answer(self, report_id: str, outcome: Outcome, words: str = "") -> Report:
        """Answer one; whoever sent it hears of it with the next sync.

        Raises:
            NotFoundError: There is no such Correction or Gap.
            BadInputError: The words are too many.
        """
        words = inert(words).strip()
        if len(words) > _LONGEST:
            raise BadInputError(f"An answer has at most {_LONGEST} characters. Nothing was sent.")

        async def once() -> Report:
            pool = await self.databases.book_pool(self.tenant_id)
            async with pool.acquire() as connection, transaction(connection, WORKER, self.tenant_id):
                return await self._answer(connection, report_id, outcome, words)

        return await retried(once)

    async def _answer(self, connection: Connection, report_id: str, outcome: Outcome, words: str) -> Report:
        await _as_officer(connection)
        kinds = (Correction.entity, Gap.entity)
        found = await _standing(connection, self.tenant_id, kinds, report_id)
        if not found:
            raise NotFoundError(
                "There is no correction and no gap with that id at the hub. Nothing was sent. "
                "See: hub book corrections, hub book gaps"
            )
        report = found[0]
        about = await connection.fetch(_ABOUT, self.tenant_id, kinds, report_id)
        values = {
            "outcome": outcome.value,
            "answer": words,
            "answered_at": self.now.isoformat(),
        }
        clock = max((row["clock"] for row in about), default=START)
        author_id = about[0]["author_id"]
        # The log takes a change only from its author; this one belongs to whoever sent the Correction.
        await connection.execute(
            "SELECT set_config('kit.worker', $1, true), set_config('kit.device', $2, true)", author_id, _HUB
        )
        before = await take(connection, self.tenant_id, len(values))
        for number, (field, value) in enumerate(values.items(), 1):
            clock = next_reading(clock, int(self.now.timestamp() * 1000))
            seen = [row["id"] for row in about if row["field"] == field]
            await connection.execute(
                _WRITE,
                *(self.tenant_id, before + number, new_id(), report.kind, report.id, field),
                *(encode_value(value), self.worker_id, _HUB, clock, seen[-1:], author_id),
            )
        return (await _standing(connection, self.tenant_id, kinds, report_id))[0]


async def _as_officer(connection: Connection) -> None:
    await connection.execute(
        "SELECT set_config('kit.officer', 'yes', true), set_config('kit.worker', '', true)"
    )


async def _standing(
    connection: Connection, tenant_id: str, kinds: tuple[str, ...], report_id: str | None
) -> list[Report]:
    """Return reports as they stand, those that came in part left out."""
    by_id: dict[tuple[str, str], dict[str, Any]] = {}
    for row in await connection.fetch(_STANDING, tenant_id, kinds, report_id):
        by_id.setdefault((row["entity"], row["entity_id"]), {})[row["field"]] = json.loads(row["value"])
    return [report for (kind, id_), values in by_id.items() if (report := _report(kind, id_, values))]


def _report(kind: str, report_id: str, values: Mapping[str, Any]) -> Report | None:
    """Return a report from its fields, or None when its own are not all there."""
    told = {
        name: inert(value)
        for name, value in values.items()
        if isinstance(value, str) and name in Report.__dataclass_fields__ and name not in ("id", "kind")
    }
    needed = ("kept_at", "words") if kind == Gap.entity else ("kept_at", "entry_id", "fault")
    return Report(report_id, kind, **told) if all(told.get(name) for name in needed) else None
