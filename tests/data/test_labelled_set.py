"""The labelled development sets: every label points at an entry, grades are legal, and the halves share nobody."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import read_files
from conversation_kit.model.assets import Leaning

HERE = Path(__file__).parent / "labelled"
BOOKS = {
    "demo": assets_folder() / "demo" / "book",
    "real": HERE / "real" / "book.json",
    "written": HERE / "third" / "written" / "book.json",
}
SETS = {"first": HERE, "second": HERE / "second", "third": HERE / "third"}
DIRECTORIES = {"first": ("demo", "real"), "second": ("demo", "real"), "third": ("written", "real")}
STATEMENTS = {"first": 96, "second": 96, "third": 70}
WHOLE_PEOPLE = {"first": 6, "second": 5, "third": 6}  # in each half
HALVES = ("tune", "test")
KINDS = ("labels", "people")


def lines(labelled: str, directory: str, half: str, kind: str) -> list[dict[str, Any]]:
    """The items of one file."""
    text = (SETS[labelled] / directory / half / f"{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(params=[(name, d) for name in SETS for d in DIRECTORIES[name]], ids="-".join, scope="module")
def judged(request):
    """A set, and a directory that its author judged."""
    return request.param


@pytest.fixture(scope="module")
def labelled(judged):
    """The name of a set: one author's people and judgements."""
    return judged[0]


@pytest.fixture(scope="module")
def directory(judged):
    """The name of a directory that was judged."""
    return judged[1]


@pytest.fixture(scope="module")
def entry_ids(directory):
    """The ids in it, read as an import reads them."""
    entries, rejected, _ = read_files([BOOKS[directory]])
    assert not rejected
    return {entry.id for entry in entries}


@pytest.fixture(scope="module")
def items(labelled, directory):
    """Every item of the set for the directory, both halves."""
    return [item for half in HALVES for kind in KINDS for item in lines(labelled, directory, half, kind)]


def test_every_label_points_at_an_entry(items, entry_ids):
    """A grade or a trap for an entry that is gone would count against every ranker alike, unseen."""
    assert {e for item in items for e in (*item["relevant"], *item["traps"])} <= entry_ids


def test_grades_are_legal(items):
    """One, two or three; nothing graded zero by name; no trap that is also right."""
    for item in items:
        assert set(item["relevant"].values()) <= {1, 2, 3}, item["id"]
        assert not set(item["relevant"]) & set(item["traps"]), item["id"]
        assert len(set(item["traps"])) == len(item["traps"]), item["id"]


def test_ids_are_distinct(items):
    """One answer a line."""
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)


def test_the_halves_share_nobody(labelled, directory):
    """A person's other statements would tell on the ones kept back."""
    tune, test = (
        {item["person"] for kind in KINDS for item in lines(labelled, directory, half, kind)}
        for half in HALVES
    )
    assert tune
    assert test
    assert not tune & test


@pytest.mark.parametrize("labelled", SETS)
def test_a_person_is_in_the_same_half_for_both_directories(labelled):
    """Otherwise tuning on one directory would be tuning on the statements of the other's test half."""
    tune, test = (
        {i["person"] for d in DIRECTORIES[labelled] for i in lines(labelled, d, half, "labels")}
        for half in HALVES
    )
    assert not tune & test


@pytest.mark.parametrize("labelled", SETS)
def test_both_directories_are_asked_the_same(labelled):
    """The statements are the same words; only what is right differs."""
    said = [
        {
            i["id"].removeprefix(f"{d}-"): i["statement"]
            for half in HALVES
            for i in lines(labelled, d, half, "labels")
        }
        for d in DIRECTORIES[labelled]
    ]
    assert all(one == other for one, other in combinations(said, 2))
    assert len(said[0]) == STATEMENTS[labelled]


def test_a_whole_person_says_what_their_statements_say(labelled, directory):
    """The people are the statements together, no more."""
    for half in HALVES:
        said: dict[str, list[str]] = {}
        for item in lines(labelled, directory, half, "labels"):
            said.setdefault(item["person"], []).append(item["statement"])
        for person in lines(labelled, directory, half, "people"):
            assert [s["text"] for s in person["statements"]] == said[person["person"]]


def test_the_sets_share_nobody():
    """A person in two sets would be judged twice under one id."""
    people = [
        {i["person"] for d in DIRECTORIES[name] for half in HALVES for i in lines(name, d, half, "labels")}
        for name in SETS
    ]
    assert not any(one & other for one, other in combinations(people, 2))


def test_leanings_are_the_kits(items):
    """A plain fact has no leaning; the others have one that the kit knows."""
    known = {leaning.value for leaning in Leaning}
    said = [s for item in items for s in item.get("statements", [item])]
    assert {s["leaning"] for s in said if "leaning" in s} == known


def test_each_half_asks_every_kind_of_question(labelled, directory):
    """Good answers, no good answer at all, things ruled out, words unlike the entry's: each half has some."""
    for half in HALVES:
        asked = lines(labelled, directory, half, "labels")
        assert len(asked) == STATEMENTS[labelled] // 2
        assert sum(not item["relevant"] for item in asked) >= 4
        assert any(item["traps"] for item in asked)
        assert sum(item["semantic_gap"] for item in asked) >= 10
        assert len(lines(labelled, directory, half, "people")) == WHOLE_PEOPLE[labelled]
