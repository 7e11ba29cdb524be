"""The hub: starting it, preparing its database; its administrator's commands."""

import asyncio
from pathlib import Path

import click

from conversation_kit.cli.hub_options import (
    database_option,
    database_url,
    databases_in,
    need_hub,
    prepared_url,
)
from conversation_kit.cli.late import LateCommands
from conversation_kit.cli.options import answer_in_lines, lines_option, say
from conversation_kit.folders import find_folders

_COMMANDS = {
    "audit": "conversation_kit.cli.hub_audit:audit",
    "backup": "conversation_kit.cli.hub_backups:backup_command",
    "book": "conversation_kit.cli.hub_book:book",
    "device": "conversation_kit.cli.hub_devices:device",
    "invite": "conversation_kit.cli.hub_devices:invite_command",
    "migrate": "conversation_kit.cli.hub:migrate_command",
    "person": "conversation_kit.cli.hub_people:person",
    "restore": "conversation_kit.cli.hub_backups:restore_command",
    "serve": "conversation_kit.cli.hub:serve_command",
    "team": "conversation_kit.cli.hub_workers:team",
    "tenant": "conversation_kit.cli.hub_tenants:tenant",
    "worker": "conversation_kit.cli.hub_workers:worker",
}


@click.group(cls=LateCommands, places=_COMMANDS)
def hub() -> None:
    """The hub, which a council's laptops sync with: serve it, and look after it.

    It needs the extra: pip install 'DIR[hub]', where DIR is a clone of the repository or an unpacked release.
    """


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes any that is free."
)
@database_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--tls-cert", type=click.Path(path_type=Path, dir_okay=False), help="A certificate with its chain."
)
@click.option("--tls-key", type=click.Path(path_type=Path, dir_okay=False), help="Its key.")
@click.option(
    "--databases",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file that says which tenants are in another database.",
)
def serve_command(
    host: str,
    port: int,
    database: str,
    workers: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    databases: Path | None,
) -> None:
    """Serve laptops, and the Community Book, until stopped.

    Without --database it brings its own PostgreSQL, which it prepares the first time.
    """
    need_hub()
    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together.")
    elsewhere = databases_in(databases) if databases else {}
    for other in dict.fromkeys(elsewhere.values()):
        prepared_url(other)
    url = prepared_url(database)
    from conversation_kit.hub.serving import Where, serve

    where = Where(host, port, workers, tls_cert, tls_key)
    own = None if database else find_folders().hub
    serve(url, where, lambda address: say(f"Hub ready at {address}"), elsewhere=elsewhere, own=own)


@click.command("migrate")
@database_option
@lines_option
def migrate_command(database: str, as_jsonl: bool) -> None:
    """Bring the database to this version of the hub; harmless when it is there already. Make a backup before."""
    url, own = database_url(database)
    from conversation_kit.hub.embedded import quiet
    from conversation_kit.hub.migrating import migrate

    if own:
        quiet(url)
    done = asyncio.run(migrate(url))
    text = f"Done: {', '.join(done)}." if done else "The database is up to date."
    answer_in_lines(as_jsonl, [{"migrations": done}], text)
