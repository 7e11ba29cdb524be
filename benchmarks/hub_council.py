"""Invented councils for benchmarks/hub.py: workers with a laptop and people each, and what they write in a day.

Every person is their worker's and the next worker's in the ring, so that what one pushes another has to pull. Half of
the people were asked who may see their story (the team may); for the others nobody was asked yet.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from big import changes_of, talk_of
from conversation_kit.model.clock import next_reading, wall_ms
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.sync.wire import Row

WORKERS, PEOPLE = 25, 6
_EDITED = 0.5  # of the notes: once more, in other words
_WORDS = (20, 200)  # characters of a note


@dataclass
class Laptop:
    """A worker's laptop, and what it writes.

    Attributes:
        own: Ids of the people whom its worker brought.
        scope: Ids of all whom its worker works with.
        colleague: Whose laptop pushes what this one pulls.
        cursor: Where its next pull goes on.
    """

    tenant_id: str
    own: list[str]
    scope: list[str] = field(default_factory=list)
    worker: Worker = field(default_factory=lambda: Worker(new_id(), "Ruth"))
    device_id: str = field(default_factory=new_id)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    colleague: "Laptop | None" = None
    cursor: int = 0

    def days(self, rng: random.Random) -> Iterator[Row]:
        """Yield the changes of one day after another: talks with notes, assets, connections and deals, and edits."""
        clock = f"{wall_ms():015d}.000000"
        for person_id in itertools.cycle(self.own):
            person = Person(person_id, "Ada")
            began = datetime.now(UTC) - timedelta(minutes=rng.randrange(600))
            for record in talk_of(person, self.worker, began, rng, last=True):
                for new in changes_of(record):
                    value = _as_long_as_notes_are(new.value, rng) if new.field == "text" else new.value
                    clock = next_reading(clock, wall_ms())
                    row = self._row(new.person_id, new.entity, new.entity_id, new.field, value, clock, [])
                    yield row
                    if new.field == "text" and rng.random() < _EDITED:
                        clock = next_reading(clock, wall_ms())
                        value = _as_long_as_notes_are(value, rng)
                        yield self._row(*row[:5][1:], value, clock, [row[0]])

    def batches(self, rng: random.Random, size: int) -> Iterator[list[Row]]:
        """Yield its days in batches of ``size`` changes."""
        days = self.days(rng)
        while True:
            yield list(itertools.islice(days, size))

    def _row(self, *about: Any) -> Row:
        person_id, entity, entity_id, name, value, clock, base = about
        wrote = (self.worker.id, self.device_id)
        return [new_id(), person_id, entity, entity_id, name, value, *wrote, clock, base]


def _as_long_as_notes_are(text: str, rng: random.Random) -> str:
    """Return JSON text of a note, cut or drawn out to some length that notes have."""
    words = text.strip('"')
    length = rng.randint(*_WORDS)
    return '"' + (words * (length // len(words) + 1))[:length].strip() + '"'


def councils(tenants: int, workers: int) -> list[Laptop]:
    """Return the laptops of some councils: the first worker of each, then the second of each, and so on."""
    rows = [
        [Laptop(f"council-{n}", [new_id() for _ in range(PEOPLE)]) for _ in range(workers)]
        for n in range(tenants)
    ]
    for row in rows:
        for laptop, next_one in zip(row, (*row[1:], row[0]), strict=True):
            laptop.scope += laptop.own
            next_one.scope += laptop.own
            next_one.colleague = laptop
    return [laptop for workers_of in zip(*rows, strict=True) for laptop in workers_of]


async def move_in(url: str, laptops: list[Laptop]) -> None:
    """Put councils into a prepared database: tenants, workers, enrolled devices, people, and who works with whom."""
    tenants = sorted({laptop.tenant_id for laptop in laptops})
    everybody = [(laptop, person) for laptop in laptops for person in laptop.own]
    tables: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {
        "tenant": (("tenant_id", "name", "history"), [(one, one, new_id()) for one in tenants]),
        "counter": (("tenant_id",), [(one,) for one in tenants]),
        "worker": (
            ("tenant_id", "worker_id", "name", "role"),
            [(one.tenant_id, one.worker.id, one.worker.name, "worker") for one in laptops],
        ),
        "device": (
            ("tenant_id", "device_id", "worker_id", "public_key", "enrolled_seq"),
            [(one.tenant_id, one.device_id, one.worker.id, _public(one.key), 0) for one in laptops],
        ),
        "person": (
            ("tenant_id", "person_id", "asked"),
            [(one.tenant_id, person, n % 2 == 0) for n, (one, person) in enumerate(everybody)],
        ),
        "item": (
            ("tenant_id", "item_id", "person_id", "owner_id", "asked", "audiences"),
            [
                (one.tenant_id, person, person, one.worker.id, n % 2 == 0, ["team"] if n % 2 == 0 else [])
                for n, (one, person) in enumerate(everybody)
            ],
        ),
        "access": (
            ("tenant_id", "grantee", "person_id", "kind", "granted_by"),
            [
                (one.tenant_id, one.worker.id, person, "worker", one.worker.id)
                for one in laptops
                for person in one.scope
            ],
        ),
    }
    connection = await asyncpg.connect(url)
    try:
        for table, (columns, rows) in tables.items():
            await connection.copy_records_to_table(table, columns=columns, records=rows)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
