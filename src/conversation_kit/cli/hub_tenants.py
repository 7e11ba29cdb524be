"""``hub tenant``: councils, practices and charities that share a hub and see nothing of one another."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conversation_kit.cli.hub_options import (
    as_admin,
    database_option,
    json_lines,
    need_hub,
    tenant_option,
    with_database,
)
from conversation_kit.cli.options import answer_in_lines, lines_option

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection


@click.group()
def tenant() -> None:
    """Tenants: add, list, keep, retention, restored."""


@tenant.command("add")
@click.argument("name")
@click.option(
    "--id", "tenant_id", default="", help="Small letters, digits, hyphens; made from the name without it."
)
@click.option(
    "--scope",
    type=click.Choice(["worker", "team"]),
    default="worker",
    show_default=True,
    help="Whose people a laptop holds: its worker's, or the whole team's.",
)
@click.option(
    "--keep-days",
    type=click.IntRange(1, 3650),
    help="Days after the last contact with somebody that they stay on a laptop.",
)
@database_option
@lines_option
def add(name: str, tenant_id: str, scope: str, keep_days: int | None, database: str, as_jsonl: bool) -> None:
    """Add a tenant."""
    need_hub()
    from conversation_kit.hub.administering import NewTenant, add_tenant

    new = NewTenant(name, tenant_id, scope, keep_days)
    made = with_database(database, lambda connection: add_tenant(connection, new))
    answer_in_lines(as_jsonl, [{"id": made, "name": name, "scope": scope, "keep_days": keep_days}], made)


@tenant.command("retention")
@click.option(
    "--days", type=click.IntRange(1, 36500), help="Days without a change, after which somebody is due."
)
@click.option("--off", is_flag=True, help="No rule any more.")
@tenant_option
@lines_option
def retention_command(days: int | None, off: bool, tenant: str, database: str, as_jsonl: bool) -> None:
    """Show or set after how long people are due to be erased; nobody is until: hub person due --erase."""
    need_hub()
    from conversation_kit.hub.people import retention, set_retention

    rule = _days_ruled(days, database, tenant, off=off, rule=retention, set_rule=set_retention)
    text = f"Due {_days(rule)} after the last change." if rule else "No rule: nobody is ever due."
    answer_in_lines(as_jsonl, [{"retention_days": rule}], text)


@tenant.command("keep")
@click.option("--days", type=click.IntRange(1, 3650), help="Days after the last contact with them.")
@click.option("--off", is_flag=True, help="Without an end.")
@tenant_option
@lines_option
def keep_command(days: int | None, off: bool, tenant: str, database: str, as_jsonl: bool) -> None:
    """Show or set how long people stay on a laptop after the last contact; each hears of it at its next sync."""
    need_hub()
    from conversation_kit.hub.people import keep_days, set_keep_days

    kept = _days_ruled(days, database, tenant, off=off, rule=keep_days, set_rule=set_keep_days)
    text = f"{_days(kept)} after the last contact with the person." if kept else "Without an end."
    answer_in_lines(as_jsonl, [{"keep_days": kept}], text)


@tenant.command("restored")
@click.option(
    "--erased",
    "erased_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What hub person erased --format jsonl wrote last: they are erased again.",
)
@tenant_option
@lines_option
def restored_command(erased_file: Path | None, tenant: str, database: str, as_jsonl: bool) -> None:
    """Run this once after the database was restored from a backup, before serving again.

    Every laptop then offers all it has again, and reads all it may, so that what was lost comes back.
    """
    need_hub()
    from conversation_kit.hub.accessing import ADMINISTRATOR
    from conversation_kit.hub.administering import was_restored
    from conversation_kit.hub.erasing import erase

    ids = [str(row.get("id", "")) for row in json_lines(erased_file)] if erased_file else []

    async def work(connection: "Connection", tenant_id: str) -> int:
        await was_restored(connection, tenant_id)
        return sum([await erase(connection, tenant_id, one, by=ADMINISTRATOR) for one in ids if one])

    again = as_admin(database, tenant, work)
    row = {"restored": True, "erased_again": again}
    answer_in_lines(as_jsonl, [row], f"Laptops will offer everything again. Erased again: {again}.")


@tenant.command("list")
@database_option
@lines_option
def list_command(database: str, as_jsonl: bool) -> None:
    """List the tenants."""
    need_hub()
    from conversation_kit.hub.administering import list_tenants

    async def work(connection: "Connection") -> list[dict[str, Any]]:
        return await list_tenants(connection)

    rows = with_database(database, work)
    lines = [f"{row['id']}  {row['name']} (by {row['scope']})" for row in rows]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "No tenant yet.")


def _days_ruled(
    days: int | None,
    database: str,
    tenant: str,
    *,
    off: bool,
    rule: "Callable[[Connection, str], Awaitable[int | None]]",
    set_rule: "Callable[[Connection, str, int | None], Awaitable[None]]",
) -> int | None:
    """Set a rule in days, or take it away, where one of the two was asked for; return what it is now."""
    if off and days is not None:
        raise click.UsageError("Give --days or --off, not both.")

    async def work(connection: "Connection", tenant_id: str) -> int | None:
        if off or days is not None:
            await set_rule(connection, tenant_id, days)
        return await rule(connection, tenant_id)

    return as_admin(database, tenant, work)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
