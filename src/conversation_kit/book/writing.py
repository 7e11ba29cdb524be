"""Putting a new Book in the place of the old one, whole or not at all."""

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from glob import escape
from pathlib import Path

import stamina

from conversation_kit.book.filling import Making, fill
from conversation_kit.book.retries import quiet_retries
from conversation_kit.errors import StorageError
from conversation_kit.model.entries import Entry
from conversation_kit.model.ids import new_id

_A_DAY = 86_400  # seconds


def write_book(path: Path, entries: Sequence[Entry], making: Making) -> None:
    """Build the Book in a file beside ``path``, then put it in its place in one step.

    Until that step the old Book serves; when anything fails it stays, and the half-built file is removed. One that a
    power cut left goes the next time, once it is a day old: a younger one may be another process's.

    Raises:
        StorageError: the disk is full or does not let us write.
    """
    part = path.with_name(f".{path.name}.{new_id()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _build(part, entries, making)
        quiet_retries()
        _put_in_place(part, path)
        _clear_what_was_left(path)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The new Community Book could not be written ({error}). The old one is unchanged. "
            "Make room on the disk, or see that the folder can be written to, and import again."
        ) from error
    finally:
        with contextlib.suppress(OSError):  # already moved, or the disk is gone: nothing more to do here
            part.unlink(missing_ok=True)


def _build(part: Path, entries: Sequence[Entry], making: Making) -> None:
    connection = sqlite3.connect(part, check_same_thread=False)
    try:
        # The file is thrown away unless it is whole, so it needs no journal of its own.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        fill(connection, entries, making)
        connection.execute("INSERT INTO meant (meant) VALUES ('optimize')")
        connection.commit()
    finally:
        connection.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _clear_what_was_left(path: Path) -> None:
    for left in path.parent.glob(f".{escape(path.name)}.*.part"):
        with contextlib.suppress(OSError):  # gone by now, or still held: the next time
            if path.stat().st_mtime - left.stat().st_mtime > _A_DAY:
                left.unlink()


@stamina.retry(on=PermissionError, attempts=8, wait_initial=0.05, wait_max=0.5, timeout=5)
def _put_in_place(part: Path, path: Path) -> None:
    """Replace ``path``. On Windows a reader just copying the Book, or a virus scanner, may hold it for a moment."""
    part.replace(path)
