"""Enrolling a laptop at a hub with a one-time code."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conversation_kit.errors import BadInputError, HubError, RefusedError
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Worker
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import (
    Enrolment,
    beginning,
    enrolment_of,
    hub_url,
    keep_beginning,
    keep_enrolment,
)
from conversation_kit.sync.refusals import UnreachableError
from conversation_kit.vault.records import Vault


def enrol(
    vault: Vault,
    url: str,
    code: str,
    *,
    label: str,
    ca: str = "",
    again: bool = False,
    transport: httpx.BaseTransport | None = None,
) -> Enrolment:
    """Enrol this laptop: make its key, show it to the hub with the code, and keep what the hub answers.

    The key is kept before it is shown. When the answer is lost, the same code goes on from there.

    Args:
        vault: The open vault; its worker becomes the one that the hub knows.
        url: As typed.
        code: As typed; spaces, dashes and small letters do not matter.
        label: What the hub's administrator reads this laptop as.
        ca: Certificates in PEM to trust besides the system's.
        again: Whether an earlier enrolment gives way: at another hub, or one that does not know this laptop any more.
            Everything written here is offered there once more.
        transport: How the hub is reached; over the network without it.

    Raises:
        BadInputError: The address is none, or not safe.
        RefusedError: This laptop is enrolled already.
        HubError: The hub could not be reached, or the code is not (or no longer) good.
    """
    there = hub_url(url)
    known = enrolment_of(vault)
    if known is not None and not again:
        raise RefusedError(
            f"This laptop is enrolled already: {known.tenant or known.url}. Nothing was changed. To sync: "
            "conversation-kit sync. If that hub does not know it any more, or at another one: --again"
        )
    typed = "".join(code.split()).replace("-", "").upper()
    if not typed:
        raise BadInputError("A code is needed: ask whoever looks after the hub for an invitation.")
    begun = beginning(vault)
    if begun is None or begun.url != there:
        begun = Enrolment(url=there, key=_new_key(), device_id=new_id())
    begun = replace(begun, ca=ca or begun.ca)
    with HubClient(begun, transport=transport) as client:  # looks at the certificates first
        keep_beginning(vault, begun)
        message = {
            "code": typed,
            "device_id": begun.device_id,
            "public_key": begun.public_key,
            "label": label,
        }
        try:
            made = _understood(client.ask("enrol", message), client.enrolment)
        except UnreachableError as error:
            raise HubError(
                f"No hub answers at {there}. This laptop is not enrolled there; everything you wrote is kept on it. "
                "See whether the address is right and you are on the network; the same code serves again."
            ) from error
        made = replace(made, log_device=vault.device_id)
    with vault.together():
        if known is not None:
            vault.syncing.begin_anew()
        keep_enrolment(vault, made)
        _become(vault, made)
    return made


def _understood(answer: Mapping[str, Any], begun: Enrolment) -> Enrolment:
    texts = {name: answer.get(name) for name in ("tenant_id", "tenant", "worker_id", "name", "role", "team")}
    known = {name: value if isinstance(value, str) else "" for name, value in texts.items()}
    settings = answer.get("settings")
    if not (known["tenant_id"] and known["worker_id"]):
        raise UnreachableError(begun.url)
    return replace(begun, **known, settings=settings if isinstance(settings, dict) else {})  # type: ignore[arg-type]


def _become(vault: Vault, made: Enrolment) -> None:
    """Record as the worker that the hub knows from now on; what was recorded before stays as it was."""
    before = vault.worker()
    footprint = before.footprint if before else ""
    role = (before.role if before else "") or made.role
    name = made.name or (before.name if before else "")
    vault.me(Worker(made.worker_id, name, role, made.team or (before.team if before else ""), footprint))


def _new_key() -> str:
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode("ascii")
