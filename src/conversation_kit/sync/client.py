"""Asking the hub: packed, signed, tried again where that may help, and its refusals as errors."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import httpx
import stamina

from conversation_kit import __version__
from conversation_kit.book.published import MOST_PACKED as MOST_OF_BOOK
from conversation_kit.book.retries import quiet_retries
from conversation_kit.errors import BadInputError, HubError
from conversation_kit.model.clock import wall_ms
from conversation_kit.sync.enrolment import Enrolment, is_loopback
from conversation_kit.sync.refusals import (
    BrokenOffError,
    BusyError,
    NotTakenError,
    TooMuchError,
    UnreachableError,
    UntrustedError,
    refusal_of,
)
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import (
    ENCODING,
    MOST_PACKED,
    WIRE_HEADER,
    WIRE_VERSION,
    MalformedError,
    TooLargeError,
    pack,
    unpack,
)

T = TypeVar("T")
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_ATTEMPTS = 5
_FIRST_WAIT, _WAITS_GROW, _LONGEST_WAIT = 0.2, 3.0, 20.0  # seconds
_LONGEST_TRY = 120.0  # seconds for all attempts at one request
_BUSY = frozenset({429, 502, 503, 504})
_NOT_THERE = frozenset({404, 405, 501})
_GOOD, _UNAUTHORISED = 200, 401


class _InVainError(Exception):
    """No answer, or that there is none for now; ``after`` are the seconds to wait, if they were given."""

    def __init__(self, becomes: HubError, after: float | None = None) -> None:
        super().__init__()
        self.becomes = becomes
        self.after = after


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    said: dict[str, Any]
    after: float | None


class HubClient:
    """One laptop's line to its hub; use it in the thread that made it, and close it.

    Args:
        enrolment: Where, and as whom.
        transport: How; over the network without it.
        wall: The wall clock, milliseconds since 1970.
        stopped: Whether to ask nothing more.

    Attributes:
        enrolment: As given, with the clock's offset as the hub last told it.

    Raises:
        BadInputError: The certificates to trust are none.
    """

    def __init__(
        self,
        enrolment: Enrolment,
        *,
        transport: httpx.BaseTransport | None = None,
        wall: Callable[[], int] = wall_ms,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.enrolment = enrolment
        self._stopped = stopped
        self._wall = wall
        self._key = enrolment.private_key
        self._client = httpx.Client(
            base_url=enrolment.url,
            timeout=_TIMEOUT,
            transport=transport,
            verify=_trusting(enrolment.ca),
            trust_env=not is_loopback(enrolment.url),
            follow_redirects=False,
            headers={
                "User-Agent": f"conversation-kit/{__version__}",
                "Accept-Encoding": ENCODING,
                "Content-Type": "application/json",
                "Content-Encoding": ENCODING,
                WIRE_HEADER: WIRE_VERSION,
            },
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def ask(
        self,
        what: str,
        message: Mapping[str, Any],
        *,
        room: str = "sync",
        query: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Post a message and return the answer. Every request may be repeated: the hub takes it once.

        Args:
            what: The last part of the path: ``push``, ``pull`` ...
            message: What to send; it has to fit (``wire``).
            room: The first part of the path.
            query: What the path asks besides, by name.

        Raises:
            HubError: It could not be reached, or refused; ``refusals`` has a kind for each.
        """
        path, body = f"/{room}/v1/{what}", pack(message)
        path += f"?{urlencode(query)}" if query else ""
        if len(body) > MOST_PACKED:
            raise NotTakenError("It is larger than the hub takes. It is kept on this laptop.")
        return self._tried(lambda: self._once(path, body))

    def book_since(self, version: int) -> bytes:
        """Return what changed in the council's Community Book since a version, as the hub sends it; 0 for all of it.

        Empty when the hub has no Book.

        Raises:
            HubError: It could not be reached, or refused.
        """
        path = f"/{self.enrolment.tenant_id}/book/v1/delta?from={version}"
        return self._tried(lambda: self._get(path, MOST_OF_BOOK))

    def _tried(self, once: Callable[[], T]) -> T:
        """Ask once, and again where that may help."""
        quiet_retries()
        try:
            for attempt in stamina.retry_context(
                on=_again,
                attempts=_ATTEMPTS,
                timeout=_LONGEST_TRY,
                wait_initial=_FIRST_WAIT,
                wait_exp_base=_WAITS_GROW,
                wait_jitter=_FIRST_WAIT,
                wait_max=_LONGEST_WAIT,
            ):
                with attempt:
                    if self._stopped():
                        raise BrokenOffError
                    return once()
        except _InVainError as error:
            raise error.becomes from error
        raise AssertionError("stamina either returns or raises")  # pragma: no cover

    def _once(self, path: str, body: bytes) -> dict[str, Any]:
        answer = self._post(path, body)
        hub_time = answer.said.get("hub_time")
        if answer.status == _UNAUTHORISED and type(hub_time) is int:  # this laptop's clock is out
            self.enrolment = replace(self.enrolment, ahead_ms=hub_time - self._wall())
            answer = self._post(path, body)
        if answer.status == _GOOD:
            return answer.said
        if answer.status in _BUSY and answer.said.get("error") != "full":
            raise _InVainError(BusyError(), answer.after)
        raise refusal_of(answer.status, answer.said, self.enrolment.url)

    def _post(self, path: str, body: bytes) -> _Answer:
        signed = sign(
            self._key,
            method="POST",
            path=path,
            body=body,
            device=self.enrolment.signs_as,
            time_ms=self._wall() + self.enrolment.ahead_ms,
        )
        try:
            with self._client.stream("POST", path, content=body, headers=signed.headers()) as response:
                return _read(response)
        except TooLargeError as error:
            raise TooMuchError from error
        except (httpx.HTTPError, MalformedError) as error:
            if _is_untrusted(error):
                raise UntrustedError from error
            raise _InVainError(UnreachableError(self.enrolment.url)) from error

    def _get(self, path: str, most: int) -> bytes:
        """Return a file that is nobody's secret, never more of it than ``most`` bytes."""
        got = bytearray()
        try:
            with self._client.stream("GET", path, headers={"Accept-Encoding": "identity"}) as response:
                if response.status_code in _BUSY:
                    raise _InVainError(BusyError(), _seconds(response.headers.get("Retry-After", "")))
                if response.status_code in _NOT_THERE:
                    return b""
                if response.status_code != _GOOD:
                    raise refusal_of(response.status_code, {}, self.enrolment.url)
                for part in response.iter_raw():
                    got += part
                    if len(got) > most:
                        raise NotTakenError(
                            "The hub sends more than a Community Book can be. Nothing of it was taken."
                        )
        except httpx.HTTPError as error:
            raise _InVainError(UnreachableError(self.enrolment.url)) from error
        return bytes(got)


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def _again(error: Exception) -> bool | float:
    """Say whether to try again after ``error``, or after how many seconds."""
    if not isinstance(error, _InVainError):
        return False
    if error.after is None:
        return True
    return error.after if error.after <= _LONGEST_WAIT else False


def _read(response: httpx.Response) -> _Answer:
    """Read an answer, never more of it than a message can have. Raises MalformedError when a good one is no message."""
    got = bytearray()
    for part in response.iter_raw():
        got += part
        if len(got) > MOST_PACKED:
            break
    try:
        said = unpack(bytes(got), packed=response.headers.get("Content-Encoding") == ENCODING)
    except MalformedError:
        if response.status_code == _GOOD:
            raise
        said = {}  # a proxy's page, not the hub's
    return _Answer(
        response.status_code, said, _seconds(said.get("seconds", response.headers.get("Retry-After")))
    )


def _seconds(wanted: object) -> float | None:
    """Return how long to wait, where an answer says so in whole seconds."""
    return float(str(wanted)) if type(wanted) is int or str(wanted).isdecimal() else None


def _trusting(ca: str) -> ssl.SSLContext | bool:
    if not ca:
        return True
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cadata=ca)
    except ssl.SSLError as error:
        raise BadInputError(
            "The file given with --ca-file holds no certificates in PEM. Nothing was sent."
        ) from error
    return context
