"""The Book as it is opened and asked: entries, facts, search for people, candidates for matching."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Self

from conversation_kit.book.codec import from_json
from conversation_kit.book.filling import Fetched, Making, fill
from conversation_kit.book.schema import SCHEMA_VERSION, bring_up_to_date, version_of
from conversation_kit.book.search import NameIndex, any_query, fold, meant_query, typed_query
from conversation_kit.book.settled_doubles import Settled, load_settled
from conversation_kit.errors import NotFoundError, StorageError
from conversation_kit.model.entries import Entry

_SURE_OF_A_NAME = 0.85  # likeness from which a misspelt name goes before words found in descriptions
# How much a word weighs by where it stands: name, organisation, description, terms, places.
_WEIGHTS = "8.0, 3.0, 1.0, 3.0, 2.0"


class DamagedBookError(StorageError):
    """The Book's file cannot be read, or not wholly; an import may replace it."""


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What is known of the Book as a whole.

    Attributes:
        entries: How many.
        sources: Where they came from.
        fetched_at: When they were fetched (timezone-aware).
        version: Count of imports since the Book was begun.
        never_checked: Entries that do not say when anybody looked at them.
        oldest_checked: The longest ago that an entry was checked, ISO day, or empty when none says.
    """

    entries: int
    sources: tuple[str, ...]
    fetched_at: datetime
    version: int
    never_checked: int = 0
    oldest_checked: str = ""


class Book:
    """The Community Book, read-only. Safe to ask from any thread.

    The whole file is copied into memory when it is opened (40 MB and a few hundredths of a second for 20,000
    entries), so that no reader ever holds it open: an import can put the next Book in its place at any time,
    on Windows too, and this one serves on until it is closed.
    """

    def __init__(self, connection: sqlite3.Connection, settled: Settled | None = None) -> None:
        self._connection = connection
        self._settled = settled or Settled()
        self._together: dict[str, tuple[str, ...]] | None = None
        self._lock = Lock()
        self._entries: tuple[Entry, ...] | None = None
        self._at: dict[str, int] = {}
        self._names: NameIndex | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the Book at ``path``.

        Raises:
            NotFoundError: there is no Book yet.
            DamagedBookError: the file is damaged, or no Book.
            StorageError: it was written by a newer version.
        """
        if not path.is_file():
            raise NotFoundError(
                "There is no Community Book on this laptop yet. Bring one in with: conversation-kit book import SOURCE"
            )
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            with _undamaged():
                with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
                    file.backup(memory)
                _check_version(memory)
        except StorageError:
            memory.close()
            raise
        return cls(memory, load_settled(path.parent))

    @classmethod
    def in_memory(cls, entries: Sequence[Entry], *, sources: Sequence[str] = ()) -> Self:
        """Return a Book of ``entries`` that is in no file."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        named = tuple(sources) or tuple(dict.fromkeys(entry.source for entry in entries if entry.source))
        fill(connection, entries, Making(named, datetime.now(UTC), 0))
        return cls(connection)

    def close(self) -> None:
        """Let go of it."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def entries(self) -> Sequence[Entry]:
        """Return every entry, in the order of the feed."""
        if self._entries is None:
            rows = self._rows("SELECT body FROM entry ORDER BY n")
            with _undamaged():
                found = tuple(from_json(body) for (body,) in rows)
            self._at = {entry.id: at for at, entry in enumerate(found)}
            self._entries = found
        return self._entries

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry, or None when the Book has none of this id."""
        if self._entries is not None:
            at = self._at.get(entry_id)
            return None if at is None else self._entries[at]
        rows = self._rows("SELECT body FROM entry WHERE id = ?", entry_id)
        with _undamaged():
            return from_json(rows[0][0]) if rows else None

    def also(self, entry_id: str) -> list[Entry]:
        """Return the entries that are one and the same as this one, from other sources or under other ids."""
        if self._together is None:
            self._together = self._settled.groups(self.making().doubles)
        same = (self.entry(other) for other in self._together.get(entry_id, ()))
        return [entry for entry in same if entry is not None]

    def settle(self, settled: Settled) -> None:
        """Go by these decisions about doubles from now on."""
        self._settled, self._together = settled, None

    def shown_once(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return ``entries`` without those that are one with an earlier one."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            if not any(same.id in kept for same in self.also(entry.id)):
                kept[entry.id] = entry
        return list(kept.values())

    def facts(self) -> BookFacts:
        """Return what is known of the Book as a whole."""
        making = self.making()
        days = [entry.checked for entry in self.entries()]
        checked = [day for day in days if day is not None]
        return BookFacts(
            entries=len(days),
            sources=making.sources,
            fetched_at=making.fetched_at,
            version=making.version,
            never_checked=len(days) - len(checked),
            oldest_checked=min(checked).isoformat() if checked else "",
        )

    def making(self) -> Making:
        """Return how the Book was made, with what APIs answered: the next import goes on from there."""
        known = dict(self._rows("SELECT name, value FROM fact"))
        rows = self._rows("SELECT source, address, etag, ids, last FROM fetched")
        with _undamaged():
            return Making(
                sources=tuple(json.loads(known["sources"])),
                fetched_at=datetime.fromisoformat(known["fetched_at"]),
                version=int(known["version"]),
                fetched=tuple(
                    Fetched(a, b, tag, tuple(json.loads(ids)), bool(last)) for a, b, tag, ids, last in rows
                ),
                reading=int(known["reading"]),
                doubles=tuple((one, other) for one, other in json.loads(known.get("doubles", "[]"))),
            )

    def search(self, words: str, *, limit: int = 50) -> list[Entry]:
        """Return entries for words somebody is typing, best first: names first, then words anywhere.

        The last word may be unfinished; names are found although misspelt.
        """
        entries = self.entries()
        names = self._named(words, limit)
        sure = [at for at, likeness in names if likeness >= _SURE_OF_A_NAME]
        unsure = [at for at, likeness in names if likeness < _SURE_OF_A_NAME]
        found = list(dict.fromkeys([*sure, *self._found(words, limit), *unsure]))
        if not found:  # nothing has all the words: better something that has some of them than nothing
            some = self.candidates(fold(words), limit=limit)
            return self.shown_once(
                entry for entry_id, _ in some if (entry := self.entry(entry_id)) is not None
            )
        return self.shown_once(entries[at] for at in found[:limit])

    def named(self, words: str, *, limit: int) -> list[Entry]:
        """Return entries whose names hold every word typed, misspelt or unfinished perhaps; best first."""
        entries = self.entries()
        return self.shown_once(entries[at] for at, _likeness in self._named(words, limit))

    def _named(self, words: str, limit: int) -> list[tuple[int, float]]:
        if self._names is None:
            self._names = NameIndex([entry.name for entry in self.entries()])
        return self._names.find(words, limit=limit)

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[tuple[str, float]]:
        """Return ids of entries that hold any of the terms, with a relevance above 0 (BM25), best first.

        A term is a word, in any of its forms, or a phrase.
        """
        query = any_query(terms)
        if not query:
            return []
        rows = self._rows(
            f"SELECT entry.id, bm25(meant, {_WEIGHTS}) AS rank FROM meant JOIN entry ON entry.n = meant.rowid "  # noqa: S608
            "WHERE meant MATCH ? ORDER BY rank, entry.n LIMIT ?",
            query,
            limit,
        )
        return [(entry_id, -rank) for entry_id, rank in rows]

    def _found(self, words: str, limit: int) -> list[int]:
        """Return positions of entries with all the words, in any form, then with the last one unfinished."""
        meant, typed = meant_query(words), typed_query(words)
        if not meant:
            return []
        rows = self._rows(
            f"SELECT rowid FROM meant WHERE meant MATCH ? ORDER BY bm25(meant, {_WEIGHTS}), rowid LIMIT ?",  # noqa: S608
            meant,
            limit,
        ) + self._rows("SELECT rowid FROM typed WHERE typed MATCH ? ORDER BY rowid LIMIT ?", typed, limit)
        return [row - 1 for (row,) in rows]

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with _undamaged(), self._lock:
            return self._connection.execute(query, values).fetchall()


@contextmanager
def _undamaged() -> Iterator[None]:
    """Turn what a damaged file makes of itself into one sentence; a mistake in the program stays what it is."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
        raise DamagedBookError(
            "The Community Book's file is damaged and cannot be read. "
            "Nothing else is touched. Import it again with: conversation-kit book import SOURCE"
        ) from error


def _check_version(connection: sqlite3.Connection) -> None:
    version = version_of(connection)
    if version > SCHEMA_VERSION:
        raise StorageError(
            "The Community Book was written by a newer version of Conversation Kit. It was left as it is. "
            "Update the kit, or import the Book again under another CONVERSATION_KIT_HOME."
        )
    if version == 0:
        raise sqlite3.DatabaseError("not a Book")
    bring_up_to_date(connection)
