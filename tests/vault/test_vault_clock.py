from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.model.clock import START, is_reading, moment_of, next_reading, wall_ms
from conversation_kit.model.ids import new_id

_walls = st.integers(-(10**15), 10**16)


@settings(deadline=None)
@given(st.lists(_walls, min_size=1, max_size=50))
def test_it_never_runs_back_whatever_the_wall_clock_does(walls):
    readings = [START]
    for wall in walls:
        readings.append(next_reading(readings[-1], wall))
    assert readings == sorted(set(readings))
    assert {len(reading) for reading in readings} == {22}
    assert all(is_reading(reading) for reading in readings)


def test_it_follows_the_wall_clock_and_counts_within_a_millisecond():
    assert next_reading(START, 5) == "000000000000005.000000"
    assert next_reading("000000000000005.000000", 5) == "000000000000005.000001"
    assert next_reading("000000000000005.999999", 5) == "000000000000006.000000"


def test_what_is_no_reading():
    for text in (
        "",
        "zzz",
        "000000000000005.00000",
        "999999999999999.000000",
        "00000000000000٥.000000",
        START + "\n",
    ):
        assert not is_reading(text)


def test_when_is_by_the_writers_own_clock():
    now = datetime.now(UTC)
    far_ahead = next_reading(START, wall_ms() + 10**12)
    assert abs((moment_of(new_id(), far_ahead) - now).total_seconds()) < 60
    assert moment_of("not a uuid", "000000000001000.000000") == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert moment_of("ffffffff-ffff-7fff-bfff-ffffffffffff", START).year == 9999
