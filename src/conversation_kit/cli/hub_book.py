"""``hub book``: the Community Book at the hub, for its knowledge officer.

(A backspace, ``\u0008``, before a paragraph of help keeps click from filling its lines.)
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conversation_kit.book.card import closed_words
from conversation_kit.book.exporting import as_text, feed
from conversation_kit.book.freshness import freshness
from conversation_kit.cli.book_officer import map_option
from conversation_kit.cli.book_reports import progress_bar, report_data, report_text
from conversation_kit.cli.hub_book_desk import (
    answer_command,
    connected_command,
    corrections_command,
    gaps_command,
)
from conversation_kit.cli.hub_book_edits import (
    check_command,
    close_command,
    doubles_group,
    edit_command,
    edits_group,
)
from conversation_kit.cli.hub_book_options import (
    entry_row,
    officer_options,
    published_words,
    with_office,
)
from conversation_kit.cli.hub_options import tenant_option
from conversation_kit.cli.options import answer_in_lines, overwrite_option, say
from conversation_kit.text import inert_json
from conversation_kit.text_files import write_text_file

if TYPE_CHECKING:
    from conversation_kit.hub.book.office import BookStatus, Office

_LISTED = 30


@click.group()
def book() -> None:
    """The Community Book: import, edit, check, publish, what the front line says of it."""


for command in (
    *(edit_command, check_command, close_command, edits_group, doubles_group),
    *(corrections_command, gaps_command, answer_command, connected_command),
):
    book.add_command(command)


@book.command("import")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--allow-removals", is_flag=True, help="Go on even when more than a third of the Book would go."
)
@click.option(
    "--every", type=click.IntRange(1, 24 * 365), metavar="HOURS", help="Do it again every so many hours."
)
@click.option("--never-again", is_flag=True, help="End what --every began; imports nothing.")
@click.option(
    "--publish/--no-publish", "publishing", default=True, show_default=True, help="Publish what came."
)
@click.option(
    "--notes", "all_notes", is_flag=True, help="List every field that was read as unknown or repaired."
)
@map_option
@officer_options
def import_command(
    sources: tuple[str, ...],
    allow_removals: bool,
    every: int | None,
    never_again: bool,
    publishing: bool,
    all_notes: bool,
    map_path: Path | None,
    by: str,
    as_jsonl: bool,
    tenant: str,
    database: str,
) -> None:
    """Import the hub's Book from web addresses, files or folders, as book import does on a laptop.

    The sources named together are the whole Book: what they no longer hold is gone from it. Your edits stay over what
    they say; where a source changed under one, hub book edits shows it. What came is published at once.

    \u0008
    For instance:
      conversation-kit hub book import https://example.org/oruk/v3 --every 24
      conversation-kit hub book import council.json groups.xlsx --map groups.map.toml --no-publish
    """
    if never_again:
        _end_schedule(database, tenant, by)
        answer_in_lines(as_jsonl, [{"every": None}], "It is imported by hand only from now on.")
        return
    from conversation_kit.hub.book.importing import Wish
    from conversation_kit.hub.book.schedule import remember

    wish = Wish(_whole_paths(sources), map_path.absolute() if map_path else None, allow_removals)

    async def work(office: "Office") -> tuple[Any, Any]:
        with progress_bar() as show:
            done = await office.bring_in(wish, publishing=publishing, progress=show)
        if every is not None:
            await remember(office.databases, office.tenant_id, wish, every_hours=every, now=office.now)
        return done

    brought, publication = with_office(database, tenant, by, work)
    data = {
        **report_data(brought.report),
        "edits_moved": [{"id": edit.entry_id, "field": edit.field} for edit in brought.moved],
        "every": every,
        "version": publication.version if publication else None,
    }
    lines = [report_text(brought.report, all_notes=all_notes)]
    lines += [f"{len(brought.moved)} edits whose source changed: see hub book edits"] if brought.moved else []
    lines += [published_words(publication)] if publication else ["Not published yet: hub book publish"]
    answer_in_lines(as_jsonl, [data], "\n".join(lines))


@book.command("publish")
@officer_options
def publish_command(by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Publish the Book as it stands, edits and all: laptops and the web get it from now on."""
    done = with_office(database, tenant, by, lambda office: office.publish())
    answer_in_lines(as_jsonl, [asdict(done)], published_words(done))


@book.command("list")
@click.argument("words", nargs=-1)
@click.option(
    "--limit", type=click.IntRange(1, 100_000), help="How many at most; 30 without it, all as jsonl."
)
@officer_options
def list_command(
    words: tuple[str, ...], limit: int | None, by: str, as_jsonl: bool, tenant: str, database: str
) -> None:
    """List the entries, those not checked for longest first; or those that hold all of the WORDS."""
    found = with_office(database, tenant, by, lambda office: office.entries(" ".join(words)))
    today = datetime.now(UTC).date()
    shown = found[: limit or (len(found) if as_jsonl else _LISTED)]
    lines = [
        f"{entry.id}  {entry.name} ({freshness(entry, today).words}){closed_words(entry)}" for entry in shown
    ]
    if len(shown) < len(found):
        lines.append(f"and {len(found) - len(shown)} more: --limit")
    text = "\n".join(lines) or "Nothing in the hub's Book fits."
    answer_in_lines(as_jsonl, [entry_row(entry) for entry in shown], text)


@book.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@overwrite_option
@tenant_option
def export_command(file: Path | None, overwrite: bool, tenant: str, database: str) -> None:
    """Write what is published as an Open Referral UK v3 feed. Without FILE it is printed."""
    text = as_text(feed(with_office(database, tenant, "", lambda office: office.published())))
    if file is None:
        click.echo(inert_json(text))
        return
    write_text_file(file, text + "\n", overwrite=overwrite)
    say(f"{file}: {text.count(chr(10))} lines")


@book.command("status")
@officer_options
def status_command(by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Say what is published, what is not yet, and when the next import is due."""
    found = with_office(database, tenant, by, lambda office: office.status())
    data = json.loads(json.dumps({**asdict(found), "sources": json.loads(found.sources)}, default=_iso))
    answer_in_lines(as_jsonl, [data], "\n".join(_status_lines(found)))


def _end_schedule(database: str, tenant: str, by: str) -> None:
    from conversation_kit.hub.book.schedule import forget

    with_office(database, tenant, by, lambda office: forget(office.databases, office.tenant_id))


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _whole_paths(sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sources so that they mean the same wherever the hub serves from."""
    return tuple(source if "://" in source else str(Path(source).absolute()) for source in sources)


def _status_lines(found: "BookStatus") -> list[str]:
    when = f", published {found.published_at:%d %B %Y at %H:%M} UTC" if found.published_at else ""
    lines = [
        f"Version {found.version}{when}: {found.published} entries"
        if found.version
        else "Nothing published yet",
        f"{found.entries} entries in the working copy, {found.unpublished} not as published",
        f"{found.edits} edited fields, {found.moved} whose source changed since",
        f"{found.never_checked} entries nobody is known to have checked",
        *(f"from {source}" for source in json.loads(found.sources)),
    ]
    if found.schedule:
        hours = found.schedule["every_hours"]
        every = "hour" if hours == 1 else f"{hours} hours"
        due = found.schedule["next_at"]
        lines.append(f"imported every {every}, next {due.day} {due:%B at %H:%M} UTC")
        lines += [f"last time: {found.schedule['outcome']}"] if found.schedule["outcome"] else []
    return lines
