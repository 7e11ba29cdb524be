"""Bringing a database to this version of the hub: plain SQL files, each in a transaction of its own, in order."""

from importlib import resources
from typing import Any

import asyncpg

from conversation_kit.errors import RefusedError, StorageError
from conversation_kit.hub.unreached import COULD_NOT_BE, unreached

ROLES = ("kit_worker", "kit_admin", "kit_export", "kit_counter", "kit_tally")
"""What the service, the administrator's commands, a subject access request and the officer's counting work as.

The last one owns the view that counts people for ``kit_counter``."""
_MADE = """
CREATE TABLE IF NOT EXISTS kit_migration (
    version integer NOT NULL, name text NOT NULL, made_at timestamptz NOT NULL DEFAULT now()
)
"""


async def migrate(url: str) -> list[str]:
    """Bring the database to this version; return the names of the migrations it had not had.

    Raises:
        StorageError: The database cannot be reached or refused, or a newer hub made it. What it held is as it was.
    """
    connection = await connect(url)
    try:
        await make_roles(connection)
        async with connection.transaction():
            await connection.execute(_MADE)
            await connection.execute("GRANT SELECT ON kit_migration TO PUBLIC")
            await connection.execute("LOCK TABLE kit_migration IN ACCESS EXCLUSIVE MODE")
            done = await _version(connection)
            steps = migrations()
            _refuse_newer(done, len(steps))
            for number, (name, sql) in enumerate(steps, 1):
                if number > done:
                    await connection.execute(sql)
                    await connection.execute(
                        "INSERT INTO kit_migration (version, name) VALUES ($1, $2)", number, name
                    )
            return [name for name, _ in steps[done:]]
    except asyncpg.PostgresError as error:
        raise StorageError(
            f"The database could not be prepared, and is as it was. It said: {error.sqlstate} {error}"
        ) from error
    finally:
        await connection.close()


async def refuse_unprepared(url: str) -> None:
    """Make sure that the database is what this hub works with.

    Raises:
        RefusedError: It has to be prepared first.
        StorageError: It cannot be reached, or a newer hub made it.
    """
    done, known = await versions(url)
    _refuse_newer(done, known)
    if done < known:
        raise RefusedError(
            "The database is not prepared for this version of the hub, so nothing was started. Make a backup, then run "
            "once: conversation-kit hub migrate (with the same --database)."
        )


async def versions(url: str) -> tuple[int, int]:
    """Return how many migrations the database has had, and how many there are.

    Raises:
        StorageError: It cannot be reached.
    """
    connection = await connect(url)
    try:
        return await _version(connection), len(migrations())
    finally:
        await connection.close()


async def connect(url: str, **settings: Any) -> "asyncpg.Connection[asyncpg.Record]":
    """Return a connection to the database.

    Raises:
        StorageError: It cannot be reached.
    """
    try:
        connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(url, timeout=10, **settings)
    except COULD_NOT_BE as error:
        raise unreached(error) from error
    return connection


def migrations() -> list[tuple[str, str]]:
    """Return the migrations in order: name, and SQL."""
    folder = resources.files("conversation_kit.hub") / "schema"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name)
    return [(one.name.removesuffix(".sql"), one.read_text(encoding="utf-8")) for one in files]


async def _version(connection: "asyncpg.Connection[asyncpg.Record]") -> int:
    if await connection.fetchval("SELECT to_regclass('kit_migration')") is None:
        return 0
    return int(await connection.fetchval("SELECT coalesce(max(version), 0) FROM kit_migration"))


def _refuse_newer(done: int, known: int) -> None:
    if done > known:
        raise StorageError(
            "A newer version of the hub made this database, which this one cannot use safely. Nothing was changed. "
            "Install the newer version."
        )


async def make_roles(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Make the roles, which belong to the whole server, and let whoever prepares the database work as them in it."""
    for role in ROLES:
        if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", role):
            try:
                await connection.execute(f"CREATE ROLE {role} NOLOGIN")
            except (asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError):
                continue  # somebody else made it in the same moment
        if not await connection.fetchval("SELECT pg_has_role(current_user, $1, 'SET')", role):
            await connection.execute(f"GRANT {role} TO current_user")
        await connection.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
