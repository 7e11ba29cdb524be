"""``backup`` and ``restore``."""

from collections.abc import Callable
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
from conversation_kit.kit import Kit
from conversation_kit.vault.backup_file import read_backup_file
from conversation_kit.vault.backups import Backup
from conversation_kit.vault.keys import device_secret_name, unlock_with_recovery_key

_overwrite = click.option(
    "--overwrite", is_flag=True, help="Replace what is there already. Without it nothing is ever replaced."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_overwrite
@passphrase_option
@format_option
def backup(file: Path, overwrite: bool, passphrase_file: Path | None, as_json: bool) -> None:
    """Back the vault up into FILE, encrypted, and verify it by reading it back.

    Works while the app is open. The passphrase and the recovery key of today open it; where a secret in this laptop's
    keyring is part of the key, another laptop needs the recovery key.

    Example: conversation-kit backup /media/stick/tuesday.ckbackup
    """
    kit = make_kit()
    made = kit.backups.make(kit.data_key(passphrase_from(passphrase_file)), file, overwrite=overwrite)
    answer(
        as_json,
        {**_data(made), "verified": True},
        f"{made.path}\n{_words(made)}. Read back and whole.\n"
        + (
            "It is encrypted: the passphrase opens it on this laptop, the recovery key on any."
            if device_secret_name(kit.folders.vault)
            else "It is encrypted: the passphrase or the recovery key opens it, on any computer."
        ),
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_overwrite
@click.option(
    "--recovery-key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the recovery key, for a backup whose passphrase is lost or from another laptop.",
)
@passphrase_option
@format_option
def restore(
    file: Path, overwrite: bool, recovery_key_file: Path | None, passphrase_file: Path | None, as_json: bool
) -> None:
    """Restore the vault from FILE, once it was opened and looked over.

    A vault that is there is set aside under another name, never deleted. Close the app first.

    Example: conversation-kit restore /media/stick/tuesday.ckbackup --overwrite
    """
    read_backup_file(file)  # what is wrong with it is said before anybody is asked for a passphrase
    kit = make_kit()
    restored = kit.backups.restore(file, _opens(kit, recovery_key_file, passphrase_file), overwrite=overwrite)
    aside = restored.set_aside
    lines = [f"Restored: {_words(restored.backup)}, made {restored.backup.made_at:%d %B %Y at %H:%M}."]
    if aside:
        lines.append(f"The vault that was here is set aside, whole, in {aside}")
    if recovery_key_file:
        lines.append("Open the app with the recovery key to choose a new passphrase.")
    answer(
        as_json,
        {**_data(restored.backup), "set_aside": str(aside) if aside else None},
        "\n".join(lines),
    )


def _opens(kit: Kit, recovery_key_file: Path | None, passphrase_file: Path | None) -> Callable[[Path], bytes]:
    """Return what gets the data key of an unpacked backup; asks before anything is unpacked."""
    if recovery_key_file is not None:
        recovery_key = first_line(recovery_key_file, "recovery key")
        return lambda folder: unlock_with_recovery_key(folder, recovery_key)
    passphrase = passphrase_from(passphrase_file)
    return lambda folder: kit.keys.data_key_in(folder, passphrase)


def _data(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path),
        "made_at": made.made_at.isoformat(),
        "people": made.people,
        "changes": made.changes,
        "bytes": made.size,
    }


def _words(made: Backup) -> str:
    people = "1 person" if made.people == 1 else f"{made.people} people"
    return f"{people}, {made.changes} changes, {max(1, made.size // 1024)} KB"
