"""How it stands between this laptop and its hub: when they last spoke, what waits, what failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import httpx

from conversation_kit.errors import KitError
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import enrolled, enrolment_of
from conversation_kit.sync.running import Synced, sync
from conversation_kit.vault.records import Vault

_LAST = "hub-last"


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands.

    Attributes:
        hub: The council's name at the hub.
        last: When a sync was last done, or None.
        trouble: Why the newest one failed, in a sentence; empty when it was done.
        waiting: Changes that are not sent yet.
        set_aside: Changes that stand aside.
    """

    hub: str
    last: datetime | None
    trouble: str
    waiting: int
    set_aside: int


def sync_now(vault: Vault, now: datetime, *, transport: httpx.BaseTransport | None = None) -> Synced:
    """Sync a vault with its hub, and note when, or why not. Raises as ``running.sync``.

    Raises:
        RefusedError: This laptop is not enrolled.
    """
    with HubClient(enrolled(vault), transport=transport) as client:
        last = vault.syncing.facts(_LAST)
        try:
            done = sync(vault, client, now)
        except KitError as error:
            vault.syncing.know(_LAST, {**last, "trouble": error.sentence})
            raise
    vault.syncing.know(_LAST, {"at": now.isoformat()})
    return done


def status_of(vault: Vault) -> Status | None:
    """Return how it stands, or None on a laptop that is not enrolled."""
    enrolment = enrolment_of(vault)
    if enrolment is None:
        return None
    last: Mapping[str, Any] = vault.syncing.facts(_LAST)
    return Status(
        hub=enrolment.tenant or enrolment.url,
        last=datetime.fromisoformat(last["at"]) if "at" in last else None,
        trouble=str(last.get("trouble", "")),
        waiting=vault.syncing.how_many_unsent(),
        set_aside=len(vault.syncing.set_aside()),
    )


def status_words(status: Status, now: datetime) -> str:
    """Return how it stands on one line: "Synced today at 09:22 · 3 changes wait to be sent"."""
    parts = [f"Synced {_when(status.last, now)}" if status.last else "Not synced yet"]
    if status.waiting:
        parts.append("1 change waits" if status.waiting == 1 else f"{status.waiting} changes wait")
    if status.set_aside:
        parts.append("1 was set aside" if status.set_aside == 1 else f"{status.set_aside} were set aside")
    return " · ".join(parts)


def synced_words(done: Synced) -> str:
    """Return what a sync did, in a sentence or a few."""
    said = [f"Synced: {_changes(done.pushed)} sent, {_changes(done.pulled)} taken in."]
    if done.conflicts:
        things = "1 thing was" if done.conflicts == 1 else f"{done.conflicts} things were"
        said.append(f"{things} written twice, unseen by one another: both are kept, and the app shows them.")
    if done.set_aside:
        said.append(
            f"{_changes(done.set_aside)} could not be sent or taken in: kept here, and tried again next time."
        )
    if done.let_go:
        said.append(f"{_people(len(done.let_go))} left this laptop; the hub keeps them.")
    if done.erased:
        said.append(f"{_people(len(done.erased))} erased, as the hub says.")
    if done.book is not None and done.book.touched:
        book = done.book
        said.append(
            f"The Community Book is renewed: {book.added} entries new, {book.changed} changed, {book.gone} gone."
        )
    if done.book_trouble:
        said.append(f"The Community Book was left as it is: {done.book_trouble}")
    return " ".join(said)


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _when(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    return f"{_day(local.date(), now.date())} at {local:%H:%M}"


def _day(day: date, today: date) -> str:
    days = (today - day).days
    return {0: "today", 1: "yesterday"}.get(days, f"on {day.day} {day:%B}")
