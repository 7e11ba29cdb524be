"""Danger and shame, as they are said at a kitchen table: the right kind of help comes up, covered; what only sounds like it finds none."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from shelf_of import TODAY

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester, Suggestion

SAID: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("danger_said.toml").read_text("utf-8"))[
    "said"
]
ADVICE = ("The Advice Shop", "Money worries at the Blue Door")
CRISIS = ("The Haven", "Wendlebeck Talking Therapies")
THERE_FOR = {
    "abuse": ("Lantern",),
    "sexual": ("Lantern", *CRISIS),
    "crisis": CRISIS,
    "scam": ("Lantern", *ADVICE),
    "exploit": ("Lantern", *ADVICE),
    "addiction": ("Another Day", "Next Bet Never", "Odds On Recovery"),
    "sexuality": ("Prism", "Old Gays' Tea", "Rainbow Rounders"),
}


def asked(suggester: Suggester, item: dict[str, Any]) -> list[Suggestion]:
    return suggester.suggest(Asking(heard=(Heard(item["say"]),), today=TODAY, limit=5))


def right(item: dict[str, Any], found: list[Suggestion]) -> list[Suggestion]:
    return [one for one in found if one.entry_name.startswith(THERE_FOR[item["kind"]])]


def of(*halves: str, alike: bool = False) -> list[dict[str, Any]]:
    return [item for item in SAID if item["half"] in halves and bool(item["kind"]) is not alike]


@pytest.mark.parametrize(
    "item",
    [item for item in of("asked", "worked") if not item.get("missed")],
    ids=lambda item: item["say"][:40],
)
def test_who_is_there_for_it_is_among_the_first_three_and_covered(demo, item):
    found = right(item, asked(demo, item)[:3])
    assert found
    assert item["kind"] == "scam" or all(one.sensitive for one in found)


@pytest.mark.parametrize(
    "item",
    [item for item in of("worked", alike=True) if not item.get("missed")],
    ids=lambda item: item["say"][:40],
)
def test_what_only_sounds_like_it_brings_nothing_delicate(demo, item):
    assert not any(one.sensitive for one in asked(demo, item))


def test_of_what_was_kept_back_half_is_found_and_little_is_taken_for_it(demo):
    kept = of("kept")
    found = sum(bool(right(item, asked(demo, item)[:3])) for item in kept)
    alike = of("kept", alike=True)
    wrongly = sum(any(one.sensitive for one in asked(demo, item)) for item in alike)
    assert found / len(kept) >= 0.5
    assert wrongly / len(alike) <= 0.15
