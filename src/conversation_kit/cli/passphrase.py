"""``passphrase`` and ``recovery-key``: the vault's key wrapped anew. The vault itself is not written."""

import sys
from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    first_line,
    format_option,
    make_kit,
    passphrase_from,
    passphrase_option,
)
from conversation_kit.errors import LockedError

_ELSEWHERE = "Backups kept elsewhere still open as before: make new ones, and remove those you do not need."


@click.command()
@click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the new passphrase; asked for on the terminal without it.",
)
@click.option(
    "--recovery-key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the recovery key, when the passphrase is lost.",
)
@passphrase_option
@format_option
def passphrase(
    new_passphrase_file: Path | None,
    recovery_key_file: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Change the passphrase; the recovery key stays.

    The old one opens neither the vault nor its nightly backups any more. Backups kept elsewhere still open with it.
    """
    kit = make_kit()
    if recovery_key_file is not None:
        kit.keys.recover(first_line(recovery_key_file, "recovery key"), _new(new_passphrase_file))
    else:
        data_key = kit.data_key(passphrase_from(passphrase_file))
        kit.keys.set_passphrase(data_key, _new(new_passphrase_file))
    answer(
        as_json,
        {"changed": True},
        "The passphrase is changed. The old one does not open the vault any more, nor its nightly backups.\n"
        + _ELSEWHERE,
    )


@click.command("recovery-key")
@passphrase_option
@format_option
def recovery_key(passphrase_file: Path | None, as_json: bool) -> None:
    """Make a new recovery key and print it once.

    The old one opens neither the vault nor its nightly backups any more. Backups kept elsewhere still open with it.
    """
    kit = make_kit()
    made = kit.keys.new_recovery_key(kit.data_key(passphrase_from(passphrase_file)))
    answer(
        as_json,
        {"recovery_key": made},
        f"Recovery key, shown this once; write it down and keep it away from this laptop:\n  {made}\n{_ELSEWHERE}",
    )


def _new(path: Path | None) -> str:
    if path is not None:
        return first_line(path, "passphrase")
    if not sys.stdin.isatty():
        raise LockedError(
            "The new passphrase is missing: give --new-passphrase-file FILE. Nothing was changed."
        )
    asked: str = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return asked
