"""Exploring: what is asked next, and what is said when nothing fits."""

from dataclasses import replace
from datetime import date

from conversation_kit.book.filters import BookFilter
from conversation_kit.book.places import Gazetteer
from conversation_kit.journey.exploring import Wish, looked_for, next_asking, nothing_fits, still_there
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.entries import CostOption, Entry
from conversation_kit.model.people import Person
from conversation_kit.model.spots import Spot
from conversation_kit.model.story import Story

TODAY = date(2026, 11, 24)
NOWHERE = Gazetteer([])
TOWN = Spot("Saltmarsh", 54.0, 1.0)
OTHER = Spot("Quay", 54.1, 1.1)
ASSET = Asset("a1", "p1", "used to teach PE", Kind.PERSONAL, Leaning.STRENGTH)
STORY = Story(
    Person("p1", "Maureen", birth_year=1950),
    assets=(ASSET, Asset("a2", "p1", "our Janet", Kind.SOCIAL, Leaning.STRENGTH)),
    connections=(Connection("c1", "p1", "e1", "Knit", Stage.NOT_FOR_ME),),
)
FREE = Entry("free", "Free", is_free=True)
DEAR = Entry("dear", "Dear", cost_options=(CostOption(amount=9.0),))
SILENT = Entry("silent", "Silent")


def asking(wish=None, **more):
    return next_asking(STORY, wish or Wish(), today=TODAY, near=TOWN, gazetteer=NOWHERE, **more)


def test_five_at_once_without_what_was_decided_or_seen():
    made = asking(seen=["e2", "e3"])
    assert made.limit == 5
    assert made.already == {"e1", "e2", "e3"}
    assert [heard.text for heard in made.heard] == ["used to teach PE", "our Janet"]


def test_one_thing_alone():
    assert [heard.text for heard in asking(Wish(only="a1")).heard] == ["used to teach PE"]


def test_one_thing_is_looked_for_as_it_stands_now():
    corrected = replace(STORY, assets=(replace(ASSET, words="taught PE and rounders"), STORY.assets[1]))
    wish = Wish(only="a1")
    made = next_asking(corrected, wish, today=TODAY, near=TOWN, gazetteer=NOWHERE)
    assert [heard.text for heard in made.heard] == ["taught PE and rounders"]
    assert looked_for(corrected, wish).words == "taught PE and rounders"
    assert still_there(corrected, wish) == wish


def test_one_thing_that_is_gone_gives_way_to_everything():
    gone = replace(STORY, assets=(replace(ASSET, taken_out=True), STORY.assets[1]))
    for story in (gone, replace(STORY, assets=STORY.assets[1:])):
        made = next_asking(story, Wish(only="a1"), today=TODAY, near=TOWN, gazetteer=NOWHERE)
        assert "our Janet" in [heard.text for heard in made.heard]
        assert looked_for(story, Wish(only="a1")) is None
        assert still_there(story, Wish(only="a1", might=True)) == Wish(might=True)


def test_near_another_place_when_that_was_asked_for():
    assert asking().near == TOWN
    assert asking(Wish(within=BookFilter(near=OTHER))).near == OTHER


def test_a_place_alone_keeps_nothing_out():
    assert asking().keep is None
    assert not Wish(within=BookFilter(near=OTHER)).is_narrowed
    assert not Wish(within=BookFilter(within_miles=2.0)).is_narrowed
    assert Wish(within=BookFilter(near=OTHER, within_miles=2.0)).is_narrowed


def test_what_is_sure_first_then_what_might_fit():
    within = BookFilter(most_cost=0.0)
    sure, might = asking(Wish(within=within)).keep, asking(Wish(within=within, might=True)).keep
    assert [sure(entry) for entry in (FREE, DEAR, SILENT)] == [True, False, False]
    assert [might(entry) for entry in (FREE, DEAR, SILENT)] == [False, False, True]


def test_nothing_fits_says_the_ways_on():
    assert nothing_fits(Wish()).endswith("u tells the knowledge officers what is missing.")
    narrowed = nothing_fits(Wish(only="a1", within=BookFilter(most_cost=0.0)))
    assert "with “free”" in narrowed
    assert "f changes" in narrowed
    assert "a looks for everything" in narrowed
