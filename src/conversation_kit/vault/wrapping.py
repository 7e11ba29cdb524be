"""Wrapping the vault's key: Argon2id over a passphrase, a recovery key on paper, AES-256-GCM around both.

Nothing here touches a file. Sizes: keys 32 bytes (RFC 5869 HKDF-SHA256), salts 16, nonces 12 (NIST SP
800-38D).
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 64, 16
_RECOVERY_BYTES = 16
_CHECK_BITS = 22
_RECOVERY_LETTERS = 30  # 128 bits of secret and 22 of checksum, five bits a letter
_GROUP = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one try at a passphrase costs (RFC 9106): memory in KiB, passes over it, and lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def sane(self) -> bool:
        """False for what no key file of ours asks for, such as a terabyte of memory."""
        enough_memory = 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        return 1 <= self.lanes <= _MOST_LANES and 1 <= self.passes <= _MOST_PASSES and enough_memory


DEFAULT_COST = Argon2Cost()


def key_of_passphrase(passphrase: str, salt: bytes, cost: Argon2Cost, device_secret: bytes | None) -> bytes:
    """Return the wrapping key of a passphrase, and of the device's secret where there is one.

    The passphrase is normalised (NFKC), because keyboards write the same accented letter in different ways.
    Takes about 0.1 s at the default cost.
    """
    stretched = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))
    with_device = b"" if device_secret is None else b" and device"
    return _hkdf(
        stretched + (device_secret or b""), salt, b"conversation-kit 1 passphrase" + with_device, KEY_BYTES
    )


def key_of_recovery(secret: bytes, salt: bytes) -> bytes:
    """Return the wrapping key of a recovery key. Its 128 random bits need no stretching."""
    return _hkdf(secret, salt, b"conversation-kit 1 recovery", KEY_BYTES)


def mark_of(data_key: bytes) -> bytes:
    """Return 16 bytes that tell one data key from another and give nothing of it away."""
    return _hkdf(data_key, b"", b"conversation-kit 1 mark", 16)


def wrap(wrapping_key: bytes, data_key: bytes, about: bytes) -> tuple[bytes, bytes]:
    """Return (nonce, wrapped data key); ``about`` is authenticated with it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, AESGCM(wrapping_key).encrypt(nonce, data_key, about)


def unwrap(wrapping_key: bytes, nonce: bytes, wrapped: bytes, about: bytes) -> bytes | None:
    """Return the data key, or None when the wrapping key is wrong or anything was altered."""
    try:
        return AESGCM(wrapping_key).decrypt(nonce, wrapped, about)
    except InvalidTag:
        return None


def new_recovery_secret() -> bytes:
    """Return 128 random bits."""
    return secrets.token_bytes(_RECOVERY_BYTES)


def spell_recovery(secret: bytes) -> str:
    """Return the secret as six groups of five letters and digits, with a checksum."""
    number = int.from_bytes(secret) << _CHECK_BITS | _checksum(secret)
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_RECOVERY_LETTERS - 1, -1, -1))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _RECOVERY_LETTERS, _GROUP))


def read_recovery(typed: str) -> bytes | None:
    """Return the secret of a typed recovery key, or None when it has a slip in it.

    Spaces, dashes and case do not matter; O is read as 0, I and L as 1.
    """
    upper = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOKALIKES)
    if len(upper) != _RECOVERY_LETTERS or not set(upper) <= set(_ALPHABET):
        return None
    number = 0
    for letter in upper:
        number = number << 5 | _ALPHABET.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(_RECOVERY_BYTES)
    return secret if number & (1 << _CHECK_BITS) - 1 == _checksum(secret) else None


def _checksum(secret: bytes) -> int:
    return (
        int.from_bytes(hashlib.sha256(b"conversation-kit 1 check" + secret).digest()[:4]) >> 32 - _CHECK_BITS
    )


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
