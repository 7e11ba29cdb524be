"""How often one address may ask: a bucket of tokens each, in the memory of this process."""

from collections import OrderedDict

_AT_ONCE = 10_000.0  # an import of a whole Book asks for every service
_A_SECOND = 100.0
_MOST_ADDRESSES = 20_000


class Pace:
    """Counts what each address asks for. Not shared between processes: each allows as much."""

    def __init__(self, *, at_once: float = _AT_ONCE, a_second: float = _A_SECOND) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, address: str, now: float) -> float:
        """Return 0 when the address may ask now (which then counts), else in how many seconds it may."""
        left, then = self._left.pop(address, (self._at_once, now))
        left = min(self._at_once, left + max(0.0, now - then) * self._a_second)
        allowed = left >= 1
        self._left[address] = (left - 1 if allowed else left, now)
        while len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._a_second
