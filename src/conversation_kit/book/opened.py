"""A Book's file as it is opened, shared by all that have the same Book open.

Windows does not let a file be replaced while anybody has it open, so there it is copied into memory first. Elsewhere it
is read where it stands: an import puts another file in its place, and this one lives on until nobody has it open.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Self

from conversation_kit.book.schema import SCHEMA_VERSION, bring_up_to_date, version_of
from conversation_kit.errors import StorageError

_Stamp = tuple[int, int, int]


class DamagedBookError(StorageError):
    """The Book's file cannot be read, or not wholly; an import may replace it."""


class OpenedBook:
    """The database of a Book. It is closed when the last who holds it lets go. Safe to ask from any thread.

    Args:
        connection: To the database.
        stamp: What tells the file it was read from, or None when there is none.
    """

    def __init__(self, connection: sqlite3.Connection, stamp: _Stamp | None = None) -> None:
        self._connection = connection
        self._stamp = stamp
        self._lock = Lock()
        self._holders = 1

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open the file at ``path``.

        Raises:
            sqlite3.Error: it is damaged, or no Book.
            StorageError: it was written by a newer version.
        """
        stamp = _stamp(path)
        where = f"{path.resolve().as_uri()}?mode=ro&immutable=1"  # it is replaced, never written to
        connection = sqlite3.connect(where, uri=True, check_same_thread=False)
        try:
            older = _older(connection)
            if older or os.name == "nt":
                connection = _copied(connection)
                bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection, stamp)

    def again(self, path: Path) -> Self | None:
        """Hold it once more, if it is held at all and still what stands at ``path``; None otherwise."""
        with self._lock:
            if not self._holders or self._stamp is None or self._stamp != _stamp(path):
                return None
            self._holders += 1
            return self

    def let_go(self) -> None:
        """Hold it once less."""
        with self._lock:
            self._holders = max(0, self._holders - 1)
            if not self._holders:
                self._connection.close()

    def rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return all rows.

        Raises:
            DamagedBookError: the file was damaged.
        """
        with undamaged(), self._lock:
            return self._connection.execute(query, values).fetchall()


@contextmanager
def undamaged() -> Iterator[None]:
    """Turn what a damaged file makes of itself into one sentence; a mistake in the program stays what it is."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError) as error:
        raise DamagedBookError(
            "The Community Book's file is damaged and cannot be read. "
            "Nothing else is touched. Bring it in again: Ctrl+O, then Ctrl+R in the app, "
            "or conversation-kit book import SOURCE"
        ) from error


def _stamp(path: Path) -> _Stamp:
    """Return what tells a file from the one that takes its place."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _copied(file: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy in memory, the file closed."""
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(file):
        file.backup(memory)
    return memory


def _older(connection: sqlite3.Connection) -> bool:
    """Whether the file has to be brought up to date first.

    Raises:
        sqlite3.Error: it is damaged, or no Book.
        StorageError: it was written by a newer version.
    """
    version = version_of(connection)
    if version > SCHEMA_VERSION:
        raise StorageError(
            "The Community Book was written by a newer version of Conversation Kit. It was left as it is. "
            "Update the kit, or import the Book again under another CONVERSATION_KIT_HOME."
        )
    if version == 0:
        raise sqlite3.DatabaseError("not a Book")
    return version < SCHEMA_VERSION
