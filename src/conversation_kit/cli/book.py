"""``book``: import, status, show, search, and the knowledge officer's commands from ``book_officer``.

(A backspace, ``\u0008``, before a paragraph of help keeps click from filling its lines.)
"""

import json
from pathlib import Path

import click

from conversation_kit.book.card import card_lines, closed_words
from conversation_kit.book.codec import to_json
from conversation_kit.book.freshness import ago
from conversation_kit.book.importing import import_sources
from conversation_kit.cli.book_officer import check, doubles, export, map_command, map_option
from conversation_kit.cli.book_reports import progress_bar, report_data, report_text
from conversation_kit.cli.options import answer, format_option, make_kit
from conversation_kit.errors import NotFoundError

_NOTES_SHOWN = 20


@click.group()
def book() -> None:
    """The Community Book."""


for command in (map_command, check, export, doubles):
    book.add_command(command)


@book.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--allow-removals", is_flag=True, help="Go on even when more than a third of the Book would go."
)
@click.option(
    "--notes", "all_notes", is_flag=True, help="List every field that was read as unknown or repaired."
)
@map_option
@format_option
def import_command(
    sources: tuple[str, ...], allow_removals: bool, all_notes: bool, map_path: Path | None, as_json: bool
) -> None:
    """Import the Book from web addresses, files or folders.

    SOURCE is the address of an Open Referral UK API (v3 or v1), a saved file, a spreadsheet (.csv, .xlsx), or a folder
    of saved pages. The sources named together are the whole Book: what they no longer hold is gone from it. The old
    Book serves until the new one is whole. An import that was broken off goes on where it stopped.

    \u0008
    For instance:
      conversation-kit book import https://example.org/oruk/v3
      conversation-kit book import council.json charities/ --allow-removals
      conversation-kit book import groups.xlsx --map groups.map.toml
    """
    kit = make_kit()
    with progress_bar() as show:
        report = import_sources(
            list(sources),
            kit.folders.book_cache,
            allow_removals=allow_removals,
            now=kit.now(),
            footprint_of=kit.footprints.of,
            progress=show,
            map_path=map_path,
        )
    kit.index_book()
    kit.events.write("book-imported", added=report.added, changed=report.changed, gone=report.gone)
    answer(as_json, report_data(report), report_text(report, all_notes=all_notes))


@book.command("status")
@format_option
def status(as_json: bool) -> None:
    """Say how large and how old the Book is, and where it came from."""
    kit = make_kit()
    found = kit.open_book()
    facts = found.facts()
    found.close()
    fetched, today = facts.fetched_at.astimezone(), kit.now().date()
    data = {
        "entries": facts.entries,
        "sources": list(facts.sources),
        "fetched_at": fetched.isoformat(),
        "days_old": (today - fetched.date()).days,
        "never_checked": facts.never_checked,
        "oldest_checked": facts.oldest_checked or None,
    }
    lines = [
        f"{facts.entries} entries, fetched {fetched:%d %B %Y at %H:%M} ({ago(fetched.date(), today)})",
        *(f"from {source}" for source in facts.sources),
        f"{facts.never_checked} without a day when somebody last checked them",
    ]
    answer(as_json, data, "\n".join(lines))


@book.command("show")
@click.argument("entry_id", metavar="ID")
@click.option("--near", default="", help="A place, ward or postcode district to measure from.")
@format_option
def show(entry_id: str, near: str, as_json: bool) -> None:
    """Show one entry as the card in the app does.

    ID is what book search prints before a name.
    """
    kit = make_kit()
    found = kit.open_book()
    entry, also = found.entry(entry_id), found.also(entry_id)
    found.close()
    if entry is None:
        raise NotFoundError(
            "There is no entry with that id in the Book. See: conversation-kit book search WORDS"
        )
    lines = card_lines(
        entry, today=kit.now(), near=kit.place(near) if near else None, gazetteer=kit.gazetteer, also=also
    )
    text = "\n".join([entry.name, "", *(f"{line.label}: {line.text}" for line in lines)])
    answer(as_json, {**json.loads(to_json(entry)), "also": [other.id for other in also]}, text)


@book.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most."
)
@format_option
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the Book, names first.

    Names are found although misspelt. WORDS need no quotation marks.
    """
    found = make_kit().open_book()
    entries = found.search(" ".join(words), limit=limit)
    data = [
        {
            "id": e.id,
            "name": e.name,
            "organization": e.organization,
            "status": e.status,
            "also": [other.id for other in found.also(e.id)],
        }
        for e in entries
    ]
    found.close()
    text = (
        "\n".join(f"{e.id}  {e.name}{closed_words(e)}" for e in entries)
        or "Nothing in the Book fits those words."
    )
    answer(as_json, data, text)
