"""One sync: tell the hub of erasures, push, pull, and do what the pull asks for. It may break off anywhere.

Whatever was taken in stands in the vault together with how far the hub was read, so that the next sync goes on from
there. What cannot be sent or taken in is set aside and tried again by the next sync; it blocks nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import httpx

from conversation_kit.book.renewing import Renewed
from conversation_kit.errors import KitError, StorageError
from conversation_kit.model.changes import Change
from conversation_kit.model.people import Person
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import enrolled, keep_enrolment
from conversation_kit.sync.keeping_time import came, let_go_of_long_gone
from conversation_kit.sync.place import place_in, worker_after
from conversation_kit.sync.plan import Erase, Fetch, LetGo, Step, TakeIn, fit, plan_pull, read_rows
from conversation_kit.sync.refusals import (
    NoAccessError,
    NotTakenError,
    RefusedByHubError,
    TooMuchError,
    UnreachableError,
)
from conversation_kit.sync.status import note_done, note_trouble
from conversation_kit.sync.wire import MOST_CHANGES, MOST_PULLED, to_row
from conversation_kit.vault.records import Vault
from conversation_kit.vault.syncing import PULL, PUSH, SetAside

_LARGEST_PUSH = 900_000  # bytes of rows in one push, so that it is within bounds however badly it packs
_UNANSWERED = "The hub did not say what became of it. It is kept here and offered again."


@dataclass
class Synced:
    """What one sync did.

    Attributes:
        pushed: Changes the hub took.
        pulled: Changes that were new here.
        set_aside: Changes that stand aside now: they could not be sent or taken in.
        conflicts: Fields that stand in several versions now.
        let_go: Ids of the people who left this laptop.
        half_written: Drafts that are kept here about people who left this laptop.
        erased: Ids of those who were erased here because the hub says so.
        book: What became of the Community Book, or None when it was not asked for or could not be had.
        book_trouble: Why it could not be had, in a sentence.
    """

    pushed: int = 0
    pulled: int = 0
    set_aside: int = 0
    conflicts: int = 0
    half_written: int = 0
    let_go: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    book: Renewed | None = None
    book_trouble: str = ""


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
    return _Run(vault, client, now).run()


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
    run = _Run(vault, client, now)
    run.fetch(person_id, vault.syncing.cursor)


class _Run:
    def __init__(self, vault: Vault, client: HubClient, now: datetime) -> None:
        self._vault = vault
        self._syncing = vault.syncing
        self._client = client
        self._now = now
        self._done = Synced()
        self._kept = client.enrolment
        self._anew = False
        self._cursor = self._syncing.cursor

    @property
    def _today(self) -> date:
        """The day by the hub's clock, as far as it is known: this laptop's may be out."""
        return self._client.enrolment.at_hub(self._now).date()

    def run(self) -> Synced:
        history = self._client.enrolment.history
        self._exchange()
        if (
            self._client.enrolment.history != history
        ):  # the hub was restored, and may have lost what it had taken
            self._syncing.begin_anew()
            self._cursor = 0
            self._exchange()
        self._know(log_device=self._vault.device_id)
        self._let_go_late()
        self._done.let_go |= set(
            let_go_of_long_gone(self._vault, self._today, self._client.enrolment.keep_days)
        )
        self._done.set_aside = len(self._syncing.set_aside())
        self._done.half_written = len(self._syncing.half_written())
        self._done.conflicts = len(self._vault.written_twice())
        return self._done

    def _exchange(self) -> None:
        self._tell_erasures()
        self._offer_again()
        told = self._push(going_on=True)
        self._take_again()
        while self._pull(told):
            told = None

    def _tell_erasures(self) -> None:
        for person_id in self._syncing.erased_untold():
            try:
                self._client.ask("erase", {"person_id": person_id})
            except NoAccessError:
                pass  # the hub knows nobody of that id, or they are not this worker's to erase there
            except (RefusedByHubError, NotTakenError):
                continue  # told again at the next sync
            self._syncing.erasures_told([person_id])

    def _offer_again(self) -> None:
        aside = self._syncing.changes_aside()
        for first in range(0, len(aside), MOST_CHANGES):
            self._offer(aside[first : first + MOST_CHANGES], upto=0)

    def _push(self, *, going_on: bool = False) -> Mapping[str, Any] | None:
        """Push what is unsent.

        Args:
            going_on: Whether to ask with the last of it what the next pull would ask.

        Returns:
            What that pull would be answered, where it was asked and told.
        """
        told = None
        while unsent := self._syncing.unsent(MOST_CHANGES):
            sizes = [len(json.dumps(to_row(change))) for _, change in unsent]
            batch = unsent[: fit(sizes, MOST_CHANGES, _LARGEST_PUSH)]
            last = going_on and len(batch) == len(unsent) < MOST_CHANGES
            told = self._offer([change for _, change in batch], upto=batch[-1][0], going_on=last)
        return told

    def _offer(
        self, batch: Sequence[Change], *, upto: int, going_on: bool = False
    ) -> Mapping[str, Any] | None:
        """Offer changes, and note what became of each; ``upto`` is the seq up to which all were offered then."""
        wanted = {**self._wanted(), "limit": MOST_PULLED} if going_on else {}
        query = {name: json.dumps(value) for name, value in wanted.items()}
        try:
            answer = self._client.ask("push", {"changes": [to_row(change) for change in batch]}, query=query)
        except TooMuchError:
            if not going_on:
                raise
            return self._offer(batch, upto=upto)  # what lies there is large, and asked for in parts then
        except NotTakenError as error:
            if len(batch) > 1:
                half = len(batch) // 2
                self._offer(batch[:half], upto=0)
                self._offer(batch[half:], upto=upto)
                return None
            aside = SetAside(PUSH, batch[0].id, batch[0].person_id, "not-taken", error.sentence)
            self._syncing.sent(upto, refused=[aside])
            return None
        accepted = set(_texts(answer, "accepted")) & {change.id for change in batch}
        erased = set(_texts(answer, "erased"))
        refused = _refused(answer, [one for one in batch if one.id not in accepted])
        self._syncing.sent(upto, accepted=accepted, refused=refused)
        self._done.pushed += len(accepted)
        if here := erased & {change.person_id for change in batch}:
            self._erase(here, self._cursor)
        told = answer.get("pulled")
        return told if going_on and isinstance(told, dict) else None

    def _take_again(self) -> None:
        """Try once more to take in what was set aside of earlier pulls: a newer version may understand it."""
        aside = [one for one in self._syncing.set_aside() if one.way == PULL and one.item]
        steps = plan_pull([json.loads(one.item) for one in aside], self._syncing.gone())
        still = {one.id for step in steps if isinstance(step, TakeIn) for one in step.aside}
        for step in steps:
            self._take(replace(step, cursor=self._cursor))
        self._syncing.came_in(one.id for one in aside if one.id not in still)

    def _wanted(self) -> dict[str, Any]:
        """Return what a pull from here asks for."""
        restored = self._client.enrolment.log_device != self._vault.device_id  # it has lost some of its own
        return {"cursor": self._cursor, "own": restored}

    def _pull(self, told: Mapping[str, Any] | None) -> bool:
        """Take in what was told of what lies after the cursor, or else pull once; whether there is more."""
        began = self._cursor
        answer = told or self._ask_for_some("pull", self._wanted())
        items, cursor = answer.get("items"), answer.get("cursor")
        if not isinstance(items, list) or type(cursor) is not int:
            raise UnreachableError(self._client.enrolment.url)
        for step in plan_pull(items, self._syncing.gone()):
            self._take(step)
        if cursor > self._cursor:
            self._done.pulled += self._syncing.take_in([], at=self._cursor, cursor=cursor)
            self._cursor = cursor
        more = answer.get("more") is True and self._cursor > began
        self._keep_place(answer)
        self._keep_settings(answer)
        return more and not (self._anew and self._cursor == 0)

    def _ask_for_some(self, what: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for as many items as one answer holds: fewer when they are large."""
        limit = MOST_PULLED
        while True:
            try:
                return self._client.ask(what, {**message, "limit": limit})
            except TooMuchError:
                if limit == 1:
                    raise
                limit //= 4 if limit > 4 else 2  # noqa: PLR2004 - quickly down, and then one by one

    def _take(self, step: Step) -> None:
        cursor = max(step.cursor, self._cursor)
        match step:
            case TakeIn():
                new = self._syncing.take_in(step.changes, at=self._cursor, cursor=cursor, aside=step.aside)
                self._done.pulled += new
            case Fetch():
                self.fetch(step.person_id, cursor)
            case LetGo():
                self._push()
                self._let_go([step.person_id], cursor)
            case Erase():
                self._erase([step.person_id], cursor)
        self._cursor = cursor

    def fetch(self, person_id: str, upto: int) -> None:
        try:
            rows = self._snapshot(person_id, upto)
        except NoAccessError:  # it ended meanwhile; a later number says so
            self._syncing.take_in([], at=self._cursor, cursor=upto)
            return
        changes, aside = read_rows(rows)
        if self._vault.find(Person, person_id) is None:
            came(self._vault, person_id, self._today)
        self._done.pulled += self._syncing.take_anew(
            person_id, changes, at=self._cursor, cursor=upto, aside=aside
        )

    def _snapshot(self, person_id: str, upto: int) -> list[Any]:
        rows: list[Any] = []
        after = 0
        while True:
            answer = self._ask_for_some("snapshot", {"person_id": person_id, "after": after, "upto": upto})
            page, now = answer.get("changes"), answer.get("after")
            if not isinstance(page, list):
                raise UnreachableError(self._client.enrolment.url)
            rows += page
            if answer.get("more") is not True:
                return rows
            if type(now) is not int or now <= after:
                raise UnreachableError(self._client.enrolment.url)
            after = now

    def _let_go(self, person_ids: Sequence[str], cursor: int) -> None:
        stay = self._syncing.let_go(person_ids, at=self._cursor, cursor=cursor)
        self._done.let_go |= set(person_ids) - set(stay)

    def _let_go_late(self) -> None:
        if late := self._syncing.to_let_go():
            self._push()
            self._let_go(late, self._cursor)

    def _erase(self, person_ids: Sequence[str] | set[str], cursor: int) -> None:
        self._done.erased |= self._syncing.erase(sorted(person_ids), at=self._cursor, cursor=cursor)

    def _keep_settings(self, answer: Mapping[str, Any]) -> None:
        settings = answer.get("settings")
        if not isinstance(settings, dict):
            return
        known = self._client.enrolment
        if replace(known, settings=settings).history == known.history:
            self._know(settings=settings)
            return
        with self._vault.together():  # the hub was restored, and may have lost what it had taken
            self._syncing.begin_anew()
            self._know(settings=settings)
        self._cursor, self._anew = 0, True

    def _keep_place(self, answer: Mapping[str, Any]) -> None:
        """Go by the name, role and team that the hub has the worker under now."""
        before = self._client.enrolment
        place = place_in(answer, before)
        if not place:
            return
        worker = self._vault.worker()
        with self._vault.together():
            self._know(**place)
            if worker is not None and worker != (
                after := worker_after(worker, before, self._client.enrolment)
            ):
                self._vault.me(after)
        self._push()

    def _know(self, **facts: Any) -> None:
        self._client.enrolment = replace(self._client.enrolment, **facts)
        if self._client.enrolment != self._kept:
            keep_enrolment(self._vault, self._client.enrolment)
            self._kept = self._client.enrolment


def _refused(answer: Mapping[str, Any], batch: Sequence[Change]) -> list[SetAside]:
    told = answer.get("set_aside")
    told_of = {one.get("id"): one for one in told if isinstance(one, dict)} if isinstance(told, list) else {}
    refused = []
    for change in batch:
        one = told_of.get(change.id, {})
        why, sentence = str(one.get("why", "unanswered")), str(one.get("sentence", _UNANSWERED))
        refused.append(SetAside(PUSH, change.id, change.person_id, why[:40], sentence[:300]))
    return refused


def _texts(answer: Mapping[str, Any], name: str) -> list[str]:
    found = answer.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
