"""How long the laptop has slept: a closed lid must lock, however short."""

import sys
import time


def seconds_asleep() -> float:
    """Return the seconds this machine slept since it was started, give or take a constant; 0 where it cannot be told.

    Linux and macOS have one clock that counts sleep and one that stands still. Windows counts sleep in the clock of
    the idle lock itself, so that a lid closed for longer than the idle minutes locks there too.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.monotonic()
    return 0.0
