"""``person erase`` and ``retention``."""

from collections.abc import Sequence
from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    ask_for_yes,
    find_person,
    format_option,
    open_vault,
    passphrase_option,
    yes_option,
)
from conversation_kit.errors import BadInputError
from conversation_kit.journey.erasing import FOR_EVER, answer_of, question_for, warnings_for, what_goes
from conversation_kit.journey.retention import Overdue, overdue, overdue_words
from conversation_kit.kit import Kit
from conversation_kit.vault.erasing import Erased
from conversation_kit.vault.records import Vault

_days = click.option(
    "--days", type=click.IntRange(min=1), help="Days without contact; the setting [keep] has it otherwise."
)


@click.command()
@click.argument("person_id", metavar="ID")
@yes_option
@passphrase_option
@format_option
def erase(person_id: str, yes: bool, passphrase_file: Path | None, as_json: bool) -> None:
    """Erase a person: everything of theirs goes, for ever.

    Says first what will go. The nightly backups are made anew without them; backups you made yourself are named, since
    the kit cannot reach them. Only an id stays, so that a sync does not bring them back.

    Example: conversation-kit person erase ID
    """
    with open_vault(passphrase_file) as (kit, vault):
        person = find_person(vault, person_id)
        ask_for_yes(question_for(vault, person), yes=yes)
        erased = kit.erase(vault.data_key, [person.id])
    _say(as_json, [person_id], erased)


@click.group()
def retention() -> None:
    """People not contacted for a long time: list, erase."""


@retention.command("list")
@_days
@passphrase_option
@format_option
def list_overdue(days: int | None, passphrase_file: Path | None, as_json: bool) -> None:
    """List everybody not contacted for so many days, the longest first.

    Contact is the last talk or note, or the day they were added when they were never met.
    """
    with open_vault(passphrase_file) as (kit, vault):
        due = _overdue(kit, vault, days)
    answer(as_json, [_data(one) for one in due], _lines(due))


@retention.command("erase")
@_days
@yes_option
@passphrase_option
@format_option
def erase_overdue(days: int | None, yes: bool, passphrase_file: Path | None, as_json: bool) -> None:
    """List everybody not contacted for so many days, and erase those on the list on a yes.

    Example: conversation-kit retention erase --days 2555
    """
    with open_vault(passphrase_file) as (kit, vault):
        due = _overdue(kit, vault, days)
        ids = [one.person.id for one in due]
        if not due:
            answer(as_json, {"erased": []}, _lines(due))
            return
        held = vault.holding(ids)
        who = "this person" if len(due) == 1 else f"these {len(due)} people"
        question = [
            _lines(due),
            "",
            f"Erase {who}?",
            f"This goes, with everything it ever said before: {what_goes(held)}.",
            FOR_EVER,
            *warnings_for(vault, ids),
        ]
        ask_for_yes("\n".join(question), yes=yes)
        erased = kit.erase(vault.data_key, ids)
    _say(as_json, ids, erased)


def _overdue(kit: Kit, vault: Vault, days: int | None) -> list[Overdue]:
    days = days or kit.settings.keep.days_after_last_contact
    if days is None:
        raise BadInputError(
            "How many days without contact? Give --days N, or set days_after_last_contact under [keep] in the "
            "settings. Nothing was changed."
        )
    return overdue(vault, kit.now().date(), days)


def _say(as_json: bool, ids: Sequence[str], erased: Erased) -> None:
    says = answer_of(erased)
    data = {
        "erased": list(ids),
        "records": dict(sorted(erased.went.records.items())),
        "changes": erased.went.changes,
        "drafts": erased.went.drafts,
        "finished": not erased.unfinished,
        "backups": [{"path": str(path), "made_at": made.isoformat()} for path, made in erased.backups],
        "set_aside": [str(path) for path in erased.set_aside],
        "says": says,
    }
    answer(as_json, data, "\n".join(says))


def _data(one: Overdue) -> dict[str, object]:
    return {
        "id": one.person.id,
        "name": one.person.name,
        "last_contact": one.last.isoformat(),
        "days": one.days,
        "met": one.met,
        "promised": one.promised,
        "stops": one.stops,
    }


def _lines(due: Sequence[Overdue]) -> str:
    lines = [f"{one.person.id}  {one.person.name}: {overdue_words(one)}" for one in due]
    return "\n".join(lines) or "Nobody: everyone was contacted since."
