"""Everything the hub's own OpenAPI description allows is asked of it, signed where it has to be, and more besides."""

import asyncio
import warnings

import httpx
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hub_here import HubHere
from hypothesis import HealthCheck, Phase, given, settings
from served_hub import Served

from conversation_kit.model.clock import wall_ms
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import WIRE_HEADER, WIRE_VERSION

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a deprecation of its own
    import schemathesis
    from schemathesis.generation.modes import GenerationMode

EXAMPLES = 6


async def joined(url: str, database: str):
    """Return a laptop that was let in."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        hub = HubHere(client, database)
        await hub.tenant()
        return await hub.laptop("Ruth")


def test_nothing_that_is_asked_breaks_the_hub(served: Served, database: str) -> None:
    laptop = asyncio.run(joined(served.url, database))
    schema = schemathesis.openapi.from_url(f"{served.url}/openapi.json")
    asked = [one.ok() for one in schema.get_all_operations()]
    assert {"/sync/v1/push", "/sync/v1/pull", "/services", "/health"} <= {one.path for one in asked}
    with requests.Session() as session:
        for operation in asked:
            _ask_everything(session, operation, GenerationMode.POSITIVE, laptop, served.url)
            if operation.body or operation.query:  # there is something to ask wrongly
                _ask_everything(session, operation, GenerationMode.NEGATIVE, laptop, served.url)
    assert httpx.get(f"{served.url}/health").status_code == 200


def _ask_everything(session: requests.Session, operation, mode: GenerationMode, laptop, url: str) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case) -> None:
        request = requests.Request(**case.as_transport_kwargs(base_url=url)).prepare()
        if operation.path.startswith("/sync"):
            _sign(request, laptop)
        answer = session.send(request, timeout=30)
        assert answer.status_code < 500, (answer.status_code, operation.path, request.body)
        if answer.status_code >= 400 and operation.path.startswith("/sync"):
            assert {"error", "sentence"} <= set(answer.json()), answer.text

    ask()


def _sign(request: requests.PreparedRequest, laptop) -> None:
    key: Ed25519PrivateKey = laptop.key
    body = request.body.encode() if isinstance(request.body, str) else (request.body or b"")
    enrolling = request.path_url.startswith("/sync/v1/enrol")
    signed = sign(
        key,
        method=request.method or "",
        path=request.path_url,
        body=body,
        device=f"/{laptop.device_id}" if enrolling else f"{laptop.tenant_id}/{laptop.device_id}",
        time_ms=wall_ms(),
    )
    request.headers.update({WIRE_HEADER: WIRE_VERSION, **signed.headers()})
