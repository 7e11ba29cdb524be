"""Up to five laptops and a hub of plain lists through many interleavings: all converge, nothing is lost or leaks."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import stamina
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interleaving import STEPS, Game, Line, Player, Watch
from known import tries
from laptops import NOW, join
from reference_hub import ReferenceHub


@settings(
    max_examples=tries(usual=40, nightly=2000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(2, 5), st.lists(STEPS, min_size=10, max_size=40))
@example(
    2,
    [("add", 0), ("note", 0, 0), ("sync", 0, []), ("sync", 1, []), ("grant", 0, 1, 0), ("sync", 1, [])],
)
@example(
    2,
    [("add", 0), ("sync", 0, []), ("grant", 0, 1, 0), ("sync", 1, []), ("note", 1, 0), ("withdraw", 0, 1, 0)],
)
@example(  # whose access ended before the hub heard of the erasure erases on their own laptop only
    2,
    [
        ("add", 0),
        ("sync", 0, []),
        ("grant", 0, 1, 0),
        ("sync", 1, []),
        ("erase", 1, 0),
        ("withdraw", 0, 1, 0),
    ],
)
@example(
    2, [("add", 0), ("sync", 0, ["lost"]), ("grant", 0, 1, 0), ("sync", 1, ["late", "fine"]), ("erase", 1, 0)]
)
def test_all_converge_nothing_is_lost_and_nobody_receives_what_is_not_theirs(open_laptop, count, steps):
    wall = int(NOW.timestamp() * 1000)
    hub = ReferenceHub(now=[wall], page=3)
    watch = Watch()
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack, stamina.set_testing(True, attempts=1):
        players = []
        for number in range(count):
            worker = f"worker-{number}"
            laptop = open_laptop(Path(home) / worker, hub, worker)
            stack.enter_context(laptop.vault)
            hub.now[0] = _real_time()
            join(laptop, hub)
            players.append(Player(laptop.vault, worker, Line(hub.transport(), watch, worker), laptop.wall))
        hub.now[0] = wall
        game = Game(players, watch, lambda: wall, NOW)
        for step in steps:
            game.take(step)
        game.settle()
        assert set(watch.acknowledged) - {
            one for one, person in watch.acknowledged.items() if person in watch.erased
        } <= set(hub.rows())


def _real_time() -> int:
    import time

    return time.time_ns() // 1_000_000
