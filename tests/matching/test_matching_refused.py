"""A pastime that is refused by the words next to its name keeps away; what is only missing or given up does not."""

from datetime import date

import pytest

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.refused_heard import refused_in

REFUSED = {
    "Owt sat down, and I'm not singing": "singing",
    "I'd like a bit of company but I don't do bingo": "bingo",
    "Somewhere warm, as long as there's no singing": "singing",
    "Get me out of the house, but choirs no": "singing",
    "A craft thing would be grand, I'll not knit though": "knitting",
    "A hobby, only I won't dance": "dancing",
    "Something of an evening, provided there's no dancing": "dancing",
    "I'd go out if nobody makes me do karaoke": "karaoke",
    "I want to get out, I'm not singing though": "singing",
    "Happy to try owt bar bingo": "bingo",
    "I'd sooner stop in than dance": "dancing",
    "A day out would be lovely so long as it's not bowls": "bowls",
}
NOT_REFUSED = [
    "I don't dance any more, not since Frank went",
    "There's no choir round here",
    "I've not knitted in years and I miss it",
    "My hands won't knit now",
    "I want to learn to swim, I don't swim yet",
    "why not dancing, I'm game",
    "I don't just sing, I play",
    "Not a hem I couldn't sew",
    "I don't exercise in front of men",
    "She'll not dance, she's shy",
    "I don't swim on my own",
    "not only bowls, I like darts",
    "I can't sing well enough for a choir",
    "We've no garden, and I'd love one",
    "I won't go dancing without her",
]


def refused(said, words):
    clauses = listen((Heard(said),), words)
    return {theme for one in clauses for theme in refused_in(one, words.bank.hits(one.stems), words)}


@pytest.mark.parametrize(("said", "theme"), REFUSED.items())
def test_the_words_next_to_its_name_refuse_a_pastime(words, said, theme):
    assert theme in refused(said, words)


@pytest.mark.parametrize("said", NOT_REFUSED)
def test_what_is_missing_given_up_or_under_a_condition_is_not_refused(words, said):
    assert refused(said, words) == set()


def test_what_else_was_said_in_the_same_breath_still_finds_something(words):
    assert "dancing" not in refused("I want to get out and dance, I'm not singing though", words)
    assert "dancing" not in refused("I used to dance, street not ballet", words)


def test_what_is_refused_does_not_come_up(demo):
    def found(said):
        asking = Asking(heard=(Heard(said),), today=date(2026, 12, 1))
        return {theme for one in demo.suggest(asking) for theme in one.themes}

    assert "singing" not in found("Knees are gone, so owt sat down, and I'm not singing")
    assert "singing" in found("Knees are gone, so owt sat down, and I miss singing")
