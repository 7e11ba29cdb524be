"""One-time codes that let a laptop in: ten letters and digits that nobody mistakes for one another.

The first two follow from the tenant, so that a hub of many knows whose invitation to look for; eight are random.
"""

import secrets
from hashlib import sha256

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1
_RANDOM = 8
LENGTH = 10


def new_code(tenant_id: str) -> str:
    """Return a new code."""
    return beginning(tenant_id) + "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))


def beginning(tenant_id: str) -> str:
    """Return how the codes of a tenant begin."""
    number = int.from_bytes(sha256(tenant_id.encode()).digest()[:4], "big")
    return ALPHABET[number % len(ALPHABET)] + ALPHABET[number // len(ALPHABET) % len(ALPHABET)]


def normal(typed: str) -> str:
    """Return a code as it was made, however somebody typed it; empty when it can be none."""
    bare = "".join(letter for letter in typed.upper() if not letter.isspace() and letter != "-")
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else ""


def hash_of(tenant_id: str, code: str) -> bytes:
    """Return what is kept of a code."""
    return sha256(f"{tenant_id}\n{code}".encode("ascii")).digest()
