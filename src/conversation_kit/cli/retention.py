"""``retention list`` and ``retention erase``."""

from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import (
    answer,
    format_option,
    make_kit,
    passphrase_from,
    passphrase_option,
    said_yes,
)
from conversation_kit.errors import BadInputError
from conversation_kit.journey.erasing import erase_for_good
from conversation_kit.journey.retention import Overdue, not_contacted
from conversation_kit.kit import Kit

_days = click.option(
    "--days",
    type=click.IntRange(min=1),
    help="Not contacted for more than so many days. Without it: days_after_last_contact under [keep] in the settings.",
)


@click.group()
def retention() -> None:
    """People not contacted for long: list them, erase them on a yes."""


@retention.command("list")
@_days
@passphrase_option
@format_option
def list_overdue(days: int | None, passphrase_file: Path | None, as_json: bool) -> None:
    """List everybody not contacted for so many days. Changes nothing."""
    kit = make_kit()
    with kit.open_vault(kit.data_key(passphrase_from(passphrase_file))) as vault:
        found = not_contacted(vault, days=_limit(kit, days), now=kit.now())
    answer(as_json, [_data(one) for one in found], _words(found) or "Nobody: everybody was contacted since.")


@retention.command("erase")
@_days
@click.option("--yes", is_flag=True, help="Erase those listed without asking: for scripts.")
@passphrase_option
@format_option
def erase_overdue(days: int | None, yes: bool, passphrase_file: Path | None, as_json: bool) -> None:
    """List everybody not contacted for so many days, and erase those listed on a yes. It cannot be undone."""
    kit = make_kit()
    data_key = kit.data_key(passphrase_from(passphrase_file))
    with kit.open_vault(data_key) as vault:
        found = not_contacted(vault, days=_limit(kit, days), now=kit.now())
        if found:
            said_yes(f"{_words(found)}\n\nErase these {len(found)} for good?", yes=yes)
        made = [
            erase_for_good(vault, kit.folders.vault, data_key, one.person.id, now=kit.now()) for one in found
        ]
    for erasure in made:
        kit.events.write("erased", person=erasure.person_id, changes=erasure.changes)
    sentences = made[-1].sentences if made else ["Nobody: everybody was contacted since."]
    answer(
        as_json,
        {"erased": [one.person_id for one in made], "says": sentences},
        "\n".join([f"{len(made)} erased.", *sentences] if made else sentences),
    )


def _limit(kit: Kit, days: int | None) -> int:
    limit = days if days is not None else kit.settings.keep.days_after_last_contact
    if limit is None:
        raise BadInputError(
            "How many days? Give --days N, or set days_after_last_contact under [keep] in the settings. "
            "Nothing was changed."
        )
    return limit


def _data(one: Overdue) -> dict[str, Any]:
    return {
        "id": one.person.id,
        "name": one.person.name,
        "last_contact": one.last_contact.isoformat() if one.last_contact else None,
        "days": one.days,
        "promised": one.promised,
    }


def _words(found: list[Overdue]) -> str:
    return "\n".join(
        f"{one.person.id}  {one.person.name}: "
        + ("no day is known" if one.days is None else f"{one.days} days")
        + (f", {one.promised} promised and not done" if one.promised else "")
        for one in found
    )
