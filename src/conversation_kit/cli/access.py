"""``access``: asking the hub for access to people, and letting colleagues in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conversation_kit.cli.options import (
    answer_in_lines,
    answer_in_shape,
    lines_option,
    open_vault,
    passphrase_option,
    person_option,
    shape_option,
)
from conversation_kit.cli.people import plain
from conversation_kit.errors import BadInputError

if TYPE_CHECKING:
    from conversation_kit.kit import Kit
    from conversation_kit.sync.client import HubClient
    from conversation_kit.vault.records import Vault

_SAYS = {
    "asked": "Asked. Whoever works with them, or the team's manager, answers; the next sync brings them.",
    "granted": "Granted. They come to that laptop with its next sync.",
    "denied": "Denied.",
    "withdrawn": "Withdrawn. They leave that laptop at its next sync.",
}
_request = click.argument("request_id", metavar="REQUEST")


@click.group()
def access() -> None:
    """Access to people at the hub: ask, list, grant, deny, withdraw. Needs the network."""


@access.command("ask")
@click.argument("person_id", metavar="PERSON")
@passphrase_option
@shape_option("for the request")
def ask(person_id: str, passphrase_file: Path | None, shape: str) -> None:
    """Ask to work with the person whose id is PERSON: a colleague who works with them can tell you.

    Example: conversation-kit access ask 01a2235e-e8be-7158-9fdd-852b3c2af007
    """
    from conversation_kit.sync.access import GRANTED, ask_for

    with _at_hub(passphrase_file) as (kit, vault, client):
        state = ask_for(vault, client, person_id, kit.now())
    says = (
        "You work with them already: they are on this laptop."
        if state == GRANTED
        else _SAYS.get(state, state)
    )
    answer_in_shape(shape, {"person_id": person_id, "state": state}, says)


@access.command("list")
@passphrase_option
@lines_option
def list_requests(passphrase_file: Path | None, as_jsonl: bool) -> None:
    """List the requests you made, and those you may answer."""
    from conversation_kit.sync.access import request_words, requests

    with _at_hub(passphrase_file) as (_, vault, client):
        found = requests(vault, client)
    text = "\n".join(f"{one.id}  {request_words(one)}" for one in found)
    answer_in_lines(as_jsonl, [plain(asdict(one)) for one in found], text or "Nobody asks.")


@access.command("grant")
@click.argument("request_id", metavar="REQUEST", default="")
@click.option("--person", "person_id", default="", help="Without a request: the person's id.")
@click.option(
    "--worker", "worker_id", default="", help="Without a request: your colleague's name or id at the hub."
)
@passphrase_option
@shape_option("for the answer")
def grant(request_id: str, person_id: str, worker_id: str, passphrase_file: Path | None, shape: str) -> None:
    """Grant REQUEST, or let a colleague work with a person without being asked.

    Example: conversation-kit access grant --person ID --worker "Imran Sheikh"
    """
    from conversation_kit.sync.access import answer, let_in

    if not (request_id or (person_id and worker_id)):
        raise BadInputError("Which request? Or give --person and --worker. Nothing was changed.")
    if request_id and (person_id or worker_id):
        raise BadInputError(
            "A request says itself for whom and whose it is. Nothing was changed. Give REQUEST alone, or --person and "
            "--worker without one."
        )
    with _at_hub(passphrase_file) as (_, _vault, client):
        state = answer(client, request_id, grant=True) if request_id else let_in(client, person_id, worker_id)
    answer_in_shape(shape, {"state": state}, _SAYS.get(state, state))


@access.command("deny")
@_request
@passphrase_option
@shape_option("for the answer")
def deny(request_id: str, passphrase_file: Path | None, shape: str) -> None:
    """Deny REQUEST."""
    from conversation_kit.sync.access import answer

    with _at_hub(passphrase_file) as (_, _vault, client):
        state = answer(client, request_id, grant=False)
    answer_in_shape(shape, {"state": state}, _SAYS.get(state, state))


@access.command("withdraw")
@person_option
@click.option(
    "--worker", "worker_id", default="", help="Your colleague's name or id at the hub; yourself without it."
)
@passphrase_option
@shape_option("for the answer")
def withdraw(person_id: str, worker_id: str, passphrase_file: Path | None, shape: str) -> None:
    """End that a colleague, or you, work with a person. Their laptop sends what is unsent first."""
    from conversation_kit.sync.access import let_in

    with _at_hub(passphrase_file) as (_, _vault, client):
        state = let_in(client, person_id, worker_id, withdraw=True)
    answer_in_shape(shape, {"state": state}, _SAYS.get(state, state))


@contextmanager
def _at_hub(passphrase_file: Path | None) -> "Iterator[tuple[Kit, Vault, HubClient]]":
    from conversation_kit.at_hub import wipe_vault
    from conversation_kit.sync.client import HubClient
    from conversation_kit.sync.enrolment import enrolled
    from conversation_kit.sync.refusals import RevokedError

    try:
        with open_vault(passphrase_file) as (kit, vault), HubClient(enrolled(vault)) as client:
            data_key = vault.data_key
            yield kit, vault, client
    except RevokedError:  # the vault is closed by now
        raise wipe_vault(kit, data_key) from None
