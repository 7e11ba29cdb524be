"""``history``: every change of a record."""

from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import open_vault, passphrase_option, say, say_json, shape_option
from conversation_kit.errors import NotFoundError
from conversation_kit.journey.history import FieldHistory, Told, history_of, records_called, who_and_when


@click.command("history")
@click.argument("record_id", metavar="ID")
@click.option("--field", "field_name", help="Only this field, for instance text.")
@shape_option("a change")
@passphrase_option
def history_command(record_id: str, field_name: str | None, shape: str, passphrase_file: Path | None) -> None:
    """Show every change of the person, note, asset ... of this ID: who, when, before and after, oldest first.

    Example: conversation-kit history ID --field text
    """
    with open_vault(passphrase_file) as (kit, vault):
        topics = {topic.id: topic.name for guide in kit.guides.all for topic in guide.topics}
        first = records_called(vault, record_id)[0]
        fields = history_of(vault, first.entity, record_id, topics)
    fields = [field for field in fields if field_name in (None, field.field)]
    if not fields:
        raise NotFoundError("It has no such field, or that was never changed. Without --field all are shown.")
    if shape == "text":
        say("\n\n".join(map(_block, fields)))
    elif shape == "json":
        say_json(list(map(_row, *_pairs(fields))), indent=2)
    else:
        for row in map(_row, *_pairs(fields)):
            say_json(row)


def _pairs(fields: list[FieldHistory]) -> tuple[list[FieldHistory], list[Told]]:
    pairs = [(field, told) for field in fields for told in field.told]
    return [field for field, _ in pairs], [told for _, told in pairs]


def _block(field: FieldHistory) -> str:
    twice = ", written twice: both stand" if field.twice else ""
    what = field.field if field.says_what else f"{field.what}, {field.field}"
    return "\n".join([f"{field.label} ({what}){twice}", *map(_change, field.told)])


def _change(told: Told) -> str:
    before = "" if told.first else f"\n      before: {told.before}"
    return f"  {'*' if told.stands else ' '} {told.after}\n      {who_and_when(told)}{before}"


def _row(field: FieldHistory, told: Told) -> dict[str, Any]:
    return {
        "kind": field.entity,
        "id": field.record_id,
        "field": field.field,
        "change": told.change_id,
        "who": told.who,
        "when": told.when.isoformat(),
        "on_this_device": not told.elsewhere,
        "before": None if told.first else told.before,
        "after": told.after,
        "stands": told.stands,
        "written_twice": field.twice,
    }
