"""Limits said sideways, over the demonstration Book: what must not come up, and what still should."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from shelf_of import TODAY, SmallBook

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import read_files
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester, Suggestion
from conversation_kit.model.connections import Way
from conversation_kit.model.entries import Entry
from conversation_kit.model.spots import Spot

SAID: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("limits_said.toml").read_text("utf-8"))[
    "said"
]


@dataclass(frozen=True)
class Demo:
    """The demonstration Book and who suggests from it."""

    book: SmallBook
    suggester: Suggester

    def place(self, name: str) -> Spot:
        """The middle of the entries of a footprint or town."""
        at = [
            (location.latitude, location.longitude)
            for entry in self.book.entries()
            for location in entry.locations
            if location.latitude is not None
            and name in (location.city, entry.footprint, *entry.service_areas)
        ]
        assert at, name
        return Spot(
            name, sorted(lat for lat, _ in at)[len(at) // 2], sorted(lon for _, lon in at)[len(at) // 2]
        )


@pytest.fixture(scope="module")
def demo(words) -> Iterator[Demo]:
    entries, rejected, _ = read_files([assets_folder() / "demo" / "book"])
    assert not rejected
    book = SmallBook(entries)
    yield Demo(book, Suggester(book, words))
    book.close()


def costs(entry: Entry, item: Suggestion) -> bool:
    options = [option for option in entry.cost_options if option.amount_description != "or what you have"]
    amounts = [option.amount for option in options if option.amount is not None]
    return item.way is not Way.GIVE and bool(amounts) and min(amounts) > 0


def stairs(entry: Entry, item: Suggestion) -> bool:
    told = [" ".join(location.accessibility) for location in entry.locations]
    return bool(told) and all(
        "Stairs, no lift" in one and "amp" not in one and "Ring the bell" not in one for one in told
    )


def on_days(entry: Entry, item: Suggestion, *, days: str) -> bool:
    runs = {day[-2:] for schedule in entry.schedules for day in schedule.byday}
    return bool(runs) and runs <= set(days.split(","))


def starts_from(entry: Entry, item: Suggestion, *, hour: str) -> bool:
    opens = [schedule.opens_at.hour for schedule in entry.schedules if schedule.opens_at]
    return bool(opens) and min(opens) >= int(hour)


def over_by(entry: Entry, item: Suggestion, *, hour: str) -> bool:
    closes = [s.closes_at.hour + s.closes_at.minute / 60 for s in entry.schedules if s.closes_at]
    return bool(closes) and max(closes) <= int(hour)


def far(entry: Entry, item: Suggestion, *, miles: str) -> bool:
    return item.miles is not None and item.miles > float(miles)


def breaks(rule: str) -> Any:
    """The rule of a line: whether an entry that was shown breaks the limit."""
    name, _, value = rule.partition(":")
    return {
        "costs": costs,
        "stairs": stairs,
        "days": partial(on_days, days=value),
        "from": partial(starts_from, hour=value),
        "until": partial(over_by, hour=value),
        "far": partial(far, miles=value),
        "": lambda entry, item: False,
    }[name]


def wrong(said: dict[str, Any], demo: Demo) -> list[str]:
    """What is wrong with what comes up: broken limits, and what should have come and did not."""
    near = demo.place(said["near"]) if "near" in said else None
    heard = tuple(Heard(text) for text in said["say"])
    shown = demo.suggester.suggest(Asking(heard=heard, today=TODAY, age=said.get("age"), near=near, limit=10))
    broken = breaks(said.get("rule", ""))
    found = [
        item.entry_name
        for item in shown
        if item.entry_name.startswith(tuple(said.get("out", ())))
        or broken(demo.book.entry(item.entry_id), item)
    ]
    wanted = tuple(said.get("any", ()))
    if wanted and not any(item.entry_name.startswith(wanted) for item in shown):
        found.append(f"not one of {', '.join(wanted)}")
    return found


@pytest.mark.parametrize("said", SAID, ids=lambda said: said["say"][0][:40])
def test_nothing_beyond_a_limit_comes_up(said, demo):
    assert wrong(said, demo) == []
