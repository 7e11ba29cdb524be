"""Several laptops, lost and doubled messages, any order, bad clocks: all end the same, nothing is lost."""

import random
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.model.changes import Change, heads
from conversation_kit.model.people import Person
from conversation_kit.vault.records import Vault

_PEOPLE = ("person-1", "person-2")
_WORDS = ("Desmond", "Des", "Mr Prescott")
_HOUR = 3_600_000
_NOW = 1_790_000_000_000

_step = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 3), st.sampled_from(_PEOPLE), st.sampled_from(_WORDS)),
    st.tuples(st.just("show"), st.integers(0, 3), st.sampled_from(_PEOPLE)),
    st.tuples(st.just("edit shown"), st.integers(0, 3), st.sampled_from(_PEOPLE), st.sampled_from(_WORDS)),
    st.tuples(st.just("settle"), st.integers(0, 3), st.sampled_from(_PEOPLE)),
    st.tuples(st.just("clock"), st.integers(0, 3), st.integers(-10 * _HOUR, 10 * _HOUR)),
    st.tuples(st.just("send"), st.integers(0, 3), st.integers(0, 3), st.randoms(use_true_random=False)),
)


@dataclass
class Laptop:
    """One device with a wall clock of its own and what is on its screen."""

    vault: Vault
    wall: list[int]
    shown: dict = field(default_factory=dict)


def _log(vault: Vault) -> dict[str, Change]:
    changes, _ = vault.changes_since(0, 100_000)
    return {change.id: change for change in changes}


def _take(step, laptops: list[Laptop], written: list[str]) -> None:
    what, *rest = step
    laptop = laptops[rest[0] % len(laptops)]
    if what == "clock":
        laptop.wall[0] = _NOW + rest[1]
    elif what == "send":
        # Any part of what one has, in any order, some of it twice.
        other, chance = laptops[rest[1] % len(laptops)], rest[2]
        changes = list(_log(laptop.vault).values())
        other.vault.receive(chance.choices(changes, k=len(changes)) if changes else [])
    elif what == "edit":
        person = laptop.vault.find(Person, rest[1]) or Person(rest[1], "")
        written += laptop.vault.keep(replace(person, name=rest[2], area=rest[2]))
    elif laptop.vault.find(Person, rest[1]) is None:
        return
    elif what == "show":
        laptop.shown[rest[1]] = laptop.vault.shown(Person, rest[1])
    elif what == "edit shown" and rest[1] in laptop.shown:
        shown = laptop.shown[rest[1]]
        written += laptop.vault.keep(replace(shown.record, name=rest[2]), seen=shown.seen)
    elif what == "settle":
        shown = laptop.vault.shown(Person, rest[1])
        if "name" in shown.conflicts:
            written.append(laptop.vault.settle(shown.record, "name", seen=shown.seen))
            assert "name" not in laptop.vault.shown(Person, rest[1]).conflicts


def _standing(vault: Vault):
    return list(vault._projection.every())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), st.lists(_step, max_size=40), st.randoms(use_true_random=False))
def test_all_laptops_end_the_same_and_nothing_is_lost(open_copy, count, steps, chance):
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        laptops = []
        for number in range(count):
            wall = [_NOW]
            opened = stack.enter_context(open_copy(Path(home) / str(number), wall=lambda wall=wall: wall[0]))
            laptops.append(Laptop(opened, wall))
        written: list[str] = []
        for step in steps:
            _take(step, laptops, written)
        everything = {key: change for laptop in laptops for key, change in _log(laptop.vault).items()}
        for laptop in laptops:
            order = list(everything.values())
            chance.shuffle(order)
            laptop.vault.receive(order)
            assert laptop.vault.receive(order) == 0
        assert set(written) <= set(everything)
        first = laptops[0].vault
        for laptop in laptops:
            assert _log(laptop.vault) == everything
            assert _standing(laptop.vault) == _standing(first)
            assert laptop.vault.people() == first.people()
            before = _standing(laptop.vault)
            laptop.vault.rebuild()
            assert _standing(laptop.vault) == before
        _every_value_stands_or_was_seen(first, everything)


def _every_value_stands_or_was_seen(vault: Vault, everything: dict[str, Change]) -> None:
    """A change that is no head was named by somebody who saw it; causes come before effects by the clock."""
    standing = {head for row in vault._projection.every() for head in row.heads}
    named = {base for change in everything.values() for base in change.base}
    assert set(everything) == standing | named
    assert not standing & named
    for change in everything.values():
        assert all(everything[base].clock < change.clock for base in change.base)


def _change(
    number: int, clock: int, device: str = "d", base: tuple[str, ...] = (), value: str = "v"
) -> Change:
    return Change(f"c{number}", "p", "person", "p", "name", value, "w", device, f"{clock:015d}.000000", base)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sets(st.integers(0, 9), max_size=3)), min_size=1, max_size=10)
)
def test_there_is_always_a_head_whatever_the_bases_claim(made):
    changes = [_change(n, clock, base=tuple(f"c{b}" for b in bases)) for n, (clock, bases) in enumerate(made)]
    found = heads(changes)
    assert found
    assert found[0] == max(found, key=lambda change: change.rank)
    shuffled = random.Random(1).sample(changes, len(changes))
    assert heads(shuffled) == found


def _nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def test_the_winner_has_the_latest_clock_and_then_the_greater_device():
    assert [c.id for c in heads([_change(1, 5), _change(2, 6)])] == ["c2", "c1"]
    assert [c.id for c in heads([_change(1, 5, "b"), _change(2, 5, "a")])] == ["c1", "c2"]
    assert [c.id for c in heads([_change(1, 5), _change(2, 6, base=("c1",))])] == ["c2"]


def test_a_far_fast_clock_is_overtaken_by_whoever_saw_it(tmp_path, open_copy):
    century = 100 * 365 * 24 * _HOUR
    with open_copy(tmp_path / "a", wall=lambda: _NOW + century) as fast, open_copy(tmp_path / "b") as right:
        fast.keep(Person("p", "Bashir"))
        right.receive(_log(fast).values())
        shown = right.shown(Person, "p")
        right.keep(replace(shown.record, name="Bashir Ahmed"), seen=shown.seen)
        fast.receive(_log(right).values())
        assert fast.people() == right.people() == [Person("p", "Bashir Ahmed")]
        assert fast.shown(Person, "p").conflicts == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"clock": "tomorrow"},
        {"clock": "999999999999999.000000"},
        {"id": ""},
        {"entity": ""},
        {"field": None},
        {"base": (None,)},
        {"value": float("nan")},
        {"value": object()},
        {"value": _nested(5000)},
        {"value": _nested(20)},
        {"entity_id": "\ud800"},
    ],
)
def test_a_change_that_is_not_well_formed_is_refused_with_all_that_came_with_it(vault, wrong):
    with pytest.raises(Exception, match="was not taken in"):
        vault.receive([_change(1, 5), _change(2, 6)._replace(**wrong)])
    assert vault.changes_since() == ([], 0)


def test_one_id_never_stands_for_two_changes(vault):
    assert vault.receive([_change(1, 5)]) == 1
    with pytest.raises(Exception, match="same id"):
        vault.receive([_change(2, 6), _change(1, 5, value="other")])
    assert [change.id for change in vault.changes_since()[0]] == ["c1"]


def test_what_a_sync_sends_goes_on_where_it_stopped(vault):
    vault.receive(_change(n, n) for n in range(5))
    first, seq = vault.changes_since(0, 3)
    rest, end = vault.changes_since(seq, 3)
    assert [c.id for c in first + rest] == ["c0", "c1", "c2", "c3", "c4"]
    assert vault.changes_since(end) == ([], end)
