"""What the hub's commands share: which database, which tenant, and how they get to work on it."""

import asyncio
import importlib.util
import json
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from conversation_kit.bounded import bytes_within
from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.folders import find_folders
from conversation_kit.paths import meant

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection

_SCHEMES = ("postgresql://", "postgres://")
_LONGEST_LINE = 65_536
_LARGEST_MAP = 1_048_576

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")


def database_option(command: Command) -> Command:
    """Add ``--database``."""
    return click.option(
        "--database",
        default="",
        envvar="CONVERSATION_KIT_DATABASE",
        metavar="URL",
        help="A PostgreSQL server (postgresql://...); the hub's own without it.",
    )(command)


def tenant_option(command: Command) -> Command:
    """Add ``--database`` and ``--tenant``."""
    return database_option(
        click.option(
            "--tenant", default="", metavar="ID", help="Which tenant; not needed where there is one."
        )(command)
    )


def need_hub() -> None:
    """Make sure that what the hub is made of is installed.

    Raises:
        BadInputError: It is not.
    """
    if any(importlib.util.find_spec(name) is None for name in ("asyncpg", "fastapi", "uvicorn")):
        raise BadInputError(
            "The hub needs more than is installed here. Nothing was started. Install it: "
            "pip install 'DIR[hub]', where DIR is what conversation-kit was installed from"
        )


def database_url(database: str) -> tuple[str, bool]:
    """Return the URL of the database, and whether it is the hub's own, which is started for it.

    Raises:
        BadInputError: Something is missing, or the URL is none.
        StorageError: The hub's own PostgreSQL could not be started.
    """
    need_hub()
    if database:
        if not database.startswith(_SCHEMES):
            raise BadInputError("--database takes a URL that begins with postgresql://. Nothing was started.")
        return database, False
    from conversation_kit.hub.embedded import start_embedded

    return start_embedded(find_folders().hub), True


def prepared_url(database: str) -> str:
    """Return the URL of a database that is ready for work; the hub's own is prepared the first time.

    Raises:
        RefusedError: It has to be prepared first.
        StorageError: It cannot be reached.
    """
    url, own = database_url(database)
    from conversation_kit.hub.migrating import migrate, refuse_unprepared, versions

    if own and asyncio.run(versions(url))[0] == 0:
        from conversation_kit.hub.embedded import quiet

        quiet(url)
        asyncio.run(migrate(url))
    asyncio.run(refuse_unprepared(url))
    return url


def with_database(database: str, work: "Callable[[Connection], Awaitable[T]]") -> T:
    """Do something with a connection to a prepared database."""
    url = prepared_url(database)
    from conversation_kit.hub.migrating import connect

    async def run() -> T:
        connection = await connect(url)
        try:
            return await work(connection)
        finally:
            await connection.close()

    return asyncio.run(run())


def as_admin(database: str, tenant: str, work: "Callable[[Connection, str], Awaitable[T]]") -> T:
    """Do something in one transaction of a tenant, as the administrator, who can read nobody's words."""
    need_hub()
    from conversation_kit.hub.database import ADMIN

    return as_role(ADMIN, database, tenant, work)


def as_role(role: str, database: str, tenant: str, work: "Callable[[Connection, str], Awaitable[T]]") -> T:
    """Do something in one transaction of a tenant, in a role of the database."""
    from conversation_kit.hub.administering import the_tenant
    from conversation_kit.hub.database import retried, transaction

    async def find_and_work(connection: "Connection") -> T:
        tenant_id = await the_tenant(connection, tenant)

        async def once() -> T:
            async with transaction(connection, role, tenant_id):
                return await work(connection, tenant_id)

        return await retried(once)

    return with_database(database, find_and_work)


def json_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects in a file that a command wrote with ``--format jsonl``.

    Raises:
        NotFoundError: It cannot be read.
        BadInputError: It holds something else.
    """
    try:
        with meant(file).open(encoding="utf-8") as text:
            while line := text.readline(_LONGEST_LINE):
                yield dict(json.loads(line))
    except OSError as error:
        raise NotFoundError(f"{file} cannot be read ({error.strerror}). Nothing was changed.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise BadInputError(
            f"{file} is not what a command wrote with --format jsonl. Nothing was changed."
        ) from error


def databases_in(file: Path) -> dict[str, str]:
    """Return which tenant is in which other database, out of a file: ``[tenants]``, then ``id = "postgresql://..."``.

    Raises:
        BadInputError: It cannot be read, or names something else.
    """
    try:
        tenants = tomllib.loads(bytes_within(meant(file), _LARGEST_MAP).decode("utf-8"))["tenants"]
        found = {str(name): str(url) for name, url in tenants.items()}
    except OSError as error:
        raise BadInputError(f"{file} cannot be read ({error.strerror}). Nothing was started.") from error
    except (ValueError, KeyError, AttributeError) as error:
        raise BadInputError(
            f"{file} is no list of databases. Nothing was started. It has [tenants], and below it one line a tenant: "
            'northmoor = "postgresql://..."'
        ) from error
    if not all(url.startswith(_SCHEMES) for url in found.values()):
        raise BadInputError(f"In {file} a URL does not begin with postgresql://. Nothing was started.")
    return found
