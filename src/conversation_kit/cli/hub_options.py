"""What the hub's commands share: which database, which tenant, and how they get to work on it."""

import asyncio
import importlib.util
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from conversation_kit.errors import BadInputError
from conversation_kit.folders import find_folders

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection

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
            "pip install 'conversation-kit[hub]'"
        )


def database_url(database: str) -> tuple[str, bool]:
    """Return the URL of the database, and whether it is the hub's own, which is started for it.

    Raises:
        BadInputError: Something is missing, or the URL is none.
        StorageError: The hub's own PostgreSQL could not be started.
    """
    need_hub()
    if database:
        if not database.startswith(("postgresql://", "postgres://")):
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
