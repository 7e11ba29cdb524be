"""``enrol`` and ``sync``: this laptop and its council's hub."""

import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conversation_kit.bounded import bytes_within
from conversation_kit.cli.options import (
    answer_in_shape,
    lines_option,
    make_kit,
    on_one_line,
    open_vault,
    passphrase_from,
    passphrase_option,
    say,
    say_json,
    shape_option,
)
from conversation_kit.errors import BadInputError
from conversation_kit.paths import meant

if TYPE_CHECKING:
    from conversation_kit.sync.enrolment import Enrolment

_LARGEST_CA = 1_000_000  # bytes
_LONGEST_CODE = 100


@click.command()
@click.argument("url")
@click.option(
    "--code", default="", help="The one-time code; asked for without it, or read from what is piped in."
)
@click.option(
    "--label", default="", help="What the hub's administrator reads this laptop as; its name without it."
)
@click.option(
    "--ca-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Certificates (PEM) to trust besides the system's, for a hub with a council's own authority.",
)
@click.option("--again", is_flag=True, help="Let an earlier enrolment give way.")
@click.option("--moved", is_flag=True, help="This laptop's hub is at URL now; needs no code.")
@passphrase_option
@shape_option("for the laptop's place at the hub")
def enrol(
    url: str,
    code: str,
    label: str,
    ca_file: Path | None,
    again: bool,
    moved: bool,
    passphrase_file: Path | None,
    shape: str,
) -> None:
    """Enrol this laptop at the hub at URL, with a one-time code. Or follow its hub to another URL, with --moved.

    The laptop makes a key of its own, which stays in the vault; every later request is signed with it.

    Example: conversation-kit enrol https://hub.example.org --code K7QXM2HD4T
    """
    from conversation_kit.sync.enrolling import enrol as enrol_at
    from conversation_kit.sync.moving import follow

    if moved:
        if code or again or label:
            raise click.UsageError("--moved goes with --ca-file only: the laptop stays enrolled as it is.")
        with open_vault(passphrase_file) as (kit, vault):
            made = follow(vault, url, ca=_certificates(ca_file))
            kit.events.write("hub-moved", tenant=made.tenant_id)
        says = f"This laptop's hub is at {made.url} from now on.\nTo send and take in: conversation-kit sync"
        answer_in_shape(shape, _place(made), says)
        return
    with open_vault(passphrase_file) as (kit, vault):
        made = enrol_at(
            vault,
            url,
            code or _asked_code(),
            label=on_one_line(label)[:80] or platform.node()[:80] or "laptop",
            ca=_certificates(ca_file),
            again=again,
        )
        kit.events.write("enrolled", tenant=made.tenant_id, worker=made.worker_id)
    answer_in_shape(shape, _place(made), _place_words(made))


@click.command()
@passphrase_option
@lines_option
def sync(passphrase_file: Path | None, as_jsonl: bool) -> None:
    """Sync with the hub: send what was written here, take in what others wrote.

    It may break off anywhere and goes on from there. What cannot be sent or taken in is kept and tried again.
    """
    from conversation_kit.at_hub import sync_with_hub, wipe_vault
    from conversation_kit.sync.refusals import RevokedError
    from conversation_kit.sync.status import aside_words, synced_words

    kit = make_kit()
    data_key = kit.data_key(passphrase_from(passphrase_file))
    try:
        done = sync_with_hub(kit, data_key)
    except RevokedError:
        raise wipe_vault(kit, data_key) from None
    aside: list[str] = []
    if done.set_aside:
        with kit.open_vault(data_key) as vault:
            aside = aside_words(vault)
    if as_jsonl:
        say_json(
            {
                "pushed": done.pushed,
                "pulled": done.pulled,
                "set_aside": done.set_aside,
                "conflicts": done.conflicts,
                "half_written": done.half_written,
                "let_go": sorted(done.let_go),
                "erased": sorted(done.erased),
                "book": asdict(done.book) if done.book else None,
                "book_trouble": done.book_trouble,
            }
        )
    else:
        say("\n".join([synced_words(done), *aside]))


def _asked_code() -> str:
    """Return the code as typed at the terminal, or as the first line of what a script pipes in."""
    if sys.stdin.isatty():
        asked: str = click.prompt("One-time code", err=True)
        return asked
    piped = sys.stdin.readline(_LONGEST_CODE).strip()
    if not piped:
        raise BadInputError("The one-time code is missing: give --code CODE. Nothing was sent.")
    return piped


def _certificates(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return bytes_within(meant(path), _LARGEST_CA).decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"The file {path} cannot be read as certificates (PEM). Nothing was sent."
        ) from error


def _place(made: "Enrolment") -> dict[str, object]:
    return {
        "hub": made.url,
        "tenant_id": made.tenant_id,
        "tenant": made.tenant,
        "worker_id": made.worker_id,
        "name": made.name,
        "role": made.role,
        "team": made.team,
        "device_id": made.device_id,
        "settings": dict(made.settings or {}),
    }


def _place_words(made: "Enrolment") -> str:
    lines = [f"Enrolled at {made.tenant or made.url} as {made.name}."]
    if made.keep_days is not None:
        lines.append(
            f"Your council keeps people on a laptop for {made.keep_days} days after the last contact with them; the "
            "hub keeps them longer."
        )
    lines.append("To send and take in: conversation-kit sync")
    return "\n".join(lines)
