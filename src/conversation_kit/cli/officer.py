"""``corrections`` and ``gaps``: what the front line tells the knowledge officer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    format_option,
    open_vault,
    overwrite_option,
    passphrase_option,
)
from conversation_kit.model.connections import Correction, Gap
from conversation_kit.model.people import Person
from conversation_kit.sharing.for_officer import (
    ForOfficer,
    as_data,
    corrections_for_officer,
    for_file,
    gaps_for_officer,
)
from conversation_kit.text_files import write_text_file
from conversation_kit.vault.records import Vault

Gather = Callable[[Vault, Sequence[Person]], ForOfficer]
"""What there is in a vault for the officer, without the lines in which one of these people is named."""


def _corrections(vault: Vault, people: Sequence[Person]) -> ForOfficer:
    return corrections_for_officer(vault.all(Correction), people)


def _gaps(vault: Vault, people: Sequence[Person]) -> ForOfficer:
    return gaps_for_officer(vault.all(Gap), people)


def _commands(name: str, says: str, gather: Gather) -> click.Group:
    """Return the group ``name`` with ``list`` and ``export``."""

    @click.group(name, help=says)
    def group() -> None:
        pass

    @group.command("list", help="List them, oldest first.")
    @passphrase_option
    @format_option
    def list_command(passphrase_file: Path | None, as_json: bool) -> None:
        with open_vault(passphrase_file) as (_, vault):
            told = gather(vault, ())
        answer(
            as_json,
            as_data(told),
            "\n".join("  ".join(filter(None, row)) for row in told.rows) or "None yet.",
        )

    @group.command("export", help="Write them to FILE for the officer: .csv or .json.")
    @click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
    @overwrite_option
    @click.option(
        "--include-flagged",
        is_flag=True,
        help="Also those in which the name of somebody in the vault stands.",
    )
    @passphrase_option
    @format_option
    def export(
        file: Path, overwrite: bool, include_flagged: bool, passphrase_file: Path | None, as_json: bool
    ) -> None:
        with open_vault(passphrase_file) as (_, vault):
            told = gather(vault, () if include_flagged else vault.people())
        write_text_file(file, for_file(told, file), overwrite=overwrite)
        says = f"{file}: {len(told.rows)} written."
        if told.held_back:
            says += (
                f" {told.held_back} held back: a name of somebody in your vault stands in the words. Change the words, "
                "or add --include-flagged when it is not them."
            )
        answer(
            as_json,
            {"path": str(file), "written": len(told.rows), "held_back": told.held_back, "says": says},
            says,
        )

    return group


corrections = _commands("corrections", "What is wrong in the Book, for the knowledge officer.", _corrections)
gaps = _commands("gaps", "What nothing in the Book serves, for the knowledge officer.", _gaps)
