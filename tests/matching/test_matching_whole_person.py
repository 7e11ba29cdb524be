"""A shortlist for one person: mixed, spread, within everything they said, with whom they know."""

from collections import Counter

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry, weekly

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.assets import Kind, Leaning


def found(words, entries, *heard, **more):
    book = SmallBook(entries)
    try:
        return Suggester(book, words).suggest(Asking(heard=heard, today=TODAY, **more))
    finally:
        book.close()


def test_no_five_of_the_same_when_several_things_were_said(words):
    choirs = [
        an_entry(f"choir{n}", f"{name} Choir", "A choir.", **ELM)
        for n, name in enumerate(("Red", "Blue", "Green", "Pink", "White"))
    ]
    other = [
        an_entry("knit", "Stitchers", "A knitting group.", **ELM),
        an_entry("walk", "Steppers", "A walking group.", **ELM),
    ]
    shown = found(
        words,
        [*choirs, *other],
        Heard("I love to sing"),
        Heard("I like knitting"),
        Heard("a walk in company"),
    )
    kinds = Counter(item.entry_id[:5] for item in shown)
    assert kinds["choir"] <= 3
    assert {"knit", "walk"} <= {item.entry_id for item in shown}


def test_one_thing_alone_may_fill_the_list(words):
    choirs = [
        an_entry(f"choir{n}", f"{name} Choir", "A choir.", **ELM)
        for n, name in enumerate(("Red", "Blue", "Green", "Pink", "White"))
    ]
    assert len(found(words, choirs, Heard("I love to sing"))) == 5


def test_one_thing_told_twice_is_shown_once(words):
    entries = [
        an_entry("one", "Knit & Natter", "Knitting.", schedules=weekly("FR", 14, 16), **ELM),
        an_entry(
            "two", "Knit and Natter Group - Elmsley Hub", "Knitting.", schedules=weekly("FR", 14, 16), **ELM
        ),
    ]
    assert len(found(words, entries, Heard("I like knitting"))) == 1


def test_what_they_already_go_to_is_out_under_its_other_name_too(words):
    entries = [
        an_entry("one", "Knit & Natter", "Knitting.", schedules=weekly("FR", 14, 16), **ELM),
        an_entry(
            "two", "Knit and Natter Group - Elmsley Hub", "Knitting.", schedules=weekly("FR", 14, 16), **ELM
        ),
        an_entry("three", "Stitchers", "Knitting.", **ELM),
    ]
    heard = (Heard("I go to Knit & Natter every week"), Heard("I like knitting"))
    assert [item.entry_id for item in found(words, entries, *heard)] == ["three"]


def test_whom_they_know_is_named_where_they_were_spoken_of(words):
    entries = [
        an_entry("bingo", "Bingo Afternoon", "Bingo.", **ELM),
        an_entry("choir", "Canal Choir", "A choir.", **ELM),
    ]
    heard = (
        Heard("me and Sandra always did the bingo", Kind.SOCIAL, Leaning.STRENGTH, "Sandra"),
        Heard("I love to sing"),
    )
    by_id = {item.entry_id: item.bridges for item in found(words, entries, *heard)}
    assert by_id["bingo"] == ("Sandra could come along: nobody has asked yet",)
    assert by_id["choir"] == ()


@pytest.mark.parametrize("said", ["I can't do Tuesdays", "Tuesdays I'm at dialysis", "only Mondays"])
def test_a_limit_in_the_rest_of_the_story_holds_for_one_thing_looked_for(words, said):
    entries = [an_entry("knit", "Stitchers", "Knitting.", schedules=weekly("TU", 10, 12), **ELM)]
    assert found(words, entries, Heard("I like knitting"))
    assert not found(words, entries, Heard("I like knitting"), also_heard=(Heard(said),))


@pytest.mark.parametrize(
    "said",
    [
        "They took me to the bingo. I sat there like a lemon. Never again.",
        "I've had my fill of bingo",
        "Company, yes. Not that bingo business.",
    ],
)
def test_what_was_turned_down_in_the_rest_of_the_story_stays_away(words, said):
    entries = [
        an_entry("bingo", "Bingo Afternoon", "Tea and company.", **ELM),
        an_entry("tea", "Tea Dance", "Tea and company.", **ELM),
    ]
    asked = Heard("I could do with a bit of company")
    assert {item.entry_id for item in found(words, entries, asked)} == {"bingo", "tea"}
    assert [item.entry_id for item in found(words, entries, asked, also_heard=(Heard(said),))] == ["tea"]


def test_the_rest_of_the_story_brings_nothing_up(words):
    entries = [an_entry("choir", "Canal Choir", "A choir.", **ELM)]
    said = (
        Heard("I love to sing"),
        Heard("I don't want to wake up some mornings"),
        Heard("I go to the choir Fridays"),
    )
    assert not found(words, entries, Heard("my knees hurt"), also_heard=said)


def test_since_a_day_is_no_limit(words):
    entries = [an_entry("knit", "Stitchers", "Knitting.", schedules=weekly("TU", 10, 12), **ELM)]
    assert found(words, entries, Heard("I like knitting, I can't find my needles since Tuesday"))
