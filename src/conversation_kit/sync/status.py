"""How it stands between this laptop and its hub: when they last spoke, what waits, what failed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from conversation_kit.errors import HubError, KitError
from conversation_kit.sync.enrolment import enrolment_of
from conversation_kit.vault.changes_aside import PULL, PUSH
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.sync.synced import Synced

_LAST = "hub-last"


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands.

    Attributes:
        hub: The council's name at the hub.
        last: When a sync was last done, or None.
        trouble: Why the newest one failed, in a few words; empty when it was done.
        waiting: Changes that are not sent yet.
        set_aside: Changes that stand aside.
    """

    hub: str
    last: datetime | None
    trouble: str
    waiting: int
    set_aside: int


def note_done(vault: Vault, now: datetime) -> None:
    """Note when a sync was done. Raises StorageError."""
    vault.syncing.know(_LAST, {"at": now.isoformat()})


def note_trouble(vault: Vault, error: KitError) -> None:
    """Note that a sync failed, and why. Raises StorageError."""
    why = error.short if isinstance(error, HubError) else "the disk refused"
    vault.syncing.know(_LAST, {**vault.syncing.facts(_LAST), "trouble": why})


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
    """Return how it stands on one line: "Synced today at 09:22 · 3 changes wait"."""
    parts = [f"Synced {_when(status.last, now)}" if status.last else "Not synced yet"]
    if status.waiting:
        parts.append("1 change waits" if status.waiting == 1 else f"{status.waiting} changes wait")
    if status.set_aside:
        parts.append(f"{status.set_aside} set aside")
    if status.trouble:
        parts.append(f"the last try failed: {status.trouble}")
    return " · ".join(parts)


def aside_words(vault: Vault) -> list[str]:
    """Return what stands aside and why, the same reasons together; nobody's words."""
    counted = Counter((one.way, one.sentence) for one in vault.syncing.set_aside())
    ways = {PUSH: "could not be sent", PULL: "could not be taken in"}
    return [f"{_changes(count)} {ways[way]}: {sentence}" for (way, sentence), count in counted.items()]


def synced_words(done: "Synced") -> str:
    """Return what a sync did, in a sentence or a few."""
    said = [f"Synced: {_changes(done.pushed)} sent, {_changes(done.pulled)} taken in."]
    if done.conflicts:
        things = "1 thing was" if done.conflicts == 1 else f"{done.conflicts} things were"
        said.append(
            f"{things} written twice, unseen by one another: both are kept; 2 on Home in the app shows them."
        )
    if done.set_aside:
        said.append(
            f"{_changes(done.set_aside)} could not be sent or taken in: kept here, and tried again next time."
        )
    if done.let_go:
        said.append(f"{_people(len(done.let_go))} left this laptop; the hub keeps them.")
    if done.half_written:
        said.append(half_written_words(done.half_written))
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


def half_written_words(count: int) -> str:
    """Return what became of drafts about people who left this laptop."""
    things = "1 thing" if count == 1 else f"{count} things"
    return f"{things} half written about somebody who left: kept here, unsent; the hub's screen (h) shows it."


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
