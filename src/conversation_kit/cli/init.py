"""``init``: the vault of this laptop."""

from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    format_option,
    make_kit,
    on_one_line,
    passphrase_from,
    passphrase_option,
)
from conversation_kit.errors import BadInputError
from conversation_kit.model.people import Worker


@click.command()
@click.option("--worker", required=True, metavar="NAME", help="Your name.")
@click.option("--role", default="", help="For instance: link worker.")
@click.option("--team", default="", help="For instance: Adult Social Care, Leigh.")
@click.option("--footprint", default="", help="The neighbourhood you work in.")
@passphrase_option
@format_option
def init(
    worker: str, role: str, team: str, footprint: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """Make the encrypted vault on this laptop, and print its recovery key once.

    Example: conversation-kit init --worker "Ruth Ollerenshaw" --role "link worker" --passphrase-file secret.txt
    """
    name, role, team, footprint = (on_one_line(words) for words in (worker, role, team, footprint))
    if not name:
        raise BadInputError("A worker needs a name. Nothing was made.")
    kit = make_kit()
    passphrase = passphrase_from(passphrase_file, confirm=True)
    vault, recovery_key = kit.create_vault(Worker("", name, role, team, footprint), passphrase)
    vault.close()
    answer(
        as_json,
        {"vault": str(kit.folders.vault), "worker": name, "recovery_key": recovery_key},
        f"The vault is in {kit.folders.vault}\n"
        f"Recovery key, shown this once; write it down and keep it away from this laptop:\n  {recovery_key}",
    )
