"""Which life themes an entry is of, by the words of directories."""

from dataclasses import replace

import pytest
from shelf_of import an_entry

from conversation_kit.matching.indexed.index import Index
from conversation_kit.matching.indexed.indexing import index_of
from conversation_kit.matching.vocabulary.words import Words


def themes_of(entry, words: Words) -> dict[str, float]:
    """The themes of one entry with how far it is of them."""
    index = Index(index_of([entry], words))
    found = {}
    for theme in words.themes:
        spread = index.of_theme(theme)
        if len(spread):
            found[theme] = round(float(spread.fits[0]), 2)
    return found


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Hot drinks and toast for everybody.", "alcohol"),
        ("A local authority run branch.", "running"),
        ("We will let you know, all rights reserved.", "legal"),
        ("Visit our website to book a place.", "befriending"),
        ("Visit our website to book a place.", "reading-groups"),
        ("Wheelchair accessible, with a hearing loop and disabled parking.", "physical-disability"),
        ("We look forward to hearing from you.", "hearing-loss"),
        ("Please send us a message.", "send-families"),
        ("A stall in the market, round the corner from the church hall.", "faith-church"),
        ("We do not provide debt advice or food parcels.", "money-advice"),
        ("A club that prides itself on its lawns.", "lgbt"),
        ("Help getting rid of rubbish, and we offer rides.", "horses"),
    ],
)
def test_what_only_looks_like_a_theme_is_none(text, theme, words):
    assert theme not in themes_of(an_entry("one", "The Corner", description=text), words)


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("Lunch Club, Meadow Way", "nature"),
        ("Wood Lane Mission", "nature"),
        ("Brook Farm Community Centre", "animals"),
        ("Mill Park Primary School", "parks"),
    ],
)
def test_what_a_street_or_a_house_is_named_after_is_no_theme(name, theme, words):
    assert theme not in themes_of(an_entry("one", name, description="Open on Tuesdays."), words)


@pytest.mark.parametrize(
    ("name", "theme"), [("Friends of Mill Park", "parks"), ("Brook City Farm", "animals")]
)
def test_a_park_or_a_farm_itself_is_one(name, theme, words):
    assert theme in themes_of(an_entry("one", name, description="Open on Tuesdays."), words)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("A falls clinic for anybody who is unsteady.", "falls"),
        ("Talking therapies for people who feel low.", "low-mood"),
        ("Help to claim universal credit, and benefit checks.", "benefits"),
        ("Volunteer drivers take people to hospital appointments.", "community-transport"),
        ("Our IDVAs work with people leaving an abusive partner.", "domestic-abuse"),
        ("Stay & play for under fives and grown-ups.", "toddlers"),
        ("Couch to 5k for those who never ran.", "running"),
        ("Borrow a wheelchair, or a walking frame.", "equipment"),
    ],
)
def test_what_directories_write_is_known(text, theme, words):
    assert themes_of(an_entry("one", "The Corner", description=text), words)[theme] >= 0.6


def test_a_word_that_tells_it_only_in_a_title(words):
    inside = an_entry("one", "The Corner", description="Bear in mind that we relate to people.")
    named = an_entry("one", "Relate and Mind", description="Open all week.")
    assert not {"relationships", "low-mood"} & themes_of(inside, words).keys()
    assert {"relationships", "low-mood"} <= themes_of(named, words).keys()


def test_who_runs_it_tells_what_it_is_but_not_that_it_is_worship(words):
    entry = an_entry("one", "The Corner", description="Open all week.")
    assert "dementia-groups" in themes_of(replace(entry, organization="Larkby Alzheimer's Society"), words)
    assert "faith-church" not in themes_of(replace(entry, organization="Larkby Methodist Church"), words)


def test_ways_to_give_are_no_title(words):
    entry = an_entry("one", "The Corner", description="Open all week.", ways_to_give=("mind the door",))
    assert "low-mood" not in themes_of(entry, words)
