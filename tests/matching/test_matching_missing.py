"""What was looked for and not found, in names of the word lists only."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.shortlist.missing import looked_for_names
from conversation_kit.model.assets import Leaning


def test_names_of_themes_and_no_words_of_theirs(words):
    found = looked_for_names([Heard("our Janet and me would love to crochet again")], words)
    assert found
    assert "knitting and crochet" in found[0]
    assert set(found) <= {theme.name for theme in words.themes.values()}


def test_a_gift_looks_for_somewhere_to_give(words):
    found = looked_for_names([Heard("I can crochet", leaning=Leaning.GIFT)], words)
    assert "knitting and crochet (somewhere to give)" in found


def test_what_is_disliked_delicate_or_plain_fact_is_not_looked_for(words):
    said = ("I hate bingo", "he hits me, I'm scared of him", "I drink too much", "our Janet comes Sundays")
    found = looked_for_names(map(Heard, said), words)
    assert not any(word in " ".join(found) for word in ("bingo", "abuse", "alcohol"))
    assert looked_for_names([Heard("")], words) == ()


@settings(max_examples=30, deadline=None)
@given(said=st.lists(st.text(max_size=80), max_size=4))
def test_nothing_but_names_for_whatever_is_said(words, said):
    known = {theme.name for theme in words.themes.values()}
    assert set(looked_for_names(map(Heard, said), words)) <= known | {
        f"{name} (somewhere to give)" for name in known
    }
