"""The Book as it is opened and asked: entries, facts, search for people."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

from conversation_kit.book.codec import from_json
from conversation_kit.book.filling import Fetched, Making, fill
from conversation_kit.book.lazily import Entries
from conversation_kit.book.names import NameIndex
from conversation_kit.book.opened import OpenedBook, undamaged
from conversation_kit.book.search import any_query, fold, meant_query, typed_query
from conversation_kit.book.settled_doubles import Settled, load_settled
from conversation_kit.errors import NotFoundError
from conversation_kit.model.entries import Entry

_SURE_OF_A_NAME = 0.85  # likeness from which a misspelt name goes before words found in descriptions
# How much a word weighs by where it stands: name, organisation, description, terms, places.
_WEIGHTS = "8.0, 3.0, 1.0, 3.0, 2.0"
_GUESSES = 10  # names that are like what was typed, and no more than like it
_REMEMBERED = 500  # entries that were looked at one by one


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

    An import can put the next Book in its place at any time, and this one serves on until it is closed. Entries are
    read from the file when they are looked at.
    """

    def __init__(self, opened: OpenedBook, settled: Settled | None = None) -> None:
        self._opened = opened
        self._settled = settled or Settled()
        self._together: dict[str, tuple[str, ...]] | None = None
        self._one = lru_cache(maxsize=_REMEMBERED)(self._read_one)

    @classmethod
    def open(cls, path: Path, *, like: "Book | None" = None) -> Self:
        """Open the Book at ``path``.

        Args:
            path: Where it stands.
            like: A Book opened before: while the file is the same, it is opened once for both.

        Raises:
            NotFoundError: there is no Book yet.
            DamagedBookError: the file is damaged, or no Book.
            StorageError: it was written by a newer version.
        """
        if not path.is_file():
            raise NotFoundError(
                "There is no Community Book on this laptop yet. Bring one in with: conversation-kit book import SOURCE"
            )
        with undamaged():
            opened = like.opened_at(path) if like is not None else None
            return cls(opened or OpenedBook.read(path), load_settled(path.parent))

    @classmethod
    def in_memory(cls, entries: Sequence[Entry], *, sources: Sequence[str] = ()) -> Self:
        """Return a Book of ``entries`` that is in no file."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        named = tuple(sources) or tuple(dict.fromkeys(entry.source for entry in entries if entry.source))
        fill(connection, entries, Making(named, datetime.now(UTC), 0))
        return cls(OpenedBook(connection))

    def opened_at(self, path: Path) -> OpenedBook | None:
        """Return what this Book has open, held once more, when that is still the file at ``path``."""
        return self._opened.again(path)

    @property
    def opened(self) -> OpenedBook:
        """What it reads: the same one for all that were opened ``like`` it, while the file is the same."""
        return self._opened

    def close(self) -> None:
        """Let go of it."""
        self._opened.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def size(self) -> int:
        """How many entries it has."""
        return int(self._rows("SELECT count(*) FROM entry")[0][0])

    @property
    def content_digest(self) -> str:
        """What tells what its entries say from what those of another Book say."""
        known = dict(
            self._rows("SELECT name, value FROM fact WHERE name IN ('content', 'fetched_at', 'version')")
        )
        # A Book that was made by an earlier version of the kit has no digest.
        return str(known.get("content") or f"{known['fetched_at']} {known['version']} {self.size}")

    @property
    def fetched_at(self) -> datetime:
        """When its entries were fetched (timezone-aware)."""
        rows = self._rows("SELECT value FROM fact WHERE name = 'fetched_at'")
        with undamaged():
            return datetime.fromisoformat(rows[0][0])

    def entries(self) -> Entries:
        """Return every entry, in the order of the feed."""
        return self._these(range(1, self.size + 1))

    def by_name(self) -> Entries:
        """Return every entry in the order of the names, those that are one shown once."""
        names = self._all_names()
        numbers = sorted(range(1, len(names) + 1), key=lambda number: names[number - 1].casefold())
        return self._these(self._once(numbers))

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry, or None when the Book has none of this id."""
        number = self._number(entry_id)
        return None if number is None else self._one(number)

    def also(self, entry_id: str) -> list[Entry]:
        """Return the entries that are one and the same as this one, from other sources or under other ids."""
        same = (self.entry(other) for other in self._doubles.get(entry_id, ()))
        return [entry for entry in same if entry is not None]

    def settle(self, settled: Settled) -> None:
        """Go by these decisions about doubles from now on."""
        self._settled, self._together = settled, None

    @property
    def _doubles(self) -> dict[str, tuple[str, ...]]:
        if self._together is None:
            rows = self._rows("SELECT value FROM fact WHERE name = 'doubles'")
            with undamaged():
                pairs = [(one, other) for one, other in json.loads(rows[0][0] if rows else "[]")]
            self._together = self._settled.groups(pairs)
        return self._together

    def _once(self, numbers: Iterable[int]) -> list[int]:
        """Return ``numbers`` without those of entries that are one with an earlier one."""
        same: dict[int, set[int]] = {}
        for entry_id, others in self._doubles.items():
            number = self._number(entry_id)
            if number is not None:
                same[number] = {n for other in others if (n := self._number(other)) is not None}
        kept: dict[int, None] = {}
        for number in numbers:
            if number not in same or not any(other in kept for other in same[number]):
                kept[number] = None
        return list(kept)

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
        with undamaged():
            return Making(
                sources=tuple(json.loads(known["sources"])),
                fetched_at=datetime.fromisoformat(known["fetched_at"]),
                version=int(known["version"]),
                fetched=tuple(
                    Fetched(a, b, tag, tuple(json.loads(ids)), bool(last)) for a, b, tag, ids, last in rows
                ),
                reading=int(known["reading"]),
                doubles=tuple((one, other) for one, other in json.loads(known.get("doubles", "[]"))),
                origin=known.get("origin", ""),
                published=int(known.get("published", "0")),
                digest=known.get("digest", ""),
            )

    def search(self, words: str, *, limit: int = 50) -> list[Entry]:
        """Return entries for words somebody is typing, best first: names first, then words anywhere.

        The last word may be unfinished; names are found although misspelt.
        """
        return list(self.search_lazily(words, limit=limit))

    def search_lazily(self, words: str, *, limit: int) -> Entries:
        """Return what ``search`` does, each entry read when it is looked at, as long as the Book is open."""
        held = self._names.find(words, limit=limit)
        guessed = [] if held and held[0][1] >= _SURE_OF_A_NAME else self._names.guess(words, limit=_GUESSES)
        names = [*guessed, *held]
        sure = [at + 1 for at, likeness in names if likeness >= _SURE_OF_A_NAME]
        unsure = [at + 1 for at, likeness in names if likeness < _SURE_OF_A_NAME]
        found = [*sure, *self._found(words, limit), *unsure]
        if len(found) == len(unsure) and not held:
            # Nothing has all the words: better something that has some of them, anywhere, than nothing.
            found += self._ranked(fold(words), limit)
        return self._these(self._once(list(dict.fromkeys(found))[:limit]))

    def named(self, words: str, *, limit: int) -> list[Entry]:
        """Return entries whose names hold every word typed, misspelt or unfinished perhaps; best first."""
        return list(self._these(self._once(at + 1 for at, _likeness in self._names.find(words, limit=limit))))

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._all_names())

    def _ranked(self, terms: Sequence[str], limit: int) -> list[int]:
        """Return numbers of entries that hold any of the words, in any of its forms, best first (BM25)."""
        query = any_query(terms)
        if not query:
            return []
        rows = self._rows(
            f"SELECT rowid FROM meant WHERE meant MATCH ? ORDER BY bm25(meant, {_WEIGHTS}), rowid LIMIT ?",  # noqa: S608
            query,
            limit,
        )
        return [number for (number,) in rows]

    def _found(self, words: str, limit: int) -> list[int]:
        """Return numbers of entries with all the words, in any form, then with the last one unfinished."""
        meant, typed = meant_query(words), typed_query(words)
        if not meant:
            return []
        rows = self._rows(
            f"SELECT rowid FROM meant WHERE meant MATCH ? ORDER BY bm25(meant, {_WEIGHTS}), rowid LIMIT ?",  # noqa: S608
            meant,
            limit,
        ) + self._rows("SELECT rowid FROM typed WHERE typed MATCH ? ORDER BY rowid LIMIT ?", typed, limit)
        return [row for (row,) in rows]

    def _these(self, numbers: Sequence[int]) -> Entries:
        return Entries(numbers, self._one, self._read)

    def _read_one(self, number: int) -> Entry:
        return self._read([number])[0]

    def _read(self, numbers: Sequence[int]) -> list[Entry]:
        rows = dict(self._rows(f"SELECT n, body FROM entry WHERE n IN ({_marks(numbers)})", *numbers))  # noqa: S608
        with undamaged():
            return [from_json(rows[number]) for number in numbers]

    def _number(self, entry_id: str) -> int | None:
        rows = self._rows("SELECT n FROM entry WHERE id = ?", entry_id)
        return int(rows[0][0]) if rows else None

    def _all_names(self) -> list[str]:
        return [name for (name,) in self._rows("SELECT json_extract(body, '$.name') FROM entry ORDER BY n")]

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._opened.rows(query, values)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
