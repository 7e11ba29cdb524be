"""Importing into the hub's Book: the laptop's importer, and the officer's edits kept over what it brings."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from conversation_kit.book.cache import Book
from conversation_kit.book.filling import Fetched, Making
from conversation_kit.book.importing import Finding, ImportReport, Progress, import_sources
from conversation_kit.book.reading.strictly import entry_of
from conversation_kit.book.writing import write_book
from conversation_kit.hub.book import store
from conversation_kit.hub.book.overlay import Edit, after_import, by_entry, plain_of, with_edits
from conversation_kit.hub.database import Connection
from conversation_kit.model.entries import Entry


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants imported.

    Attributes:
        sources: Addresses, files, folders: together they are the whole Book.
        map_path: Which column is what, for spreadsheets among them.
        allow_removals: Let more than a third of the Book go.
    """

    sources: tuple[str, ...]
    map_path: Path | None = None
    allow_removals: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources hold, before anything of it is kept.

    Attributes:
        report: What the importer says.
        entries: What the sources say, by id.
        making: What their APIs answered.
    """

    report: ImportReport
    entries: tuple[Entry, ...]
    making: Making


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did to the working copy.

    Attributes:
        report: What the importer says.
        moved: Edits under which the source changed.
        settled: Edits that had nothing left to say, as the source says the same now.
    """

    report: ImportReport
    moved: tuple[Edit, ...]
    settled: tuple[Edit, ...]


async def before_import(connection: Connection, tenant_id: str) -> tuple[list[Entry], Making | None]:
    """Return what the next import goes on from: what the sources said, and what their APIs answered."""
    known = await connection.fetchval("SELECT making FROM book_state WHERE tenant_id = $1", tenant_id)
    return await store.source_entries(connection, tenant_id), _making(known) if known else None


async def gather(
    before: tuple[Sequence[Entry], Making | None],
    wish: Wish,
    *,
    now: datetime,
    progress: Callable[[Progress], None] | None = None,
) -> Gathered:
    """Read the sources; nothing is kept yet. Takes as long as the sources do, so it holds no transaction.

    Raises:
        BadInputError: no source was given, one of a kind we do not know, or a map does not fit.
        NotFoundError: a file or folder is not there.
        SourceError: a source cannot be read, or holds no service at all.
        RefusedError: more than a third of the Book would go.
    """
    return await asyncio.to_thread(_gather, before, wish, now, progress)


async def bring_in(connection: Connection, tenant_id: str, gathered: Gathered, *, now: datetime) -> Brought:
    """Make what was gathered the working copy, the edits over it, in a transaction that holds the Book."""
    edits = by_entry(await store.edits(connection, tenant_id))
    pairs: list[tuple[Entry, Entry]] = []
    new: list[Edit] = []
    old: list[Edit] = []
    for source in gathered.entries:
        standing: list[Edit] = []
        for edit in edits.get(source.id, ()):
            after = after_import(edit, source)
            if after is None:
                old.append(edit)
                continue
            standing.append(after)
            if after != edit:
                new.append(after)
        pairs.append((source, with_edits(source, standing)))
    await store.put_entries(connection, tenant_id, pairs)
    await store.put_edits(connection, tenant_id, new)
    await store.drop_edits(connection, tenant_id, old)
    await connection.execute(
        "UPDATE book_state SET sources = $2, making = $3, imported_at = $4 WHERE tenant_id = $1",
        *(tenant_id, json.dumps(gathered.making.sources), _making_text(gathered.making), now),
    )
    return Brought(gathered.report, tuple(edit for edit in new if edit.moved), tuple(old))


def _gather(
    before: tuple[Sequence[Entry], Making | None],
    wish: Wish,
    now: datetime,
    progress: Callable[[Progress], None] | None,
) -> Gathered:
    with TemporaryDirectory(prefix="conversation-kit-") as folder:
        path = Path(folder) / "book.sqlite"
        _write_before(path, before)
        report = import_sources(
            list(wish.sources),
            path,
            allow_removals=wish.allow_removals,
            now=now,
            progress=progress,
            map_path=wish.map_path,
        )
        with Book.open(path) as book:
            making = book.making()
            read = [(entry, entry_of(plain_of(entry))) for entry in book.entries()]
    refused = tuple(
        Finding(entry.id, entry.source, "It holds what cannot be published; left out.")
        for entry, kept in read
        if kept is None
    )
    entries = sorted((kept for _, kept in read if kept is not None), key=lambda entry: entry.id)
    return Gathered(replace(report, rejected=(*report.rejected, *refused)), tuple(entries), making)


def _write_before(path: Path, before: tuple[Sequence[Entry], Making | None]) -> None:
    """Put what the sources said into a file, where the importer looks for the Book in use."""
    entries, making = before
    if entries and making is not None:
        write_book(path, entries, making)


def _making_text(making: Making) -> str:
    held = asdict(making)
    return json.dumps({**held, "fetched_at": making.fetched_at.isoformat()})


def _making(text: str) -> Making:
    held = json.loads(text)
    return Making(
        sources=tuple(held["sources"]),
        fetched_at=datetime.fromisoformat(held["fetched_at"]),
        version=held["version"],
        fetched=tuple(Fetched(**{**one, "ids": tuple(one["ids"])}) for one in held["fetched"]),
        reading=held["reading"],
    )
