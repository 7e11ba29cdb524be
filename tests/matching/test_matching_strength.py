"""Strength: what is taken away never makes a suggestion stronger, and what no directory has gets nothing fair."""

from dataclasses import astuple, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf_of import TODAY, SmallBook

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import read_files
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.pieces import Basis, Evidence, Kind, Reason
from conversation_kit.matching.shortlist.strength import FAIR, STRONG, Judge, Signs, likelihood, signs_of
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.connections import Way

HOPELESS = Path(__file__).parents[2] / "training" / "hopeless.txt"
ORDER = ["weak", "fair", "strong"]

parts = st.floats(0, 1)
bases = st.builds(
    Basis, st.sampled_from(Kind), parts, parts, st.frozensets(st.sampled_from(["knit", "wool", "natter"])), parts
)  # fmt: skip
pieces = st.builds(
    lambda clause, value, basis, fit: Evidence(
        clause, value, Reason("said", "because"), Way.JOIN, "theme", basis=basis, fit=fit
    ),
    st.integers(0, 3), parts, bases, parts,
)  # fmt: skip


@given(st.lists(pieces, max_size=8), st.data(), parts, parts)
def test_taking_evidence_away_never_makes_it_stronger(words, listed, data, alike, worth):
    kept = [piece for piece in listed if data.draw(st.booleans())]
    whole, less = (
        Signs(*signs_of(some, worth=worth), alike, alike, signs_of(some, worth=worth)[0])
        for some in (listed, kept)
    )
    assert likelihood(less) <= likelihood(whole)
    judge = Judge(words)
    strengths = [
        judge.strength(_found(some), signs, first=True) for some, signs in ((kept, less), (listed, whole))
    ]
    assert ORDER.index(strengths[0]) <= ORDER.index(strengths[1])


@given(st.lists(pieces, min_size=1, max_size=8), st.integers(0, 7), parts)
def test_a_piece_that_says_less_never_makes_it_stronger(listed, at, share):
    at %= len(listed)
    piece = listed[at]
    weaker = Evidence(
        piece.clause, piece.value * share, piece.reason, piece.way, piece.theme, basis=piece.basis, fit=piece.fit
    )  # fmt: skip
    before, after = (
        likelihood(Signs(*signs_of(some, worth=1.0)))
        for some in (listed, [*listed[:at], weaker, *listed[at + 1 :]])
    )
    assert after <= before


@given(st.lists(pieces, max_size=8), parts, parts)
def test_knowing_less_of_the_entry_never_makes_it_stronger(listed, worth, other):
    less, more = sorted((worth, other))
    assert likelihood(Signs(*signs_of(listed, worth=less))) <= likelihood(
        Signs(*signs_of(listed, worth=more))
    )


@pytest.mark.parametrize("sign", [sign for sign in Signs.__slots__ if sign not in ("alike_name", "plainly")])
def test_each_sign_speaks_for_an_entry(sign):
    assert likelihood(Signs(**{sign: 1.0})) > likelihood(Signs())


def test_strong_needs_a_name_that_is_about_it(words):
    told = Signs(phrase=1.0, agreed=1.0, heard=1.0, alike=1.0, asks=1.0)
    assert likelihood(told) >= STRONG
    assert Judge(words).strength(_found([]), replace(told, plainly=1.0), first=True) == "fair"
    assert Judge(words).strength(_found([]), replace(told, alike_name=1.0), first=True) == "fair"
    wholly = replace(told, plainly=1.0, alike_name=1.0)
    assert Judge(words).strength(_found([]), wholly, first=True) == "strong"
    assert Judge(words).strength(_found([]), wholly, first=False) == "fair"
    assert Judge(words).strength(_found([])._replace(way=Way.GIVE), wholly, first=True) == "fair"


@pytest.mark.parametrize(
    "said",
    ["I'd never miss the knit and natter if I could get there", "I've had enough of the knit and natter"],
)
def test_what_may_be_meant_the_other_way_about_is_never_strong(suggester, said):
    assert all(
        one.strength != "strong" for one in suggester.suggest(Asking(heard=(Heard(said),), today=TODAY))
    )


def test_signs_are_parts_of_one(suggester):
    for said in ("knit and natter", "I never stop crocheting", "Safe Harbour", "the kids have left home"):
        for item in suggester.suggest(Asking(heard=(Heard(said),), today=TODAY)):
            assert all(0 <= sign <= 1.01 for sign in astuple(item.signs)), item  # rounding of whole numbers


def test_a_guess_alone_is_fair_at_most(words):
    guessed = Signs(
        guess=1.0, heard=1.0, second=1.0, many=1.0, alike=1.0, alike_name=1.0, agreed=1.0, asks=1.0
    )
    assert likelihood(guessed) >= STRONG > FAIR
    assert Judge(words).strength(_found([]), guessed, first=True) == "fair"


def test_the_name_of_a_group_is_strong(suggester):
    found = suggester.suggest(Asking(heard=(Heard("she goes on about the knit and natter"),), today=TODAY))
    assert found[0].entry_id == "knit"
    assert found[0].strength == "strong"


def test_what_no_directory_has_gets_nothing_fair_or_strong(words):
    """The half that nothing was fitted on; today 0.58 are quiet, over a Book that has nearly everything (decision 23)."""
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    book = SmallBook(entries)
    suggester = Suggester(book, words)
    said = [line for line in HOPELESS.read_text("utf-8").splitlines() if not line.startswith("#")][1::2]
    quiet = [
        all(
            item.strength == "weak"
            for item in suggester.suggest(Asking(heard=(Heard(one),), today=TODAY, limit=10))
        )
        for one in said
    ]
    book.close()
    assert len(said) >= 50
    assert sum(quiet) / len(quiet) >= 0.55


def _found(listed: list[Evidence]) -> Found:
    return Found(
        entry_id="one",
        score=0.5,
        weak=False,
        way=Way.JOIN,
        theme="theme",
        clauses=frozenset(),
        reasons=(),
        miles=None,
        pieces=tuple(listed),
    )
