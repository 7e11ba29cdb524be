"""A hybrid logical clock (Kulkarni and others, 2014), kept as text that sorts as the clock runs.

``001795638275123.000004`` is milliseconds since 1970 (15 digits) and a counter (6 digits). It follows the
wall clock, but never runs back: the next reading is always after every reading in the log, one's own or
received.
"""

import re
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

START = "000000000000000.000000"
_SHAPE = re.compile(r"\d{15}\.\d{6}", re.ASCII)
_LAST_COUNT = 999_999
_LATEST_MS = 253_402_300_799_999  # the end of the year 9999
_TOO_LATE = f"{_LATEST_MS + 1:015d}"
_LATEST_WALL_MS = _LATEST_MS - 86_400_000  # a wall clock that far out still leaves room to count on
_UUID7, _UUID7_REST = 7, 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def next_reading(last: str, wall_ms: int) -> str:
    """Return the reading after ``last`` when the wall clock shows ``wall_ms`` (milliseconds since 1970)."""
    ms, count = int(last[:15]), int(last[16:])
    wall_ms = min(wall_ms, _LATEST_WALL_MS)
    if wall_ms > ms:
        ms, count = wall_ms, 0
    elif count < _LAST_COUNT:
        count += 1
    else:
        ms, count = ms + 1, 0
    return f"{ms:015d}.{count:06d}"


def is_reading(text: str) -> bool:
    """Tell whether ``text`` is a reading no later than the year 9999."""
    return _SHAPE.fullmatch(text) is not None and text < _TOO_LATE


def wall_ms() -> int:
    """Return what the wall clock shows, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment_of(change_id: str, reading: str) -> datetime:
    """Return when a change was written, in UTC, by the wall clock of the device that wrote it.

    The id (UUIDv7) says so; the reading, which other devices' clocks push forward, stands in for an id of
    another kind.
    """
    try:
        uuid = UUID(change_id)
    except ValueError:
        uuid = None
    ms = uuid.int >> _UUID7_REST if uuid is not None and uuid.version == _UUID7 else int(reading[:15])
    return _EPOCH + timedelta(milliseconds=min(ms, _LATEST_MS))
