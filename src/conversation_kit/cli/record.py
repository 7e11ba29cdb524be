"""``record`` and ``show``: writing and reading without a screen, for scripts and tests."""

from dataclasses import asdict
from pathlib import Path

import click

from conversation_kit.cli.notes import keep_note, note_data
from conversation_kit.cli.options import (
    answer_in_shape,
    find_person,
    on_one_line,
    open_vault,
    passphrase_option,
    person_option,
    shape_option,
)
from conversation_kit.cli.people import person_data, plain, story_data, story_text
from conversation_kit.journey.conversations import add_person
from conversation_kit.journey.field_words import in_words, label_of
from conversation_kit.journey.two_versions import Conflict, conflicts_of
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person


@click.group()
def record() -> None:
    """Record a person or a note, for scripts."""


@record.command("person")
@click.option("--name", required=True, help="The name they like; enough on its own.")
@passphrase_option
@shape_option("for the person")
def record_person(name: str, passphrase_file: Path | None, shape: str) -> None:
    """Add a person. Prints the id.

    Example: conversation-kit record person --name Maureen
    """
    with open_vault(passphrase_file) as (kit, vault):
        made = add_person(vault, Person(new_id(), on_one_line(name), added=kit.now().date()))
    answer_in_shape(shape, person_data(made), made.id)


@record.command("note")
@click.argument("words")
@person_option
@click.option("--topic", "topic_id", required=True, help="A topic of the conversation's guide.")
@passphrase_option
@shape_option("for the note")
def record_note(words: str, person_id: str, topic_id: str, passphrase_file: Path | None, shape: str) -> None:
    """Keep WORDS as a note. Prints its id.

    Begins a conversation when none is open. Words that begin with a dash come last, after --

    Example: conversation-kit record note --person ID --topic life-story "thirty years of school dinners"
    """
    with open_vault(passphrase_file) as (kit, vault):
        made = keep_note(kit, vault, person_id, topic_id, words)
    answer_in_shape(shape, note_data(made), made.id)


@click.group()
def show() -> None:
    """Show what is kept, for scripts."""


@show.command("person")
@click.argument("person_id", metavar="ID")
@passphrase_option
@shape_option("for the person")
def show_person(person_id: str, passphrase_file: Path | None, shape: str) -> None:
    """Show everything of one person, and what was written twice: all versions, who wrote them and when.

    Example: conversation-kit show person ID --format json
    """
    with open_vault(passphrase_file) as (_, vault):
        story = vault.story(find_person(vault, person_id).id)
        conflicts = conflicts_of(vault, person_id)
    data = {**story_data(story), "conflicts": [_conflict_data(one) for one in conflicts]}
    text = [story_text(story), *(_conflict_text(one) for one in conflicts)]
    answer_in_shape(shape, data, "\n".join(text))


def _conflict_data(conflict: Conflict) -> dict[str, object]:
    return {
        "entity": conflict.entity,
        "id": conflict.record_id,
        "field": conflict.field,
        "versions": [plain(asdict(version)) for version in conflict.versions],
    }


def _conflict_text(conflict: Conflict) -> str:
    versions = (f"“{in_words(one.value)}” ({one.worker}, {in_words(one.when)})" for one in conflict.versions)
    return f"  written twice, {label_of(conflict.field)}: {' / '.join(versions)}"
