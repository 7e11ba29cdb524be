"""Filling the tables of a Book, in a file or in memory."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from conversation_kit.book.codec import to_json
from conversation_kit.book.schema import READING_VERSION, bring_up_to_date
from conversation_kit.model.entries import Entry

_ONE_RUN = 16 << 20  # bytes; the index of 20,000 entries fits
_USUAL_RUN = 1 << 20  # SQLite's own
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MEANT = """
    INSERT INTO meant (rowid, name, organization, description, attributes, places)
    SELECT key + 1, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), json_extract(value, '$[4]')
    FROM json_each(?)
"""
_TYPED = """
    INSERT INTO typed (rowid, words)
    SELECT key + 1, json_extract(value, '$[0]') || char(10) || json_extract(value, '$[1]') || char(10)
        || json_extract(value, '$[2]') || char(10) || json_extract(value, '$[3]') || char(10)
        || json_extract(value, '$[4]')
    FROM json_each(?)
"""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered last, so that it need not answer again.

    Attributes:
        source: The API's root.
        address: What the page or service that was asked for is remembered by.
        etag: Its entity tag, or empty when it gave none.
        ids: Ids of the services it gave, in order.
        last: Whether it was the last page.
    """

    source: str
    address: str
    etag: str
    ids: tuple[str, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Making:
    """What goes into a Book beside its entries.

    Attributes:
        sources: Where the entries came from, as the user named them (addresses and file names).
        fetched_at: When (timezone-aware).
        version: Count of imports, this one included.
        fetched: What the APIs answered.
        reading: The ``READING_VERSION`` the entries were read with.
        doubles: Pairs of ids that are plainly one group; shown as one unless the officer keeps them apart.
        origin: The hub it was fetched from, or empty.
        published: The hub's version of it.
        digest: What the hub tells that version by.
    """

    sources: tuple[str, ...]
    fetched_at: datetime
    version: int
    fetched: tuple[Fetched, ...] = ()
    reading: int = READING_VERSION
    doubles: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    published: int = 0
    digest: str = ""


def fill(connection: sqlite3.Connection, entries: Sequence[Entry], making: Making) -> None:
    """Make the tables and put everything in, in one transaction.

    Args:
        connection: A new file's, or one in memory. It must not be bound to one thread: the indexes are filled beside
            the making of the entries' JSON, which takes as long.
        entries: All of the Book.
        making: What goes in beside them.
    """
    bring_up_to_date(connection)
    columns = _ENCODE([columns_of(entry) for entry in entries])
    with connection, ThreadPoolExecutor(1) as beside:
        filled = beside.submit(_fill_indexes, connection, columns)
        bodies = [to_json(entry) for entry in entries]
        filled.result()
        connection.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?)",
            (
                (n, entry.id, entry.source, body)
                for n, (entry, body) in enumerate(zip(entries, bodies, strict=True), start=1)
            ),
        )
        connection.executemany(
            "INSERT INTO fact VALUES (?, ?)", [*_facts(making), ("content", _digest_of(bodies))]
        )
        connection.executemany(
            "INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?, ?)",
            [(one.source, one.address, one.etag, json.dumps(one.ids), one.last) for one in making.fetched],
        )


def _digest_of(bodies: Sequence[str]) -> str:
    digest = sha256()
    for body in bodies:
        digest.update(f"{len(body)} {body}".encode())
    return digest.hexdigest()


def _fill_indexes(connection: sqlite3.Connection, columns: str) -> None:
    """Fill both full-text indexes, each by one statement: SQLite lets other threads go on until a statement ends.

    Args:
        connection: In a transaction; nobody else may use it meanwhile.
        columns: The searchable words of each entry, in order, as one JSON text.
    """
    _gather_at_most(connection, _ONE_RUN)
    connection.execute(_MEANT, (columns,))
    connection.execute(_TYPED, (columns,))
    _gather_at_most(connection, _USUAL_RUN)


def _gather_at_most(connection: sqlite3.Connection, size: int) -> None:
    """Set how much of an index gathers in memory before it is written; what is written in pieces is merged later."""
    for index in ("meant", "typed"):
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', ?)", (size,))  # noqa: S608


def columns_of(entry: Entry) -> tuple[str, str, str, str, str]:
    """Return the searchable words: name, organisation, description, terms, places."""
    terms = [term.name for term in entry.attributes]
    places = [
        words
        for place in entry.locations
        for words in (place.name, place.address, place.city, place.postal_code)
    ]
    return (
        entry.name,
        "" if entry.organization == entry.name else entry.organization,
        _lines([entry.description, entry.eligibility, *entry.ways_to_give]),
        _lines([*terms, *entry.languages]),
        _lines([*places, *entry.service_areas, entry.footprint]),
    )


def _lines(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(one for one in words if one))


def _facts(making: Making) -> list[tuple[str, str]]:
    return [
        ("sources", json.dumps(making.sources)),
        ("fetched_at", making.fetched_at.isoformat()),
        ("version", str(making.version)),
        ("reading", str(making.reading)),
        ("doubles", json.dumps(making.doubles)),
        ("origin", making.origin),
        ("published", str(making.published)),
        ("digest", making.digest),
    ]
