"""Words that others at home should not read unasked."""

import pytest


@pytest.fixture
def private(kit):
    return kit.private_words()


@pytest.mark.parametrize(
    "words",
    [
        "he hits me",
        "I hate it when he hits me, but Sundays are nice",
        "he locks me in when he goes out",
        "I want to leave but he'd come after me",
        "our Kyle's on heroin again",
        "I've been saving my tablets up",
        "I told my family I like girls",
        "waiting on the Home Office about my leave to remain",
        "I was abused as a child",
    ],
)
def test_danger_and_what_is_covered_anyway_are_private(private, words):
    assert private(words)
    assert private(words)


@pytest.mark.parametrize(
    "words",
    [
        "I did the school dinners at St Peter's, thirty-one years.",
        "I take pride in my garden",
        "our Janet comes Sundays, she's enough on with the twins",
        "a cup of tea and a natter",
        "I don't go out of a dark night, not since Frank",
        "spice and a bit of lamb, I cook for everybody",
        "my husband is good to me",
        "",
    ],
)
def test_everything_else_is_not(private, words):
    assert not private(words)
