"""The encrypted file: opening it rightly, transactions, and the driver's errors in plain English."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from conversation_kit.errors import StorageError

_BUSY_MS = 5000
_WAL_PAGES = 4000  # 16 MB: writing the log back into the file is felt
_CACHE_KIB = 4096  # a person's story is 400 KB; 8 MB made no query quicker
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary code in the low byte


class InUseError(StorageError):
    """Another window or program is writing to the vault."""


class Store:
    """One connection to the encrypted file; use it in the thread that made it.

    Args:
        path: The file; it is made when it is not there.
        data_key: 32 bytes, from ``keys``.

    Raises:
        StorageError: The file cannot be opened: another key, damage, disk.
    """

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._data_key = data_key
        with plainly():
            _make_private(path)
            self._connection = dbapi2.connect(str(path), isolation_level=None)
            try:
                self._prepare(data_key)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, data_key: bytes) -> None:
        run = self._connection.execute
        # Before the key: a wrong one writes to standard error otherwise, across the screen.
        run("PRAGMA cipher_log_level = NONE")
        run(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        run(f"PRAGMA busy_timeout = {_BUSY_MS}")
        # Sorting and temporary tables stay in memory: nothing readable on disk.
        run("PRAGMA temp_store = MEMORY")
        run("SELECT count(*) FROM sqlite_master").fetchone()  # the first page tells whether the key fits
        if run("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise StorageError(
                "The vault cannot be kept safely in this folder, which may stand on a network drive. Nothing "
                "was changed. Choose a folder on this computer's own disk."
            )
        # NORMAL lost acknowledged commits in simulated power cuts; macOS needs its own barrier besides.
        run("PRAGMA synchronous = FULL")
        if platform.system() == "Darwin":
            run("PRAGMA fullfsync = ON")
        run("PRAGMA secure_delete = ON")
        run(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA recursive_triggers = ON")  # or INSERT OR REPLACE would pass by the log's DELETE trigger
        run(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self._path

    @property
    def data_key(self) -> bytes:
        """The key it was opened with, for a second connection in another thread; empty once it is closed."""
        return self._data_key

    @property
    def connection(self) -> Any:
        """The driver's connection, for migrations and for filling the search index as they do."""
        return self._connection

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows.

        Raises:
            StorageError: The disk refused.
        """
        with plainly():
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
            return rows

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield rows one at a time, for what may be too many to hold.

        Raises:
            StorageError: The disk refused.
        """
        with plainly():
            yield from self._connection.execute(sql, values)

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement and return how many rows it touched. Belongs into a ``transaction``.

        Raises:
            StorageError: The disk refused.
        """
        with plainly():
            return int(self._connection.execute(sql, values).rowcount)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of ``rows``. Belongs into a ``transaction``.

        Raises:
            StorageError: The disk refused.
        """
        with plainly():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self, *, wait: bool = True) -> Iterator[None]:
        """All or nothing; on disk when it ends. Waits up to 5 s for another process that is writing.

        Begun within another one it is part of that one, and on disk when that one ends.

        Args:
            wait: Whether to wait for another process at all.

        Raises:
            InUseError: Another process was writing all that time; nothing was begun.
            StorageError: The disk refused; nothing of the transaction was kept.
        """
        if self._connection.in_transaction:
            yield
            return
        with nullcontext() if wait else self._impatiently():
            self.write("BEGIN IMMEDIATE")
        try:
            yield
            self.write("COMMIT")
        except BaseException:
            # A full disk may have rolled back already.
            if self._connection.in_transaction:
                self.write("ROLLBACK")
            raise

    @contextmanager
    def _impatiently(self) -> Iterator[None]:
        patience = self.read("PRAGMA busy_timeout")[0][0]
        self.read("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.read(f"PRAGMA busy_timeout = {patience}")

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log in when this was the last connection."""
        self._data_key = b""
        with plainly():
            self._connection.close()


@contextmanager
def plainly() -> Iterator[None]:
    """Turn the driver's errors into a ``StorageError``; a mistake in the program stays what it is."""
    try:
        yield
    except dbapi2.ProgrammingError:
        raise
    except dbapi2.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        name = getattr(error, "sqlite_errorname", None) or type(error).__name__
        known = None if code is None else _SENTENCES.get(code & _PRIMARY)
        kind = InUseError if known == _IN_USE else StorageError
        raise kind(known or _OTHER.format(name=name)) from error
    except OSError as error:
        raise StorageError(_OTHER.format(name=error.strerror or type(error).__name__)) from error


def _make_private(path: Path) -> None:
    """Make the file, readable by its owner only; SQLite gives -wal and -shm the same rights."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


_KEPT = "What was saved before is kept; the last change was not saved."
_SAFE_COPY = "copy the vault's folder to a safe place"
_NOT_ALLOWED = f"This account may not use the vault's file. {_KEPT} Sign in as the one who set it up."
_IN_USE = (
    f"Another window or program is using the vault and did not let go. {_KEPT} Close the other one, or wait "
    "a moment and try again."
)
_OTHER = f"The vault could not be used ({{name}}). {_KEPT} Try again; if it stays so, {_SAFE_COPY}."
_SENTENCES: Mapping[int, str] = {
    dbapi2.SQLITE_FULL: f"The disk is full. {_KEPT} Make some room, then try again.",
    dbapi2.SQLITE_READONLY: (
        f"The vault cannot be written: its file or disk is read-only. {_KEPT} Make it writable, then try "
        "again."
    ),
    dbapi2.SQLITE_PERM: _NOT_ALLOWED,
    dbapi2.SQLITE_AUTH: _NOT_ALLOWED,
    dbapi2.SQLITE_CANTOPEN: (
        "The vault's file could not be opened. Nothing in it was changed. Check that its folder is there and "
        "yours to write in, then try again."
    ),
    dbapi2.SQLITE_BUSY: _IN_USE,
    dbapi2.SQLITE_LOCKED: _IN_USE,
    dbapi2.SQLITE_CORRUPT: (
        f"The vault's file is damaged. It was left as it is: {_SAFE_COPY} before anything else, then put "
        "back the last good copy."
    ),
    dbapi2.SQLITE_NOTADB: (
        "The vault's file does not open with its key: the key file and the vault do not belong together, or "
        f"the vault is damaged. Nothing was changed: {_SAFE_COPY}, then put back the last good copy of both "
        "files."
    ),
    dbapi2.SQLITE_IOERR: (
        f"The disk failed while the vault was in use. {_KEPT} Check the disk, {_SAFE_COPY}, then try again."
    ),
    dbapi2.SQLITE_NOMEM: f"The computer ran out of memory. {_KEPT} Close other programs, then try again.",
}
