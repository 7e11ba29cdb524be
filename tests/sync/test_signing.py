"""Signatures: a request's own fits, and no other."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.sync.signing import SIGNATURE_HEADER, Signed, fits, sign, signed_in

PATH = "/sync/v1/push?x=1"


@pytest.fixture(scope="module")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def signed(key: Ed25519PrivateKey, body: bytes = b"body") -> Signed:
    made = sign(key, method="POST", path=PATH, body=body, device="wigan/d1", time_ms=1_795_638_275_123)
    read = signed_in(made.headers())
    assert read == made
    return read


@given(body=st.binary())
def test_a_signature_fits_the_request_it_was_made_for(key: Ed25519PrivateKey, body: bytes) -> None:
    public = key.public_key().public_bytes_raw()

    assert fits(signed(key, body), public, method="POST", path=PATH, body=body)
    assert not fits(signed(key, body), public, method="POST", path=PATH, body=body + b"x")


@pytest.mark.parametrize("what", ["method", "path", "device", "time_ms", "nonce", "key"])
def test_a_signature_does_not_fit_when_anything_is_another(key: Ed25519PrivateKey, what: str) -> None:
    made = signed(key)
    parts = {"device": made.device, "time_ms": made.time_ms, "nonce": made.nonce}
    altered = {"device": "wigan/d2", "time_ms": made.time_ms + 1, "nonce": "0" * 32}
    if what in parts:
        parts[what] = altered[what]
    other = Ed25519PrivateKey.generate() if what == "key" else key

    assert not fits(
        Signed(**parts, signature=made.signature),
        other.public_key().public_bytes_raw(),
        method="GET" if what == "method" else "POST",
        path="/other" if what == "path" else PATH,
        body=b"body",
    )


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (SIGNATURE_HEADER, "not base64!"),
        ("X-Kit-Time", "yesterday"),
        ("X-Kit-Time", "1" * 40),
        ("X-Kit-Nonce", "zz"),
        ("X-Kit-Nonce", "ab"),
        ("X-Kit-Device", ""),
        ("X-Kit-Device", "d" * 300),
    ],
)
def test_headers_that_carry_no_signature_carry_none(key: Ed25519PrivateKey, header: str, value: str) -> None:
    assert signed_in({**signed(key).headers(), header: value}) is None


def test_a_key_that_is_none_fits_nothing(key: Ed25519PrivateKey) -> None:
    assert not fits(signed(key), b"short", method="POST", path=PATH, body=b"body")
