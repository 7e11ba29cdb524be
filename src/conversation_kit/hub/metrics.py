"""How much the hub does, for Prometheus: counts and times by kind of request. No tenant, no person, no address."""

import os
import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MANY_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the processes of one hub add up; set before this is imported."""
_SYNC = "/sync/v1/"
_KNOWN = {"enrol", "push", "pull", "snapshot", "erase", "access", "requests"}
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_NOT_FOUND, _FAILED = 404, 500


class Meters:
    """What is counted in this process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kit_requests", "Requests answered.", ["what", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "kit_request_seconds",
            "How long requests took.",
            ["what"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._changes = Counter(
            "kit_changes", "Changes by what became of them.", ["became"], registry=self._registry
        )
        self._became: dict[str, Counter] = {}
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def answered(self, what: str, status: int, seconds: float) -> None:
        """Count one request."""
        both = self._known.get((what, status))
        if both is None:
            both = self._requests.labels(what, str(status)), self._seconds.labels(what)
            self._known[what, status] = both
        both[0].inc()
        both[1].observe(seconds)

    def changes(self, became: str, count: int) -> None:
        """Count changes: ``accepted``, ``set aside`` or ``given``."""
        if count:
            counted = self._became.get(became)
            if counted is None:
                counted = self._became[became] = self._changes.labels(became)
            counted.inc(count)

    def text(self) -> bytes:
        """Return everything counted by all processes of this hub, as Prometheus reads it."""
        if MANY_PROCESSES not in os.environ:
            return bytes(generate_latest(self._registry))
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return bytes(generate_latest(together))


class Measured:
    """Counts what another application answers."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), _FAILED

        async def send_and_see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        finally:
            self._meters.answered(kind_of(scope["path"], status), status, time.perf_counter() - began)


def kind_of(path: str, status: int) -> str:
    """Return what kind of request a path is: one of a few words, whatever somebody asks for."""
    name = path.removeprefix(_SYNC)
    if path.startswith(_SYNC) and name in _KNOWN:
        return name
    if path in {"/health", "/metrics"}:
        return path[1:]
    return "other" if status == _NOT_FOUND else "book"
