"""Reads every byte of a SQLCipher file as it is beneath the encryption: free pages and slack included.

SQLCipher 4's page: encrypted content, then 80 bytes of reserve that begin with the page's IV. The first 16 bytes of the
first page are the salt, in the clear. A write-ahead log is a header of 32 bytes and frames of 24 bytes and a page.
"""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVE, SALT = 4096, 80, 16


def decrypted(path, data_key):
    """Return all that stands in a database or in its write-ahead log, page after page."""
    raw = path.read_bytes()
    if path.name.endswith("-wal"):
        frames = range(32, len(raw) - 24 - PAGE + 1, 24 + PAGE)
        return b"".join(_page(raw[at + 24 : at + 24 + PAGE], data_key, first=False) for at in frames)
    return b"".join(
        _page(raw[at : at + PAGE], data_key, first=at == 0) for at in range(0, len(raw) - PAGE + 1, PAGE)
    )


def _page(page, data_key, *, first):
    start, end = SALT if first else 0, PAGE - RESERVE
    if not any(page[end : end + 16]):
        return b""  # never written
    cipher = Cipher(algorithms.AES(data_key), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[start:end])
