"""What a knowledge officer does with the hub's Book, each in one transaction of its tenant."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversation_kit.book.freshness import freshness
from conversation_kit.book.harvest import Progress
from conversation_kit.book.likely_doubles import Pair, likely_doubles
from conversation_kit.book.places import Gazetteer
from conversation_kit.errors import NotFoundError
from conversation_kit.hub import audit
from conversation_kit.hub.book import store
from conversation_kit.hub.book.field_words import meant
from conversation_kit.hub.book.fields import values_of
from conversation_kit.hub.book.importing import Brought, Gathered, Wish, before_import, bring_in, gather
from conversation_kit.hub.book.overlay import CHECKED, Edit
from conversation_kit.hub.book.publishing import Publication, publish, published_entries
from conversation_kit.hub.book.words import plain, wanted
from conversation_kit.hub.database import ADMIN, Connection, Databases, retried, transaction
from conversation_kit.model.entries import Entry, Status

_OFFICER = "knowledge-officer"  # who exactly stands with the version


@dataclass(frozen=True, slots=True)
class BookStatus:
    """How the hub's Book stands.

    Attributes:
        version: Published last; 0 when none was.
        published_at: When, or None.
        published: Entries in it.
        entries: Entries in the working copy.
        unpublished: How many of them, or of those that were published, are not as they were published.
        edits: Fields that the officer has edited over a source.
        moved: Of those, how many whose source changed since.
        sources: Where the entries came from.
        imported_at: When last, or None.
        never_checked: Entries nobody is known to have checked.
        schedule: When the next import is due and what became of the last, or None without one.
    """

    version: int
    published_at: datetime | None
    published: int
    entries: int
    unpublished: int
    edits: int
    moved: int
    sources: str
    imported_at: datetime | None
    never_checked: int
    schedule: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Office:
    """One tenant's Book, as its officer works on it.

    Attributes:
        databases: Where the tenants are.
        tenant_id: Whose Book.
        by: Who works, for what is written down; empty when nobody said.
        now: The time.
        gazetteer: The places that are known; loaded only where something is published.
    """

    databases: Databases
    tenant_id: str
    now: datetime
    by: str = ""
    gazetteer: Callable[[], Gazetteer] = Gazetteer.load

    async def bring_in(
        self, wish: Wish, *, publishing: bool, progress: Callable[[Progress], None] | None = None
    ) -> tuple[Brought, Publication | None]:
        """Import the sources; what they name together is the whole Book. Publish it, where asked.

        Raises:
            KitError: as the laptop's importer does; nothing was changed.
        """
        async with self._holding() as connection:
            before = await before_import(connection, self.tenant_id)
        gathered = await gather(before, wish, now=self.now, progress=progress)
        return await retried(lambda: self._keep(gathered, publishing=publishing))

    async def publish(self) -> Publication:
        """Publish the working copy."""

        async def once() -> Publication:
            async with self._holding() as connection:
                return await self._publish(connection)

        return await retried(once)

    async def edit(self, entry_id: str, typed: Mapping[str, str]) -> Entry:
        """Lay what was typed over an entry's fields; return it as the Book has it now.

        Args:
            entry_id: Of the entry.
            typed: Words by field (``fields.TYPED``); empty words take away what stands there.

        Raises:
            NotFoundError: The Book has none of that id.
            BadInputError: Words cannot be read as what they are for.
        """
        async with self._holding() as connection:
            _, body = await store.entry(connection, self.tenant_id, entry_id)
            return await self._edit(connection, entry_id, values_of(typed, body))

    async def check(self, entry_id: str) -> Entry:
        """Say that the officer has checked an entry today. Raises NotFoundError."""
        async with self._holding() as connection:
            return await self._edit(connection, entry_id, {CHECKED: self.now.date().isoformat()})

    async def close(self, entry_id: str, status: Status) -> Entry:
        """Say that a group has closed, for now or for good. Raises NotFoundError."""
        async with self._holding() as connection:
            return await self._edit(connection, entry_id, {"status": status.value})

    async def edits(self) -> list[tuple[Edit, str]]:
        """Return the edits that stand, each with its entry's name (empty when its source no longer lists it)."""
        async with self._holding() as connection:
            names = {entry.id: entry.name for entry in await store.entries(connection, self.tenant_id)}
            return [
                (one, names.get(one.entry_id, "")) for one in await store.edits(connection, self.tenant_id)
            ]

    async def settle_edit(self, entry_id: str, field: str, *, take_source: bool) -> None:
        """Answer a source that changed under an edit: keep the edit, or take the source.

        Args:
            entry_id: Of the entry.
            field: By any name of it (``field_words.meant``).
            take_source: Whether the source counts again.

        Raises:
            NotFoundError: There is no such edit.
        """
        async with self._holding() as connection:
            edited = {edit.field for edit in await store.edits(connection, self.tenant_id, entry_id)}
            for one in [name for name in meant(field) if name in edited] or [field]:
                await store.settle_edit(connection, self.tenant_id, entry_id, one, take_source=take_source)

    async def entries(self, words: str = "") -> list[Entry]:
        """Return the working copy, or what of it holds all of the words, those checked longest ago first."""
        async with self._holding() as connection:
            found = await store.entries(connection, self.tenant_id)
        asked = wanted(words)
        fitting = [entry for entry in found if all(word in _said(entry) for word in asked)]
        today = self.now.date()
        return sorted(fitting, key=lambda entry: (str(freshness(entry, today).checked or ""), entry.id))

    async def entry(self, entry_id: str) -> tuple[Entry, Entry]:
        """Return an entry as its source has it, and as the Book has it. Raises NotFoundError."""
        async with self._holding() as connection:
            return await store.entry(connection, self.tenant_id, entry_id)

    async def published(self) -> list[Entry]:
        """Return the entries that are published.

        Raises:
            NotFoundError: Nothing was published yet.
        """
        async with self._holding() as connection:
            found = await published_entries(connection, self.tenant_id)
        if not found:
            raise NotFoundError(
                "Nothing of this hub's Book is published yet. Bring one in with: hub book import SOURCE"
            )
        return found

    async def doubles(self) -> tuple[list[tuple[Pair, bool | None]], dict[str, Entry]]:
        """Return entries that are likely one, with what was decided (None: nothing), and all entries by id."""
        async with self._holding() as connection:
            entries = await store.entries(connection, self.tenant_id)
            settled = await store.settled(connection, self.tenant_id)
        pairs = [
            (pair, settled.on(pair.one, pair.other))
            for pair in await asyncio.to_thread(likely_doubles, entries)
        ]
        return pairs, {entry.id: entry for entry in entries}

    async def settle(self, one: str, other: str, *, together: bool) -> None:
        """Decide that two entries are one, or two. Raises NotFoundError, RefusedError."""
        async with self._holding() as connection:
            await store.settle(connection, self.tenant_id, one, other, together=together)

    async def status(self) -> BookStatus:
        """Return how the Book stands."""
        async with self._holding() as connection:
            state = await connection.fetchrow("SELECT * FROM book_state WHERE tenant_id = $1", self.tenant_id)
            schedule = await connection.fetchrow(
                "SELECT every_hours, next_at, last_at, outcome FROM book_schedule WHERE tenant_id = $1",
                self.tenant_id,
            )
            entries = {entry.id: entry for entry in await store.entries(connection, self.tenant_id)}
            public = {entry.id: entry for entry in await published_entries(connection, self.tenant_id)}
            edits = await store.edits(connection, self.tenant_id)
        assert state is not None
        today = self.now.date()
        return BookStatus(
            version=state["version"],
            published_at=state["published_at"],
            published=len(public),
            entries=len(entries),
            unpublished=sum(entries.get(one) != public.get(one) for one in entries.keys() | public.keys()),
            edits=len(edits),
            moved=sum(edit.moved for edit in edits),
            sources=state["sources"],
            imported_at=state["imported_at"],
            never_checked=sum(freshness(entry, today).checked is None for entry in entries.values()),
            schedule=dict(schedule) if schedule else None,
        )

    @asynccontextmanager
    async def _holding(self) -> AsyncIterator[Connection]:
        """One transaction that holds the tenant's Book."""
        pool = await self.databases.book_pool(self.tenant_id)
        async with pool.acquire() as connection, transaction(connection, ADMIN, self.tenant_id):
            await store.hold(connection, self.tenant_id)
            yield connection

    async def _keep(self, gathered: Gathered, *, publishing: bool) -> tuple[Brought, Publication | None]:
        async with self._holding() as connection:
            brought = await bring_in(connection, self.tenant_id, gathered, now=self.now)
            return brought, await self._publish(connection) if publishing else None

    async def _publish(self, connection: Connection) -> Publication:
        done = await publish(connection, self.tenant_id, gazetteer=self.gazetteer(), now=self.now, by=self.by)
        if done.anything:
            await audit.note(
                connection, self.tenant_id, _OFFICER, "book-published", version=str(done.version)
            )
        return done

    async def _edit(self, connection: Connection, entry_id: str, values: Mapping[str, Any]) -> Entry:
        return await store.edit_entry(
            connection, self.tenant_id, entry_id, values, on=self.now.date(), by=self.by
        )


def _said(entry: Entry) -> str:
    return plain(f"{entry.id} {entry.name} {entry.organization} {entry.description}")
