"""Reading what comes over the network, never more of it than a laptop would send, and answering."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope

from conversation_kit.hub import refusals
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.sync.wire import ENCODING, MOST_PACKED, MalformedError, Packing, unpack

_WORTH_PACKING = 4_096  # bytes: what goes over in two or three packets anyway
_SECONDS_TO_SEND = 60  # a full body over a bad mobile connection takes half of that
_MOST_THROWN_AWAY = 8 * MOST_PACKED


class Headers(dict[str, str]):
    """The headers of a request, whatever letters they are named in; of two of one name the first."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in reversed(scope["headers"])
        )

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        """Return one of them."""
        return super().get(name.lower(), default)


class Arrived:
    """A request whose body is still to be read.

    Attributes:
        method: In capitals.
        path: Without its query.
        signed_path: With its query, as it was signed.
        query: The query's parts by name.
        headers: Its headers.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        query = scope["query_string"].decode("latin-1")
        self.signed_path = f"{self.path}?{query}" if query else self.path
        self.query = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
        self.headers = Headers(scope)
        self._receive = receive

    async def body(self) -> bytes:
        """Return the body as sent.

        Raises:
            RequestRefusedError: It is larger than a body can be. A little more than that is read and thrown away,
                because whoever is cut off while sending never reads why; of a flood nothing is.
        """
        said = self.headers.get("content-length", "0")
        if not (said.isascii() and said.isdecimal()) or int(said[:20]) > _MOST_THROWN_AWAY:
            raise refusals.too_large()
        parts: list[bytes] = []
        length, more = 0, True
        try:
            async with asyncio.timeout(_SECONDS_TO_SEND):
                while more:
                    message = await self._receive()
                    if message["type"] == "http.disconnect":
                        raise refusals.malformed("The request broke off. Nothing was changed.")
                    part, more = message.get("body", b""), message.get("more_body", False)
                    length += len(part)
                    if length > _MOST_THROWN_AWAY:
                        raise refusals.too_large()
                    if length <= MOST_PACKED:
                        parts.append(part)
        except TimeoutError as error:
            raise refusals.too_slow() from error
        if length > MOST_PACKED:
            raise refusals.too_large()
        return b"".join(parts)


def message_in(headers: Mapping[str, str], body: bytes, packing: Packing | None = None) -> dict[str, Any]:
    """Return the message in a body.

    Raises:
        RequestRefusedError: There is none that can be read.
    """
    encoding = headers.get("content-encoding", "")
    if encoding not in ("", "identity", ENCODING):
        raise refusals.malformed("The hub reads JSON, plain or packed with zstd. Nothing was changed.")
    try:
        return unpack(body, packed=encoding == ENCODING, packing=packing, read=orjson.loads)
    except MalformedError as error:
        raise refusals.malformed(error.sentence) from error


def answer(
    headers: Mapping[str, str], message: Mapping[str, Any], packing: Packing | None = None
) -> Response:
    """Return an answer to a request with such headers, packed where that pays and the client reads it."""
    text = orjson.dumps(message)
    if len(text) < _WORTH_PACKING or ENCODING not in headers.get("accept-encoding", ""):
        return Response(text, media_type="application/json")
    packed = (packing or Packing()).pack(text)
    return Response(packed, media_type="application/json", headers={"Content-Encoding": ENCODING})


def refuse(refusal: RequestRefusedError) -> Response:
    """Return the answer to a request that was refused."""
    unread = refusal.status in (408, 413)  # what still comes is not read
    headers = {"Connection": "close"} if unread else {}
    if "seconds" in refusal.extra:
        headers["Retry-After"] = str(refusal.extra["seconds"])
    body = json.dumps(refusal.told(), ensure_ascii=False).encode()
    return Response(body, status_code=refusal.status, media_type="application/json", headers=headers)


def text_in(message: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
    """Return a text of a message.

    Raises:
        RequestRefusedError: It is missing, too long, or no plain text.
    """
    value = message.get(name, default)
    if not (isinstance(value, str) and len(value) <= 200 and value.isascii() and (value.isprintable())):  # noqa: PLR2004
        raise refusals.malformed(f"The request has no usable “{name}”. Nothing was changed.")
    return value


def words_in(message: Mapping[str, Any], name: str, *, default: str) -> str:
    """Return a text of a message that may be somebody's name. Raises as ``text_in``."""
    value = message.get(name, default)
    if not (isinstance(value, str) and len(value) <= 200 and value.isprintable()):  # noqa: PLR2004
        raise refusals.malformed(f"The request has no usable “{name}”. Nothing was changed.")
    return value


def whole_number_in(message: Mapping[str, Any], name: str, *, default: int) -> int:
    """Return a whole number of a message, from 0 up.

    Raises:
        RequestRefusedError: It is none.
    """
    value = message.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**62:
        raise refusals.malformed(f"The request has no usable “{name}”. Nothing was changed.")
    return value
