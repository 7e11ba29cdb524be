"""A second look: the first change places, nothing comes up or goes away, and the scores stay with the places."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.errors import BadInputError
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.second_look import (
    ANSWERED_FILE,
    NAMES,
    ORDER_FILE,
    SUMMED_UP,
    UPWARDS,
    summed_up,
)
from conversation_kit.matching.shortlist.strength import (
    ANSWERED,
    BESIDE,
    FAIR,
    NEARLY,
    SURE,
    Judge,
    Signs,
    likelihood,
)
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.trees import WAYS, Trees
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

SIGNS = [Signs(guess=guess / 20, heard=guess / 20, alike=0.6) for guess in range(21)]
SAID = (
    "I'd give anything for a proper sing, but not of an evening",
    "twenty year a joiner and now my hands have nothing to do",
    "the house is that quiet since she went",
    "we're on pot noodles till Friday",
)


def asking(said: str, limit: int = 10) -> Asking:
    return Asking(heard=(Heard(said),), today=date(2026, 11, 29), limit=limit)


@pytest.fixture(scope="module")
def demo_book() -> Iterator[Book]:
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    with Book.in_memory(entries) as book:
        yield book


@pytest.fixture(scope="module")
def trees(words: Words) -> Trees:
    found = words.trees(ORDER_FILE, NAMES)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plainly(words: Words) -> Words:
    """The same words without a second look."""
    found = replace(words)
    found.__dict__["_trees"] = {ORDER_FILE: None}
    return found


def test_a_tree_goes_by_its_answers():
    asks = np.array([[0, 1, 0, 0, 0, 0, 0, 0]], np.int32)
    above = np.array([[0.5, 2.0, *[np.inf] * 6]])
    worth = np.zeros((1, WAYS))
    worth[0, :4] = [1.0, 2.0, 3.0, 4.0]  # neither, the first, the second, both
    found = Trees(("a", "b"), asks, above, worth).values(
        np.array([[0.5, 2.0], [0.6, 2.0], [0.0, 2.1], [9.0, 9.0]])
    )
    assert found.tolist() == [1.0, 2.0, 3.0, 4.0]


@given(
    numbers=st.lists(st.floats(0, 60, width=32), min_size=len(NAMES), max_size=len(NAMES)),
    which=st.sampled_from(sorted(UPWARDS)),
    more=st.floats(0, 1, width=32),
)
def test_more_of_what_speaks_for_an_entry_never_counts_against_it(numbers, which, more, trees):
    row = np.array([numbers])
    higher = row.copy()
    higher[0, NAMES.index(which)] += more
    assert trees.values(higher)[0] >= trees.values(row)[0]


def test_what_is_saved_is_opened_again(trees, tmp_path):
    trees.save(tmp_path / "trees.packed")
    opened = Trees.load(tmp_path / "trees.packed", NAMES)
    rows = np.random.default_rng(3).random((5, len(NAMES)))
    assert np.array_equal(opened.values(rows), trees.values(rows))


def test_a_file_for_other_numbers_is_refused(trees, tmp_path):
    trees.save(tmp_path / "trees.packed")
    with pytest.raises(BadInputError, match="another version"):
        Trees.load(tmp_path / "trees.packed", NAMES[1:])


def test_a_damaged_file_is_refused(trees, tmp_path):
    path = tmp_path / "trees.packed"
    trees.save(path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BadInputError, match="damaged"):
        Trees.load(path, NAMES)


@pytest.mark.parametrize("said", SAID)
def test_the_first_change_places_and_the_scores_stay(said, demo_book, words, plainly, trees):
    suggester, before = Suggester(demo_book, words), Suggester(demo_book, plainly)
    question = before._understood(asking(said))
    assert question is not None
    ranked, gathered = before._ranked(question)
    first = suggester._second_look.first(ranked, gathered)
    looked = list(suggester._second_look.over(ranked, gathered, question.clauses, trees, None))
    assert {item.entry_id for item in looked[: len(first)]} == {item.entry_id for item in first}
    assert [item.entry_id for item in looked] != [item.entry_id for item in ranked]
    assert [item.score for item in looked[: len(first)]] == pytest.approx(
        [item.score for item in first], abs=1e-4
    )
    assert all(one.score > other.score for one, other in pairwise(looked[: len(first)]))
    was = {item.entry_id: item.score for item in first}
    assert all(item.score == pytest.approx(was[item.entry_id] + item.looked) for item in looked[: len(first)])
    rest = [item for item in ranked if item.entry_id not in was]
    assert [item.entry_id for item in looked[len(first) :]] == [item.entry_id for item in rest]
    assert all(item.score <= looked[len(first) - 1].score for item in looked[len(first) :])


def test_without_its_file_everything_stays_as_it_came_up(demo_book, plainly):
    shown = Suggester(demo_book, plainly).suggest(asking(SAID[0]))
    assert shown
    assert all(item.looked == 0.0 for item in shown)


def test_a_second_look_tells_what_it_moved(demo_book, words):
    shown = Suggester(demo_book, words).suggest(asking(SAID[0]))
    assert any(item.looked for item in shown)


def test_nothing_said_has_nothing_to_look_at(demo_book, words):
    first, rows = Suggester(demo_book, words).seen(asking("mmm"))
    assert len(first) == len(rows) == 0


def test_all_is_weak_where_no_answer_is_likely_and_the_first_is_fair_where_one_is(words):
    judge, found = Judge(words), Found("a", 0.5, False, Way.JOIN, "theme", frozenset(), (), None)

    def from_odds(signs: Signs) -> float:
        likely = likelihood(signs)
        return ANSWERED - BESIDE * math.log(likely / (1 - likely))

    for signs in SIGNS:
        expected = "fair" if likelihood(signs) >= SURE else "weak"
        for first in (True, False):
            assert judge.strength(found, signs, first=first, odds=from_odds(signs) - 0.01) == expected
    sure = next(signs for signs in SIGNS if likelihood(signs) >= FAIR)
    nearly = next(signs for signs in SIGNS if NEARLY <= likelihood(signs) < FAIR)
    hardly = next(signs for signs in SIGNS if likelihood(signs) < NEARLY)
    above = max(map(from_odds, (sure, nearly, hardly))) + 0.01
    assert judge.strength(found, sure, first=False, odds=above) == "fair"
    assert judge.strength(found, nearly, first=True, odds=above) == "fair"
    assert judge.strength(found, nearly, first=False, odds=above) == "weak"
    assert judge.strength(found, hardly, first=True, odds=above) == "weak"


def test_more_of_what_was_found_never_makes_an_answer_less_likely(words):
    trees, rng = words.trees(ANSWERED_FILE, SUMMED_UP), np.random.default_rng(4)
    assert trees is not None
    for name in sorted(UPWARDS):
        rows = rng.random((12, len(NAMES)))
        more = rows.copy()
        more[:, NAMES.index(name)] += 0.3
        assert trees.values(summed_up(more))[0] >= trees.values(summed_up(rows))[0]
