"""Holding a conversation: the vault afterwards."""

from dataclasses import replace

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.errors import BadInputError
from conversation_kit.journey.ages import age_words, with_age
from conversation_kit.journey.assets import add_asset, asset_from, set_aside, undecided
from conversation_kit.journey.conversations import (
    add_person,
    begin_conversation,
    close_conversation,
    conversation_going_on,
    guide_of,
    new_note,
    notes_of,
    open_conversation,
)
from conversation_kit.journey.hearing import asking_for, heard_in
from conversation_kit.journey.invented import invented_worker, read_invented, tell
from conversation_kit.journey.people import find_people, people_lines
from conversation_kit.journey.promises import due_words, promises
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from known import PASSPHRASE


@pytest.fixture
def maureen(vault):
    return add_person(vault, Person(new_id(), "  Maureen "))


@pytest.fixture
def talk(kit, vault, maureen):
    return begin_conversation(
        vault,
        person_id=maureen.id,
        guide_id="whole-person",
        worker_id="",
        now=kit.now(),
        permission="yes, type away",
    )


def said(kit, vault, talk, text, topic="life-story"):
    note = new_note(talk, topic_id=topic, text=text, now=kit.now(), after=notes_of(vault, talk))
    vault.keep(note)
    return note


def test_a_name_is_enough_and_the_only_thing_needed(vault, maureen):
    assert vault.find(Person, maureen.id).name == "Maureen"
    with pytest.raises(BadInputError):
        add_person(vault, Person(new_id(), " \t"))


def test_notes_keep_their_order_and_their_words(kit, vault, talk):
    for text in ("one", "two\nrows", "“three”"):
        said(kit, vault, talk, f"  {text} ")
    assert [note.text for note in notes_of(vault, talk)] == ["one", "two\nrows", "“three”"]


def test_a_note_taken_out_is_gone_from_sight_and_stays_in_the_log(kit, vault, talk):
    note = said(kit, vault, talk, "not this")
    vault.keep(replace(note, taken_out=True))
    assert notes_of(vault, talk) == ()
    assert [change.value for change in vault.history(Note, note.id, "text")] == ["not this"]


def test_no_words_are_no_note(kit, talk):
    with pytest.raises(BadInputError):
        new_note(talk, topic_id="home", text=" \n", now=kit.now())


def test_a_closed_conversation_is_not_open(kit, vault, talk, maureen):
    assert open_conversation(vault, maureen.id) == talk
    close_conversation(vault, talk, kit.now())
    assert open_conversation(vault, maureen.id) is None


def test_a_guide_that_was_taken_away_does_not_take_the_conversation_with_it(kit, talk):
    assert guide_of(kit.guides, talk).id == "whole-person"
    assert guide_of(kit.guides, replace(talk, guide_id="gone")) in kit.guides.all


def test_what_was_noticed_is_asked_once(kit, vault, talk):
    note = said(kit, vault, talk, "I'd love to hold a baby again", "hope")
    (noticed,) = undecided([note], [], kit.lexicon)[note.id]
    assert noticed.leaning is Leaning.HOPE
    asset = asset_from(note, noticed)
    assert undecided([note], [asset], kit.lexicon) == {}
    assert undecided([set_aside(note, noticed)], [], kit.lexicon) == {}
    assert asset.note_id == note.id
    assert asset.willing == "", "help is never assumed"


def test_an_asset_by_hand_needs_words(vault, maureen):
    with pytest.raises(BadInputError):
        add_asset(vault, person_id=maureen.id, words=" ", kind=Kind.PERSONAL, leaning=Leaning.HOPE)


def test_the_whole_person_is_heard_and_nothing_twice(kit, vault, talk, maureen):
    note = said(kit, vault, talk, "thirty-one years of school dinners")
    said(kit, vault, talk, "the road is long")
    vault.keep(
        Asset(new_id(), maureen.id, "school dinners", Kind.PERSONAL, Leaning.STRENGTH, note_id=note.id)
    )
    heard = heard_in(vault.story(maureen.id))
    assert [(h.text, h.leaning) for h in heard] == [
        ("school dinners", Leaning.STRENGTH),
        ("the road is long", None),
    ]


def test_what_was_decided_is_not_suggested_again(kit, vault, maureen):
    for number, stage in enumerate(Stage):
        vault.keep(Connection(new_id(), maureen.id, f"entry-{number}", "An entry", stage))
    asking = asking_for(vault.story(maureen.id), today=kit.now().date(), near=None)
    undecided_entries = {f"entry-{n}" for n, stage in enumerate(Stage) if stage is Stage.SUGGESTED}
    assert asking.already == {f"entry-{n}" for n in range(len(Stage))} - undecided_entries


def test_everybody_open_conversations_first(kit, vault, talk):
    add_person(vault, Person(new_id(), "Aaron", area="Leigh"))
    lines = people_lines(vault, kit.now())
    assert [(line.person.name, line.doing) for line in lines] == [
        ("Maureen", "talking now"),
        ("Aaron", "not met yet"),
    ]
    assert [line.person.name for line in find_people(lines, "lei aar")] == ["Aaron"]
    assert find_people(lines, "nobody") == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "was due Sunday"), (0, "today"), (1, "tomorrow"), (3, "Friday"), (14, "Tuesday 8 December")],
)
def test_promises_say_when(kit, vault, maureen, days, words):
    from datetime import timedelta

    today = kit.now().date()
    vault.keep(
        DealLine(new_id(), maureen.id, Side.OURS, "ring the allotment", due=today + timedelta(days=days))
    )
    vault.keep(DealLine(new_id(), maureen.id, Side.YOURS, "not mine"))
    vault.keep(DealLine(new_id(), maureen.id, Side.OURS, "done already", done=True))
    (promise,) = promises(vault)
    assert (promise.person.name, promise.words) == ("Maureen", "ring the allotment")
    assert due_words(promise, today) == words


@pytest.mark.parametrize(
    ("typed", "on_the_day"), [("76", 76), ("1950", 76), ("about 76", 76), ("born 1950", 76), ("", None)]
)
def test_an_age_or_a_year(kit, typed, on_the_day):
    today = kit.now().date()
    person = with_age(Person("1", "Maureen"), typed, today)
    assert person.age_on(today) == on_the_day
    assert with_age(person, age_words(person), today) == person


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("sixty odd", 60),
        ("60-odd", 60),
        ("76ish", 76),
        ("Ninety-four or so", 94),
        ("going on eighty", 80),
        ("just turned 18", 18),
        ("14 years old", 14),
        ("nineteen", 19),
    ],
)
def test_an_age_is_understood_the_way_people_say_it(kit, typed, age):
    today = kit.now().date()
    assert with_age(Person("1", "Maureen"), typed, today).age_on(today) == age


@pytest.mark.parametrize("typed", ["old", "200", "1492", "2200", "7 6", "sixty or seventy", "in her sixties"])
def test_what_is_no_age_is_said(kit, typed):
    with pytest.raises(BadInputError):
        with_age(Person("1", "Maureen"), typed, kit.now().date())


def test_an_age_grows_with_the_years(kit):
    from datetime import timedelta

    today = kit.now().date()
    assert with_age(Person("1", "M"), "76", today).age_on(today + timedelta(days=800)) == 78


def test_the_invented_people_are_told_whole(kit, own_home):
    told = read_invented(assets_folder() / "demo" / "people.toml")
    vault, _ = kit.create_vault(invented_worker(told), PASSPHRASE)
    with vault:
        names = {
            entry: f"the entry {entry}"
            for p in told["person"]
            for entry in [c["entry"] for c in p.get("connection", ())]
        }
        tell(vault, told, names, kit.now())
        assert [p.name for p in vault.people()] == [p["name"] for p in told["person"]]
        assert sum(len(p.get("conversation", ())) for p in told["person"]) == len(vault.all(Conversation))
        assert all(c.entry_name in names.values() for c in vault.all(Connection))
        (draft,) = vault.drafts.all()
        assert draft.text == next(
            c["draft"]["text"] for p in told["person"] for c in p.get("conversation", ()) if "draft" in c
        )
        assert vault.check() == []


def test_a_talk_left_open_is_not_gone_on_with_three_weeks_later(kit, vault, talk, maureen):
    from datetime import timedelta

    note = said(kit, vault, talk, "see you Thursday")
    later = kit.now() + timedelta(days=21)
    assert conversation_going_on(vault, maureen.id, kit.now()) == talk
    assert conversation_going_on(vault, maureen.id, later) is None
    fresh = begin_conversation(vault, person_id=maureen.id, guide_id="catching-up", worker_id="", now=later)
    assert vault.find(Conversation, talk.id).ended == note.said_at
    assert conversation_going_on(vault, maureen.id, later) == fresh
