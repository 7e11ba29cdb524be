"""What the commands of ``hub book`` share: whose Book, who works on it, and how an entry is told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from conversation_kit.cli.hub_options import need_hub, prepared_url, tenant_option
from conversation_kit.cli.options import lines_option
from conversation_kit.model.entries import Entry

if TYPE_CHECKING:
    from conversation_kit.hub.book.office import Office
    from conversation_kit.hub.book.publishing import Publication

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


def officer_options(command: Command) -> Command:
    """Add ``--by``, ``--tenant``, ``--database`` and ``--format``."""
    by = click.option("--by", default="", metavar="NAME", help="Who you are; written down with what you do.")
    return tenant_option(lines_option(by(command)))


def with_office(database: str, tenant: str, by: str, work: "Callable[[Office], Awaitable[T]]") -> T:
    """Do something with a tenant's Book."""
    need_hub()
    url = prepared_url(database)
    from conversation_kit.hub.administering import the_tenant
    from conversation_kit.hub.book.office import Office
    from conversation_kit.hub.database import Databases

    async def run() -> T:
        databases = Databases(url)
        try:
            async with (await databases.every())[0].acquire() as connection:
                tenant_id = await the_tenant(connection, tenant)
            return await work(Office(databases, tenant_id, datetime.now(UTC), by))
        finally:
            await databases.close()

    return asyncio.run(run())


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as a line of JSON has it."""
    return {
        "id": entry.id,
        "name": entry.name,
        "organization": entry.organization,
        "status": entry.status.value,
        "assured_date": entry.assured_date.isoformat() if entry.assured_date else None,
        "last_modified": entry.last_modified.isoformat() if entry.last_modified else None,
        "source": entry.source,
    }


def published_words(done: "Publication") -> str:
    """Return what publishing did, in a sentence."""
    if not done.version:
        return "Nothing was published: the hub's Book is empty. Bring one in with: hub book import SOURCE"
    if not done.anything:
        return (
            f"Version {done.version} is published, with {done.entries} entries; no entry is new or changed."
        )
    return (
        f"Published version {done.version}: {done.entries} entries, {done.added} added, {done.changed} changed, "
        f"{done.gone} gone."
    )
