"""``hub backup`` and ``hub restore``."""

import asyncio
from pathlib import Path

import click

from conversation_kit.cli.hub_options import database_option, database_url, json_lines, need_hub, prepared_url
from conversation_kit.cli.options import answer_in_lines, lines_option
from conversation_kit.paths import meant


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@database_option
@lines_option
def backup_command(file: Path, database: str, as_jsonl: bool) -> None:
    """Back the whole database up into one FILE, while the hub serves. It holds people's words: encrypt it."""
    need_hub()
    from conversation_kit.hub.backups import back_up, note_backed_up

    url = prepared_url(database)
    back_up(url, meant(file))
    asyncio.run(note_backed_up(url))
    size = meant(file).stat().st_size
    answer_in_lines(as_jsonl, [{"file": str(file), "bytes": size}], f"{file}: {size:,} bytes. Encrypt it.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Put it in the place of what the database holds.")
@click.option(
    "--erased",
    "erased_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What hub person erased --format jsonl wrote last, where the database itself is lost.",
)
@database_option
@lines_option
def restore_command(
    file: Path, replace: bool, erased_file: Path | None, database: str, as_jsonl: bool
) -> None:
    """Restore the database from a backup. Stop the hub first.

    Whoever was erased since is erased again, and every laptop offers all it has again at its next sync.
    """
    need_hub()
    from conversation_kit.hub.backups import restore

    ids = [str(row.get("id", "")) for row in json_lines(erased_file)] if erased_file else []
    url, _ = database_url(database)
    again = asyncio.run(restore(url, meant(file), also_erased=filter(None, ids), replace=replace))
    answer_in_lines(
        as_jsonl, [{"restored": True, "erased_again": again}], f"Restored. Erased again: {again}."
    )
