"""Asking an API: bounded retries, bounded answers, and no redirect off the web."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event

import httpx
import stamina

from conversation_kit.book.retries import quiet_retries
from conversation_kit.book.sources.pages import decode, parse
from conversation_kit.errors import SourceError

_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_ATTEMPTS = 6
_FIRST_WAIT, _WAITS_GROW = 0.1, 3.0  # seconds before the second attempt, and by how much each wait is longer
_LONGEST_TRY = 60.0  # seconds for all attempts at one address
_LONGEST_WAIT = (
    30.0  # seconds we wait when a server asks for time; more ends the import, to be gone on with later
)
_LARGEST = 50_000_000  # bytes of one answer, unpacked
_REDIRECTS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    Attributes:
        status: HTTP status; anything but 200 and 304 has no document.
        document: What the JSON held.
        etag: Its entity tag, or empty.
    """

    status: int
    document: object = None
    etag: str = ""

    @property
    def good(self) -> bool:
        """Whether there is a document."""
        return self.status == HTTPStatus.OK

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed since the tag it gave last."""
        return self.status == HTTPStatus.NOT_MODIFIED


class UnreachableError(SourceError):
    """The server did not answer, after every attempt."""


class _TryAgainError(Exception):
    """The server asks for another try, perhaps after some seconds."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.after = after


class Web:
    """Asks addresses of one API. Safe to use from several threads."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._stopped = Event()

    def stop(self) -> None:
        """Begin no further attempt: the import is being broken off."""
        self._stopped.set()

    def get(self, url: httpx.URL, *, etag: str = "") -> Answer:
        """Return what ``url`` answers; a passing fault that stays is an answer with its status.

        Raises:
            UnreachableError: no answer at all.
            SourceError: the answer is too large, no JSON, or sends us off the web.
        """
        headers = {"If-None-Match": etag} if etag else {}
        try:
            for attempt in stamina.retry_context(
                on=self._again,
                attempts=_ATTEMPTS,
                timeout=_LONGEST_TRY,
                wait_initial=_FIRST_WAIT,
                wait_exp_base=_WAITS_GROW,
                wait_jitter=_FIRST_WAIT,
                wait_max=_LONGEST_WAIT,
            ):
                with attempt:
                    return self._once(url, headers)
        except _TryAgainError as error:
            return Answer(error.status)
        except httpx.HTTPError as error:
            raise UnreachableError(
                f"{shown_address(url)} cannot be reached ({type(error).__name__}). The Book in use is unchanged. "
                "Check the network and the address, and import again."
            ) from error
        raise AssertionError("stamina either returns or raises")  # pragma: no cover

    def _again(self, error: Exception) -> bool | float:
        """Say whether to try again after ``error``, or after how many seconds."""
        if self._stopped.is_set():
            return False
        if isinstance(error, _TryAgainError):
            if error.after is None:
                return True
            return error.after if error.after <= _LONGEST_WAIT else False
        return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)

    def _once(self, url: httpx.URL, headers: dict[str, str]) -> Answer:
        with self._followed(url, headers) as response:
            status = response.status_code
            if status in _PASSING:
                raise _TryAgainError(status, _seconds(response.headers.get("Retry-After", "")))
            if status != HTTPStatus.OK:
                return Answer(status)
            name = shown_address(url)
            raw = bytearray()
            for piece in response.iter_bytes():
                raw += piece
                if len(raw) > _LARGEST:
                    raise SourceError(
                        f"{name} answers with more than {_LARGEST // 1_000_000} MB. The Book in use is unchanged."
                    )
        text, _ = decode(bytes(raw), name)
        return Answer(status, parse(text, name), response.headers.get("ETag", ""))

    @contextmanager
    def _followed(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Yield the answer, after at most a few redirects, all of them to http(s) and never from https to http."""
        request = self._client.build_request("GET", url, headers=headers)
        for _ in range(_REDIRECTS + 1):
            response = self._client.send(request, stream=True)
            try:
                following = response.next_request
                if following is None:
                    yield response
                    return
            finally:
                response.close()
            left_https = request.url.scheme == "https" and following.url.scheme != "https"
            if following.url.scheme not in _WEB or left_https:
                raise SourceError(
                    f"{shown_address(url)} sends us to an address that is not as safe ({following.url.scheme}:). "
                    "It was not followed; the Book in use is unchanged."
                )
            request = following
        raise SourceError(f"{shown_address(url)} sends us in circles. The Book in use is unchanged.")


@contextmanager
def open_web() -> Iterator[Web]:
    """Yield a way to ask APIs; let go of its connections at the end."""
    agent = {"User-Agent": "conversation-kit", "Accept": "application/json"}
    quiet_retries()
    with httpx.Client(timeout=_TIMEOUT, headers=agent, follow_redirects=False) as client:
        yield Web(client)


def shown_address(url: httpx.URL) -> str:
    """Return an address without user name, password and query: those may hold a key."""
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}{url.path}"


def address_key(url: httpx.URL) -> str:
    """Return what an address is remembered by: readable but for what may hold a key, of which only a hash stays."""
    digest = hashlib.sha256(str(url).encode()).hexdigest()[:16]
    return f"{shown_address(url)} page={url.params.get('page', '')} {digest}"


def _seconds(words: str) -> float | None:
    """Return the seconds of a ``Retry-After``; None when it is missing or a date."""
    return float(words) if words.strip().isdecimal() else None
