"""The hub as it is started: real processes, a real socket, and who means ill."""

import asyncio
import contextlib
import datetime as dt
import http.client
import ipaddress
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hub_here import HubHere
from hub_laptops import HubLaptop
from served_hub import Served

from conversation_kit.hub.workers import SHARED_OUT
from conversation_kit.model.ids import new_id
from conversation_kit.sync.wire import MOST_PACKED, MOST_UNPACKED

posix = pytest.mark.skipif(os.name != "posix", reason="kills processes as POSIX does")


async def joined(served: Served, database: str, client: httpx.AsyncClient) -> HubLaptop:
    """Return a laptop that was let in."""
    hub = HubHere(client, database)
    await hub.tenant()
    return await hub.laptop("Ruth")


async def test_bodies_that_are_too_much_are_refused_while_they_come(served: Served, database: str) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        laptop = await joined(served, database, client)
        before = sum(one.memory_info().rss for one in served.workers())
        assert _send_endlessly(served.port, chunked=False) == 413
        assert _send_endlessly(served.port, chunked=True) == 413
        bomb = zstandard.ZstdCompressor(level=19).compress(bytes(50 * MOST_UNPACKED))
        assert len(bomb) < MOST_PACKED
        for body, status in (
            (bomb, 400),
            (b"\x28\xb5\x2f\xfd broken", 400),
            (zstandard.compress(b"[" * 1_000_000), 400),
            (zstandard.compress(b'{"changes":' + b"[" * 500 + b"]" * 500 + b"}"), 400),
            (zstandard.compress(b'{"changes":[' + b"1," * 600 + b"1]}"), 413),
            (zstandard.compress(b'{"changes":{"a":1}}'), 400),
            (zstandard.compress(b'"text"'), 400),
            (b"x" * (MOST_PACKED + 1), 413),
        ):
            answer = await laptop.ask("push", body)
            assert (answer.status_code, set(answer.json())) == (status, {"error", "sentence"})
        assert sum(one.memory_info().rss for one in served.workers()) - before < 300_000_000
        assert (await laptop.push(*laptop.person(new_id(), "Anna")))["set_aside"] == []


def _send_endlessly(port: int, *, chunked: bool) -> int:
    """Send a gigabyte, as far as the hub lets us; return the status it answers with."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        how = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 1073741824"
        connection.sendall(
            b"POST /sync/v1/push HTTP/1.1\r\nHost: hub\r\nX-Kit-Wire: 1\r\n" + how + b"\r\n\r\n"
        )
        part = bytes(65_536)
        try:
            for _ in range(16_384):
                connection.sendall(b"10000\r\n" + part + b"\r\n" if chunked else part)
        except OSError:
            pass  # it hung up
        else:
            pytest.fail("the hub took a gigabyte")
        answer = http.client.HTTPResponse(connection)
        try:
            answer.begin()
        except OSError:
            return 413  # the answer was lost with the connection that it closed
        return answer.status


@posix
async def test_a_worker_that_is_killed_is_replaced_and_nothing_acknowledged_is_lost(
    served: Served, database: str
) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        laptop = await joined(served, database, client)
        person, known = new_id(), []
        await laptop.push(*laptop.person(person, "Anna"))

        async def push_until_taken(n: int) -> None:
            rows = laptop.note(person, f"{n}")
            while True:
                try:
                    told = await laptop.push(*rows)
                except httpx.TransportError:
                    continue  # dropped: the same again
                assert told["accepted"] == [row[0] for row in rows]
                known.extend(told["accepted"])
                return

        for n in range(4):
            pushing = [asyncio.create_task(push_until_taken(10 * n + k)) for k in range(4)]
            workers = served.workers()
            if workers and n % 2:
                os.kill(workers[0].pid, signal.SIGKILL)
            await asyncio.gather(*pushing)
        assert len(known) == 4 * 4 * 3
        assert set(known) <= await laptop.pulled()
        assert len(await laptop.pulled()) == len(known) + 2


@pytest.mark.skipif(not SHARED_OUT, reason="only Linux shares connections out")
def test_laptops_are_shared_out_among_the_workers(served: Served) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=30))
            line.sendall(b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n")
            assert line.recv(12) == b"HTTP/1.1 200"
        held = [
            sum(one.status == psutil.CONN_ESTABLISHED and one.laddr.port == served.port for one in lines)
            for lines in (worker.net_connections("tcp") for worker in served.workers())
        ]
    assert sum(held) == 40
    assert min(held) >= 4  # each would have 20; fewer than 4 once in some millions


@posix
def test_workers_end_with_whoever_started_them(served: Served) -> None:
    workers = served.workers()
    assert len(workers) == 2
    served.process.kill()
    served.process.wait(10)
    gone, alive = psutil.wait_procs(workers, timeout=20)
    assert (len(gone), alive) == (2, [])


async def test_answers_carry_safe_headers_and_logs_no_words(served: Served, database: str) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        laptop = await joined(served, database, client)
        await laptop.push(*laptop.person(new_id(), "Anna Lovell"))
        for answer in (
            await client.get("/health"),
            await client.get("/nothing"),
            await laptop.ask("pull", {}),
        ):
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "server" not in answer.headers
        counted = (await client.get("/metrics")).text
        assert 'kit_requests_total{status="200",what="push"} 1.0' in counted  # of both processes together
    assert "Anna" not in served.close()


def test_with_a_certificate_it_speaks_tls(database: str, tmp_path: Path) -> None:
    cert, key = _certificate(tmp_path)
    served = Served("--database", database, "--tls-cert", str(cert), "--tls-key", str(key))
    try:
        assert served.url.startswith("https://")
        answer = httpx.get(f"{served.url}/health", verify=ssl.create_default_context(cafile=str(cert)))
        assert answer.json()["status"] == "ok"
        assert "max-age" in answer.headers["Strict-Transport-Security"]
    finally:
        served.close()


def test_its_own_postgresql_is_prepared_the_first_time_and_survives_being_killed(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as home:
        served = Served(CONVERSATION_KIT_HOME=home)
        kit = [sys.executable, "-m", "conversation_kit", "hub"]
        environ = {**os.environ, "CONVERSATION_KIT_HOME": home}
        made = subprocess.run(
            [*kit, "tenant", "add", "North"], env=environ, capture_output=True, text=True, check=True
        )
        assert made.stdout.strip() == "north"
        postmaster = int((Path(home) / "hub" / "postgres" / "postmaster.pid").read_text().split()[0])
        psutil.Process(postmaster).kill()
        psutil.wait_procs([psutil.Process(postmaster)] if psutil.pid_exists(postmaster) else [], timeout=10)
        while httpx.get(f"{served.url}/health", timeout=30).status_code == 503:
            pass  # it is started again by itself
        listed = subprocess.run(
            [*kit, "tenant", "list"], env=environ, capture_output=True, text=True, check=True
        )
        assert listed.stdout.startswith("north ")
        assert json.loads(httpx.get(f"{served.url}/health", timeout=30).text)["status"] == "ok"
        served.close()
        assert not (Path(home) / "hub" / "postgres" / "postmaster.pid").exists()  # it stopped with the hub


@posix
def test_its_own_postgresql_stops_with_the_last_that_lives_whoever_was_killed_before() -> None:
    with tempfile.TemporaryDirectory(prefix="kit", ignore_cleanup_errors=True) as home:
        folder = Path(home) / "hub"
        postmaster = folder / "postgres" / "postmaster.pid"
        command = [sys.executable, "-m", "conversation_kit", "hub", "tenant", "list"]
        environ = {**os.environ, "CONVERSATION_KIT_HOME": home}
        killed, other = Served(CONVERSATION_KIT_HOME=home), Served(CONVERSATION_KIT_HOME=home)
        began = postmaster.read_text()
        killed.process.kill()
        killed.process.communicate()
        subprocess.run(command, env=environ, check=True, capture_output=True)
        assert postmaster.read_text() == began  # whoever is alive keeps it
        assert httpx.get(f"{other.url}/health", timeout=30).json()["status"] == "ok"
        (
            folder / "in-use" / str(os.getpid())
        ).touch()  # the number of one that was killed, given to another program
        other.close()
        assert not postmaster.exists()
        assert [file.name for file in (folder / "in-use").iterdir()] == ["gate"]
        alone = Served(CONVERSATION_KIT_HOME=home)
        alone.process.kill()
        alone.process.communicate()
        assert postmaster.exists()
        subprocess.run(command, env=environ, check=True, capture_output=True)
        assert not postmaster.exists()


async def test_when_the_database_is_away_laptops_are_told_to_try_again(
    hub: HubHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    rows = laptop.person(new_id(), "Anna")

    async def refuse(*given: object, **named: object) -> None:
        raise asyncpg.DiskFullError

    with monkeypatch.context() as full:
        full.setattr("conversation_kit.hub.pushing.write", refuse)
        told = await laptop.ask("push", {"changes": rows})
        assert (told.status_code, told.json()["error"]) == (503, "full")
    assert (await laptop.push(*rows))["accepted"] == [row[0] for row in rows]


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return cert, secret
