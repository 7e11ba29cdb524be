"""Every byte of a vault as it would be read by somebody with its key: pages in use, freed pages, slack, the log."""

import base64
import json
import struct
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80  # SQLCipher 4: an IV of 16 bytes and an HMAC-SHA512 of 64
SALT = 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def decrypted_pages(raw: bytes, key: bytes) -> list[bytes]:
    """Return every page of a SQLCipher file, whatever SQLite thinks of it."""
    return [_page(raw[at : at + PAGE], key, first=at == 0) for at in range(0, len(raw), PAGE)]


def decrypted_log(raw: bytes, key: bytes) -> list[bytes]:
    """Return every page in a write-ahead log, frames of earlier rounds included."""
    step = _FRAME_HEADER + PAGE
    frames = [raw[at : at + step] for at in range(_WAL_HEADER, len(raw) - step + 1, step)]
    return [
        _page(frame[_FRAME_HEADER:], key, first=struct.unpack(">I", frame[:4])[0] == 1) for frame in frames
    ]


def decrypted_backup(raw: bytes, key: bytes) -> list[bytes]:
    """Return every page of the vault in a backup."""
    return decrypted_pages(raw.split(b"\n", 2)[2], key)


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    start = SALT if first else 0
    body, iv = page[start : PAGE - RESERVE], page[PAGE - RESERVE : PAGE - RESERVE + SALT]
    if not any(page):
        return b""
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()


def read_all(folder: Path, key: bytes) -> dict[str, bytes]:
    """Return what stands in every file under ``folder``: as it is, and decrypted where the key fits.

    A backup's and a vault's pages are read one by one, so that freed pages and the slack in pages are looked at.
    """
    found = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        raw = path.read_bytes()
        found[f"{path.name} as it is"] = raw
        if path.name.endswith("-wal"):
            found[f"{path.name} decrypted"] = b"".join(decrypted_log(raw, key))
        elif path.name.endswith(".ckbackup"):
            found[f"{path.name} decrypted"] = b"".join(decrypted_backup(raw, key))
        elif path.name.startswith("vault.db") and len(raw) % PAGE == 0 and not path.name.endswith("-shm"):
            found[f"{path.name} decrypted"] = b"".join(decrypted_pages(raw, key))
    return found


def encodings_of(words: str) -> list[bytes]:
    """Return the ways in which ``words`` could stand in a file."""
    ways = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    ways.append(json.dumps(words).encode().strip(b'"'))
    for shift in range(3):  # base64 of a longer text that holds the words, wherever they begin
        coded = base64.b64encode(b"\0" * shift + words.encode())
        ways.append(coded[(0, 2, 3)[shift] : len(coded) - 4])
    return sorted(set(ways))


def places_of(words: str, read: dict[str, bytes]) -> list[str]:
    """Return where ``words`` stand, in any of the encodings."""
    ways = encodings_of(words)
    return [name for name, raw in read.items() if any(way in raw for way in ways)]
