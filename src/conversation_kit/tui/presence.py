"""Whether somebody is there: keys touched, and a lid that was closed."""

from collections.abc import Callable

_LID_SECONDS = 2.0


class Presence:
    """Knows when somebody was last there.

    Args:
        clock: Seconds that only go forward.
        asleep: Seconds the machine has slept, give or take a constant.
    """

    def __init__(self, clock: Callable[[], float], asleep: Callable[[], float]) -> None:
        self._clock = clock
        self._asleep = asleep
        self._last_touched = clock()
        self._slept = asleep()

    def touched(self) -> None:
        """Somebody is there now."""
        self._last_touched = self._clock()

    @property
    def seconds_still(self) -> float:
        """Seconds since somebody was last there."""
        return self._clock() - self._last_touched

    def lid_was_closed(self) -> bool:
        """Whether the machine slept for more than a moment since this was last asked."""
        before, self._slept = self._slept, self._asleep()
        return self._slept - before > _LID_SECONDS
