"""Serving the hub: a socket that is open before anybody is told, and one process or several behind it."""

import contextlib
import functools
import http.client
import json
import os
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from conversation_kit.errors import BadInputError
from conversation_kit.hub.app import DATABASE_VARIABLE, ELSEWHERE_VARIABLE
from conversation_kit.hub.embedded import keep_running
from conversation_kit.hub.logs import keep_words_out
from conversation_kit.hub.metrics import MANY_PROCESSES
from conversation_kit.hub.workers import Workers, listening

_APP = "conversation_kit.hub.app:from_environment"
_BACKLOG = 2048
_KEEP_ALIVE_SECONDS = 30
_CLOSING_SECONDS = 10
_MOST_CONNECTIONS = 1_000  # of one process; more are told to come again


@dataclass(frozen=True, slots=True)
class Where:
    """Where to serve.

    Attributes:
        host: A name or address of this machine.
        port: 0 for any that is free.
        workers: Processes.
        tls_cert: A file with the certificate and its chain, or None for plain HTTP.
        tls_key: A file with its key.
    """

    host: str
    port: int
    workers: int = 1
    tls_cert: Path | None = None
    tls_key: Path | None = None


def serve(
    database: str,
    where: Where,
    ready: Callable[[str], None],
    *,
    elsewhere: Mapping[str, str] | None = None,
    own: Path | None = None,
) -> None:
    """Serve until somebody stops it (Ctrl+C, or SIGTERM).

    Args:
        database: URL; prepared.
        where: Where.
        ready: Told the hub's address as soon as it answers.
        elsewhere: URLs of other databases, by the tenant that is in each; prepared.
        own: The folder of the hub's own PostgreSQL, which is started again when it stops; None for another server.

    Raises:
        BadInputError: The address is taken or not ours, or the certificate cannot be used.
    """
    keep_words_out()
    # uvicorn raises the signal that stopped it once more: without a handler the process would end on the spot, and
    # leave the hub's own PostgreSQL running.
    signal.signal(signal.SIGTERM, _leave)
    # Worker processes read it there, so that no list of processes shows it.
    os.environ[DATABASE_VARIABLE] = database
    os.environ[ELSEWHERE_VARIABLE] = json.dumps(dict(elsewhere or {}))
    config = _config(where)
    sockets = listening(functools.partial(_bind, where), where.workers)
    port = sockets[0].getsockname()[1]
    scheme = "https" if where.tls_cert else "http"
    told = threading.Thread(
        target=_tell_when_ready,
        args=(f"{scheme}://{_in_url(where.host)}:{port}", where, port, ready),
        daemon=True,
    )
    told.start()
    with contextlib.ExitStack() as stack:
        if own is not None:
            stack.enter_context(_kept_running(own))
        for one in sockets:
            stack.enter_context(one)
        counts = stack.enter_context(tempfile.TemporaryDirectory(prefix="kit-hub-"))
        if where.workers > 1:
            os.environ[MANY_PROCESSES] = counts
            Workers(config, sockets).run()
        else:
            uvicorn.Server(config).run(sockets=sockets)


def _leave(number: int, frame: object) -> None:
    del number, frame
    sys.exit(0)


@contextlib.contextmanager
def _kept_running(folder: Path) -> Iterator[None]:
    stopped = threading.Event()
    keeping = threading.Thread(target=keep_running, args=(folder, stopped), daemon=True)
    keeping.start()
    try:
        yield
    finally:
        stopped.set()
        keeping.join(_CLOSING_SECONDS)


def _config(where: Where) -> uvicorn.Config:
    config = uvicorn.Config(
        _APP,
        factory=True,
        workers=where.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_CLOSING_SECONDS,
        ssl_certfile=where.tls_cert,
        ssl_keyfile=where.tls_key,
    )
    if where.tls_cert:
        for file in filter(None, (where.tls_cert, where.tls_key)):
            _must_be_readable(file)
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(where.tls_cert, where.tls_key)
        except (OSError, ssl.SSLError) as error:
            raise BadInputError(
                "The certificate or its key cannot be used: they are not of one another, or not in PEM. Nothing was "
                "started."
            ) from error
    return config


def _must_be_readable(file: Path) -> None:
    try:
        file.open("rb").close()
    except OSError as error:
        raise BadInputError(f"{file} cannot be read ({error.strerror}). Nothing was started.") from error


def _bind(where: Where, shared_port: int | None) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            where.host, shared_port or where.port, type=socket.SOCK_STREAM
        )[0]
        bound = socket.socket(family, kind)
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared_port:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(address)
        bound.listen(_BACKLOG)
    except OSError as error:
        raise BadInputError(
            f"The hub cannot serve at {where.host}, port {where.port} ({error.strerror}). Nothing was started. "
            "Give another --host or --port."
        ) from error
    bound.set_inheritable(True)
    return bound


def _tell_when_ready(url: str, where: Where, port: int, ready: Callable[[str], None]) -> None:
    """Tell the address once the hub answers at it; the socket is open already, so that asking waits until then."""
    while True:
        try:
            if _answers(where, port):
                ready(url)
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)


def _answers(where: Where, port: int) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.host, where.host)  # noqa: S104
    if where.tls_cert:
        unchecked = ssl.create_default_context()
        unchecked.check_hostname = False
        unchecked.verify_mode = ssl.CERT_NONE
        asking: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, port, timeout=30, context=unchecked
        )
    else:
        asking = http.client.HTTPConnection(host, port, timeout=30)
    try:
        asking.request("GET", "/health")
        return asking.getresponse().status == http.HTTPStatus.OK
    finally:
        asking.close()


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
