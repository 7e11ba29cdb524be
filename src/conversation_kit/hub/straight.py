"""A straight way to the requests that laptops make by the thousand.

FastAPI describes them and could serve them as well; what it and its middleware do around each costs a sixth of the time
that one takes.
"""

import time
from collections.abc import Awaitable, Callable, Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from conversation_kit.hub.bodies import Arrived
from conversation_kit.hub.headers import safe_headers
from conversation_kit.hub.hub import Hub
from conversation_kit.hub.metrics import kind_of

Handler = Callable[[Hub, Arrived], Awaitable[Response]]
_FAILED = 500


class Straight:
    """Serves some POST requests by their exact path, and leaves everything else to another application.

    Args:
        app: The other application.
        hub: What is served, and counts.
        handlers: By path.
        when_it_fails: Makes the answer out of whatever a handler raised, or raises it again.
    """

    def __init__(
        self,
        app: ASGIApp,
        hub: Hub,
        handlers: Mapping[str, Handler],
        when_it_fails: Callable[[Arrived, Exception], Response],
    ) -> None:
        self._app = app
        self._hub = hub
        self._handlers = handlers
        self._when_it_fails = when_it_fails

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        post = scope["type"] == "http" and scope["method"] == "POST"
        handler = self._handlers.get(scope["path"]) if post else None
        if handler is None:
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), _FAILED
        try:
            arrived = Arrived(scope, receive)
            try:
                response = await handler(self._hub, arrived)
            except Exception as error:  # noqa: BLE001 - raised again where it is none of ours
                response = self._when_it_fails(arrived, error)
            status = response.status_code
            headers = safe_headers(response.raw_headers, scope)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": response.body})
        finally:
            self._hub.meters.answered(kind_of(scope["path"], status), status, time.perf_counter() - began)
