"""Syncing behind the screen: on a thread of its own, with a vault of its own. Nobody's typing waits for it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from conversation_kit.vault.records import Vault
from conversation_kit.vault.syncing import HUB

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversation_kit.desk import Desk
    from conversation_kit.sync.access import Request
    from conversation_kit.sync.at_desk import HubDesk
    from conversation_kit.sync.client import HubClient
    from conversation_kit.sync.synced import Synced

Made = TypeVar("Made")
RUNNING = "Syncing…"
_OFFICER = "knowledge-officer"
NO_HUB = (
    "This laptop is not enrolled at a hub, so nothing is sent anywhere. To enrol it, in a terminal: "
    "conversation-kit enrol URL"
)


class BackgroundSync:
    """One sync at a time. Locking breaks it off before its next request, and waits for nothing.

    Args:
        desk: The open desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="syncing")
        self._running: Future[Synced] | None = None
        self._stopped = Event()

    @property
    def enrolled(self) -> bool:
        """Whether this laptop has a hub."""
        return bool(self._desk.vault.syncing.facts(HUB))

    @property
    def is_running(self) -> bool:
        """Whether a sync is going on."""
        return self._running is not None and not self._running.done()

    @property
    def line(self) -> str:
        """How it stands, for Home; nothing on a laptop without a hub."""
        if not self.enrolled:
            return ""
        if self.is_running:
            return RUNNING
        from conversation_kit.sync.status import status_of, status_words  # noqa: PLC0415 - not without a hub

        status = status_of(self._desk.vault)
        return status_words(status, self._desk.now()) if status else ""

    def begin(self) -> Future[Synced]:
        """Begin a sync, or return the one that is going on."""
        if self._running is None or self._running.done():
            self._running = self._thread.submit(self._sync, self._desk.vault.data_key)
        return self._running

    @property
    def is_officer(self) -> bool:
        """Whether the hub knows this worker as a knowledge officer."""
        return self._desk.vault.syncing.facts(HUB).get("role") == _OFFICER

    def at_desk(self, does: Callable[[HubDesk], Made]) -> Future[Made]:
        """Do something at the officer's desk, behind the screen."""
        from conversation_kit.sync.at_desk import HubDesk  # noqa: PLC0415 - as below

        return self._at_hub(lambda _vault, client: does(HubDesk(client)))

    def requests(self) -> Future[list[Request]]:
        """Return the requests for access, asked for behind the screen."""
        from conversation_kit.sync.access import requests  # noqa: PLC0415 - as below

        return self._at_hub(requests)

    def answer(self, request_id: str, *, grant: bool) -> Future[str]:
        """Answer a request; return how it stands."""
        from conversation_kit.sync.access import answer  # noqa: PLC0415 - as below

        return self._at_hub(lambda _vault, client: answer(client, request_id, grant=grant))

    def ask_for(self, person_id: str) -> Future[str]:
        """Ask to work with a person; return how it stands."""
        from conversation_kit.sync.access import ask_for  # noqa: PLC0415 - as below

        return self._at_hub(lambda vault, client: ask_for(vault, client, person_id, self._desk.now()))

    def _at_hub(self, does: Callable[[Vault, HubClient], Made]) -> Future[Made]:
        data_key = self._desk.vault.data_key

        def run() -> Made:
            from conversation_kit.sync.client import HubClient  # noqa: PLC0415 - the network's libraries take long
            from conversation_kit.sync.enrolment import enrolled  # noqa: PLC0415

            with (
                Vault.open(self._desk.kit.folders.vault, data_key) as vault,
                HubClient(enrolled(vault), stopped=self._stopped.is_set) as client,
            ):
                return does(vault, client)

        return self._thread.submit(run)

    def close(self) -> None:
        """Break off."""
        self._stopped.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _sync(self, data_key: bytes) -> Synced:
        from conversation_kit.at_hub import sync_with_hub  # noqa: PLC0415 - the network's libraries take long

        return sync_with_hub(self._desk.kit, data_key, self._stopped.is_set)
