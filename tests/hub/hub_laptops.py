"""A laptop as far as the hub sees it: a key, signed requests, changes. And one that misbehaves."""

import base64
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from conversation_kit.model.clock import next_reading, wall_ms
from conversation_kit.model.ids import new_id
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import ENCODING, WIRE_HEADER, WIRE_VERSION, pack

_CLOCKS = itertools.count(1)


@dataclass
class HubLaptop:
    """A laptop that speaks to a hub through ``client``."""

    client: httpx.AsyncClient
    device_id: str = field(default_factory=new_id)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    tenant_id: str = ""
    worker_id: str = ""

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    async def ask(
        self,
        name: str,
        message: Any,
        *,
        time_ms: int | None = None,
        device: str | None = None,
        key: Ed25519PrivateKey | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        path = f"/sync/v1/{name}"
        body = message if isinstance(message, bytes) else pack(message)
        signed = sign(
            key or self.key,
            method="POST",
            path=path,
            body=body,
            device=f"{self.tenant_id}/{self.device_id}" if device is None else device,
            time_ms=wall_ms() if time_ms is None else time_ms,
        )
        every = {
            WIRE_HEADER: WIRE_VERSION,
            "Content-Encoding": ENCODING,
            **signed.headers(),
            **(headers or {}),
        }
        return await self.client.post(path, content=body, headers=every)

    async def enrol(self, code: str) -> httpx.Response:
        answer = await self.ask(
            "enrol",
            {
                "code": code,
                "device_id": self.device_id,
                "public_key": base64.b64encode(self.public_key).decode(),
                "label": "a laptop",
            },
            device=f"/{self.device_id}",
        )
        if answer.status_code == 200:
            self.tenant_id, self.worker_id = answer.json()["tenant_id"], answer.json()["worker_id"]
        return answer

    def row(
        self, person_id: str, entity: str, entity_id: str, name: str, value: Any, **other: Any
    ) -> list[Any]:
        """Return a change made on this laptop."""
        clock = other.get("clock") or next_reading(f"{wall_ms():015d}.{next(_CLOCKS):06d}", 0)
        return [
            other.get("id") or new_id(),
            person_id,
            entity,
            entity_id,
            name,
            json.dumps(value),
            other.get("worker_id", self.worker_id),
            other.get("device_id", self.device_id),
            clock,
            other.get("base", []),
        ]

    async def push(self, *rows: list[Any]) -> dict[str, Any]:
        answer = await self.ask("push", {"changes": list(rows)})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def pull(self, cursor: int = 0, limit: int = 2000, **other: Any) -> dict[str, Any]:
        answer = await self.ask("pull", {"cursor": cursor, "limit": limit, **other})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def pulled(self, cursor: int = 0) -> set[str]:
        """Return the ids of all changes that it may see."""
        return {item[2][0] for item in (await self.pull(cursor))["items"] if item[1] == "change"}

    async def events(self, cursor: int = 0) -> list[tuple[str, str]]:
        return [tuple(item[2:]) for item in (await self.pull(cursor))["items"] if item[1] == "event"]

    async def snapshot(self, person_id: str, **other: Any) -> httpx.Response:
        return await self.ask("snapshot", {"person_id": person_id, **other})

    def note(self, person_id: str, text: str, note_id: str = "") -> list[list[Any]]:
        """Return the changes of one note."""
        note_id = note_id or new_id()
        return [
            self.row(person_id, "note", note_id, "conversation_id", "c"),
            self.row(person_id, "note", note_id, "topic_id", "t"),
            self.row(person_id, "note", note_id, "text", text),
        ]

    def person(self, person_id: str, name: str) -> list[list[Any]]:
        """Return the changes of a new person."""
        return [
            self.row(person_id, "person", person_id, "name", name),
            self.row(person_id, "person", person_id, "area", "Saltmarsh"),
        ]

    def permission(
        self, person_id: str, item_id: str, audiences: list[str], **fields: Any
    ) -> list[list[Any]]:
        """Return the changes of a permission."""
        told = {"audiences": audiences, **fields}
        return [self.row(person_id, "permission", item_id, name, value) for name, value in told.items()]
