"""Giving memory that was freed back to the system."""

import ctypes
import sys


def give_back() -> None:
    """Give back what was freed, where the C library would keep it: glibc, for each thread on its own.

    Weighing everything that somebody with years of notes said takes some tens of megabytes for a second; on an old
    laptop they are better used by others. Does nothing elsewhere.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:  # musl has none, and keeps little
            trim(0)
