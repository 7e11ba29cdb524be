"""Real laptops at a real hub: its own process on PostgreSQL, whole vaults, real HTTP, and what goes wrong in between."""

import asyncio
import functools
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import asyncpg
import httpx
import pytest
import stamina
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation_kit.errors import HubError
from conversation_kit.hub.administering import (
    NewTenant,
    NewWorker,
    add_team,
    add_tenant,
    add_worker,
    invite,
    revoke,
    was_restored,
)
from conversation_kit.hub.changing_workers import change_worker
from conversation_kit.hub.database import ADMIN, transaction
from conversation_kit.journey.two_versions import conflicts_of
from conversation_kit.model.clock import wall_ms
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Permission
from conversation_kit.model.stops import Stop
from conversation_kit.sync.access import answer as answer_request
from conversation_kit.sync.access import ask_for, let_in, requests
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.moving import follow
from conversation_kit.sync.refusals import RevokedError
from conversation_kit.vault.records import Vault
from interleaving import STEPS, Game, Line, Player, Watch
from known import PASSPHRASE, tries
from laptops import NOW, Laptop, make_empty, open_copy

_ADDRESSES = itertools.cycle(range(1, 250))
_READY = re.compile(r"Hub ready at (http://\S+)")


@dataclass
class RealHub:
    """A hub in a process of its own."""

    url: str
    database: str

    def admin(self, tenant: str, work, *given):
        async def run():
            connection = await asyncpg.connect(self.database)
            try:
                async with transaction(connection, ADMIN, tenant):
                    return await work(connection, tenant, *given)
            finally:
                await connection.close()

        return asyncio.run(run())

    def tenant(self, **settings) -> str:
        name = f"t{new_id().replace('-', '')}"

        async def run():
            connection = await asyncpg.connect(self.database)
            try:
                return await add_tenant(connection, NewTenant(name, name, **settings))
            finally:
                await connection.close()

        return asyncio.run(run())

    def worker(self, tenant: str, name: str, **more) -> str:
        return self.admin(tenant, add_worker, NewWorker(name, **more))

    def enrol(self, vault: Vault, tenant: str, worker: str, line: httpx.BaseTransport | None = None) -> None:
        code, _ = self.admin(tenant, invite, worker)
        enrol(vault, self.url, code, label="laptop", transport=line or from_elsewhere())


def from_elsewhere() -> httpx.HTTPTransport:
    """A line from another address of this machine: from each only so many codes a minute are taken."""
    part = next(_ADDRESSES)
    return httpx.HTTPTransport(local_address=f"127.0.1.{part}" if sys.platform == "linux" else None)


@pytest.fixture(scope="module")
def real_hub(prepared: str) -> Iterator[RealHub]:
    program = shutil.which("conversation-kit", path=str(Path(sys.executable).parent)) or "conversation-kit"
    served = subprocess.Popen(
        [program, "hub", "serve", "--port", "0", "--database", prepared],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with served:
        try:
            ready = _READY.search(served.stdout.readline())
            assert ready, "it did not start"
            yield RealHub(ready[1], prepared)
        finally:
            served.terminate()


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    return make_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(autouse=True)
def no_waiting():
    with stamina.set_testing(True, attempts=1):
        yield


@pytest.fixture
def laptops(real_hub, empty, tmp_path):
    """Makes laptops of new workers of one tenant, enrolled."""
    with ExitStack() as stack:
        tenant = real_hub.tenant()

        def make(name: str, **more) -> Laptop:
            worker = real_hub.worker(tenant, name, **more)
            vault = stack.enter_context(open_copy(empty, tmp_path / new_id()))
            real_hub.enrol(vault, tenant, worker)
            return Laptop(vault, worker, httpx.HTTPTransport)

        make.tenant = tenant
        yield make


@settings(
    max_examples=tries(usual=8, nightly=400),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(2, 5), st.lists(STEPS, min_size=10, max_size=30))
def test_all_converge_nothing_is_lost_and_nobody_receives_what_is_not_theirs(real_hub, empty, count, steps):
    tenant, watch = real_hub.tenant(), Watch()
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack, httpx.HTTPTransport() as transport:
        players = []
        for number in range(count):
            worker = real_hub.worker(tenant, f"Worker {number}")
            wall = [wall_ms()]
            vault = stack.enter_context(open_copy(empty, Path(home) / worker, wall=lambda wall=wall: wall[0]))
            real_hub.enrol(vault, tenant, worker)
            players.append(Player(vault, worker, Line(_Shared(transport), watch, worker), wall))
        game = Game(players, watch, wall_ms, NOW)
        for step in steps:
            game.take(step)
        game.settle()


class _Shared(httpx.BaseTransport):
    """A transport that several clients use; none of them closes it."""

    def __init__(self, inner: httpx.HTTPTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._inner.handle_request(request)
        body = b"".join(answer.stream)
        answer.close()
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(body))


def test_a_colleague_asks_is_let_in_and_reads(laptops):
    ruth, amina = laptops("Ruth"), laptops("Amina")
    desmond = ruth.add("Desmond")
    ruth.note(desmond, "drove the 34 bus")
    ruth.sync()
    with amina.client() as client:
        assert ask_for(amina.vault, client, desmond, NOW) == "asked"
    with ruth.client() as client:
        (asked,) = requests(ruth.vault, client)
        assert (asked.person, asked.worker, asked.own) == ("Desmond", "Amina", False)
        assert answer_request(client, asked.id, grant=True) == "granted"
    amina.sync()
    assert (amina.names(), amina.words(desmond)) == (["Desmond"], ["drove the 34 bus"])
    assert amina.vault.find(Worker, ruth.worker).name == "Ruth"


def test_what_is_kept_from_the_team_leaves_their_laptops_and_comes_back(laptops):
    ruth, amina, gp = laptops("Ruth"), laptops("Amina"), laptops("Dr Okafor", audience="gp")
    desmond = ruth.add("Desmond")
    secret = ruth.note(desmond, "a secret")
    ruth.note(desmond, "fishes")
    ruth.vault.keep(Permission(desmond, desmond, audiences=("team",)))
    ruth.sync()
    with ruth.client() as client:
        for other in (amina, gp):
            let_in(client, desmond, other.worker)
    amina.sync()
    gp.sync()
    assert amina.words(desmond) == ["a secret", "fishes"]
    assert gp.words(desmond) == []
    ruth.vault.keep(Permission(secret, desmond, asked_on=NOW.date()))
    ruth.sync()
    amina.sync()
    assert amina.words(desmond) == ["fishes"]
    assert amina.vault.search("secret", limit=5) == []
    assert ruth.words(desmond) == ["a secret", "fishes"]
    ruth.vault.keep(Permission(secret, desmond, audiences=("gp",), asked_on=NOW.date()))
    ruth.sync()
    gp.sync()
    amina.sync()
    assert (gp.words(desmond), amina.words(desmond)) == (["a secret"], ["fishes"])
    assert amina.vault.check() == gp.vault.check() == []


def test_two_officers_who_ask_unseen_by_one_another_are_both_shown(laptops):
    ruth, amina, gp = laptops("Ruth"), laptops("Amina"), laptops("Dr Okafor", audience="gp")
    desmond = ruth.add("Desmond")
    note = ruth.note(desmond, "a secret")
    ruth.sync()
    with ruth.client() as client:
        for other in (amina, gp):
            let_in(client, desmond, other.worker)
    amina.sync()
    ruth.vault.keep(Permission(note, desmond, audiences=("team",), said="us only", asked_on=NOW.date()))
    amina.vault.keep(Permission(note, desmond, audiences=("huddle",), said="not you", asked_on=NOW.date()))
    for laptop in (ruth, amina, ruth, amina):
        laptop.sync()
    for laptop in (ruth, amina):
        seen = {
            one.field: {version.worker for version in one.versions}
            for one in conflicts_of(laptop.vault, desmond)
        }
        assert seen["audiences"] == {"Ruth", "Amina"}
    gp.sync()
    assert gp.vault.all(Permission, desmond) == []


def test_whoever_moves_to_another_team_takes_its_people_and_leaves_the_old_ones(real_hub, empty, tmp_path):
    tenant = real_hub.tenant(scope="team")
    teams = {name: real_hub.admin(tenant, add_team, name) for name in ("East", "West")}
    with ExitStack() as stack:

        def laptop(name: str, team: str) -> Laptop:
            worker = real_hub.worker(tenant, name, team_id=teams[team])
            vault = stack.enter_context(open_copy(empty, tmp_path / name))
            real_hub.enrol(vault, tenant, worker)
            return Laptop(vault, worker, httpx.HTTPTransport)

        ruth, amina, leo = laptop("Ruth", "East"), laptop("Amina", "East"), laptop("Leo", "West")
        desmond, maureen = amina.add("Desmond"), leo.add("Maureen")
        amina.sync()
        leo.sync()
        ruth.sync()
        assert ruth.names() == ["Desmond"]
        ruth.note(desmond, "written on the bus")
        change = functools.partial(change_worker, role="knowledge-officer", team_id=teams["West"])
        real_hub.admin(tenant, change, ruth.worker)
        done = ruth.sync()
        place = enrolled(ruth.vault)
        assert (ruth.names(), done.let_go, done.set_aside) == (["Maureen"], {desmond}, 0)
        assert (place.role, place.team, ruth.vault.worker().team) == ("knowledge-officer", "West", "West")
        amina.sync()
        assert amina.words(desmond) == ["written on the bus"]
        leo.note(maureen, "fishes")
        leo.sync()
        ruth.sync()
        assert ruth.words(maureen) == ["fishes"]


def test_a_stop_goes_to_its_author_and_to_who_receives_them(laptops):
    ruth, amina, lead = laptops("Ruth"), laptops("Amina"), laptops("Mrs Lead", receives_stops=True)
    desmond = ruth.add("Desmond")
    ruth.vault.keep(Stop(new_id(), desmond, NOW, words="bruises", worker_id=ruth.worker))
    ruth.sync()
    with ruth.client() as client:
        for other in (amina, lead):
            let_in(client, desmond, other.worker)
    amina.sync()
    lead.sync()
    assert amina.vault.all(Stop, desmond) == []
    assert [stop.words for stop in lead.vault.all(Stop, desmond)] == ["bruises"]


def test_a_revoked_laptop_is_told_to_keep_nothing_and_sends_nothing(real_hub, laptops):
    ruth = laptops("Ruth")
    ruth.add("Desmond")
    real_hub.admin(laptops.tenant, revoke, enrolled(ruth.vault).device_id)
    with pytest.raises(RevokedError):
        ruth.sync()
    assert ruth.vault.syncing.how_many_unsent() > 0


def test_a_laptop_follows_its_hub_that_was_restored_elsewhere(real_hub, laptops):
    ruth = laptops("Ruth")
    ruth.note(ruth.add("Desmond"), "drove the 34 bus")
    ruth.sync()
    real_hub.admin(laptops.tenant, was_restored)
    elsewhere = real_hub.url.replace("127.0.0.1", "localhost")
    assert follow(ruth.vault, elsewhere, transport=ruth.line()).url == elsewhere
    assert ruth.sync().set_aside == 0
    assert real_hub.admin(laptops.tenant, _reads) == []


async def _reads(connection, tenant):
    """Return whose laptop was given whose records."""
    return await connection.fetch("SELECT FROM audit WHERE tenant_id = $1 AND action = 'read'", tenant)


def test_an_enrolment_whose_answer_was_lost_goes_on_with_the_same_code(real_hub, laptops, empty, tmp_path):
    worker = real_hub.worker(laptops.tenant, "Ruth")
    code, _ = real_hub.admin(laptops.tenant, invite, worker)
    with open_copy(empty, tmp_path / "one") as vault, httpx.HTTPTransport() as transport:
        line = Line(_Shared(transport), Watch(), worker)
        line.faults = ["lost"]
        with pytest.raises(HubError):
            enrol(vault, real_hub.url, code, label="laptop", transport=line)
        enrol(vault, real_hub.url, code, label="laptop", transport=line)
        assert enrolled(vault).worker_id == worker


class _Holding(BaseHTTPRequestHandler):
    """Passes requests on, and holds the answer to one of them back until it is let go."""

    url = hold = ""
    held: threading.Event
    go: threading.Event

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}
        }
        with (
            httpx.Client(trust_env=False) as client,
            client.stream("POST", self.url + self.path, content=body, headers=headers) as answer,
        ):
            content = b"".join(answer.iter_raw())
        if self.path.partition("?")[0].rpartition("/")[2] == self.hold:
            self.held.set()
            self.go.wait(60)
        self.send_response(answer.status_code)
        if "content-encoding" in answer.headers:
            self.send_header("Content-Encoding", answer.headers["content-encoding"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        self.send_error(404)

    def log_message(self, *_arguments):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("hold", ["push", "pull", "snapshot"])
def test_a_laptop_killed_in_the_middle_goes_on_from_there(real_hub, laptops, kit, passphrase_file, hold):
    ruth = laptops("Ruth")
    people = [ruth.add(f"Person {number}") for number in range(3)]
    for person in people:
        ruth.note(person, "fishes")
    ruth.sync()
    held, go = threading.Event(), threading.Event()
    holding = type("Holding", (_Holding,), {"url": real_hub.url, "held": held, "go": go})
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), holding)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    vault, _ = kit.create_vault(Worker("", "Amina"), PASSPHRASE)
    worker = real_hub.worker(laptops.tenant, "Amina")
    code, _ = real_hub.admin(laptops.tenant, invite, worker)
    with vault:
        enrol(vault, f"http://127.0.0.1:{proxy.server_address[1]}", code, label="laptop")
        amina = Laptop(vault, worker, httpx.HTTPTransport)
        own = amina.add("Maureen")
        if hold == "pull":  # with something unsent, the push brings the pull with it
            amina.sync()
    holding.hold = hold
    with ruth.client() as client:
        for person in people:
            let_in(client, person, worker)
    command = [sys.executable, "-m", "conversation_kit", "sync", "--passphrase-file", str(passphrase_file)]
    running = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert held.wait(60)
    running.send_signal(signal.SIGKILL)
    running.wait(30)
    go.set()
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert vault.check() == []
        amina = Laptop(vault, worker, httpx.HTTPTransport)
        amina.sync()
        assert amina.names() == ["Maureen", "Person 0", "Person 1", "Person 2"]
        assert [amina.words(person) for person in people] == [["fishes"]] * 3
        assert vault.check() == []
        assert vault.syncing.how_many_unsent() == 0
    with ruth.client() as client:
        assert (
            client.ask("access", {"action": "ask", "person_id": own, "worker_id": "", "request_id": ""})[
                "state"
            ]
            == "asked"
        )
    proxy.shutdown()
    proxy.server_close()
    thread.join()
