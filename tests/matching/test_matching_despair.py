"""What comes up for whoever is in despair, and for whoever lost somebody to suicide; and who wants nothing of computers."""

from collections.abc import Iterator
from datetime import date

import pytest
from shelf_of import SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def suggester(words) -> Iterator[Suggester]:
    book = SmallBook(
        [
            an_entry("walk", "Bereaved by suicide: a walk", "We walk two slow miles. You need not talk."),
            an_entry(
                "haven", "The Haven", "A safe place for people in crisis or feeling suicidal, every evening."
            ),
            an_entry("readers", "Clock Readers", "A reading group. A book a month and a good argument."),
            an_entry("café", "The Open Chair: bereavement café", "For anybody who has lost somebody."),
            an_entry(
                "stroke",
                "Stroke Club",
                "For people who had a stroke. Low mood and depression are talked about.",
            ),
            an_entry(
                "online", "Get Started Online", "A computer course for beginners. Bring a book to read."
            ),
        ]
    )
    yield Suggester(book, words)
    book.close()


def shown(suggester: Suggester, *said: str) -> list[str]:
    asking = Asking(heard=tuple(map(Heard, said)), today=TODAY, limit=10)
    return [item.entry_id for item in suggester.suggest(asking)]


@pytest.mark.parametrize(
    "said",
    [
        "I've been thinking of ending it all",
        "some nights I think they'd be better off without me",
        "I've got the tablets counted out",
        "I'd sooner go to sleep and not wake up",
    ],
)
def test_despair_finds_those_who_are_there_for_it_and_no_group_for_the_bereaved(suggester, said):
    found = shown(suggester, said)
    assert found[0] == "haven"
    assert not {"walk", "stroke", "readers"} & set(found)


@pytest.mark.parametrize("said", ["our lad took his own life at Easter", "we lost my brother to suicide"])
def test_whoever_lost_somebody_to_suicide_finds_the_walk_behind_the_key(suggester, said):
    asking = Asking(heard=(Heard(said),), today=TODAY, limit=10)
    first = suggester.suggest(asking)[0]
    assert first.entry_id == "walk"
    assert first.sensitive == "crisis"


def test_other_bereaved_people_are_not_led_to_it_first(suggester):
    assert shown(suggester, "my wife passed away in March")[0] == "café"


@pytest.mark.parametrize(
    ("said", "taught"),
    [
        ("everything's online now and I can't do it", True),
        ("I'd like to learn the computer", True),
        ("I don't have a computer and I shan't be getting one", False),
        ("they say go online, but I've no internet and I'm not about to start", False),
        ("I'm too old to learn computers", False),
    ],
)
def test_nobody_is_taught_computers_who_will_have_nothing_to_do_with_them(suggester, said, taught):
    assert ("online" in shown(suggester, said, "I love a good book")) is taught
