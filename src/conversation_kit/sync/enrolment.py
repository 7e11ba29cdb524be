"""What an enrolled laptop knows: its hub, its worker there, its own key. In the vault, on this laptop only."""

import base64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conversation_kit.errors import BadInputError, RefusedError
from conversation_kit.vault.records import Vault
from conversation_kit.vault.syncing import HUB

_ENROLLING: Final = "hub-enrolling"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A laptop's place at a hub.

    Attributes:
        url: The hub's address, ``https://host[:port]``.
        key: The laptop's own Ed25519 key, 32 bytes in base64.
        device_id: Its name at the hub, which stays when the vault is restored and becomes a new device in the log.
        ca: Certificates in PEM to trust besides the system's, or empty.
        tenant_id: The council's id at the hub; empty while enrolling.
        tenant: Its name.
        worker_id: Who records here, by the hub's id.
        settings: What the council sets for laptops, and the hub besides: ``keep_days``, ``scope``, ``history``.
        log_device: The vault's device in the log when all of its own was last read; another one after a restore.
        ahead_ms: How far the hub's clock was ahead of this laptop's when it was last told.
    """

    url: str
    key: str
    device_id: str
    ca: str = ""
    tenant_id: str = ""
    tenant: str = ""
    worker_id: str = ""
    name: str = ""
    role: str = ""
    team: str = ""
    settings: Mapping[str, Any] | None = None
    log_device: str = ""
    ahead_ms: int = 0

    @property
    def private_key(self) -> Ed25519PrivateKey:
        """The key that signs."""
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.key))

    @property
    def public_key(self) -> str:
        """The key the hub checks signatures by, in base64."""
        return base64.b64encode(self.private_key.public_key().public_bytes_raw()).decode("ascii")

    @property
    def signs_as(self) -> str:
        """The device as signatures name it."""
        return f"{self.tenant_id}/{self.device_id}"

    def at_hub(self, now: datetime) -> datetime:
        """Return what the hub's clock shows when this laptop's shows ``now``, as far as the hub told."""
        with suppress(OverflowError):
            return now + timedelta(milliseconds=self.ahead_ms)
        return now

    @property
    def history(self) -> str:
        """A word that changes when the hub was restored from a backup."""
        return str((self.settings or {}).get("history", ""))

    @property
    def keep_days(self) -> int | None:
        """Days after the last contact that somebody stays on a laptop; None without a limit."""
        days = (self.settings or {}).get("keep_days")
        return days if type(days) is int and days > 0 else None


def enrolment_of(vault: Vault) -> Enrolment | None:
    """Return this laptop's place at its hub, or None before it has one."""
    return _read(vault, HUB)


def enrolled(vault: Vault) -> Enrolment:
    """Return this laptop's place at its hub.

    Raises:
        RefusedError: It has none.
    """
    found = enrolment_of(vault)
    if found is None:
        raise RefusedError(
            "This laptop is not enrolled at a hub yet, so nothing was sent. To enrol it: conversation-kit enrol URL"
        )
    return found


def keep_enrolment(vault: Vault, enrolment: Enrolment) -> None:
    """Keep the place at the hub. Raises StorageError."""
    vault.syncing.know(HUB, asdict(enrolment))
    vault.syncing.know(_ENROLLING, {})


def beginning(vault: Vault) -> Enrolment | None:
    """Return an enrolment that was begun and of which no answer came."""
    return _read(vault, _ENROLLING)


def keep_beginning(vault: Vault, enrolment: Enrolment) -> None:
    """Keep the key before it is shown to the hub: its answer may be lost. Raises StorageError."""
    vault.syncing.know(_ENROLLING, asdict(enrolment))


def is_loopback(url: str) -> bool:
    """Whether an address is this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hub_url(typed: str) -> str:
    """Return the address of a hub as it is kept: ``https://host[:port]``.

    Raises:
        BadInputError: It is none, or plain http to another machine.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port
    except ValueError:
        raise _no_url() from None
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in {"http", "https"} or not parts.hostname or more:
        raise _no_url()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    url = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    if parts.scheme == "http" and not is_loopback(url):
        raise BadInputError(
            "Plain http would show what people said to whoever listens on the way, so it is only for a hub on this "
            "very machine. Nothing was sent. Use https."
        )
    return url


def _no_url() -> BadInputError:
    return BadInputError(
        "That is no address of a hub. Nothing was sent. It looks like this: https://hub.example.org"
    )


def _read(vault: Vault, name: str) -> Enrolment | None:
    facts = vault.syncing.facts(name)
    known = {field.name for field in fields(Enrolment)}
    return Enrolment(**{key: value for key, value in facts.items() if key in known}) if facts else None
