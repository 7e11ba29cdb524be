"""``asset``: what is strong, and what gets in the way."""

from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    find_person,
    format_option,
    open_vault,
    passphrase_option,
    person_option,
)
from conversation_kit.journey.assets import add_asset
from conversation_kit.journey.conversations import conversation_going_on
from conversation_kit.model.assets import Kind, Leaning


@click.group()
def asset() -> None:
    """Assets: what is strong, and what gets in the way."""


@asset.command("add")
@click.argument("words")
@person_option
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    required=True,
    help="personal: what they know, can do, enjoy or hope. social: people in their life. community: groups. "
    "physical: places.",
)
@click.option(
    "--leaning",
    type=click.Choice([leaning.value for leaning in Leaning]),
    required=True,
    help="How they spoke of it. gift: something they could give. barrier: something that gets in the way.",
)
@passphrase_option
@format_option
def asset_add(
    words: str,
    person_id: str,
    kind: str,
    leaning: str,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Keep WORDS as an asset. Prints its id.

    Example: conversation-kit asset add --person ID --kind social --leaning strength "Jean next door"
    """
    with open_vault(passphrase_file) as (kit, vault):
        person = find_person(vault, person_id)
        conversation = conversation_going_on(vault, person.id, kit.now())
        made = add_asset(
            vault,
            person_id=person.id,
            words=words,
            kind=Kind(kind),
            leaning=Leaning(leaning),
            conversation_id=conversation.id if conversation else "",
        )
    answer(as_json, {"id": made.id, "kind": made.kind, "leaning": made.leaning, "words": made.words}, made.id)
