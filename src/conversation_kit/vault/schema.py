"""The vault's tables, made by versioned migrations, and the triggers that guard the log.

The file's ``user_version`` is the number of migrations it has had; it is written in the same transaction as
the migration, so that a vault that is up to date opens without loading the migrations' library.

Erasing a person (``erasing``) is an exception to an append-only log: put the person's id into ``erased`` first, in
the same transaction; the DELETE trigger lets the changes of those persons go, and the id stays behind so that the
person does not come back with the next sync. Letting go of somebody whose access ended (``letting_go``) is the other
one: their id stands in ``let_go``, and leaves it when access is given again.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from conversation_kit.errors import StorageError
from conversation_kit.vault.searching import HAS_ALL, SEARCH_TABLES, SMALL_PAGES, fill
from conversation_kit.vault.store import Store, plainly

_LOG = """
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY,             -- the order of arrival on this device
    id TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,                 -- JSON
    worker_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    clock TEXT NOT NULL,
    base TEXT NOT NULL                   -- JSON list of change ids
) STRICT
"""
_SLOTS = "CREATE INDEX changes_slot ON changes (entity, entity_id, field)"
_CLOCKS = "CREATE INDEX changes_clock ON changes (clock)"
_ERASED = "CREATE TABLE erased (person_id TEXT PRIMARY KEY CHECK (person_id <> '')) STRICT, WITHOUT ROWID"
_REMAIN_BUT_ERASED = """CREATE TRIGGER changes_remain BEFORE DELETE ON changes
WHEN NOT EXISTS (SELECT 1 FROM erased WHERE erased.person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'a change is never removed'); END"""
TRIGGERS: Mapping[str, str] = {
    "changes_stay": """CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'a change is never altered'); END""",
    "changes_remain": """CREATE TRIGGER changes_remain BEFORE DELETE ON changes
WHEN NOT EXISTS (SELECT 1 FROM erased WHERE erased.person_id = OLD.person_id)
AND NOT EXISTS (SELECT 1 FROM let_go WHERE let_go.person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'a change is never removed'); END""",
}
_FIELD = """
CREATE TABLE field (
    person_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,                 -- JSON, of the change that wins
    heads TEXT NOT NULL,                 -- JSON list of change ids, the winner first
    conflicted INTEGER NOT NULL,         -- 1 when the heads do not say the same
    PRIMARY KEY (person_id, entity, entity_id, field)
) STRICT, WITHOUT ROWID
"""
_FIELD_SLOTS = "CREATE UNIQUE INDEX field_slot ON field (entity, entity_id, field)"
# Home counts what was written twice without reading every field there is.
_CONFLICTED = "CREATE INDEX field_conflicted ON field (entity, entity_id) WHERE conflicted = 1"
_DRAFT = """
CREATE TABLE draft (
    key TEXT PRIMARY KEY,
    text TEXT NOT NULL,                  -- JSON, so that anything typed survives
    about TEXT NOT NULL,                 -- JSON object
    kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
_LOCAL = "CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"

# What was learned from choices: ids of themes and entries, a month, a count. Nobody's words, and no person.
_LEARNED = """
CREATE TABLE learned (
    theme TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('chosen', 'set aside', 'closed')),
    month TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (theme, entry_id, verdict, month)
) STRICT, WITHOUT ROWID
"""

_SYNCING = (
    # Which changes came from elsewhere: they are not pushed back. By their seq.
    "CREATE TABLE received (seq INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE let_go (person_id TEXT PRIMARY KEY CHECK (person_id <> '')) STRICT, WITHOUT ROWID",
    # Of whom the hub knows that they were erased.
    "CREATE TABLE erased_told (person_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    # What the hub would not take, or what came from it and could not be taken in; tried again.
    """CREATE TABLE set_aside (
    way TEXT NOT NULL CHECK (way IN ('push', 'pull')),
    id TEXT NOT NULL,                    -- of the change
    person_id TEXT NOT NULL,
    why TEXT NOT NULL,
    sentence TEXT NOT NULL,
    item TEXT NOT NULL,                  -- JSON, as it came; empty for what stands in the log
    PRIMARY KEY (way, id)
) STRICT, WITHOUT ROWID""",
    "DROP TRIGGER changes_remain",
    TRIGGERS["changes_remain"],
)


def _first_tables(db: Any) -> None:
    guards = (TRIGGERS["changes_stay"], _REMAIN_BUT_ERASED)
    for sql in (_LOG, _SLOTS, _CLOCKS, _ERASED, *guards, _FIELD, _FIELD_SLOTS, _DRAFT, _LOCAL):
        db.execute(sql)


def _search_and_conflicts(db: Any) -> None:
    for sql in (_CONFLICTED, *SEARCH_TABLES):
        db.execute(sql)
    fill(db.conn)


def _learned(db: Any) -> None:
    db.execute(_LEARNED)


def _syncing(db: Any) -> None:
    for sql in _SYNCING:
        db.execute(sql)


def _search_a_little_behind(db: Any) -> None:
    db.execute(SMALL_PAGES)
    db.execute(HAS_ALL)  # up to here it went along with every change


MIGRATIONS: tuple[Callable[[Any], None], ...] = (
    _first_tables,
    _search_and_conflicts,
    _learned,
    _syncing,
    _search_a_little_behind,
)


def guards_of(store: Store) -> Mapping[str, str]:
    """Return the triggers that a vault of its version has: one may be looked over before it is brought up to date."""
    if _version(store) > MIGRATIONS.index(_syncing):
        return TRIGGERS
    return {**TRIGGERS, "changes_remain": _REMAIN_BUT_ERASED}


def migrate(store: Store, migrations: tuple[Callable[[Any], None], ...] = MIGRATIONS) -> bool:
    """Bring the vault up to this version, all or nothing. Returns whether there was anything to do.

    Raises:
        StorageError: The vault was written by a newer version, or the disk refused; the vault is as it was.
    """
    if _version(store) == len(migrations):
        return False
    # Loaded here only: an up-to-date vault opens without it.
    sqlite_utils = importlib.import_module("sqlite_utils")
    plan = sqlite_utils.Migrations("vault")
    for migration in migrations:
        plan(name=migration.__name__)(migration)
    with store.transaction():
        version = _version(store)  # again: another process may have been first
        if version > len(migrations):
            raise StorageError(
                "This vault was last used with a newer version of the kit, which this one cannot read "
                "safely. Nothing was changed. Install the newer version and open it with that."
            )
        with plainly():
            # Plug-ins of other programs have no business with a person's records.
            plan.apply(sqlite_utils.Database(store.connection, execute_plugins=False))
        store.write(f"PRAGMA user_version = {len(migrations)}")
    return version < len(migrations)


def _version(store: Store) -> int:
    return int(store.read("PRAGMA user_version")[0][0])
