"""``hub person``: what an administrator does about a person, by id: export, erase, grant, withdraw, due."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conversation_kit.cli.hub_options import as_admin, as_role, need_hub, tenant_option
from conversation_kit.cli.options import (
    answer_in_lines,
    ask_for_yes,
    lines_option,
    overwrite_option,
    say,
    shape_option,
    yes_option,
)
from conversation_kit.errors import RefusedError
from conversation_kit.text import inert_json
from conversation_kit.text_files import write_text_file

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection


@click.group()
def person() -> None:
    """People, by id: export, erase, erased, grant, withdraw, due."""


@person.command("export")
@click.argument("person_id", metavar="ID")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it; printed without."
)
@overwrite_option
@tenant_option
@shape_option("for all there is")
def export(
    person_id: str, output: Path | None, overwrite: bool, tenant: str, database: str, shape: str
) -> None:
    """Write all there is about a person into one file that they can read: the answer to a subject access request.

    It is audited. It needs the database's role kit_export, which an administrator need not have.
    """
    need_hub()
    import json

    from conversation_kit.hub.database import EXPORT
    from conversation_kit.hub.subject_access import as_data, as_text, held

    found = as_role(
        EXPORT, database, tenant, lambda connection, tenant_id: held(connection, tenant_id, person_id)
    )
    indent = 2 if shape == "json" else None
    text = (
        as_text(found)
        if shape == "text"
        else inert_json(json.dumps(as_data(found), ensure_ascii=False, indent=indent))
    )
    if output is None:
        say(text.removesuffix("\n"))
        return
    write_text_file(output, text, overwrite=overwrite, owner_only=True)
    say(f"{output}: hand it over, and keep no copy.", err=True)


@person.command("erase")
@click.argument("person_id", metavar="ID")
@yes_option
@tenant_option
@lines_option
def erase_command(person_id: str, yes: bool, tenant: str, database: str, as_jsonl: bool) -> None:
    """Erase a person, for ever: here, and on every laptop at its next sync. Their id stays and refuses what is late."""
    need_hub()
    from conversation_kit.hub.accessing import ADMINISTRATOR
    from conversation_kit.hub.erasing import erase
    from conversation_kit.hub.people import must_be_or_have_been_here

    ask_for_yes("Erase everything about this person, here and on every laptop, for ever?", yes=yes)

    async def work(connection: "Connection", tenant_id: str) -> bool:
        await must_be_or_have_been_here(connection, tenant_id, person_id)
        return await erase(connection, tenant_id, person_id, by=ADMINISTRATOR)

    new = as_admin(database, tenant, work)
    answer_in_lines(as_jsonl, [{"id": person_id, "erased": True, "new": new}], "Erased.")


@person.command("grant")
@click.argument("person_id", metavar="ID")
@click.option("--worker", required=True, help="A worker's id or name.")
@tenant_option
@lines_option
def grant_command(person_id: str, worker: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Let a worker work with a person; their laptop gets what they may see at its next sync."""
    _change_access(person_id, worker, tenant, database, as_jsonl, granting=True)


@person.command("withdraw")
@click.argument("person_id", metavar="ID")
@click.option("--worker", required=True, help="A worker's id or name.")
@tenant_option
@lines_option
def withdraw_command(person_id: str, worker: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """End a worker's access to a person; their laptop sends what is unsent, and lets go of them, at its next sync."""
    _change_access(person_id, worker, tenant, database, as_jsonl, granting=False)


@person.command("due")
@click.option("--erase", "erasing", is_flag=True, help="Erase them. Without, nothing is changed.")
@yes_option
@tenant_option
@lines_option
def due_command(erasing: bool, yes: bool, tenant: str, database: str, as_jsonl: bool) -> None:
    """List whom the tenant's rule of retention would erase today; with --erase, erase them."""
    need_hub()
    from conversation_kit.hub.people import due

    rows = as_admin(database, tenant, due)
    gone: set[str] = set()
    if erasing and rows:
        whom = "this person" if len(rows) == 1 else f"these {len(rows)} people"
        ask_for_yes(f"Erase {whom}, here and on every laptop, for ever?", yes=yes)
        gone = _erase_due(rows, tenant, database)
    told = [{**row, "erased": row["id"] in gone} for row in rows]
    lines = [f"{row['id']}  last change {row['last_change']}" for row in rows]
    answer_in_lines(as_jsonl, told, "\n".join(lines) or "Nobody is due.")


@person.command("erased")
@tenant_option
@lines_option
def erased_command(tenant: str, database: str, as_jsonl: bool) -> None:
    """List whom this hub erased, by id. Keep it beside each backup: hub tenant restored --erased FILE."""
    need_hub()
    from conversation_kit.hub.people import erased

    rows = as_admin(database, tenant, erased)
    lines = [f"{row['id']}  {row['erased_at']}" for row in rows]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "Nobody was erased.")


def _erase_due(rows: list[dict[str, Any]], tenant: str, database: str) -> set[str]:
    """Erase whoever of these is due still, for somebody may have come back meanwhile; returns whom."""
    from conversation_kit.hub.erasing import erase
    from conversation_kit.hub.people import due

    async def work(connection: "Connection", tenant_id: str) -> set[str]:
        still = {row["id"] for row in await due(connection, tenant_id)}
        going = [row["id"] for row in rows if row["id"] in still]
        for person_id in going:
            await erase(connection, tenant_id, person_id, by="retention")
        return set(going)

    return as_admin(database, tenant, work)


def _change_access(
    person_id: str, worker: str, tenant: str, database: str, as_jsonl: bool, *, granting: bool
) -> None:
    need_hub()
    from conversation_kit.hub.accessing import ADMINISTRATOR, grant, withdraw
    from conversation_kit.hub.meant import the_worker
    from conversation_kit.hub.people import must_be_here

    async def work(connection: "Connection", tenant_id: str) -> str:
        await must_be_here(connection, tenant_id, person_id)
        worker_id = await the_worker(connection, tenant_id, worker)
        if granting:
            await grant(connection, tenant_id, person_id, worker_id, by=ADMINISTRATOR)
        elif not await withdraw(connection, tenant_id, person_id, worker_id, by=ADMINISTRATOR):
            raise RefusedError("That worker has no access of their own to that person. Nothing was changed.")
        return worker_id

    worker_id = as_admin(database, tenant, work)
    state = "granted" if granting else "withdrawn"
    answer_in_lines(
        as_jsonl, [{"person_id": person_id, "worker_id": worker_id, "state": state}], f"{state.title()}."
    )
