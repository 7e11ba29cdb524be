"""``init``, ``note add`` and ``asset add``."""

from pathlib import Path

import click

from conversation_kit.cli.options import (
    answer,
    format_option,
    make_kit,
    on_one_line,
    open_vault,
    passphrase_from,
    passphrase_option,
    person_option,
)
from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.journey.assets import add_asset
from conversation_kit.journey.conversations import (
    begin_conversation,
    conversation_going_on,
    guide_of,
    new_note,
    notes_of,
)
from conversation_kit.kit import Kit
from conversation_kit.model.assets import Kind, Leaning
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.records import Vault

_USUAL_GUIDE = "whole-person"


@click.command()
@click.option("--worker", required=True, metavar="NAME", help="Your name.")
@click.option("--role", default="", help="For instance: link worker.")
@click.option("--team", default="", help="For instance: Adult Social Care, Leigh.")
@click.option("--footprint", default="", help="The neighbourhood you work in.")
@passphrase_option
@format_option
def init(
    worker: str, role: str, team: str, footprint: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """Make the encrypted vault on this laptop, and print its recovery key once.

    Example: conversation-kit init --worker "Ruth Ollerenshaw" --role "link worker" --passphrase-file secret.txt
    """
    name, role, team, footprint = (on_one_line(words) for words in (worker, role, team, footprint))
    if not name:
        raise BadInputError("A worker needs a name. Nothing was made.")
    kit = make_kit()
    passphrase = passphrase_from(passphrase_file, confirm=True)
    vault, recovery_key = kit.create_vault(Worker("", name, role, team, footprint), passphrase)
    vault.close()
    answer(
        as_json,
        {"vault": str(kit.folders.vault), "worker": name, "recovery_key": recovery_key},
        f"The vault is in {kit.folders.vault}\n"
        f"Recovery key, shown this once; write it down and keep it away from this laptop:\n  {recovery_key}",
    )


@click.group()
def note() -> None:
    """Notes: lines in the person's own words."""


@note.command("add")
@click.argument("words")
@person_option
@click.option(
    "--topic", "topic_id", required=True, help="A topic of the conversation's guide, for instance life-story."
)
@passphrase_option
@format_option
def note_add(words: str, person_id: str, topic_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """Keep WORDS as a note. Prints its id.

    Begins a conversation when none is open. Words that begin with a dash come last, after --

    Example: conversation-kit note add --person ID --topic life-story "thirty years of school dinners"
    """
    with open_vault(passphrase_file) as (kit, vault):
        made = keep_note(kit, vault, person_id, topic_id, words)
    answer(as_json, note_data(made), made.id)


def keep_note(kit: Kit, vault: Vault, person_id: str, topic_id: str, words: str) -> Note:
    """Keep words as a note, in the conversation that is going on or in a new one.

    Raises:
        BadInputError: There are no words, or the guide has no such topic; nothing was kept.
        NotFoundError: There is nobody with that id.
    """
    with vault.together():  # or two scripts begin two conversations
        person = find_person(vault, person_id)
        conversation = conversation_going_on(vault, person.id, kit.now())
        topic = _topic(kit, conversation, topic_id)
        conversation = conversation or _begin(kit, vault, person)
        made = new_note(
            conversation, topic_id=topic, text=words, now=kit.now(), after=notes_of(vault, conversation)
        )
        vault.keep(made)
    return made


def note_data(note: Note) -> dict[str, str]:
    """Return a note that was just kept as JSON has it."""
    return {
        "id": note.id,
        "conversation_id": note.conversation_id,
        "topic": note.topic_id,
        "words": note.text,
    }


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


def find_person(vault: Vault, person_id: str) -> Person:
    """Return the person with this id.

    Raises:
        NotFoundError: There is none.
    """
    person = vault.find(Person, person_id)
    if person is None:
        raise NotFoundError("There is nobody with that id here. See: conversation-kit person list")
    return person


def _topic(kit: Kit, conversation: Conversation | None, topic_id: str) -> str:
    guide = guide_of(kit.guides, conversation) if conversation else kit.guides.guide(_USUAL_GUIDE)
    if guide.topic(topic_id) is None:
        known = ", ".join(topic.id for topic in guide.topics)
        raise BadInputError(
            f"The guide “{guide.name}” has no such topic. Its topics: {known}. Nothing was kept."
        )
    return topic_id


def _begin(kit: Kit, vault: Vault, person: Person) -> Conversation:
    worker = vault.worker()
    return begin_conversation(
        vault,
        person_id=person.id,
        guide_id=_USUAL_GUIDE,
        worker_id=worker.id if worker else "",
        now=kit.now(),
    )
