"""Searching everybody's words: a full-text index inside the encrypted file, in step with what stands.

One row a record, holding its own words without anybody else's; what was taken out has none, and neither has what was
written under Stop. Like the projections it can be thrown away and worked out anew. It is never asked in the words as
they were typed: each is quoted, so that nothing typed is syntax.

It follows the log a little behind: putting the words of one note in touches some fifty pages, keeping the note seven.
How far it has come is kept beside it, so that nothing more is written with a change, and a power cut loses nothing: it
goes on from there. Whoever asks it anything lets it catch up first.
"""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from conversation_kit.errors import StorageError
from conversation_kit.vault.local import get_local, set_local
from conversation_kit.vault.searched_words import END, HIT, SEARCHED, Piece, found_in, pieces_of, typed_query
from conversation_kit.vault.store import Store, plainly

SEARCH_TABLES = (
    """
CREATE TABLE search_text (
    id INTEGER PRIMARY KEY,              -- a later record has a higher one
    person_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    text TEXT NOT NULL,                  -- its words, one field a line
    UNIQUE (entity, entity_id)
) STRICT
""",
    "CREATE INDEX search_text_person ON search_text (person_id)",
    """
CREATE VIRTUAL TABLE search USING fts5(
    text, content = 'search_text', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
)
""",
    # What is deleted leaves the index's pages at once, instead of a mark that hides it.
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
)
# Its own pages of 4,050 bytes do not fit into one of the file's, so that each filled two; pages there were may stay.
SMALL_PAGES = "INSERT INTO search (search, rank) VALUES ('pgsz', 900)"
"""Sets the size of what the index writes, which halves what one note touches."""
_REBUILD = "INSERT INTO search (search) VALUES ('rebuild')"
_CHECK = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
_FORGET = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)"
_UP_TO = "searchable"  # names the local value of how far it has come: the seq of the last change in it
HAS_ALL = (
    f"INSERT INTO local (name, value) SELECT '{_UP_TO}', CAST(coalesce(max(seq), 0) AS TEXT) FROM changes"  # noqa: S608
    " WHERE true ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
"""Notes that the index holds the words of every change there is."""
_AT_ONCE = 200  # changes in one transaction: a window that wants to write meanwhile waits for no more
_WORDS_AROUND = 18


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds all the words that were looked for.

    Attributes:
        person_id: Whose it is, or empty.
        pieces: The words around the hit, one after another; a line break stands between two fields.
    """

    entity: str
    entity_id: str
    person_id: str
    pieces: tuple[Piece, ...]


class SearchIndex:
    """The index in the vault's file.

    Args:
        store: The vault's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def catch_up(self, *, wait: bool = True) -> None:
        """Take in the words of every change there is.

        Args:
            wait: Whether to wait for another window that is writing.

        Raises:
            InUseError: Another window is writing.
            StorageError: The disk refused; it goes on from where it came to.
        """
        while self.catch_up_with(_AT_ONCE, wait=wait):
            pass

    def catch_up_with(self, most: int, *, wait: bool = True) -> bool:
        """Take in the words of up to ``most`` more changes, on disk when it ends; return whether there may be more.

        Args:
            most: How many changes.
            wait: Whether to wait for another window that is writing.

        Raises:
            InUseError: Another window is writing.
            StorageError: The disk refused; none of them was taken in.
        """
        if self._up_to() >= self._store.read("SELECT coalesce(max(seq), 0) FROM changes")[0][0]:
            return False
        with self._store.transaction(wait=wait):
            changes = self._store.read(  # from where it is now: another window may have been first
                "SELECT entity, entity_id, seq FROM changes WHERE seq > ? ORDER BY seq LIMIT ?",
                (self._up_to(), most),
            )
            if changes:
                self.refresh((entity, entity_id) for entity, entity_id, _seq in changes)
                set_local(self._store, _UP_TO, str(changes[-1][2]))
        return len(changes) == most

    def _up_to(self) -> int:
        return int(get_local(self._store, _UP_TO) or 0)

    def refresh(self, records: Iterable[tuple[str, str]]) -> None:
        """Work out the words of these records (entity, id) anew, the oldest first; belongs into a transaction."""
        for entity, entity_id in dict.fromkeys(records):
            if entity in SEARCHED:
                self._refresh_one(entity, entity_id)

    def _refresh_one(self, entity: str, entity_id: str) -> None:
        rows = self._store.read(
            "SELECT person_id, entity, entity_id, field, value FROM field WHERE entity = ? AND entity_id = ?"
            " ORDER BY person_id",
            (entity, entity_id),
        )
        now = next(found_in(rows), None)
        was = self._store.read(
            "SELECT id, person_id, text FROM search_text WHERE entity = ? AND entity_id = ?",
            (entity, entity_id),
        )
        if was and now and (now[0], now[3]) == was[0][1:]:
            return
        if was:
            self._store.write(_FORGET, (was[0][0], was[0][2]))
            self._store.write("DELETE FROM search_text WHERE id = ?", (was[0][0],))
        if now:
            # An altered record keeps its number, and with it its place among the others.
            number = was[0][0] if was else None
            self._store.write("INSERT INTO search_text VALUES (?,?,?,?,?)", (number, *now))
            self._store.write(
                "INSERT INTO search (rowid, text) SELECT id, text FROM search_text"
                " WHERE entity = ? AND entity_id = ?",
                (entity, entity_id),
            )

    def rebuild(self) -> None:
        """Throw everything away and work it out anew from what stands; belongs into a transaction."""
        with plainly():
            fill(self._store.connection)
        self._store.write(HAS_ALL)

    def clean(self) -> None:
        """Write the index anew from its own words: no page keeps a trace of what was deleted.

        Belongs into a transaction.
        """
        self._store.write(_REBUILD)

    def look_afresh(self) -> None:
        """Forget what this connection read of the index before another window wrote to it.

        SQLite's own check goes by what was read last, and would call a whole file damaged.
        """
        with suppress(StorageError):  # real damage is for that check to find
            self._store.read("SELECT 1 FROM search WHERE search MATCH '\"a\"' LIMIT 1")

    def agrees(self) -> bool:
        """Whether it holds the words that stand, all of them and no others, once it has caught up."""
        self.catch_up()
        known = self._store.stream(
            "SELECT person_id, entity, entity_id, text FROM search_text ORDER BY entity_id, entity"
        )
        standing = found_in(self._store.stream(_STANDING))
        if any(one != next(known, None) for one in standing) or next(known, None) is not None:
            return False
        try:
            self._store.write(_CHECK)
        except StorageError:
            return False
        return True

    def find(self, words: str, *, limit: int, of: Collection[str] | None = None) -> list[Hit]:
        """Return the records that hold every word, the last one perhaps unfinished; the newest first.

        Args:
            words: As typed, whatever that is. Capitals and accents make no difference.
            limit: How many at most.
            of: Ids of the people to look among; everybody without it.
        """
        query = typed_query(words)
        if not query:
            return []
        self.catch_up()
        among = "" if of is None else "AND s.person_id IN (SELECT value FROM json_each(?))"
        rows = self._store.read(
            "SELECT s.entity, s.entity_id, s.person_id, snippet(search, 0, ?, ?, '…', ?) FROM search"  # noqa: S608
            f" JOIN search_text s ON s.id = search.rowid WHERE search MATCH ? {among}"
            " ORDER BY search.rowid DESC LIMIT ?",
            (HIT, END, _WORDS_AROUND, query, *([] if of is None else [json.dumps(sorted(of))]), limit),
        )
        return [Hit(entity, entity_id, person, pieces_of(text)) for entity, entity_id, person, text in rows]


_STANDING = (
    "SELECT person_id, entity, entity_id, field, value FROM field ORDER BY entity_id, entity, person_id"
)


def fill(connection: Any) -> None:
    """Fill the index from what stands, all of it; belongs into a transaction.

    Args:
        connection: The driver's connection to the vault's file.
    """
    connection.execute("DELETE FROM search_text")
    connection.executemany(
        "INSERT INTO search_text (person_id, entity, entity_id, text) VALUES (?,?,?,?)",
        found_in(connection.execute(_STANDING)),
    )
    connection.execute(_REBUILD)
