"""Whose limit it is, how old the children are, whether steps are hard, and what is put aside without a word of dislike."""

from dataclasses import replace
from datetime import date

import pytest
from limits_told import read_limits
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.ages_told import ages_in
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.suggesting import suggest

WISH = "I'd like to meet people"


def limits(words, *said: str) -> Limits:
    asking = Asking(heard=tuple(map(Heard, said)), today=date(2026, 11, 23))
    return read_limits(asking, listen(asking.heard, words), words)


@pytest.mark.parametrize(
    "said",
    [
        "my brother's in a wheelchair",
        "my mum can't manage the stairs",
        "my son's allergic to dogs",
        "my husband can't stand noise",
        "she couldn't abide a crowd, my late sister",
        "our Carol hates dogs, she's soft",
    ],
)
def test_what_holds_for_somebody_else_is_no_limit(said, words):
    alone, heard = limits(words, WISH), limits(words, WISH, said)
    # "my husband" tells that she is grown up, "my mum" that she may not be
    without_age = replace(heard, at_least=None, young=alone.young)
    assert without_age == replace(alone, kinds=alone.kinds - {"kin"})


@pytest.mark.parametrize(
    "said",
    [
        "my brother's in a wheelchair and we'd come together",
        "I need somewhere for my mum, she can't manage the stairs",
        "he's in a wheelchair",
    ],
)
def test_it_is_one_when_they_are_the_ones_it_is_for(said, words):
    assert limits(words, said).access


@pytest.mark.parametrize(
    ("said", "some", "never"),
    [
        ("she's in Year Two", 6, 12),
        ("our lad's just started big school", 11, 6),
        ("he's doing his mocks", 15, 9),
        ("the baby, she's not walking yet", 0, 4),
        ("they're eight and nine", 8, 4),
        ("she's just gone into reception", 4, 9),
    ],
)
def test_school_tells_the_age_of_a_child(said, some, never, words):
    ages = limits(words, said).child_ages
    assert some in ages
    assert never not in ages


@pytest.mark.parametrize(
    "said", ["her big brother's in Year Eleven", "I was a nursery nurse", "I'm in year ten"]
)
def test_and_not_that_of_somebody_else(said, words):
    assert not limits(words, said).child_ages


@pytest.mark.parametrize(
    "said", ["stairs kill me", "it's them stairs", "my knees and stairs", "I struggle on steps"]
)
def test_steps_are_hard(said, words):
    assert limits(words, said).access


@pytest.mark.parametrize(
    "said",
    [
        "I don't mind stairs",
        "stairs are no bother",
        "I fell down the stairs in 1987",
        "first steps in Polish",
    ],
)
def test_steps_that_are_only_spoken_of_are_no_limit(said, words):
    assert not limits(words, said).access


def found(words, *said: str) -> set[str]:
    entries = [
        an_entry("cards", "Full Deck", "Meet people over whist and cards.", **ELM),
        an_entry("art", "Paint Pots", "Meet people over painting and drawing.", **ELM),
        an_entry("chat", "Five Chairs", "Meet people for a chat.", **ELM),
    ]
    asking = Asking(heard=tuple(map(Heard, said)), today=TODAY, limit=10)
    return {item.entry_id for item in suggest(asking, SmallBook(entries), words)}


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("I've not the patience for cards", "cards"),
        ("I was never any good at drawing", "art"),
        ("painting's a mug's game", "art"),
        ("we tried Full Deck and it was all solicitors", "cards"),
    ],
)
def test_a_pastime_put_aside_is_left_out(said, out, words):
    assert out in found(words, WISH)
    assert found(words, WISH, said) == found(words, WISH) - {out}


@pytest.mark.parametrize(
    "said", ["I've never tried painting", "I miss the cards", "I've been meaning to go to Full Deck"]
)
def test_what_is_longed_for_is_not(said, words):
    assert found(words, WISH, said) >= {"cards", "art", "chat"}


def test_months_are_ages_of_babies():
    assert ages_in("Play for babies under 18 months") == (None, 1)
    assert ages_in("Massage for babies from 6 weeks to 9 months") == (None, 1)
    assert ages_in("There is a waiting list of up to 18 months") is None
