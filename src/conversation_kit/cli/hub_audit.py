"""``hub audit``: who did what, when, to which ids; and whether anybody tampered with it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from conversation_kit.cli.hub_options import as_admin, json_lines, need_hub, tenant_option
from conversation_kit.cli.options import answer_in_lines, lines_option
from conversation_kit.errors import BadInputError

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection


@click.group()
def audit() -> None:
    """The audit: list, verify."""


@audit.command("list")
@click.option("--after", type=click.IntRange(0), default=0, help="Only lines after this number.")
@tenant_option
@lines_option
def list_command(after: int, tenant: str, database: str, as_jsonl: bool) -> None:
    """List the audit. Kept in a file with --format jsonl it can be verified anywhere."""
    need_hub()
    from conversation_kit.hub.audit import lines

    rows = as_admin(database, tenant, lambda connection, tenant_id: lines(connection, tenant_id, after=after))
    told = [
        f"{row['number']}  {row['at']}  {row['actor']}  {row['action']}  "
        + " ".join(f"{name}={about}" for name, about in row["about"].items())
        for row in rows
    ]
    answer_in_lines(as_jsonl, rows, "\n".join(told) or "Nothing yet.")


@audit.command("verify")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@tenant_option
@lines_option
def verify_command(file: Path | None, tenant: str, database: str, as_jsonl: bool) -> None:
    """Say whether the audit holds: of the hub, or in a FILE that hub audit list --format jsonl wrote.

    A file that was cut at its end cannot be told by itself: compare number and hash with what an earlier look said.
    """
    need_hub()
    from conversation_kit.hub.audit import head, lines, verify

    async def here(connection: "Connection", tenant_id: str) -> tuple[int, str]:
        number, hash_ = verify(await lines(connection, tenant_id))
        if (number, hash_) != await head(connection, tenant_id):
            raise BadInputError(
                f"The audit was cut after line {number}. Nothing was changed. See an earlier export."
            )
        return number, hash_

    number, hash_ = verify(json_lines(file)) if file else as_admin(database, tenant, here)
    if not number:
        where = f"{file} is empty" if file else "The audit is empty"
        raise BadInputError(
            f"{where}: there is nothing to verify. Nothing was changed. See an earlier export."
        )
    row = {"holds": True, "lines": number, "hash": hash_}
    answer_in_lines(as_jsonl, [row], f"It holds: {number} lines, the last one's hash is {hash_}.")
