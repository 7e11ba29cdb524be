"""``due list`` and ``due export``."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import (
    answer,
    format_option,
    open_vault,
    overwrite_option,
    passphrase_option,
)
from conversation_kit.journey.promises import Promise, due_words, promises
from conversation_kit.sharing.calendar import export_due, within

_days = click.option(
    "--days",
    type=click.IntRange(min=0),
    help="Only what is due within so many days; what was due before stays in.",
)


@click.group()
def due() -> None:
    """What we promised and what to look at again: list, export as a calendar."""


@due.command("list")
@_days
@passphrase_option
@format_option
def list_due(days: int | None, passphrase_file: Path | None, as_json: bool) -> None:
    """List what is due, soonest first, with names: for your own eyes.

    What has no clear day stands last, and is left out with --days.
    """
    with open_vault(passphrase_file) as (kit, vault):
        today = kit.now().date()
        found = promises(vault)
    shown = found if days is None else within(found, today, days)
    text = "\n".join(_line(promise, today) for promise in shown)
    answer(as_json, [_data(promise) for promise in shown], text or "Nothing is due.")


@due.command("export")
@_days
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .ics file."
)
@overwrite_option
@passphrase_option
@format_option
def export(
    days: int | None, output: Path, overwrite: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    """Write the days on which something is due into a calendar file (iCalendar), without names or words.

    Each entry only says that something agreed is due. Exported again, an entry whose day has changed moves with it.

    Example: conversation-kit due export --output due.ics --days 28
    """
    with open_vault(passphrase_file) as (kit, vault):
        made = export_due(promises(vault), output, now=kit.now(), days=days, overwrite=overwrite)
    kit.events.write("due-exported")
    answer(as_json, {"path": str(made.path), "says": made.sentence}, made.sentence)


def _line(promise: Promise, today: date) -> str:
    when = due_words(promise, today)
    return f"{promise.person.name}: {promise.words}{f' · {when}' if when else ''}"


def _data(promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.record_id,
        "person": promise.person.id,
        "name": promise.person.name,
        "words": promise.words,
        "due": promise.due.isoformat() if promise.due else None,
        "by_when": promise.by_when,
    }
