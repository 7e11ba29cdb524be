"""The tables of the Book's file, and how each version follows from the one before.

Plain SQL on the standard driver: opening the Book is on the way to the first paint, and needs nothing more.
"""

import sqlite3

# One script a version; ``PRAGMA user_version`` is the number of scripts that were run. Never change one: add one.
_MIGRATIONS = (
    """
    CREATE TABLE entry (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, body TEXT NOT NULL);
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE fetched (
        source TEXT NOT NULL, address TEXT NOT NULL, etag TEXT NOT NULL, ids TEXT NOT NULL, last INTEGER NOT NULL,
        PRIMARY KEY (source, address)
    );
    CREATE VIRTUAL TABLE meant USING fts5(
        name, organization, description, attributes, places,
        content='', tokenize='porter unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE typed USING fts5(
        words, content='', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    );
    """,
)
SCHEMA_VERSION = len(_MIGRATIONS)

# Raise it when ``reading`` reads records better than before: the next import then fetches unchanged services anew.
READING_VERSION = 1


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file; 0 when it is no Book."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Run the scripts that ``connection`` has not had yet."""
    for version, script in enumerate(_MIGRATIONS, start=1):
        if version > version_of(connection):
            connection.executescript(f"{script}\nPRAGMA user_version = {version};")
