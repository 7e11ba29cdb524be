"""The bodies of laptops' requests, for the hub's OpenAPI description. What is read of them is read by ``sync_api``."""

from typing import Any

from conversation_kit.sync.wire import MOST_CHANGES, MOST_PULLED

Shape = dict[str, Any]

_ID: Shape = {"type": "string", "maxLength": 200, "pattern": "^[ -~]*$"}
_WORKER: Shape = {
    "type": "string",
    "maxLength": 200,
    "description": "An id, or a name that one worker bears; printable.",
}
_WHOLE: Shape = {"type": "integer", "minimum": 0, "maximum": 2**62 - 1}
_LIMIT: Shape = {"type": "integer", "minimum": 1, "maximum": MOST_PULLED}
_ROW: Shape = {
    "type": "array",
    "description": "id, person_id, entity, entity_id, field, value (JSON text), worker_id, device_id, clock, base",
    "prefixItems": [*[_ID] * 5, {"type": "string"}, _ID, _ID, _ID, {"type": "array", "items": _ID}],
    "minItems": 10,
    "maxItems": 10,
}


def _object(required: tuple[str, ...] = (), **properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(required)}


SHAPES: dict[str, Shape] = {
    "enrol": _object(
        ("code", "device_id", "public_key"),
        code=_ID,
        device_id=_ID,
        public_key={"type": "string"},
        label={"type": "string"},
    ),
    "push": _object(("changes",), changes={"type": "array", "items": _ROW, "maxItems": MOST_CHANGES}),
    "pull": _object(cursor=_WHOLE, limit=_LIMIT, own={"type": "boolean"}),
    "snapshot": _object(("person_id",), person_id=_ID, after=_WHOLE, upto=_WHOLE, limit=_LIMIT),
    "erase": _object(("person_id",), person_id=_ID),
    "access": _object(
        ("action",),
        action={"enum": ["ask", "grant", "deny", "withdraw"]},
        person_id=_ID,
        worker_id=_WORKER,
        request_id=_ID,
    ),
    "requests": _object(),
}

_ASKED: dict[str, dict[str, Shape]] = {
    "push": {"cursor": _WHOLE, "limit": _LIMIT, "own": {"type": "boolean"}}
}
"""What a query asks besides, by request."""


def described(name: str) -> dict[str, Any]:
    """Return what the OpenAPI description adds for one request: its body, and the headers that sign it."""
    headers = {
        "X-Kit-Wire": "The version of the wire format: 1.",
        "X-Kit-Device": "TENANT/DEVICE; before a laptop is enrolled /DEVICE.",
        "X-Kit-Time": "Milliseconds since 1970.",
        "X-Kit-Nonce": "32 hexadecimal digits, used once.",
        "X-Kit-Signature": "Base64, Ed25519.",
    }
    asked = [{"name": part, "in": "query", "schema": shape} for part, shape in _ASKED.get(name, {}).items()]
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": SHAPES[name]}}},
        "parameters": [
            {
                "name": header,
                "in": "header",
                "required": True,
                "description": text,
                "schema": {"type": "string"},
            }
            for header, text in headers.items()
        ]
        + asked,
    }
