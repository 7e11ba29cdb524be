"""Reach as people say it: how far they can get, whether at all, over what, and what it may cost."""

import tomllib
from pathlib import Path

import pytest
from limits_told import read_limits
from shelf_of import TODAY
from test_matching_places_heard import named

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.heard.places_heard import places_heard
from conversation_kit.matching.vocabulary.words import Words

SAID: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("reach_said.toml").read_text("utf-8"))
LEFT_OVER = 0.15
"""So many of each kind may go unheard."""


def limits(said: str, words: Words) -> Limits:
    asking = Asking(heard=(Heard("I like dominoes"), Heard(said)), today=TODAY)
    return read_limits(asking, [], words)


def told(said: str, words: Words) -> set[str]:
    """The limits of this kind that are heard in a statement."""
    found = limits(said, words)
    places = places_heard([said], named, frozenset(), words.forms)
    kept_to = [spot.name for spot in (*places.only, *places.until)]
    heard = {
        "only": kept_to == ["elmsley"],
        "near": found.within is not None,
        "at_home": found.at_home,
        "access": found.access,
        "free": found.most is not None and found.most < 1,
        "cheap": found.most is not None and found.most <= 10,
    }
    return {kind for kind, holds in heard.items() if holds}


@pytest.mark.parametrize("kind", [kind for kind in SAID if kind != "none"])
def test_what_somebody_can_get_to_and_pay_is_heard(kind, words):
    unheard = [said for said in SAID[kind] if kind not in told(said, words)]
    assert len(unheard) <= LEFT_OVER * len(SAID[kind]), unheard


@pytest.mark.parametrize("said", SAID["none"])
def test_what_only_sounds_like_it_is_no_limit(said, words):
    assert not told(said, words)


@pytest.mark.parametrize(
    "said",
    [
        "I'd go anywhere in Elmsley or Oakham or the moon for a good brass band",
        "Our kid only goes places in Elmsley, but I'm on the bus to all sorts",
        "I was wed in Elmsley but I'll go wherever you send me",
    ],
)
def test_who_would_go_anywhere_is_kept_by_no_place(said, words):
    places = places_heard([said], named, frozenset(), words.forms)
    assert not places.only
    assert not places.until


def test_an_amount_that_was_named_is_the_most_it_may_cost(words):
    assert limits("Say a couple of quid and we're talking", words).most == 2
    assert limits("I've set aside two pounds fifty and that's the size of it", words).most == 2
    assert limits("£3 ok, £6 not ok", words).most == 3
    assert limits("not paying more than a 5er", words).most == 5


def test_who_gets_out_is_not_kept_at_home(words):
    assert not limits("I was housebound all that winter but now I'm never in", words).at_home
    assert not limits("I take books round to the housebound", words).at_home
    assert limits("I've not been over that doorstep since the stroke", words).at_home


def test_steps_that_were_hard_once_are_no_limit(words):
    assert not limits("I couldn't do stairs till they gave me the new hip", words).access
    assert not limits("there's a zimmer in our shed, good as new", words).access
    assert limits("climbing, that I cannot", words).access
