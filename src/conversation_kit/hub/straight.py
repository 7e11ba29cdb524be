"""A straight way to the requests that laptops make by the thousand.

FastAPI describes them and could serve them as well; what it does around each costs a sixth of the time one takes.
"""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request as WebRequest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Handler = Callable[[WebRequest], Awaitable[Response]]


class Straight:
    """Serves some POST requests by their exact path, and leaves everything else to another application.

    Args:
        app: The other application.
        handlers: By path.
        when_it_fails: Makes the answer out of whatever a handler raised, or raises it again.
    """

    def __init__(
        self,
        app: ASGIApp,
        handlers: Mapping[str, Handler],
        when_it_fails: Callable[[WebRequest, Exception], Response],
    ) -> None:
        self._app = app
        self._handlers = handlers
        self._when_it_fails = when_it_fails

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        post = scope["type"] == "http" and scope["method"] == "POST"
        handler = self._handlers.get(scope["path"]) if post else None
        if handler is None:
            await self._app(scope, receive, send)
            return
        request = WebRequest(scope, receive)
        try:
            response = await handler(request)
        except Exception as error:  # noqa: BLE001 - raised again where it is none of ours
            response = self._when_it_fails(request, error)
        await response(scope, receive, send)
