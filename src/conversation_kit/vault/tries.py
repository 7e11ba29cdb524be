"""Wrong tries at the passphrase: a growing delay, kept beside the vault so that a restart does not reset it.

The delay is courtesy against somebody at the keyboard; against somebody with a copy of the files only the
passphrase and Argon2id stand. Nothing is ever wiped.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.vault.files import TRIES_NAME, plain_disk_errors, write_safely

_FREE_TRIES = 2
_LONGEST_WAIT = 60.0
_LARGEST = 4096  # bytes
_DOUBLINGS = 6  # 2**6 s is over the longest wait already


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong tries in a row, and when the last was (seconds since 1970)."""

    wrong: int = 0
    last: float = 0.0

    @property
    def delay(self) -> float:
        """Seconds to wait after the last wrong try: none for the first two, then 1, 2, 4 ... at most 60."""
        if self.wrong <= _FREE_TRIES:
            return 0.0
        return min(_LONGEST_WAIT, 2.0 ** min(self.wrong - _FREE_TRIES - 1, _DOUBLINGS))

    def wait(self, now: float) -> float:
        """Seconds still to wait at ``now``. A clock put back makes nobody wait longer than the delay."""
        return max(0.0, min(self.delay, self.last + self.delay - now))


def read_tries(folder: Path) -> Tries:
    """Return the tries kept beside the vault; none when nothing readable is kept.

    Raises:
        StorageError: The disk refused.
    """
    path = folder / TRIES_NAME
    with plain_disk_errors():
        if not path.exists():
            return Tries()
        raw = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    try:
        content = json.loads(raw)
        wrong, last = int(content["wrong"]), float(content["last"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        # A damaged count must not lock the worker out; the next wrong try writes a good one.
        return Tries()
    return Tries(max(0, wrong), last)


def count_wrong_try(folder: Path, now: float) -> Tries:
    """Count one more wrong try and return the tries.

    Raises:
        StorageError: The disk refused.
    """
    tries = Tries(read_tries(folder).wrong + 1, now)
    write_safely(folder / TRIES_NAME, json.dumps({"wrong": tries.wrong, "last": tries.last}).encode())
    return tries


def forget_tries(folder: Path) -> None:
    """Start from none again, after the right passphrase.

    Raises:
        StorageError: The disk refused.
    """
    with plain_disk_errors():
        (folder / TRIES_NAME).unlink(missing_ok=True)
