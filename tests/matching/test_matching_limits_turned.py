"""Limits as people turn them: what must not come up once they said it, though it did before, and what still must."""

from collections.abc import Iterator
from typing import Any

import pytest
from limits_told import read_limits, shown, suggesting_from, told_in
from shelf_of import TODAY

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.suggesting import Suggester

TOLD = told_in("limits_turned.toml")


@pytest.fixture(scope="module")
def turned(words) -> Iterator[Suggester]:
    with suggesting_from(TOLD, words) as suggester:
        yield suggester


def wrong(said: dict[str, Any], suggester: Suggester) -> list[str]:
    """What comes up and must not, and whether nothing comes up that should."""
    found = shown(suggester, f"{said['wish']}, {said['say']}")
    apart = shown(suggester, said["wish"], said["say"])
    broken = sorted(set(said["out"]) & {*found, *apart})
    more = shown(suggester, said["wish"], said["say"], limit=40)
    missing = [] if not said["may"] or set(said["may"]) & {*more, *found} else ["none of what may"]
    return broken + missing


@pytest.mark.parametrize("said", TOLD["said"], ids=lambda said: said["say"][:40])
def test_nothing_that_was_ruled_out_comes_up(said, turned):
    assert wrong(said, turned) == []


def test_without_the_limit_most_would_come_up(turned):
    """So that what is left out is left out because of what was said. (Some is only called up by its own name.)"""
    out = [(said["wish"], entry) for said in TOLD["said"] for entry in said["out"]]
    found = {wish: set(shown(turned, wish, limit=60)) for wish, _ in out}
    assert sum(entry in found[wish] for wish, entry in out) >= 0.9 * len(out)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("I'm not scared of dogs", "no_dogs"), ("church makes me happy", "no_faith"), ("I've not been near the canal in years", "no_waterside"),
        ("there's no choir and no pub left round here", "no_pub"), ("I don't mind a crowd", "no_crowds"), ("never without my dog", "no_dogs"),
        ("I'd like to take books to people who can't get out", "at_home"), ("I can't get out much", "at_home"), ("I miss my cats", "no_cats"),
        ("the phone's my lifeline", "no_phone"), ("they're not bad lads", "strictly"), ("I wouldn't miss the swimming for anything", "no_pool"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_limit_is_none(said, rule, words):
    asking = Asking(heard=(Heard(said),), today=TODAY)
    limits = read_limits(asking, listen(asking.heard, words), words)
    assert not getattr(limits, rule)
