"""``learned list``, ``learned undo`` and ``learned clear``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import answer_in_lines, lines_option, open_vault, passphrase_option, say
from conversation_kit.errors import NotFoundError, RefusedError
from conversation_kit.journey.remembering import Told, told, without
from conversation_kit.kit import Kit

_GONE = "an entry that is no longer in the Book"


@click.group()
def learned() -> None:
    """What choices taught the suggestions here: list, undo, clear. Nobody's name or words are in it."""


@learned.command("list")
@passphrase_option
@lines_option
def list_learned(passphrase_file: Path | None, as_jsonl: bool) -> None:
    """List what was learned, the newest month first, each with the number that undo takes.

    It changes the order of suggestions in the app a little, unless settings.toml says learn = false under [matching].
    """
    with open_vault(passphrase_file) as (kit, vault):
        lessons = told(vault.learned.all(), kit.words)
        rows = _rows(kit, lessons)
        switched_off = (
            "" if kit.settings.matching.learn else "Switched off in the settings: this changes nothing.\n"
        )
    text = "\n".join(f"{row['number']}  {row['name'] or _GONE}: {row['words']}" for row in rows)
    answer_in_lines(as_jsonl, rows, switched_off + (text or "Nothing was learned yet."))


@learned.command()
@click.argument("number", type=click.IntRange(min=1))
@passphrase_option
def undo(number: int, passphrase_file: Path | None) -> None:
    """Forget the lesson of this NUMBER in the list.

    Example: conversation-kit learned undo 2
    """
    with open_vault(passphrase_file) as (kit, vault), vault.together():
        lessons = told(vault.learned.all(), kit.words)
        if number > len(lessons):
            raise NotFoundError(
                f"There is no lesson {number}: the list has {len(lessons)}. Nothing was forgotten."
            )
        (row,) = _rows(kit, lessons[number - 1 : number])
        without(vault, lessons[number - 1].lesson)
    say(f"Forgotten: {row['name'] or _GONE}: {row['words']}.")


@learned.command()
@click.option("--yes", is_flag=True, help="Forget all of it; without it nothing is done.")
@passphrase_option
def clear(yes: bool, passphrase_file: Path | None) -> None:
    """Forget all that was learned, for ever."""
    with open_vault(passphrase_file) as (_, vault):
        held = len(vault.learned.all())
        if held and not yes:
            raise RefusedError(
                f"This forgets {held} of them for ever. If you mean it, add --yes. Nothing was forgotten."
            )
        vault.learned.clear()
    say(f"Forgotten: {held} lesson{'s' if held > 1 else ''}." if held else "Nothing was learned yet.")


def _rows(kit: Kit, lessons: Sequence[Told]) -> list[dict[str, Any]]:
    book = kit.book_if_any()
    try:
        entries = [book.entry(one.lesson.entry_id) if book else None for one in lessons]
    finally:
        if book is not None:
            book.close()
    return [
        {
            "number": number,
            "name": entry.name if entry else "",
            "words": one.words,
            "entry_id": one.lesson.entry_id,
            "theme": one.lesson.theme,
            "verdict": one.lesson.verdict.value,
            "month": f"{one.lesson.month:%Y-%m}",
            "times": one.lesson.times,
        }
        for number, (one, entry) in enumerate(zip(lessons, entries, strict=True), 1)
    ]
