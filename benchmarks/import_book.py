"""The import of a 20,000-entry Book against ``json.load`` and a bare ``executemany`` of the same rows, in turn.

The peer reads the same file and writes the rows that the Book ends up with, ready-made: the same three tables with the
same columns, the two full-text ones included, in one transaction. It cleans nothing, reads no dates, looks for no
doubles and does not fold the index together, all of which the import does.

Run: python benchmarks/import_book.py [--runs 3]
"""

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from big import big_feed
from conversation_kit.book.cache import Book
from conversation_kit.book.filling import columns_of
from conversation_kit.book.importing import import_sources
from conversation_kit.book.schema import bring_up_to_date
from measuring import Result, compare, run, seconds

BAR = 3.0
_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?)"
_MEANT = (
    "INSERT INTO meant (rowid, name, organization, description, attributes, places) VALUES (?, ?, ?, ?, ?, ?)"
)
_TYPED = "INSERT INTO typed (rowid, words) VALUES (?, ?)"


def bare(feed: Path, book: Path, rows: Sequence[Sequence[Any]], words: Sequence[Sequence[str]]) -> None:
    """Read the feed and write rows that were made before."""
    with feed.open(encoding="utf-8") as file:
        json.load(file)
    connection = sqlite3.connect(book)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    bring_up_to_date(connection)
    with connection:
        connection.executemany(_ENTRY, rows)
        connection.executemany(_MEANT, ((n, *five) for n, five in enumerate(words, start=1)))
        connection.executemany(_TYPED, ((n, "\n".join(five)) for n, five in enumerate(words, start=1)))
    connection.close()


def made_rows(book: Path) -> tuple[list[tuple[Any, ...]], list[tuple[str, ...]]]:
    """Return the rows of a Book: its entries, and the words of each for the full-text tables."""
    with sqlite3.connect(book) as made:
        rows = made.execute("SELECT n, id, source, body FROM entry ORDER BY n").fetchall()
    with Book.open(book) as opened:
        return rows, [columns_of(entry) for entry in opened.entries()]


def measure(runs: int) -> list[Result]:
    """Import and write in turn, each time from nothing."""
    feed = big_feed()
    kit, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "book.sqlite"
        import_sources([str(feed)], first, now=datetime.now(UTC))
        rows, words = made_rows(first)
        for number in range(runs):
            ours, theirs = Path(folder) / f"kit-{number}.sqlite", Path(folder) / f"bare-{number}.sqlite"
            kit.append(seconds(lambda to=ours: import_sources([str(feed)], to, now=datetime.now(UTC))))
            peer.append(seconds(lambda to=theirs: bare(feed, to, rows, words)))
    size = feed.stat().st_size / 1_000_000
    what = f"import of a {len(rows):,}-entry Book ({size:.0f} MB) against json.load and a bare executemany, median"
    return [compare(what, BAR, kit, peer, scale=1, unit="s")]


if __name__ == "__main__":
    run(measure, runs=3, about=__doc__ or "")
