"""Full services fetched by an import that has not ended, kept beside the Book for the next one to go on from."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from conversation_kit.errors import StorageError

_KEPT_FOR = timedelta(days=1)
_TABLE = (
    "CREATE TABLE IF NOT EXISTS body (source TEXT, id TEXT, etag TEXT, body TEXT, kept_at TEXT, "
    "PRIMARY KEY (source, id))"
)


class Staging:
    """The staging file. Used from one thread."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def bodies(self, source: str) -> dict[str, tuple[object, str]]:
        """Return what an earlier run fetched from ``source`` within the last day: body and entity tag by id."""
        since = (self._now - _KEPT_FOR).isoformat()
        rows = self._connection.execute(
            "SELECT id, body, etag FROM body WHERE source = ? AND kept_at >= ?", (source, since)
        )
        return {service_id: (json.loads(body), etag) for service_id, body, etag in rows}

    def keep(self, source: str, service_id: str, document: object, etag: str) -> None:
        """Keep one body; it is on disk when this returns."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?, ?)",
                (source, service_id, etag, json.dumps(document), self._now.isoformat()),
            )


def staging_path(book: Path) -> Path:
    """Return where the staging file of the Book at ``book`` stands."""
    return book.with_name(f"{book.name}.staging")


@contextlib.contextmanager
def open_staging(book: Path, now: datetime) -> Iterator[Staging]:
    """Yield the staging file beside ``book``; a damaged one is begun anew.

    Raises:
        StorageError: the disk does not let us write.
    """
    path = staging_path(book)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(path)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"Nothing can be written beside the Community Book ({error}). It is unchanged. "
            "Make room on the disk and import again."
        ) from error
    try:
        yield Staging(connection, now)
    finally:
        connection.close()


def clear_staging(book: Path) -> None:
    """Remove the staging file once its import is whole. If that cannot be done now, it goes stale within a day."""
    with contextlib.suppress(OSError):
        staging_path(book).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_TABLE)
    except sqlite3.DatabaseError:
        connection.close()
        path.unlink()
        connection = sqlite3.connect(path)
        connection.execute(_TABLE)
    return connection
