"""``permission set``, ``permission withdraw`` and ``permission list``."""

from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import (
    answer,
    find_person,
    format_option,
    open_vault,
    passphrase_option,
    person_option,
)
from conversation_kit.errors import BadInputError
from conversation_kit.journey.days import day_meant
from conversation_kit.journey.permitting import (
    BEYOND_THE_PERSON,
    Item,
    item_of,
    items_of,
    permit,
    readers_words,
    said_plainly,
    withdraw,
)
from conversation_kit.kit import Kit
from conversation_kit.model.permissions import Audience
from conversation_kit.vault.records import Vault

_NOBODY = "nobody"


def _about(command: Any) -> Any:
    """Add ``--person`` and ``--item``."""
    item = click.option(
        "--item", "item_id", help="The id of a note, an asset, a connection ...; the whole story without it."
    )
    return person_option(item(command))


@click.group()
def permission() -> None:
    """Who may see what: set, withdraw, list."""


@permission.command("set")
@_about
@click.option(
    "--for",
    "readers",
    required=True,
    metavar="WHO",
    help="team, gp, huddle, provider, with commas between them; or nobody: the person only.",
)
@click.option("--until", "until_words", default="", help="The last day it holds: 2027-02-28, “in 3 months”.")
@click.option("--said", default=None, help="How the person put it.")
@passphrase_option
@format_option
def set_permission(
    person_id: str,
    item_id: str | None,
    readers: str,
    until_words: str,
    said: str | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Keep who may see an item, or the whole story.

    Example: conversation-kit permission set --person ID --for team,gp --until "in 3 months" --said "tell the doctor"
    """
    audiences = _readers(readers)
    with open_vault(passphrase_file) as (kit, vault):
        today = kit.now().date()
        until = day_meant(until_words, today) if until_words else None
        if until_words and (until is None or until < today):
            raise BadInputError(
                "Which day is that? Give one to come: 2027-02-28, or “in 3 months”. Nothing was changed."
            )
        story = vault.story(find_person(vault, person_id).id)
        item = item_of(story, item_id or person_id)
        permit(vault, person_id, item.id, audiences, today=today, until=until, said=said)
        _answer(kit, vault, person_id, item.id, as_json=as_json)


@permission.command("withdraw")
@_about
@passphrase_option
@format_option
def withdraw_permission(
    person_id: str, item_id: str | None, passphrase_file: Path | None, as_json: bool
) -> None:
    """Keep that the person took their permission back: it is for them only from now on.

    What was handed out before cannot be called back by the kit.
    """
    with open_vault(passphrase_file) as (kit, vault):
        story = vault.story(find_person(vault, person_id).id)
        item = item_of(story, item_id or person_id)
        withdraw(vault, person_id, item.id)
        _answer(kit, vault, person_id, item.id, as_json=as_json)


@permission.command("list")
@person_option
@passphrase_option
@format_option
def list_permissions(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """List who may see what: the whole story first, then every item."""
    with open_vault(passphrase_file) as (kit, vault):
        story = vault.story(find_person(vault, person_id).id)
        today = kit.now().date()
    items = items_of(story)
    lines = [_line(item, readers_words(item, today)) for item in items]
    plainly = said_plainly(story, today)
    answer(
        as_json,
        [_data(item, kit) for item in items],
        "\n".join([*lines, *(["", *plainly] if plainly else [])]),
    )


def _readers(words: str) -> list[Audience]:
    known = {audience.value: audience for audience in BEYOND_THE_PERSON}
    asked = [part.strip().lower() for part in words.split(",") if part.strip()]
    if asked == [_NOBODY]:
        return []
    if not asked or any(part not in known for part in asked):
        raise BadInputError(
            f"--for takes {', '.join(known)}, with commas between them, or {_NOBODY}. Nothing was changed."
        )
    return [known[part] for part in asked]


def _answer(kit: Kit, vault: Vault, person_id: str, item_id: str, *, as_json: bool) -> None:
    item = item_of(vault.story(person_id), item_id)
    words = readers_words(item, kit.now().date())
    answer(as_json, _data(item, kit), f"May be seen by {words}.")


def _line(item: Item, words: str) -> str:
    said = f"  “{item.words.partition(chr(10))[0]}”" if item.words else ""
    return f"{item.id}  {item.what}{said}\n    {words}"


def _data(item: Item, kit: Kit) -> dict[str, Any]:
    own = item.own
    return {
        "item": item.id,
        "what": str(item.what),
        "words": item.words or None,
        "may_see": ["person", *(str(reader) for reader in item.readers(kit.now().date()))],
        "own": own is not None,
        "until": own.until.isoformat() if own and own.until else None,
        "withdrawn": own.withdrawn if own else False,
        "said": (own.said or None) if own else None,
        "asked_on": own.asked_on.isoformat() if own and own.asked_on else None,
    }
