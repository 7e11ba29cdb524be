"""How each database of the hub does: whether it answers, and whether it has room to write."""

import asyncio
from collections.abc import Iterable
from typing import Literal

from conversation_kit.hub.database import AWAY, Databases
from conversation_kit.hub.room import Room

State = Literal["ok", "full", "away"]
_SECONDS = 10.0  # one that takes longer is away: whoever watches waits for none that is being started again


async def states_of(databases: Databases, room: Room) -> list[State]:
    """Return how each database does, in their order.

    Raises:
        TimeoutError: Not one of them answers. Or another of ``database.AWAY``.
    """
    asked = [asyncio.ensure_future(_state(databases, room, url)) for url in databases.urls]
    _, hanging = await asyncio.wait(asked, timeout=_SECONDS)
    for one in hanging:
        one.cancel()  # and not waited for: it may hang on the way out, too
    raised = [TimeoutError() if one in hanging else one.exception() for one in asked]
    unforeseen = [error for error in raised if error and not isinstance(error, AWAY)]
    for error in unforeseen or (raised if all(raised) else ()):
        assert error is not None
        raise error
    return ["away" if error else one.result() for one, error in zip(asked, raised, strict=True)]


async def _state(databases: Databases, room: Room, url: str) -> State:
    pool = await databases.pool_at(url)
    await pool.fetchval("SELECT 1")
    return "ok" if await room.left(url, pool) else "full"


def worst_of(states: Iterable[State]) -> State:
    """Return the state that whoever watches has to hear of."""
    every = set(states)
    return "away" if "away" in every else "full" if "full" in every else "ok"
