"""``hub invite`` and ``hub device``: which laptops may sync."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from conversation_kit.cli.hub_options import as_admin, need_hub, tenant_option
from conversation_kit.cli.options import answer_in_lines, lines_option

if TYPE_CHECKING:
    from conversation_kit.hub.database import Connection


@click.command("invite")
@click.argument("worker", metavar="WORKER")
@tenant_option
@lines_option
def invite_command(worker: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Make a one-time code that lets one laptop of a worker in. It is good once, for 15 minutes."""
    need_hub()
    from conversation_kit.hub.administering import invite
    from conversation_kit.hub.meant import the_worker

    async def work(connection: "Connection", tenant_id: str) -> tuple[str, str, datetime]:
        worker_id = await the_worker(connection, tenant_id, worker)
        return worker_id, *await invite(connection, tenant_id, worker_id)

    worker_id, code, ends = as_admin(database, tenant, work)
    row = {"worker_id": worker_id, "code": code, "ends_at": ends.isoformat()}
    answer_in_lines(as_jsonl, [row], code)


@click.group()
def device() -> None:
    """Laptops: list, revoke."""


@device.command("list")
@tenant_option
@lines_option
def list_command(tenant: str, database: str, as_jsonl: bool) -> None:
    """List the laptops that were let in, and when each was last heard of."""
    need_hub()
    from conversation_kit.hub.administering import list_devices

    rows = as_admin(database, tenant, list_devices)
    lines = [
        f"{row['id']}  {row['worker']}"
        + (f" ({row['label']})" if row["label"] else "")
        + (f", last heard of {row['heard_at'][:10]}" if row["heard_at"] else ", not heard of yet")
        + (", revoked" if row["revoked_at"] else "")
        for row in rows
    ]
    answer_in_lines(as_jsonl, rows, "\n".join(lines) or "No laptop yet.")


@device.command("revoke")
@click.argument("device_id", metavar="DEVICE")
@tenant_option
@lines_option
def revoke_command(device_id: str, tenant: str, database: str, as_jsonl: bool) -> None:
    """Take a laptop off the hub: the next time it comes online it wipes its vault. One that never does, keeps it."""
    need_hub()
    from conversation_kit.hub.administering import revoke

    async def work(connection: "Connection", tenant_id: str) -> None:
        await revoke(connection, tenant_id, device_id)

    as_admin(database, tenant, work)
    answer_in_lines(as_jsonl, [{"id": device_id, "revoked": True}], "Revoked.")
