"""Whether a database has room to write: asked of it by rows that it has to put on its disk for a moment."""

import time
from collections.abc import Callable

import asyncpg

from conversation_kit.hub.database import Pool

_KNOWN_FOR = 5.0  # seconds: whoever asks for the hub's health again and again writes nothing for it
_TWO_MEGABYTES = "SELECT count(*) FROM string_to_table(repeat(repeat('x', 1023) || ',', 2048), ',')"


class Room:
    """Asks whether there is room, and remembers the answer for some seconds.

    Args:
        now: Seconds by a clock that never runs back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[str, tuple[float, bool]] = {}

    async def left(self, url: str, pool: Pool) -> bool:
        """Return whether a database could write two megabytes."""
        asked_at, answer = self._known.get(url, (-_KNOWN_FOR, True))
        if self._now() - asked_at >= _KNOWN_FOR:
            answer = await _can_write(pool)
            self._known[url] = self._now(), answer
        return answer


async def _can_write(pool: Pool) -> bool:
    async with pool.acquire() as connection:
        try:
            async with connection.transaction():
                await connection.execute("SET LOCAL work_mem = '64kB'")
                await connection.fetchval(_TWO_MEGABYTES)
        except asyncpg.DiskFullError:
            return False
        except asyncpg.ConfigurationLimitExceededError:
            pass  # the server allows nobody such files, whatever room it has
    return True
