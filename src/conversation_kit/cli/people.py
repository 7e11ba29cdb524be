"""``person add``, ``list``, ``show``, ``export``; ``erase`` and ``timeline`` join them."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.erasing import erase
from conversation_kit.cli.options import (
    answer,
    find_person,
    format_option,
    on_one_line,
    open_vault,
    overwrite_option,
    passphrase_option,
)
from conversation_kit.cli.timeline import person_timeline
from conversation_kit.journey.ages import with_age
from conversation_kit.journey.conversations import add_person
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience
from conversation_kit.model.story import Story
from conversation_kit.sharing.leaving import As, export, gather


@click.group()
def person() -> None:
    """People: add, list, show, export, erase."""


person.add_command(erase)
person.add_command(person_timeline)


@person.command("add")
@click.option("--name", required=True, help="The name they like; enough on its own.")
@click.option("--called", default="", help="How to say or use it.")
@click.option("--reach", default="", help="How to reach them.")
@click.option("--language", default="", help="What they like to speak.")
@click.option("--communication", default="", help="What helps to talk.")
@click.option("--age", default="", help="An age or a year of birth.")
@click.option("--area", default="", help="A place, a ward or a postcode district.")
@click.option("--reference", default="", help="Your own reference.")
@passphrase_option
@format_option
def add(
    passphrase_file: Path | None,
    as_json: bool,
    age: str,
    **said: Any,
) -> None:
    """Add a person. Prints the id. A name is enough.

    Example: conversation-kit person add --name Maureen --area Leigh
    """
    with open_vault(passphrase_file) as (kit, vault):
        details: dict[str, Any] = {name: on_one_line(words) for name, words in said.items()}
        today = kit.now().date()
        made = add_person(vault, with_age(Person(new_id(), added=today, **details), age.strip(), today))
    answer(as_json, person_data(made), made.id)


@person.command("list")
@passphrase_option
@format_option
def list_people(passphrase_file: Path | None, as_json: bool) -> None:
    """List everybody: id, name, area."""
    with open_vault(passphrase_file) as (_, vault):
        people = vault.people()
    text = "\n".join(f"{p.id}  {p.name}" + (f"  ({p.area})" if p.area else "") for p in people)
    answer(as_json, [person_data(p) for p in people], text or "Nobody here yet.")


@person.command("show")
@click.argument("person_id", metavar="ID")
@passphrase_option
@format_option
def show(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """Show one person's story as it stands."""
    with open_vault(passphrase_file) as (_, vault):
        story = vault.story(find_person(vault, person_id).id)
    answer(as_json, story_data(story), story_text(story))


@person.command("export")
@click.argument("person_id", metavar="ID")
@click.option(
    "--as",
    "shape",
    type=click.Choice([shape.value for shape in As]),
    required=True,
    help="page: the page for the person (HTML; plain text when FILE ends in .txt). note: the case note in Markdown. "
    "json: the case note as data. huddle-card: one page for the huddle. easy: the page in easy words with room for "
    "pictures, a draft nobody has tried out.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice([audience.value for audience in Audience]),
    help="Who will read it: only what they have permission to see is in it. The page is for the person; the case note "
    "for the team, unless you say gp, huddle or provider.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@overwrite_option
@passphrase_option
@format_option
def export_person(
    person_id: str,
    shape: str,
    audience: str | None,
    output: Path,
    overwrite: bool,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Write a page or a case note to a file.

    The file is not encrypted: anybody who opens it can read it.

    Example: conversation-kit person export ID --as page --output page.html
    """
    with open_vault(passphrase_file) as (kit, vault):
        find_person(vault, person_id)
        book = kit.book_if_any()
        leaving = gather(
            vault,
            book,
            kit.guides,
            person_id,
            kit.now(),
            private=kit.private_words(),
            ring=kit.settings.ring,
        )
        if book is not None:
            book.close()
        reader = Audience(audience) if audience else None
        made = export(leaving, As(shape), output, audience=reader, overwrite=overwrite)
    kit.events.write("exported", person=person_id, shape=shape, audience=audience or "usual")
    answer(
        as_json,
        {"path": str(made.path), "as": shape, "left_out": made.held_back, "says": made.sentence},
        made.sentence,
    )


def person_data(who: Person) -> Any:
    """Return a person as JSON has it."""
    return plain(asdict(who))


def story_data(story: Story) -> Any:
    """Return a story as JSON has it."""
    return plain(asdict(story))


def plain(value: Any) -> Any:
    """Return nested dataclass data as JSON has it: dates and times as ISO 8601 text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def story_text(story: Story) -> str:
    """Return a story in plain lines."""
    lines = [story.person.name + (f" ({story.person.area})" if story.person.area else ""), ""]
    lines += [f"  [{n.topic_id}] “{n.text}”" for n in story.notes]
    lines += [f"  {a.kind} · {a.leaning.words}: {a.words}" for a in story.assets]
    lines += [f"  {c.stage}: {c.entry_name}" for c in story.connections]
    lines += [f"  {d.side}: {' '.join(filter(None, (d.who, d.what, d.by_when)))}" for d in story.deal]
    lines += [f"  wants to try: “{risk.wants}”" for risk in story.risks]
    return "\n".join(lines).rstrip()
