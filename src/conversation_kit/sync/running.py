"""One sync: tell the hub of erasures, push, pull, and do what the pull asks for. It may break off anywhere.

Whatever was taken in stands in the vault together with how far the hub was read, so that the next sync goes on from
there. What it sends and what it brings are told apart in ``sending`` and ``bringing``.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import httpx

from conversation_kit.errors import KitError, StorageError
from conversation_kit.sync.bringing import Bringing
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.keeping_time import let_go_of_long_gone
from conversation_kit.sync.sending import Sending
from conversation_kit.sync.status import note_done, note_trouble
from conversation_kit.sync.synced import Synced, UnderWay
from conversation_kit.vault.records import Vault


def sync(vault: Vault, client: HubClient, now: datetime) -> Synced:
    """Sync a vault with its hub once; the bytes of whoever left are cleaned by ``erasing.finish_erasing``.

    Args:
        vault: Opened in this thread.
        client: The line to the hub.
        now: The time, with its zone.

    Raises:
        HubError: The hub could not be reached or refused; what was done until then stands.
        MovedOnError: Another window synced meanwhile.
        StorageError: The disk refused.
    """
    way = UnderWay(vault, client, now)
    sending = Sending(way)
    bringing = Bringing(way, sending)
    history = client.enrolment.history
    _exchange(sending, bringing)
    if client.enrolment.history != history:  # the hub was restored, and may have lost what it had taken
        way.syncing.begin_anew()
        way.cursor = 0
        _exchange(sending, bringing)
    way.know(log_device=vault.device_id)
    bringing.let_go_late()
    way.done.let_go |= set(let_go_of_long_gone(vault, way.today, client.enrolment.keep_days))
    way.done.set_aside = len(way.syncing.set_aside())
    way.done.half_written = len(way.syncing.half_written())
    way.done.conflicts = len(vault.written_twice())
    return way.done


def _exchange(sending: Sending, bringing: Bringing) -> None:
    sending.tell_erasures()
    sending.offer_again()
    told = sending.push(going_on=True)
    bringing.take_again()
    while bringing.pull(told):
        told = None


def sync_now(
    vault: Vault,
    now: datetime,
    *,
    transport: httpx.BaseTransport | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Synced:
    """Sync a vault with its hub, and note when, or why not. Raises as ``sync``.

    Args:
        vault: Opened in this thread.
        now: The time, with its zone.
        transport: How the hub is reached; over the network without it.
        stopped: Whether to break off before the next request.

    Raises:
        RefusedError: This laptop is not enrolled.
        BrokenOffError: It was stopped.
    """
    with HubClient(enrolled(vault), transport=transport, stopped=stopped) as client:
        try:
            done = sync(vault, client, now)
        except KitError as error:
            with suppress(StorageError):  # the trouble itself is what to say
                note_trouble(vault, error)
            raise
    note_done(vault, now)
    return done


def bring_back(vault: Vault, client: HubClient, now: datetime, person_id: str) -> None:
    """Fetch everything of somebody of whom the laptop let go, and to whom the worker still has access.

    Raises:
        HubError: The hub could not be reached or refused; what was here before stands.
        StorageError: The disk refused.
    """
    way = UnderWay(vault, client, now)
    Bringing(way, Sending(way)).fetch(person_id, way.cursor)
