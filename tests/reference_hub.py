"""A hub of plain Python lists that speaks the contract, for tests of the laptop's side."""

import base64
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from conversation_kit.sync.signing import MOST_APART_MS, fits, signed_in
from conversation_kit.sync.wire import (
    ENCODING,
    WIRE_HEADER,
    WIRE_VERSION,
    MalformedError,
    from_row,
    id_of,
    pack,
    unpack,
)

TENANT = "saltmarsh"


class RefusedError(Exception):
    def __init__(self, status: int, error: str, **more) -> None:
        super().__init__(error)
        self.status, self.body = status, {"error": error, "sentence": f"Refused: {error}.", **more}


@dataclass
class Device:
    worker: str
    key: bytes
    revoked: bool = False


@dataclass
class ReferenceHub:
    """One tenant. ``log`` holds ``(seq, "change", row)`` and ``(seq, "event", kind, person, worker)``."""

    now: list[int]
    page: int = 5
    wire: str = WIRE_VERSION
    log: list[tuple] = field(default_factory=list)
    devices: dict[str, Device] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    access: dict[str, dict[str, bool]] = field(default_factory=dict)  # person: worker: stands
    erased: set[str] = field(default_factory=set)
    nonces: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)  # ids of changes it sets aside
    chokes_on: set[str] = field(default_factory=set)  # ids that make it refuse a whole push
    hidden: dict[str, set[str]] = field(default_factory=dict)  # worker: ids of changes not for them
    settings: dict = field(default_factory=lambda: {"keep_days": None, "scope": "worker"})
    lose: Callable[[str], bool] = lambda _what: False  # whether the reply is lost, after all is done
    asked: list[str] = field(default_factory=list)
    place: dict | None = None  # what a pull says of the worker; an older hub says nothing
    busy: int = 0
    pulls_apart: bool = False  # whether a push brings no pull with it, as at an older hub
    requests: dict[str, list[str]] = field(default_factory=dict)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        what = request.url.path.rsplit("/", 1)[-1]
        self.asked.append(what)
        try:
            said, status = self._served(what, request), 200
        except RefusedError as refused:
            said, status = refused.body, refused.status
        if self.lose(what):
            raise httpx.ReadError("the line broke", request=request)
        return httpx.Response(
            status, stream=httpx.ByteStream(pack(said)), headers={"Content-Encoding": ENCODING}
        )

    def grant(self, person: str, worker: str) -> None:
        self.access.setdefault(person, {})[worker] = True
        self._tell("granted", person, worker)

    def withdraw(self, person: str, worker: str) -> None:
        self.access[person][worker] = False
        self._tell("withdrawn", person, worker)

    def hide(self, ids: set[str], person: str, worker: str) -> None:
        self.hidden.setdefault(worker, set()).update(ids)
        self._tell("reshared", person, worker)

    def erase(self, person: str) -> None:
        self.erased.add(person)
        self.log = [one for one in self.log if one[1] != "change" or one[2][1] != person]
        everybody = {device.worker for device in self.devices.values()}
        for worker in sorted(everybody | set(self.access.get(person, {}))):
            self._tell("erased", person, worker)

    def rows(self) -> dict[str, list]:
        return {one[2][0]: one[2] for one in self.log if one[1] == "change"}

    def _tell(self, kind: str, person: str, worker: str) -> None:
        self.log.append((self._next(), "event", kind, person, worker))

    def _next(self) -> int:
        self.seq = getattr(self, "seq", 0) + 1
        return self.seq

    def _served(self, what: str, request: httpx.Request) -> dict:
        if request.headers.get(WIRE_HEADER) != self.wire:
            raise RefusedError(426, "update")
        if self.busy:
            self.busy -= 1
            raise RefusedError(503, "busy")
        body = request.content
        signed = signed_in(request.headers)
        assert signed is not None
        if abs(signed.time_ms - self.now[0]) > MOST_APART_MS:
            raise RefusedError(401, "clock", hub_time=self.now[0])
        if signed.nonce in self.nonces:
            raise RefusedError(401, "replayed")
        self.nonces.add(signed.nonce)
        try:
            message = unpack(body)
        except MalformedError:
            raise RefusedError(413, "too-large") from None
        tenant, _, device_id = signed.device.partition("/")
        device = self.devices.get(device_id)
        key = base64.b64decode(message["public_key"]) if what == "enrol" else device.key if device else None
        if key is None or (what != "enrol" and tenant != TENANT):
            raise RefusedError(401, "unknown")
        if not fits(signed, key, method="POST", path=request.url.raw_path.decode(), body=body):
            raise RefusedError(401, "signature")
        if device and device.revoked:
            raise RefusedError(410, "revoked")
        if what == "enrol":
            return self._enrol(device_id, key, message)
        assert device is not None
        told = getattr(self, f"_{what}")(device.worker, {**message, "device": device_id})
        if what == "push" and "cursor" in request.url.params and not self.pulls_apart:
            wanted = {name: json.loads(value) for name, value in request.url.params.items()}
            told["pulled"] = self._pull(device.worker, {**wanted, "device": device_id})
        return told

    def _enrol(self, device_id: str, key: bytes, message: dict) -> dict:
        known = self.devices.get(device_id)
        if known is None or known.key != key:
            worker = self.codes.pop(message["code"], None)
            if worker is None:
                raise RefusedError(403, "code")
            known = self.devices[device_id] = Device(worker, key)
        return {
            "tenant_id": TENANT, "tenant": "Saltmarsh", "worker_id": known.worker, "name": known.worker.title(),
            "role": "worker", "team": "", "audience": "team", "settings": self.settings,
        }  # fmt: skip

    def _push(self, worker: str, message: dict) -> dict:
        rows = message["changes"]
        if self.chokes_on & {id_of(row) for row in rows}:
            raise RefusedError(400, "malformed")
        accepted, aside, erased, known = [], [], set(), self.rows()
        for row in rows:
            try:
                change = from_row(row)
            except MalformedError:
                aside.append({"id": id_of(row), "why": "malformed", "sentence": "Not well formed."})
                continue
            person = change.person_id
            if person and person not in self.access and person not in self.erased:
                self.access[person] = {worker: True}
            if person in self.erased:
                erased.add(person)
                aside.append({"id": change.id, "why": "erased", "sentence": "They were erased."})
            elif change.id in self.refuses or (person and worker not in self.access[person]):
                aside.append({"id": change.id, "why": "no-access", "sentence": "Not taken."})
            else:
                if change.id not in known:
                    self.log.append((self._next(), "change", row, message["device"]))
                accepted.append(change.id)
        return {"accepted": accepted, "set_aside": aside, "erased": sorted(erased)}

    def _sees(self, worker: str, row: list) -> bool:
        person = row[1]
        return row[0] not in self.hidden.get(worker, ()) and (
            not person or self.access[person].get(worker, False)
        )

    def _pull(self, worker: str, message: dict) -> dict:
        found, cursor, device = [], message["cursor"], message["device"]
        newer = [one for one in self.log if one[0] > cursor]
        page = min(self.page, message["limit"])
        for one in newer[:page]:
            if one[1] == "change" and self._sees(worker, one[2]):
                if message["own"] or one[3] != device:
                    found.append(list(one[:3]))
            elif one[1] == "event" and one[4] == worker:
                found.append(list(one[:4]))
            cursor = one[0]
        more = len(newer) > page
        return {
            "items": found,
            "cursor": cursor,
            "more": more,
            "settings": self.settings,
            **({"worker": self.place} if self.place else {}),
            "hub_time": self.now[0],
        }

    def _snapshot(self, worker: str, message: dict) -> dict:
        person, after, upto = message["person_id"], message["after"], message["upto"]
        if not self.access.get(person, {}).get(worker):
            raise RefusedError(403, "no-access")
        rows = [
            [seq, row]
            for seq, kind, row, *_ in self.log
            if kind == "change" and row[1] == person and after < seq <= upto and self._sees(worker, row)
        ]
        page = rows[: min(self.page, message["limit"])]
        return {"changes": page, "after": page[-1][0] if page else after, "more": len(rows) > len(page)}

    def _erase(self, worker: str, message: dict) -> dict:
        if not self.access.get(message["person_id"], {}).get(worker):
            raise RefusedError(403, "no-access")
        self.erase(message["person_id"])
        return {"erased": [message["person_id"]]}

    def _access(self, worker: str, message: dict) -> dict:
        action, person, other = message["action"], message["person_id"], message["worker_id"]
        if action == "ask":
            if self.access.get(person, {}).get(worker):
                return {"request_id": "", "state": "granted"}
            request = f"request-{len(self.requests)}"
            self.requests[request] = [person, worker, "asked"]
            return {"request_id": request, "state": "asked"}
        if message["request_id"]:
            person, other, _ = self.requests[message["request_id"]]
        if not self.access.get(person, {}).get(worker):
            raise RefusedError(403, "no-access")
        state = {"grant": "granted", "deny": "denied", "withdraw": "withdrawn"}[action]
        if message["request_id"]:
            self.requests[message["request_id"]][2] = state
        if action == "grant":
            self.grant(person, other)
        elif action == "withdraw":
            self.withdraw(person, other or worker)
        return {"request_id": message["request_id"], "state": state}

    def _requests(self, worker: str, _message: dict) -> dict:
        found = [
            {"request_id": key, "person_id": person, "worker_id": other, "name": other.title(), "state": state,
             "asked_at": "2026-11-24T09:22:00+00:00"}
            for key, (person, other, state) in self.requests.items()
            if other == worker or (state == "asked" and self.access.get(person, {}).get(worker))
        ]  # fmt: skip
        return {"requests": found}

    def tampered(self, change_id: str, row: list) -> None:
        self.log = [
            (*one[:2], row, *one[3:]) if one[1] == "change" and one[2][0] == change_id else one
            for one in self.log
        ]


def values_of(rows) -> list:
    return [json.loads(row[5]) for row in rows]


class _Handler(BaseHTTPRequestHandler):
    hub: ReferenceHub

    def do_POST(self):
        self.hub.now[0] = time.time_ns() // 1_000_000
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = httpx.Request(
            "POST", f"http://{self.headers['Host']}{self.path}", headers=dict(self.headers), content=body
        )
        try:
            answer = self.hub.answer(asked)
        except httpx.ReadError:  # the line breaks
            self.close_connection = True
            return
        content = b"".join(answer.stream)
        self.send_response(answer.status_code)
        self.send_header("Content-Encoding", answer.headers["Content-Encoding"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_about):
        """A laptop that does not trust the certificate hangs up."""


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine that is its own authority; returns the files of it and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Saltmarsh")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    certificate, key_file = folder / "ca.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, key_file


@contextmanager
def served(hub: ReferenceHub, *, certificate: Path | None = None, key: Path | None = None) -> Iterator[str]:
    """Serve it over HTTP (or TLS) on this machine, by the real clock; yields its address."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
