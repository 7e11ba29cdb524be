"""What a sync brings: changes of others and of this worker's other devices, people to fetch, to let go of and to erase.

What cannot be taken in is set aside and tried again by the next sync; it blocks nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from conversation_kit.model.people import Person
from conversation_kit.sync.keeping_time import came
from conversation_kit.sync.place import place_in, worker_after
from conversation_kit.sync.plan import Erase, Fetch, LetGo, Step, TakeIn, plan_pull, read_rows
from conversation_kit.sync.refusals import NoAccessError, TooMuchError, UnreachableError
from conversation_kit.sync.sending import Sending
from conversation_kit.sync.synced import UnderWay
from conversation_kit.sync.wire import MOST_PULLED
from conversation_kit.vault.changes_aside import PULL


class Bringing:
    """Takes in what the hub has and this laptop has not. Every method raises HubError and StorageError.

    Args:
        way: The sync it is part of.
        sending: Sends what is unsent before anybody is let go of.
    """

    def __init__(self, way: UnderWay, sending: Sending) -> None:
        self._way = way
        self._syncing = way.syncing
        self._sending = sending
        self._anew = False

    def take_again(self) -> None:
        """Try once more to take in what was set aside of earlier pulls: a newer version may understand it."""
        aside = [one for one in self._syncing.set_aside() if one.way == PULL and one.item]
        steps = plan_pull([json.loads(one.item) for one in aside], self._syncing.gone())
        still = {one.id for step in steps if isinstance(step, TakeIn) for one in step.aside}
        for step in steps:
            self._take(replace(step, cursor=self._way.cursor))
        self._syncing.came_in(one.id for one in aside if one.id not in still)

    def pull(self, told: Mapping[str, Any] | None) -> bool:
        """Take in what was told of what lies after the cursor, or else pull once; whether there is more."""
        began = self._way.cursor
        answer = told or self._ask_for_some("pull", self._way.wanted())
        items, cursor = answer.get("items"), answer.get("cursor")
        if not isinstance(items, list) or type(cursor) is not int:
            raise UnreachableError(self._way.client.enrolment.url)
        for step in plan_pull(items, self._syncing.gone()):
            self._take(step)
        if cursor > self._way.cursor:
            self._way.done.pulled += self._syncing.take_in([], at=self._way.cursor, cursor=cursor)
            self._way.cursor = cursor
        more = answer.get("more") is True and self._way.cursor > began
        self._keep_place(answer)
        self._keep_settings(answer)
        return more and not (self._anew and self._way.cursor == 0)

    def _ask_for_some(self, what: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for as many items as one answer holds: fewer when they are large."""
        limit = MOST_PULLED
        while True:
            try:
                return self._way.client.ask(what, {**message, "limit": limit})
            except TooMuchError:
                if limit == 1:
                    raise
                limit //= 4 if limit > 4 else 2  # noqa: PLR2004 - quickly down, and then one by one

    def _take(self, step: Step) -> None:
        cursor = max(step.cursor, self._way.cursor)
        match step:
            case TakeIn():
                new = self._syncing.take_in(
                    step.changes, at=self._way.cursor, cursor=cursor, aside=step.aside
                )
                self._way.done.pulled += new
            case Fetch():
                self.fetch(step.person_id, cursor)
            case LetGo():
                self._sending.push()
                self._let_go([step.person_id], cursor)
            case Erase():
                self._way.erase([step.person_id], cursor)
        self._way.cursor = cursor

    def fetch(self, person_id: str, upto: int) -> None:
        """Fetch everything of somebody, as the hub had it up to ``upto``."""
        try:
            rows = self._snapshot(person_id, upto)
        except NoAccessError:  # it ended meanwhile; a later number says so
            self._syncing.take_in([], at=self._way.cursor, cursor=upto)
            return
        changes, aside = read_rows(rows)
        if self._way.vault.find(Person, person_id) is None:
            came(self._way.vault, person_id, self._way.today)
        self._way.done.pulled += self._syncing.take_anew(
            person_id, changes, at=self._way.cursor, cursor=upto, aside=aside
        )

    def _snapshot(self, person_id: str, upto: int) -> list[Any]:
        rows: list[Any] = []
        after = 0
        while True:
            answer = self._ask_for_some("snapshot", {"person_id": person_id, "after": after, "upto": upto})
            page, now = answer.get("changes"), answer.get("after")
            if not isinstance(page, list):
                raise UnreachableError(self._way.client.enrolment.url)
            rows += page
            if answer.get("more") is not True:
                return rows
            if type(now) is not int or now <= after:
                raise UnreachableError(self._way.client.enrolment.url)
            after = now

    def _let_go(self, person_ids: Sequence[str], cursor: int) -> None:
        stay = self._syncing.let_go(person_ids, at=self._way.cursor, cursor=cursor)
        self._way.done.let_go |= set(person_ids) - set(stay)

    def let_go_late(self) -> None:
        """Let go of those whose changes had to be sent first."""
        if late := self._syncing.to_let_go():
            self._sending.push()
            self._let_go(late, self._way.cursor)

    def _keep_settings(self, answer: Mapping[str, Any]) -> None:
        settings = answer.get("settings")
        if not isinstance(settings, dict):
            return
        known = self._way.client.enrolment
        if replace(known, settings=settings).history == known.history:
            self._way.know(settings=settings)
            return
        with self._way.vault.together():  # the hub was restored, and may have lost what it had taken
            self._syncing.begin_anew()
            self._way.know(settings=settings)
        self._way.cursor, self._anew = 0, True

    def _keep_place(self, answer: Mapping[str, Any]) -> None:
        """Go by the name, role and team that the hub has the worker under now."""
        before = self._way.client.enrolment
        place = place_in(answer, before)
        if not place:
            return
        worker = self._way.vault.worker()
        with self._way.vault.together():
            self._way.know(**place)
            if worker is not None and worker != (
                after := worker_after(worker, before, self._way.client.enrolment)
            ):
                self._way.vault.me(after)
        self._sending.push()
