"""``hub team`` and ``hub worker``: who may sync, and as what."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from conversation_kit.cli.hub_options import as_admin, need_hub, tenant_option
from conversation_kit.cli.options import answer_in_lines, lines_option

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection

_ROLES = ("worker", "knowledge-officer", "footprint-manager", "administrator")
_AUDIENCES = ("team", "gp", "huddle", "provider")


class _Role(click.Choice[str]):
    """A role as somebody types it: *knowledge officer* is as good as *knowledge-officer*."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the role."""
        return str(super().convert(value.strip().casefold().replace(" ", "-"), param, ctx))


@click.group()
def team() -> None:
    """Teams: add, list."""


@team.command("add")
@click.argument("name")
@tenant_option
@lines_option
def add_team_command(name: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Add a team."""
    need_hub()
    from conversation_kit.hub.administering import add_team

    made = as_admin(database, tenant, lambda connection, tenant_id: add_team(connection, tenant_id, name))
    answer_in_lines(as_jsonl, [{"id": made, "name": name}], made)


@team.command("list")
@tenant_option
@lines_option
def list_teams_command(tenant: str, database: str, as_jsonl: bool) -> None:
    """List the teams."""
    need_hub()
    from conversation_kit.hub.administering import list_teams

    rows = as_admin(database, tenant, list_teams)
    answer_in_lines(
        as_jsonl, rows, "\n".join(f"{row['id']}  {row['name']}" for row in rows) or "No team yet."
    )


@click.group()
def worker() -> None:
    """Workers: add, change, list, disable, enable."""


@worker.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=_Role(_ROLES),
    default="worker",
    show_default=True,
    help="What they do.",
)
@click.option("--team", "team_name", default="", help="A team's name or id.")
@click.option(
    "--audience",
    type=click.Choice(_AUDIENCES),
    default="team",
    show_default=True,
    help="Whom permissions count them as.",
)
@click.option("--receives-stops", is_flag=True, help="Stops go to them, too.")
@click.option("--namesake", is_flag=True, help="Somebody else bears the same name.")
@tenant_option
@lines_option
def add_worker_command(
    name: str,
    role: str,
    team_name: str,
    audience: str,
    receives_stops: bool,
    namesake: bool,
    tenant: str,
    database: str,
    as_jsonl: bool,
) -> None:
    """Add a worker."""
    need_hub()
    from conversation_kit.hub.administering import NewWorker, add_worker, the_team
    from conversation_kit.hub.meant import refuse_namesake

    async def work(connection: "Connection", tenant_id: str) -> str:
        if not namesake:
            await refuse_namesake(connection, tenant_id, name)
        team_id = await the_team(connection, tenant_id, team_name) if team_name else ""
        return await add_worker(
            connection, tenant_id, NewWorker(name, role, team_id, audience, receives_stops)
        )

    made = as_admin(database, tenant, work)
    row = {"id": made, "name": name, "role": role, "team": team_name, "audience": audience}
    answer_in_lines(as_jsonl, [{**row, "receives_stops": receives_stops}], made)


@worker.command("change")
@click.argument("worker_name", metavar="WORKER")
@click.option("--name", help="Another name.")
@click.option(
    "--role",
    type=_Role(_ROLES),
    help="Another role.",
)
@click.option("--team", "team_name", help="Another team, by name or id.")
@click.option("--no-team", is_flag=True, help="No team any more.")
@click.option(
    "--audience",
    type=click.Choice(_AUDIENCES),
    help="Whom permissions count them as.",
)
@click.option("--receives-stops/--no-receives-stops", default=None, help="Whether Stops go to them, too.")
@tenant_option
@lines_option
def change(
    worker_name: str,
    name: str | None,
    role: str | None,
    team_name: str | None,
    no_team: bool,
    audience: str | None,
    receives_stops: bool | None,
    tenant: str,
    database: str,
    as_jsonl: bool,
) -> None:
    """Change a worker's name, role, team or audience; their laptops hear of it at their next sync.

    With another team, where the tenant goes by team, the people of the old one leave their laptops.
    """
    need_hub()
    from conversation_kit.hub.administering import the_team
    from conversation_kit.hub.changing_workers import Place, change_worker
    from conversation_kit.hub.meant import the_worker

    if no_team and team_name is not None:
        raise click.UsageError("Give --team or --no-team, not both.")

    async def work(connection: "Connection", tenant_id: str) -> tuple[str, Place]:
        worker_id = await the_worker(connection, tenant_id, worker_name)
        team_id = (
            "" if no_team else None if team_name is None else await the_team(connection, tenant_id, team_name)
        )
        given = {"name": name, "role": role, "team_id": team_id, "audience": audience}
        return worker_id, await change_worker(
            connection, tenant_id, worker_id, **given, receives_stops=receives_stops
        )

    worker_id, now = as_admin(database, tenant, work)
    answer_in_lines(as_jsonl, [{"id": worker_id, **asdict(now)}], "Changed.")


@worker.command("list")
@tenant_option
@lines_option
def list_workers_command(tenant: str, database: str, as_jsonl: bool) -> None:
    """List the workers."""
    need_hub()
    from conversation_kit.hub.administering import list_workers

    rows = as_admin(database, tenant, list_workers)
    lines = [
        f"{row['id']}  {row['name']}, {row['role']}"
        + (f", team {row['team']}" if row["team"] else "")
        + (", switched off" if row["disabled"] else "")
        for row in rows
    ]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "No worker yet.")


@worker.command("disable")
@click.argument("worker_name", metavar="WORKER")
@tenant_option
@lines_option
def disable(worker_name: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Switch a worker's account off: none of their laptops syncs. What is on a laptop stays; see hub device revoke."""
    _switch(worker_name, tenant, database, as_jsonl, on=False)


@worker.command("enable")
@click.argument("worker_name", metavar="WORKER")
@tenant_option
@lines_option
def enable(worker_name: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Switch a worker's account on again."""
    _switch(worker_name, tenant, database, as_jsonl, on=True)


def _switch(worker_name: str, tenant: str, database: str, as_jsonl: bool, *, on: bool) -> None:
    need_hub()
    from conversation_kit.hub.administering import switch_worker
    from conversation_kit.hub.meant import the_worker

    async def work(connection: "Connection", tenant_id: str) -> str:
        worker_id = await the_worker(connection, tenant_id, worker_name)
        await switch_worker(connection, tenant_id, worker_id, on=on)
        return worker_id

    worker_id = as_admin(database, tenant, work)
    answer_in_lines(
        as_jsonl, [{"id": worker_id, "disabled": not on}], "Switched on." if on else "Switched off."
    )
