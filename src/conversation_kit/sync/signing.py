"""Signing requests with the laptop's own key (Ed25519, RFC 8032), and checking such signatures at the hub.

What is signed: method, path with query, SHA-256 of the body as sent, time, nonce and device, one a line.
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DEVICE_HEADER = "X-Kit-Device"
TIME_HEADER = "X-Kit-Time"
NONCE_HEADER = "X-Kit-Nonce"
SIGNATURE_HEADER = "X-Kit-Signature"
MOST_APART_MS = 300_000
"""How far the time of a request may be from the hub's, in milliseconds."""
_NONCE_BYTES = 16
_LONGEST_DEVICE = 200


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature of one request, as its headers carry it.

    Attributes:
        device: ``TENANT/DEVICE``; before a laptop is enrolled ``/DEVICE``.
        time_ms: Milliseconds since 1970, by the hub's clock as far as the laptop knows it.
        nonce: 32 hexadecimal digits, never used twice.
        signature: 64 bytes.
    """

    device: str
    time_ms: int
    nonce: str
    signature: bytes

    def headers(self) -> dict[str, str]:
        """Return the headers that carry it."""
        return {
            DEVICE_HEADER: self.device,
            TIME_HEADER: str(self.time_ms),
            NONCE_HEADER: self.nonce,
            SIGNATURE_HEADER: base64.b64encode(self.signature).decode("ascii"),
        }


def sign(key: Ed25519PrivateKey, *, method: str, path: str, body: bytes, device: str, time_ms: int) -> Signed:
    """Sign one request.

    Args:
        key: The laptop's own.
        method: In capitals.
        path: With its query, without scheme and host.
        body: As it will be sent, packed.
        device: ``TENANT/DEVICE``.
        time_ms: Milliseconds since 1970, by the hub's clock as far as it is known.
    """
    nonce = secrets.token_hex(_NONCE_BYTES)
    return Signed(device, time_ms, nonce, key.sign(_text(method, path, body, device, time_ms, nonce)))


def signed_in(headers: Mapping[str, str]) -> Signed | None:
    """Return the signature that headers carry, or None when they carry none that can be read."""
    device, nonce = headers.get(DEVICE_HEADER, ""), headers.get(NONCE_HEADER, "")
    time_text = headers.get(TIME_HEADER, "")
    try:
        signature = base64.b64decode(headers.get(SIGNATURE_HEADER, ""), validate=True)
        raw_nonce = bytes.fromhex(nonce)
    except (ValueError, binascii.Error):
        return None
    digits = time_text.isascii() and time_text.isdecimal() and len(time_text) <= 15  # noqa: PLR2004
    whole = len(raw_nonce) == _NONCE_BYTES and len(nonce) == 2 * _NONCE_BYTES and nonce == nonce.lower()
    if not (digits and whole and 0 < len(device) <= _LONGEST_DEVICE and device.isascii()):
        return None
    return Signed(device, int(time_text), nonce, signature)


def fits(signed: Signed, public_key: bytes, *, method: str, path: str, body: bytes) -> bool:
    """Tell whether a signature is that of ``public_key`` (32 bytes) over this request."""
    text = _text(method, path, body, signed.device, signed.time_ms, signed.nonce)
    try:
        _public(public_key).verify(signed.signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=2048)
def _public(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def _text(method: str, path: str, body: bytes, device: str, time_ms: int, nonce: str) -> bytes:
    return "\n".join((method, path, sha256(body).hexdigest(), str(time_ms), nonce, device)).encode()
