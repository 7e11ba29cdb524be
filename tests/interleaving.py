"""Several laptops and a hub through whatever may happen: written, synced, broken off, granted, withdrawn, erased.

``Watch`` sits on every laptop's line and knows what the hub has acknowledged and who works with whom, so that it sees
at once when somebody receives a person out of scope. ``settle`` lets everybody sync until there is nothing left to say, and
looks at what came of it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import httpx
from hypothesis import strategies as st

from conversation_kit.errors import HubError
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.sync.access import let_in
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.running import sync
from conversation_kit.sync.synced import Synced
from conversation_kit.sync.wire import unpack
from conversation_kit.vault.records import Vault

HOUR_MS = 3_600_000
_FAULTS = ("fine", "lost", "away", "late", "twice")
_laptop, _whom = st.integers(0, 4), st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(st.just("add"), _laptop),
    st.tuples(st.just("note"), _laptop, _whom),
    st.tuples(st.just("change"), _laptop, _whom, st.sampled_from(["Leigh", "Lowton", "Atherton"])),
    st.tuples(st.just("sync"), _laptop, st.lists(st.sampled_from(_FAULTS), max_size=6)),
    st.tuples(st.just("sync"), _laptop, st.just([])),
    st.tuples(st.just("sync"), _laptop, st.just([])),
    st.tuples(st.just("note"), _laptop, _whom),
    st.tuples(st.just("grant"), _laptop, _laptop, _whom),
    st.tuples(st.just("withdraw"), _laptop, _laptop, _whom),
    st.tuples(st.just("erase"), _laptop, _whom),
    st.tuples(st.just("half"), _laptop, _whom),
    st.tuples(st.just("clock"), _laptop, st.integers(-30 * 24, 24)),
)


@dataclass
class Watch:
    """What the hub has done so far, as everybody's lines together tell it."""

    access: dict[str, set[str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    acknowledged: dict[str, str] = field(default_factory=dict)

    def saw(self, worker: str, what: str, asked: dict, answer: dict) -> None:
        getattr(self, f"_{what}", lambda *_: None)(worker, asked, answer)

    def _push(self, worker: str, asked: dict, answer: dict) -> None:
        accepted = set(answer["accepted"])
        for row in asked["changes"]:
            if row[0] in accepted and row[1]:
                self.access.setdefault(row[1], {worker})
                self.acknowledged[row[0]] = row[1]

    def _pull(self, worker: str, _asked: dict, answer: dict) -> None:
        self._within_scope(worker, [item[2] for item in answer["items"] if item[1] == "change"])

    def _snapshot(self, worker: str, _asked: dict, answer: dict) -> None:
        self._within_scope(worker, [row for _, row in answer["changes"]])

    def _within_scope(self, worker: str, rows: list) -> None:
        for row in rows:
            if row[1]:
                assert row[1] not in self.erased, "somebody who was erased came back"
                assert worker in self.access[row[1]], "somebody received a person out of scope"

    def _erase(self, _worker: str, _asked: dict, answer: dict) -> None:
        self.erased |= set(answer["erased"])

    def _access(self, worker: str, asked: dict, answer: dict) -> None:
        standing = self.access.get(asked["person_id"])
        if standing is None:  # nobody has sent anything of theirs yet
            return
        if answer["state"] == "granted":
            standing.add(asked["worker_id"])
        elif answer["state"] == "withdrawn":
            standing.discard(asked["worker_id"] or worker)


class Line(httpx.BaseTransport):
    """A line that breaks as it is told to, and is watched."""

    def __init__(self, inner: httpx.BaseTransport, watch: Watch, worker: str) -> None:
        self._inner, self._watch, self._worker = inner, watch, worker
        self._late: list[httpx.Request] = []
        self.faults: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        fault = self.faults.pop(0) if self.faults else "fine"
        if fault == "away":
            raise httpx.ConnectError("no network", request=request)
        if fault == "late":
            self._late.append(request)
            raise httpx.ReadError("the line broke", request=request)
        answer = self._done(request)
        for late in self._late:  # older messages arrive after newer ones
            self._done(late)
        self._late.clear()
        if fault == "twice":
            self._done(request)
        if fault == "lost":
            raise httpx.ReadError("the line broke", request=request)
        return answer

    def _done(self, request: httpx.Request) -> httpx.Response:
        answer = self._inner.handle_request(request)
        body = b"".join(answer.stream)
        headers = {name: value for name, value in answer.headers.items() if name == "content-encoding"}
        if answer.status_code == 200:
            what = request.url.path.rsplit("/", 1)[-1]
            said = unpack(body, packed=headers.get("content-encoding") == "zstd")
            self._watch.saw(self._worker, what, unpack(request.content), said)
        return httpx.Response(answer.status_code, headers=headers, stream=httpx.ByteStream(body))


@dataclass
class Player:
    """A laptop with a wall clock of its own."""

    vault: Vault
    worker: str
    line: Line
    wall: list[int]
    offset: int = 0

    def sync(self, now: datetime) -> Synced:
        with self._client() as client:
            return sync(self.vault, client, now)

    def access(self, person: str, worker: str, *, withdraw: bool) -> None:
        with self._client() as client:
            let_in(client, person, worker, withdraw=withdraw)

    def ids_of(self, person: str) -> set[str]:
        return {one.id for one in self.vault.changes_since(0, 1_000_000)[0] if one.person_id == person}

    def _client(self) -> HubClient:
        return HubClient(enrolled(self.vault), transport=self.line, wall=lambda: self.wall[0])


@dataclass
class Game:
    """Laptops, a hub, and what was written so far."""

    players: list[Player]
    watch: Watch
    real_wall: Callable[[], int]
    now: datetime
    people: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    half_written: list[tuple[Player, str, str]] = field(default_factory=list)

    def take(self, step: tuple) -> None:
        """Do one step; a broken line is what it is there for."""
        what, number, *rest = step
        player = self.players[number % len(self.players)]
        for one in self.players:
            one.wall[0] = self.real_wall() + one.offset
        player.line.faults = []
        with suppress(HubError):
            getattr(self, f"_{what}")(player, *rest)

    def _add(self, player: Player) -> None:
        person = Person(new_id(), f"Person {len(self.people)}")
        self.people.append(person.id)
        self._wrote(person.id, player.vault.keep(person))

    def _note(self, player: Player, whom: int) -> None:
        person = self._known(player, whom)
        if person is not None:
            made = Note(new_id(), person.id, new_id(), "life-story", f"words {len(self.written)}", self.now)
            self._wrote(person.id, player.vault.keep(made))

    def _change(self, player: Player, whom: int, words: str) -> None:
        person = self._known(player, whom)
        if person is not None:
            self._wrote(person.id, player.vault.keep(replace(person, area=words)))

    def _sync(self, player: Player, faults: list[str]) -> None:
        player.line.faults = list(faults)
        player.sync(self.now)

    def _grant(self, player: Player, to: int, whom: int) -> None:
        if self.people:
            other = self.players[to % len(self.players)]
            player.access(self.people[whom % len(self.people)], other.worker, withdraw=False)

    def _withdraw(self, player: Player, from_: int, whom: int) -> None:
        if self.people:
            other = self.players[from_ % len(self.players)]
            player.access(self.people[whom % len(self.people)], other.worker, withdraw=True)

    def _erase(self, player: Player, whom: int) -> None:
        person = self._known(player, whom)
        if person is not None:
            player.vault.erase([person.id])

    def _half(self, player: Player, whom: int) -> None:
        person = self._known(player, whom)
        if person is not None:
            key = f"line:{len(self.half_written)}"
            player.vault.drafts.save(key, "half a line", {"person": person.id})
            self.half_written.append((player, key, person.id))

    def _clock(self, player: Player, hours: int) -> None:
        player.offset = hours * HOUR_MS

    def _known(self, player: Player, whom: int) -> Person | None:
        return player.vault.find(Person, self.people[whom % len(self.people)]) if self.people else None

    def _wrote(self, person: str, ids: tuple[str, ...]) -> None:
        self.written |= dict.fromkeys(ids, person)

    def settle(self) -> None:
        """Let everybody sync until nothing more is said, and look at what came of it."""
        for _ in range(8):
            said = [self._quietly(player) for player in self.players]
            if not any(said):
                break
        else:
            raise AssertionError("they never come to an end")
        for person in self.people:
            self._look_at(person)
        for player, key, person in self.half_written:
            stands = player.vault.drafts.get(key) is not None
            assert stands == (person not in _erased(player.vault)), (
                "half-written words are lost, or an erased person's stand"
            )
        for player in self.players:
            assert player.vault.check() == []
            assert player.vault.syncing.how_many_unsent() == 0

    def _quietly(self, player: Player) -> bool:
        player.line.faults = []
        player.wall[0] = self.real_wall() + player.offset
        done = player.sync(self.now)
        return bool(done.pushed or done.pulled or done.let_go or done.erased)

    def _look_at(self, person: str) -> None:
        holding = {player.worker: player.ids_of(person) for player in self.players}
        theirs = {change for change, whose in self.watch.acknowledged.items() if whose == person}
        working = self.watch.access.get(person, set())
        erased_here = [player for player in self.players if person in _erased(player.vault)]
        if not erased_here:  # else what one of them had not sent went with it
            assert {change for change, whose in self.written.items() if whose == person} <= theirs
        for player in self.players:
            here = player.worker in working and person not in self.watch.erased and player not in erased_here
            assert holding[player.worker] == (theirs if here else set()), "lost, or not theirs any more"
        standing = {player.vault.find(Person, person) for player in self.players if holding[player.worker]}
        assert len(standing) <= 1


def _erased(vault: Vault) -> set[str]:
    return {person for (person,) in vault._store.read("SELECT person_id FROM erased")}
