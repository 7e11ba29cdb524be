"""How often somebody may do something: so many times in so many seconds, counted in this process."""

import time
from collections import OrderedDict
from collections.abc import Callable

from conversation_kit.hub.refusals import slow_down

_MOST_KNOWN = 20_000


class Rates:
    """Counts what each of many does, and refuses more than so much. What it remembers of them is bounded.

    Args:
        most: How often at most.
        seconds: In how long.
        now: Seconds by a clock that never runs back.
    """

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, who: str) -> None:
        """Count one more.

        Raises:
            RequestRefusedError: It is one too many.
        """
        now = self._now()
        left, at = self._left.pop(who, (float(self._most), now))
        left = min(self._most, left + (now - at) * self._most / self._seconds)
        refused = left < 1
        self._left[who] = (left if refused else left - 1, now)
        if len(self._left) > _MOST_KNOWN:
            self._left.popitem(last=False)
        if refused:
            raise slow_down(max(1, round(self._seconds / self._most)))
