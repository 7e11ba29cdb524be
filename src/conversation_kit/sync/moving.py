"""The hub has another address: the same hub, and nothing to enrol for, once it has shown that it is the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx

from conversation_kit.errors import BadInputError, HubError, RefusedError
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import Enrolment, enrolled, hub_url, keep_enrolment
from conversation_kit.sync.history import goes_on
from conversation_kit.sync.refusals import (
    NoAccessError,
    NotTakenError,
    RefusedByHubError,
    RevokedError,
    UnreachableError,
)
from conversation_kit.vault.records import Vault

_NOTHING = {"cursor": 2**53 - 1, "limit": 1, "own": False}  # a pull of what lies after all that there can be
_STANDS = "Nothing was changed, and nothing you wrote was sent there."
_UNKNOWN = (NoAccessError, NotTakenError, RefusedByHubError, RevokedError)


def follow(
    vault: Vault, url: str, *, ca: str = "", transport: httpx.BaseTransport | None = None
) -> Enrolment:
    """Go by another address of this laptop's hub, or by other certificates at the same one, from now on.

    Only a signed request goes there before, with nobody's words, to which the hub answers without anybody's: it could
    be passed on to the true one. The answer has to hold the word for the hub's history, which is told to its laptops
    alone; or, after a restore, what follows from that word.

    Args:
        vault: The open vault.
        url: As typed.
        ca: Certificates in PEM to trust besides the system's; those given when it was enrolled without it.
        transport: How the hub is reached; over the network without it.

    Raises:
        BadInputError: The address is none, or not safe.
        RefusedError: This laptop is not enrolled, or whoever answers is not its hub.
        HubError: Nobody answered there, or nobody to be trusted.
    """
    there, known = hub_url(url), enrolled(vault)
    if there == known.url and ca in {"", known.ca}:
        raise BadInputError(f"This laptop syncs with {there} already. Nothing was changed.")
    with HubClient(replace(known, url=there, ca=ca or known.ca), transport=transport) as client:
        try:
            told = client.ask("pull", _NOTHING)
        except UnreachableError as error:
            raise HubError(
                f"No hub answers at {there}. This laptop keeps to {known.url}; everything you wrote is kept on it. See "
                "whether the address is right and you are on the network."
            ) from error
        except _UNKNOWN as error:  # also when it says that this laptop was taken off: anybody could say so
            raise _another(there) from error
        if not goes_on(_history_in(told), known.history):
            raise _another(there)
        moved = client.enrolment
    keep_enrolment(vault, moved)
    return moved


def _history_in(told: Mapping[str, Any]) -> str:
    settings = told.get("settings")
    return str(settings.get("history", "")) if isinstance(settings, dict) else ""


def _another(there: str) -> RefusedError:
    return RefusedError(
        f"Whoever answers at {there} does not show that it is the hub of this laptop. {_STANDS} See whether the "
        "address is right. If it is, ask whoever looks after the hub for a code, and enrol there: conversation-kit "
        "enrol URL --again"
    )
