"""The ways a file can be wrong, whatever its format: each takes a good file's bytes and returns spoilt ones."""

import gzip
import io
import zipfile
from random import Random

from known import tries

LARGE = tries(usual=1_000_000, nightly=105_000_000)  # bytes


def zipped(good):
    """Return the file inside a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../inside.json", good)
    return packed.getvalue()


def flipped(good, seed):
    """Return the file with some of its bytes changed."""
    random, spoilt = Random(seed), bytearray(good)
    for _ in range(min(len(spoilt), random.choice([1, 3, 40]))):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


WAYS = {
    "empty": lambda good: b"",
    "only spaces": lambda good: b" \r\n\t\n",
    "half of it": lambda good: good[: len(good) // 2],
    "without its end": lambda good: good[:-1],
    "twice": lambda good: good + good,
    "utf-16": lambda good: good.decode("utf-8", "replace").encode("utf-16"),
    "utf-16 without a mark": lambda good: good.decode("utf-8", "replace").encode("utf-16-le"),
    "windows letters": lambda good: good.replace(b"e", "é".encode("cp1252"), 3),
    "a byte order mark": lambda good: b"\xef\xbb\xbf" + good,
    "a zip": zipped,
    "a gzip": gzip.compress,
    "a database": lambda good: b"SQLite format 3\x00" + good,
    "a program": lambda good: b"MZ\x90\x00\x7fELF" + good,
    "zeroes": lambda good: b"\x00" * 4096,
    "large, one line": lambda good: b"a" * LARGE,
    "large, many lines": lambda good: b"a = 1\n" * (LARGE // 6),
    "deep square": lambda good: b"[" * 100_000,
    "deep curly": lambda good: b'{"a":' * 100_000,
    "deep both ways": lambda good: b"a = " + b"[" * 50_000 + b"]" * 50_000,
    "deep dots": lambda good: b".".join([b"a"] * 30_000) + b" = 1",
    "a very long number": lambda good: b"a = " + b"9" * 5000,
    "terminal escapes": lambda good: good.replace(b" ", b"\x1b]0;owned\x07\x1b[2J", 9),
    "direction overrides": lambda good: good.replace(b" ", "\u202e\u2066".encode(), 9),
    "path tricks": lambda good: good.replace(b"a", b"../../../etc/passwd\\..\\", 3),
    "markup": lambda good: good.replace(b"a", b"<script>alert(1)</script>", 3),
    "formulas": lambda good: good.replace(b"a", b"=cmd|'/c calc'!A1", 3),
    **{f"bytes changed {seed}": lambda good, seed=seed: flipped(good, seed) for seed in range(tries(usual=3, nightly=400))},
}  # fmt: skip
