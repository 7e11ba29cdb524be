"""``hub book edit``, ``check``, ``close``, ``edits`` and ``doubles``: what the officer says over the sources.

(A backspace, ``\u0008``, before a paragraph of help keeps click from filling its lines.)
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from conversation_kit.book.card import closed_words
from conversation_kit.book.tables.fields import FIELDS
from conversation_kit.cli.hub_book_options import (
    entry_row,
    officer_options,
    published_words,
    with_office,
)
from conversation_kit.cli.options import answer_in_lines
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Entry, Status

if TYPE_CHECKING:
    from conversation_kit.hub.book.office import Office
    from conversation_kit.hub.book.publishing import Publication

Command = TypeVar("Command", bound=Callable[..., Any])
_UNTYPED = ("id", "last_modified")


def _typed_options(command: Command) -> Command:
    """Add an option for every field that an officer may type."""
    for name, field in reversed(list(FIELDS.items())):
        if name not in _UNTYPED:
            flags = dict.fromkeys((f"--{name.replace('_', '-')}", f"--{name}"))
            command = click.option(*flags, name, metavar="WORDS", help=field.says)(command)
    return command


@click.command("edit")
@click.argument("entry_id", metavar="ID")
@click.option("--publish", "publishing", is_flag=True, help="Publish at once.")
@_typed_options
@officer_options
def edit_command(
    entry_id: str,
    publishing: bool,
    by: str,
    as_jsonl: bool,
    tenant: str,
    database: str,
    **fields: str | None,
) -> None:
    """Say something else of an entry than its source does. It stays so over every later import.

    Empty words ('') take away what stands there. What goes into cells of a spreadsheet goes into these fields.

    \u0008
    For instance:
      conversation-kit hub book edit ID --schedule "Tuesdays 10am to 12 noon" --cost "£2, first visit free"
    """
    typed = {name: words for name, words in fields.items() if words is not None}
    if not typed:
        raise BadInputError("Say which field is to say what. Nothing was changed. See: hub book edit --help")
    _changed(database, tenant, by, as_jsonl, publishing, lambda office: office.edit(entry_id, typed))


@click.command("check")
@click.argument("entry_id", metavar="ID")
@click.option("--publish", "publishing", is_flag=True, help="Publish at once.")
@officer_options
def check_command(
    entry_id: str, publishing: bool, by: str, as_jsonl: bool, tenant: str, database: str
) -> None:
    """Say that you have checked an entry today."""
    _changed(database, tenant, by, as_jsonl, publishing, lambda office: office.check(entry_id))


@click.command("close")
@click.argument("entry_id", metavar="ID")
@click.option("--for-now", is_flag=True, help="It will open again.")
@click.option("--publish", "publishing", is_flag=True, help="Publish at once.")
@officer_options
def close_command(
    entry_id: str, for_now: bool, publishing: bool, by: str, as_jsonl: bool, tenant: str, database: str
) -> None:
    """Say that a group has closed. It opens again with: hub book edit ID --status active."""
    status = Status.TEMPORARILY_CLOSED if for_now else Status.DEFUNCT
    _changed(database, tenant, by, as_jsonl, publishing, lambda office: office.close(entry_id, status))


@click.group("edits", invoke_without_command=True)
@officer_options
@click.pass_context
def edits_group(ctx: click.Context, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """List your edits over the sources; first those whose source changed since. Keep one, or drop it."""
    if ctx.invoked_subcommand is not None:
        return
    found = with_office(database, tenant, by, lambda office: office.edits())
    found.sort(key=lambda one: (not one[0].moved, one[0].entry_id, one[0].field))
    from conversation_kit.hub.book.field_words import said, shown

    rows = [
        {**asdict(edit), "on": edit.on.isoformat(), "name": name, "shown": shown(edit.field)}
        for edit, name in found
    ]
    priced = {edit.entry_id for edit, _ in found if edit.field == "cost_options" and edit.value}
    lines = []
    for edit, name in found:
        if edit.field == "is_free" and edit.entry_id in priced and not edit.moved:
            continue  # the line of the cost says it
        says = f"{shown(edit.field)} = {_short(said(edit.field, edit.value))}"
        was, now = (_short(said(edit.field, value)) for value in (edit.was, edit.source_now))
        lines.append(
            f"{edit.entry_id}  {name or 'its source no longer lists it'}: {says}"
            + (f"; the source changed from {was} to {now}" if edit.moved else "")
        )
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "No edits over the sources.")


@edits_group.command("keep")
@click.argument("entry_id", metavar="ID")
@click.argument("field")
@officer_options
def keep_edit(entry_id: str, field: str, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Stand by an edit of FIELD, as hub book edits names it, although its source changed."""
    with_office(database, tenant, by, lambda office: office.settle_edit(entry_id, field, take_source=False))
    answer_in_lines(as_jsonl, [{"id": entry_id, "field": field, "kept": True}], "The edit stands.")


@edits_group.command("drop")
@click.argument("entry_id", metavar="ID")
@click.argument("field")
@officer_options
def drop_edit(entry_id: str, field: str, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Take what the source says instead of an edit of FIELD, as hub book edits names it."""
    with_office(database, tenant, by, lambda office: office.settle_edit(entry_id, field, take_source=True))
    answer_in_lines(as_jsonl, [{"id": entry_id, "field": field, "kept": False}], "The source counts again.")


@click.group("doubles", invoke_without_command=True)
@officer_options
@click.pass_context
def doubles_group(ctx: click.Context, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """List entries that are likely one and the same; say so with merge, or keep them apart."""
    if ctx.invoked_subcommand is not None:
        return
    pairs, entries = with_office(database, tenant, by, lambda office: office.doubles())
    decided = {None: "", True: "merged", False: "apart"}
    rows = [
        {
            **asdict(pair),
            "names": [entries[pair.one].name, entries[pair.other].name],
            "decided": decided[answer],
        }
        for pair, answer in pairs
    ]
    lines = [
        f"{pair.sure:>3}  {entries[pair.one].name} ({pair.one}) ~ {entries[pair.other].name} ({pair.other}): "
        f"{pair.why}{f'  [{decided[answer]}]' if answer is not None else ''}"
        for pair, answer in pairs
    ]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "No likely doubles.")


@doubles_group.command("merge")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@officer_options
def merge(one: str, other: str, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Show two entries as one once this is published; both are kept."""
    with_office(database, tenant, by, lambda office: office.settle(one, other, together=True))
    answer_in_lines(
        as_jsonl, [{"ids": [one, other], "decided": "merged"}], "Shown as one once it is published."
    )


@doubles_group.command("apart")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@officer_options
def apart(one: str, other: str, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """Keep two entries apart, however alike they are."""
    with_office(database, tenant, by, lambda office: office.settle(one, other, together=False))
    answer_in_lines(
        as_jsonl, [{"ids": [one, other], "decided": "apart"}], "Two entries once it is published."
    )


def _changed(
    database: str,
    tenant: str,
    by: str,
    as_jsonl: bool,
    publishing: bool,
    change: "Callable[[Office], Awaitable[Entry]]",
) -> None:
    """Change one entry, publish perhaps, and show it."""

    async def work(office: "Office") -> "tuple[Entry, Publication | None]":
        entry = await change(office)
        return entry, await office.publish() if publishing else None

    entry, publication = with_office(database, tenant, by, work)
    data = {**entry_row(entry), "version": publication.version if publication else None}
    says = published_words(publication) if publication else "Not published yet: hub book publish"
    answer_in_lines(as_jsonl, [data], f"{entry.name}: kept.{closed_words(entry)} {says}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004
