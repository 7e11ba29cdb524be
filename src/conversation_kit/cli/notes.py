"""``note``: lines in the person's own words."""

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
from conversation_kit.errors import BadInputError
from conversation_kit.journey.conversations import (
    begin_conversation,
    conversation_going_on,
    guide_of,
    new_note,
    notes_of,
)
from conversation_kit.kit import Kit
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.vault.records import Vault

_USUAL_GUIDE = "whole-person"


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
