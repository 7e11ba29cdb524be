"""Headers that every answer carries: a browser that ends up here runs nothing and shows nothing in a frame."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
_OVER_TLS = ((b"strict-transport-security", b"max-age=31536000"),)
_UNLESS_SAID = (b"cache-control", b"no-store")


def safe_headers(said: Iterable[Header], scope: Scope) -> list[Header]:
    """Return the headers of an answer with those that every answer carries.

    Args:
        said: Its own.
        scope: The request.
    """
    headers = [*said, *_HEADERS, *(_OVER_TLS if scope.get("scheme") == "https" else ())]
    if not any(name.lower() == _UNLESS_SAID[0] for name, _ in headers):
        headers.append(_UNLESS_SAID)
    return headers


class SafeHeaders:
    """Adds them to what another application answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": safe_headers(message.get("headers", []), scope)}
            await send(message)

        await self._app(scope, receive, send_with_headers)
