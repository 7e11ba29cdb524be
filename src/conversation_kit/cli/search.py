"""``search``: whatever was kept, by its words."""

from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import open_vault, passphrase_option, say, say_json, shape_option
from conversation_kit.journey.searching import Found, Group, find_everywhere

_AT_MOST = 500


@click.command("search")
@click.argument("words")
@shape_option("for each thing found")
@passphrase_option
def search_command(words: str, shape: str, passphrase_file: Path | None) -> None:
    """Find what holds all of WORDS: names, notes, assets, connections, deals, and the Book's entries by name.

    The last word may be unfinished. What was taken out is not found, and neither is what was written under Stop.

    Example: conversation-kit search "maureen swim"
    """
    with open_vault(passphrase_file) as (kit, vault):
        book = kit.book_if_any()
        found = find_everywhere(vault, book, words, limit=_AT_MOST)
        if book is not None:
            book.close()
    if shape == "text":
        say("\n\n".join(_as_text(found)) or "Nothing holds all of these words.")
    elif shape == "json":
        say_json(_as_data(found), indent=2)
    else:
        for row in _as_data(found):
            say_json(row)


def _as_text(found: Found) -> list[str]:
    blocks = [_block(group) for group in found.groups]
    if found.entries:
        blocks.append("\n".join(["In the Book", *(f"  {entry.id}  {entry.name}" for entry in found.entries)]))
    if found.more:
        blocks.append("There is more. Another word finds more closely.")
    return blocks


def _block(group: Group) -> str:
    rows = (f"  {line.id}  {line.words}\n      {line.what}" for line in group.lines)
    return "\n".join([group.heading, *rows])


def _as_data(found: Found) -> list[dict[str, Any]]:
    kept = [
        {
            "kind": line.entity,
            "id": line.id,
            "person": line.person_id or None,
            "conversation": line.conversation_id or None,
            "what": line.what,
            "words": line.words,
            "found": [piece.words for piece in line.pieces if piece.hit],
        }
        for group in found.groups
        for line in group.lines
    ]
    return kept + [{"kind": "entry", "id": entry.id, "words": entry.name} for entry in found.entries]
