"""``person timeline``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import (
    answer,
    find_person,
    format_option,
    on_one_line,
    open_vault,
    passphrase_option,
)
from conversation_kit.journey.timeline import DayOfStory, Moment, done_days, timeline


@click.command("timeline")
@click.argument("person_id", metavar="ID")
@passphrase_option
@format_option
def person_timeline(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """Show one person's story day by day, for your own eyes.

    Talks, what was found, what became of what they chose, what was agreed and done. What has no day stands last.
    """
    with open_vault(passphrase_file) as (_, vault):
        story = vault.story(find_person(vault, person_id).id)
        days = timeline(story, done_days(vault, story))
    answer(as_json, [_data(day) for day in days], _text(days) or "Nothing has happened yet.")


def _text(days: Sequence[DayOfStory]) -> str:
    lines = []
    for day in days:
        lines.append(f"{day.day:%A} {day.day.day} {day.day:%B %Y}" if day.day else "The day is not known")
        lines += [f"  {_moment_words(moment)}" for moment in day.moments]
    return "\n".join(lines)


def _moment_words(moment: Moment) -> str:
    words, said = on_one_line(moment.words), on_one_line(moment.quote)
    return f"{moment.label}{f': {words}' if words else ''}{f' “{said}”' if said else ''}"


def _data(day: DayOfStory) -> dict[str, Any]:
    return {
        "day": day.day.isoformat() if day.day else None,
        "moments": [
            {
                "what": str(moment.kind),
                "label": moment.label,
                "words": moment.words,
                "said": moment.quote,
                "entity": moment.entity,
                "id": moment.record_id,
            }
            for moment in day.moments
        ],
    }
