"""``hub book corrections``, ``gaps`` and ``answer``: what the front line tells, and what becomes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

import click

from conversation_kit.cli.hub_book_options import officer_options, with_office
from conversation_kit.cli.options import answer_in_lines
from conversation_kit.model.connections import Outcome

if TYPE_CHECKING:
    from conversation_kit.hub.book.desk import Desk, Report
    from conversation_kit.hub.book.office import Office

T = TypeVar("T")
_WORDS = {outcome.value.replace(" ", "-"): outcome for outcome in Outcome}


@click.command("corrections")
@click.option("--all", "answered", is_flag=True, help="Those that were answered too.")
@officer_options
def corrections_command(answered: bool, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """List what workers found wrong in the Book, oldest first. Never who it was for."""
    found = with_office(
        database, tenant, by, _desk(lambda desk: desk.reports("correction", answered=answered))
    )
    _list(found, as_jsonl, "No corrections wait for an answer.")


@click.command("gaps")
@click.option("--all", "answered", is_flag=True, help="Those that were answered too.")
@officer_options
def gaps_command(answered: bool, by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """List what was searched for and nothing in the Book serves, oldest first. Never who it was for."""
    found = with_office(database, tenant, by, _desk(lambda desk: desk.reports("gap", answered=answered)))
    _list(found, as_jsonl, "No gaps wait for an answer.")


@click.command("answer")
@click.argument("report_id", metavar="ID")
@click.argument("words", nargs=-1)
@click.option(
    "--outcome",
    type=click.Choice(list(_WORDS)),
    default="put-right",
    show_default=True,
    help="What became of it.",
)
@officer_options
def answer_command(
    report_id: str,
    words: tuple[str, ...],
    outcome: str,
    by: str,
    as_jsonl: bool,
    tenant: str,
    database: str,
) -> None:
    """Answer a correction or a gap, with or without WORDS; whoever sent it reads it after the next sync."""
    made = with_office(
        database, tenant, by, _desk(lambda desk: desk.answer(report_id, _WORDS[outcome], " ".join(words)))
    )
    answer_in_lines(
        as_jsonl, [asdict(made)], f"{made.outcome}: told to whoever sent it, with their next sync."
    )


@click.command("connected")
@officer_options
def connected_command(by: str, as_jsonl: bool, tenant: str, database: str) -> None:
    """List the entries that people connect with most, and when each was last checked."""
    from conversation_kit.book.freshness import freshness

    async def count(office: "Office") -> list[dict[str, object]]:
        often = await _desk(lambda desk: desk.connected())(office)
        by_id = {entry.id: entry for entry in await office.entries() if entry.id in often}
        today = office.now.date()
        return [
            {
                "id": one,
                "name": by_id[one].name,
                "often": count,
                "checked": freshness(by_id[one], today).words,
            }
            for one, count in often.items()
            if one in by_id
        ]

    rows = with_office(database, tenant, by, count)
    lines = [f"{row['often']:>5}  {row['name']} ({row['id']}), {row['checked']}" for row in rows]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "Nothing that three people or more connect with yet.")


def _desk(work: "Callable[[Desk], Awaitable[T]]") -> "Callable[[Office], Awaitable[T]]":
    """Return what does some work at the desk of an office's tenant."""

    async def at_it(office: "Office") -> T:
        from conversation_kit.hub.book.desk import Desk

        return await work(Desk(office.databases, office.tenant_id, office.now))

    return at_it


def _list(found: "list[Report]", as_jsonl: bool, none: str) -> None:
    rows = [{name: value for name, value in asdict(one).items() if value} for one in found]
    answer_in_lines(as_jsonl, rows, "\n".join(_line(one) for one in found) or none)


def _line(one: "Report") -> str:
    about = f"{one.entry_name} ({one.entry_id}): {one.fault}" if one.entry_id else one.area
    became = f"[{one.outcome}] {one.answer}" if one.outcome else ""
    return "  ".join(filter(None, (one.id, one.kept_at[:10], about, one.words, became)))
