"""Gifts: whom they are meant for, where they are wanted, and what is no reason at all."""

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.choosing import Found, Listed, choose
from conversation_kit.matching.suggesting import suggest
from conversation_kit.model.assets import Leaning
from conversation_kit.model.connections import Way

VOLUNTEERS = ("Volunteers welcome",)
ENTRIES = [
    an_entry("memory-asks", "Thursday Teapot", "For people living with dementia.", ways_to_give=VOLUNTEERS, **ELM),
    an_entry("memory-silent", "Cake and Company", "For people living with dementia.", **ELM),
    an_entry("shop", "Hospice Shop", "Sorting and selling.", ways_to_give=VOLUNTEERS, **ELM),
    an_entry("older", "Golden Hour", "Older people meet for tea and company.", ways_to_give=VOLUNTEERS, **ELM),
    an_entry("makers", "Makerspace", "Tools and machines. Some older people come in the daytime.", **ELM),
    an_entry("playgroup", "Tiny Feet Playgroup", "A playgroup.", ways_to_give=VOLUNTEERS, maximum_age=4, **ELM),
    an_entry("young-writers", "Inky Fingers: young writers", "Creative writing and stories.", **ELM),
    an_entry("singalong", "Friday Singalong", "Old songs and tea.", ways_to_give=("Play music",), **ELM),
    an_entry("music-club", "Music Club", "Records and talk about music.", **ELM),
    an_entry("autistic", "Quiet Games for autistic adults", "Board games, no noise.", **ELM),
    an_entry("games", "Board Games Night", "Board games and cards.", **ELM),
    an_entry("ukrainian", "Ukrainian Singers", "A choir.", **ELM),
    an_entry("choir", "Town Choir", "A choir.", **ELM),
    an_entry("arm", "Tollermoss Heritage Trail", "Boards and maps.", **ELM),
    an_entry("dads", "Dads Together", "A men's group, a chat for fathers.", **ELM),
    an_entry("lessons", "Guitar lessons", "Private tuition for guitar.", **ELM),
]  # fmt: skip


@pytest.fixture(scope="module")
def giving_book():
    book = SmallBook(ENTRIES)
    yield book
    book.close()


@pytest.fixture
def ask(giving_book, words):
    def _ask(said, leaning=None, **more):
        asking = Asking(heard=(Heard(said, leaning=leaning),), today=TODAY, **{"limit": 10, **more})
        return suggest(asking, giving_book, words)

    return _ask


def ids(found):
    return [item.entry_id for item in found]


def test_a_gift_for_people_finds_where_they_are_and_helpers_are_wanted_first(ask):
    found = ask("I'd like to help people who are living with dementia", Leaning.GIFT, age=31)
    assert ids(found)[:2] == ["memory-asks", "memory-silent"]
    assert all(item.way is Way.GIVE for item in found)
    assert "shop" not in ids(found)[:2]
    assert "the Book does not say whether they take helpers: ask" in found[1].cautions


def test_a_reason_to_give_names_whom_it_is_for(ask):
    found = ask("I'd like to help people with dementia", Leaning.GIFT)
    assert found[0].reasons[0].because == "a place to give: dementia"


def test_a_young_helper_finds_older_people_but_no_group_to_join_for_them(ask):
    found = ask("I did a placement at an old folks home and loved it", Leaning.STRENGTH, age=19)
    assert "older" in ids(found)[:2]
    assert found[0].way is Way.GIVE
    assert "makers" not in ids(found)[:2]
    assert "older" not in ids(ask("I'd like to meet old folk", Leaning.HOPE, age=19))


def test_children_spoken_of_in_passing_are_no_gift_to_children(ask):
    assert "playgroup" in ids(ask("I want to help with little children", Leaning.GIFT, age=60))
    assert "playgroup" not in ids(ask("I mend bikes, half the kids bring me theirs", Leaning.GIFT, age=60))


def test_children_to_give_to_bring_no_childrens_groups_to_join(ask):
    found = ask("I miss the children. I write stories", Leaning.STRENGTH, age=90)
    assert "young-writers" not in ids(item for item in found if item.way is not Way.GIVE)


def test_what_is_offered_goes_where_it_is_asked_for(ask):
    found = ask("I could play the piano for people", Leaning.GIFT)
    assert ids(found)[0] == "singalong"
    assert found[0].reasons[0].because == "they ask for it: playing music"


def test_groups_for_some_people_are_for_those_who_spoke_of_it(ask):
    assert ids(ask("I like board games", Leaning.INTEREST)) == ["games"]
    assert "autistic" in ids(ask("I'm autistic and I like board games", Leaning.INTEREST))
    assert "ukrainian" not in ids(ask("I'd love to sing in a choir", Leaning.HOPE))
    assert "ukrainian" in ids(ask("we came from Ukraine, I'd love to sing in a choir", Leaning.HOPE))


def test_a_name_of_a_place_is_no_reason(ask):
    assert ask("half of Tollermoss has got one") == []


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("easier with women, I'm not easy in a room with fellas. I want a chat", "dads"),
        ("I want to learn guitar but I can't stretch to paying", "lessons"),
        ("I'd love to sing, not a choir", "choir"),
    ],
)
def test_limits_said_sideways(ask, said, gone):
    assert gone not in ids(ask(said))


def test_legs_that_cannot_stand_are_no_dislike(ask):
    assert ids(ask("I'd sing in a choir but I can't stand more than five minutes"))[:1] == ["choir"]


def test_a_word_in_a_longer_saying_is_not_heard_alone(words):
    heard = {hit.phrase.theme for hit in words.bank.hits(["i", "would", "like", "a", "game", "of", "pool"])}
    assert "swimming" not in heard


@pytest.mark.parametrize(("limit", "weak", "better"), [(5, 3, 2), (10, 8, 2)])
def test_at_most_three_in_five_rest_on_little(giving_book, words, limit, weak, better):
    """What rests on more comes in; a longer list goes on with the rest, in order."""
    listed = [
        Found(entry.id, 0.9 - place / 100, place < 12, Way.JOIN, "theme", frozenset({0}), (), None)
        for place, entry in enumerate(ENTRIES[:14])
    ]
    found = choose(Listed(listed, {0}), Shelf(giving_book, words), limit=limit)
    assert sum(not item.weak for item in found) == better
    assert sum(item.weak for item in found) <= weak
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
