"""Nothing of church, nothing of drink: how people say it, and what only sounds like it."""

import pytest
from limits_told import read_limits, told_in
from shelf_of import TODAY

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits

TOLD = told_in("church_and_drink_said.toml")


def limits(words, said: str) -> Limits:
    heard = (Heard(said),)
    return read_limits(Asking(heard=heard, today=TODAY), listen(heard, words), words)


@pytest.mark.parametrize("said", TOLD["faith"])
def test_nothing_of_church(words, said):
    heard = limits(words, said)
    assert heard.no_faith or heard.no_church


@pytest.mark.parametrize("said", TOLD["drink"])
def test_nothing_of_drink(words, said):
    assert limits(words, said).no_pub


@pytest.mark.parametrize("said", TOLD["neither"])
def test_what_only_sounds_like_it(words, said):
    heard = limits(words, said)
    assert (heard.no_faith, heard.no_church, heard.no_pub) == (False, False, False)


def test_what_was_fallen_out_with_and_made_up_again_is_no_limit(words):
    assert limits(words, "I fell out with the church when Mum died").no_faith
    assert not limits(words, "I fell out with the church when Mum died. We've long made it up").no_faith
