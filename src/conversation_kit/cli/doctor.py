"""``doctor``: look everything over."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from conversation_kit.cli.options import answer, format_option, make_kit, passphrase_from, passphrase_option
from conversation_kit.doctor import State, look_over
from conversation_kit.errors import BadInputError, StorageError
from conversation_kit.kit import Kit
from conversation_kit.vault.keyfile import KeyFileError


@click.command()
@click.option(
    "--rebuild", is_flag=True, help="Work out anew from the change log what does not agree with it."
)
@passphrase_option
@format_option
def doctor(rebuild: bool, passphrase_file: Path | None, as_json: bool) -> None:
    """Look everything over: vault, keys, backups, Book, settings, disk, versions.

    Reads only, but for --rebuild. Without the passphrase the vault's inside is not looked at. The exit code is 0 when
    nothing is wrong (things worth a look do not count), 7 when something is.
    """
    kit = make_kit()
    data_key = _data_key(kit, passphrase_file)
    if rebuild and data_key is None:
        raise BadInputError(
            "--rebuild needs the passphrase: give --passphrase-file FILE. Nothing was changed."
        )
    findings = look_over(kit, data_key, rebuild=rebuild)
    wrong = sum(finding.state is State.WRONG for finding in findings)
    answer(
        as_json,
        {"wrong": wrong, "findings": [asdict(finding) for finding in findings]},
        "\n".join(f"{finding.state:<6}{finding.about:<11}{finding.says}" for finding in findings),
    )
    if wrong:
        raise StorageError(
            "One thing is wrong: see above." if wrong == 1 else f"{wrong} things are wrong: see above."
        )


def _data_key(kit: Kit, passphrase_file: Path | None) -> bytes | None:
    """Return the vault's key, or None when nobody gives a passphrase or the key file, which is looked at, is no use."""
    if not kit.has_vault or (passphrase_file is None and not sys.stdin.isatty()):
        return None
    try:
        return kit.data_key(passphrase_from(passphrase_file))
    except KeyFileError:
        return None
