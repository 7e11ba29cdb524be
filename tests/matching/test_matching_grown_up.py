"""That somebody is grown up, told by their life: nothing for children or the young comes up for them."""

from datetime import date

import pytest
from limits_told import read_limits

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.grown_up_heard import years_lived
from conversation_kit.matching.heard.hearing import listen


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ("I kept whippets for thirty year", 30),
        ("sixty years wed come August", 60),
        ("my wife does the garden", 18),
        ("they made me redundant at the plant, I've been made redundant twice", 18),
        ("I'm on nights at the biscuit works", 18),
        ("I learned the cornet as a lad", None),
        ("my dad was forty years on the trams", None),
        ("in twenty years time there'll be nothing left", None),
        ("I'm ten years younger than her", None),
        ("my nan and I like a film", None),
    ],
)
def test_a_life_tells_how_old_somebody_is_at_least(said, least, words):
    asking = Asking(heard=(Heard(said),), today=date(2026, 11, 29))
    assert read_limits(asking, listen(asking.heard, words), words).at_least == least


def test_the_longest_counts():
    assert years_lived(" 20 years at the mill | and 35 years in the shop ") == 35
