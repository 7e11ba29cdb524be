"""Whose company somebody will not have, and how old they are: many ways of saying it, and what only sounds like it."""

import pytest
from limits_told import read_limits, told_in
from shelf_of import TODAY

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits

TOLD = told_in("limits_company.toml")
MISSED = 0.12
"""So many of the ways of saying one limit may not be heard: rare turns are not worth what they would wrongly hear."""
TAKEN = 0.04
"""And so many of the others may be taken for one."""
COMPANY = ("only_with", "strictly", "no_groups", "no_crowds", "no_children", "no_old", "no_young")


def limits(words, said: str) -> Limits:
    asking = Asking(heard=(Heard("I like dominoes"), Heard(said)), today=TODAY)
    return read_limits(asking, listen(asking.heard, words), words)


@pytest.mark.parametrize("told", TOLD["limits"], ids=lambda told: "-".join(map(str, *told["heard"].items())))
def test_nearly_every_way_of_saying_it_is_heard(told, words):
    missed = [
        said
        for said in told["say"]
        if any(getattr(limits(words, said), name) != meant for name, meant in told["heard"].items())
    ]
    assert len(missed) <= MISSED * len(told["say"]), missed


@pytest.mark.parametrize(("alike", "names"), [("alike", COMPANY), ("alike_ages", ("age",))])
def test_hardly_anything_that_only_sounds_like_it_is_taken(alike, names, words):
    say, nothing = TOLD[alike]["say"], Limits()
    taken = [
        said
        for said in say
        if any(getattr(limits(words, said), name) != getattr(nothing, name) for name in names)
    ]
    assert len(taken) <= TAKEN * len(say), taken


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("Threescore and ten, and still on the bowls green", 70),
        ("born in '59, in a snowstorm", 67),
        ("my eighty-first birthday was last week", 81),
        ("I'm in my ninetieth year", 89),
        ("Mrs Shaw, 88, lives alone", 88),
        ("the big six-oh is coming up. I hit the big six-oh in May", 60),
        ("64F, widowed", 64),
    ],
)
def test_ages_that_are_reckoned(said, age, words):
    assert limits(words, said).age == age


def test_what_frightened_them_once_does_so_no_more(words):
    assert not limits(words, "I used to be scared of crowds but that's gone").no_crowds
    assert limits(words, "I used to be scared of crowds and I still can't face them").no_crowds


def test_a_circle_is_for_talking_in_and_keeps_nobody_out_of_groups(words):
    heard = limits(words, "I'll not sit in a circle")
    assert heard.no_talking
    assert not heard.no_groups


def test_what_is_reported_of_others_holds_for_them(words):
    for said in (
        "My brother won't sit with women, I'm the sociable one",
        "He'll no' sit wi' lassies, my brother",
        "Pt's sister asked for no kids near her",
        "The cat can't stand toddlers",
    ):
        heard = limits(words, said)
        assert (heard.only_with, heard.no_children) == ("", False), said
