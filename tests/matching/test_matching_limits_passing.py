"""Limits said in passing: what must not come up once they said it, and what must not be lost over it."""

from collections.abc import Iterator
from typing import Any

import pytest
from limits_told import shown, suggesting_from, told_in

from conversation_kit.matching.suggesting import Suggester

TOLD = told_in("limits_passing.toml")
LEFT_OVER = 0.12
"""So many of the statements may still show something: the bar of an unseen set."""
LOST = 0.03
"""And so many of the innocent entries may be lost."""


@pytest.fixture(scope="module")
def passing(words) -> Iterator[Suggester]:
    with suggesting_from(TOLD, words) as suggester:
        yield suggester


def of_half(half: str) -> list[dict[str, Any]]:
    return [said for said in TOLD["said"] if said["half"] == half]


def ruled_out_and_shown(said: dict[str, Any], suggester: Suggester) -> set[str]:
    together = shown(suggester, f"{said['wish']}, {said['say']}")
    return set(said["out"]) & {*together, *shown(suggester, said["wish"], said["say"])}


@pytest.mark.parametrize("half", ["tune", "kept", "new"])
def test_hardly_anything_that_was_ruled_out_comes_up(half, passing):
    limits = [said for said in of_half(half) if said["out"]]
    wrong = [said["say"] for said in limits if ruled_out_and_shown(said, passing)]
    assert len(wrong) <= LEFT_OVER * len(limits), wrong


@pytest.mark.parametrize("half", ["tune", "kept", "new"])
def test_hardly_anything_is_lost_that_was_not_ruled_out(half, passing):
    lost = []
    for said in of_half(half):
        before = shown(passing, said["wish"], limit=60)
        after = shown(passing, said["wish"], said["say"], limit=60)
        after += shown(passing, f"{said['wish']}, {said['say']}")
        lost += [(said["say"], entry) for entry in set(said["keep"]) & set(before) - set(after)]
    assert len(lost) <= LOST * sum(len(said["keep"]) for said in of_half(half)), lost


def test_without_the_limit_it_would_come_up(passing):
    """So that what is left out is left out because of what was said."""
    found = {wish: shown(passing, wish, limit=60) for wish in {said["wish"] for said in TOLD["said"]}}
    out = [(said["wish"], entry) for said in TOLD["said"] for entry in said["out"]]
    assert sum(entry in found[wish] for wish, entry in out) >= 0.95 * len(out)
