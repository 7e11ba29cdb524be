"""The filter that everything passes on its way out."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sharing_stories import ENTRIES, FULL, NOW, TOPICS, WORKER

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience, Permission
from conversation_kit.model.story import Story
from conversation_kit.sharing.casenote import case_note_json
from conversation_kit.sharing.page import page, page_html, page_text
from conversation_kit.sharing.permission import NoPermissionError, for_case_note, for_page


def for_team(story):
    return for_case_note(story, Audience.TEAM, NOW.date()).story


def test_a_story_nobody_kept_anything_off_passes_whole():
    assert for_page(FULL) == FULL
    assert for_team(FULL) == FULL


def test_what_was_taken_out_passes_neither():
    for field in ("notes", "assets", "connections", "deal"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, taken_out=True), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert getattr(for_team(story), field) == tuple(rest)


def test_what_the_person_kept_off_their_page_passes_only_to_the_case_note():
    for field in ("notes", "assets", "connections"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, on_page=False), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert for_team(story) == story


def test_what_they_chose_and_kept_off_their_page_is_nowhere_on_it():
    first, *rest = FULL.connections
    story = replace(FULL, connections=(replace(first, entry_name="Safe Harbour", on_page=False), *rest))
    assert "Safe Harbour" not in pages(story)
    assert "Safe Harbour" in pages(
        replace(story, connections=(replace(first, entry_name="Safe Harbour"), *rest))
    )


TODAY = NOW.date()
QUOTED = "thirty-one years of school dinners"


def with_first_asset(**changes):
    first, *rest = FULL.assets
    return replace(FULL, assets=(replace(first, **changes), *rest))


def pages(story):
    made = page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS)
    return page_text(made) + page_html(made)


def test_words_left_off_the_page_do_not_come_back_as_the_reason_for_a_connection():
    story = with_first_asset(on_page=False)
    assert QUOTED in pages(FULL)
    assert QUOTED not in pages(story)
    assert for_page(story).connections[0].because == ("hear kiddies again",)
    assert for_team(story).connections == FULL.connections


@pytest.mark.parametrize("changes", [{"taken_out": True}, {"words": "the dinners, for years"}])
def test_words_that_no_longer_stand_are_no_reason_anywhere(changes):
    story = with_first_asset(**changes)
    note = case_note_json(story, WORKER, made_at=NOW, topics=TOPICS)
    assert QUOTED not in pages(story)
    assert QUOTED not in json.dumps(note)
    assert note["connections"][0]["because"] == ["hear kiddies again"]


def test_a_reason_cut_from_a_longer_line_stays_for_as_long_as_the_line_does():
    said = "You know, I'd\nlike a garden; but not church."
    quoted = ("You know, I\u2019d like a garden", "a gard", "")
    kept = Note("n", "p", "c", "hope", said, NOW)
    story = Story(
        Person("p", "Maureen"),
        notes=(kept,),
        connections=(Connection("c1", "p", "e1", "Allotments", Stage.INTERESTED, because=quoted),),
    )
    assert for_page(story).connections[0].because == quoted[:1]
    story = replace(story, notes=(replace(kept, on_page=False),))
    assert for_page(story).connections[0].because == ()
    assert for_team(story).connections[0].because == quoted[:1]


@given(st.lists(st.tuples(st.text(), st.booleans(), st.booleans()), max_size=4))
def test_no_reason_passes_whose_words_do_not(told):
    story = Story(
        Person("p", "Maureen"),
        assets=tuple(
            Asset(f"a{n}", "p", words, Kind.PERSONAL, Leaning.HOPE, on_page=on_page, taken_out=taken_out)
            for n, (words, on_page, taken_out) in enumerate(told)
        ),
        connections=(
            Connection("c1", "p", "e1", "Choir", Stage.GOING, because=tuple(words for words, *_ in told)),
        ),
    )
    for passed in (for_page(story), for_team(story)):
        words = letters(" ".join(asset.words for asset in passed.assets))
        assert all(letters(quoted) in words for quoted in passed.connections[0].because)


def allowed(story, *permissions, to=Audience.GP, day=TODAY):
    return for_case_note(replace(story, permissions=permissions), to, day)


GP = ("gp",)


def test_nobody_beyond_the_team_sees_what_nobody_was_asked_about():
    for audience in (Audience.GP, Audience.HUDDLE, Audience.PROVIDER):
        for story in (FULL, Story(Person("p", "Maureen"))):
            with pytest.raises(NoPermissionError, match=r"no permission.*Nothing was written"):
                allowed(story, to=audience)
    assert allowed(FULL, to=Audience.TEAM).held_back == 0


def test_the_whole_story_until_its_last_day_and_not_after():
    ends = NOW.date()
    whole = Permission("p", "p", GP, until=ends)
    passed = allowed(FULL, whole)
    assert passed.story == replace(FULL, permissions=())
    assert (passed.held_back, passed.until) == (0, ends)
    with pytest.raises(NoPermissionError):
        allowed(FULL, whole, day=ends + timedelta(days=1))
    with pytest.raises(NoPermissionError):
        allowed(FULL, replace(whole, withdrawn=True))


def test_one_item_alone_leaves_with_the_name_and_nothing_else():
    passed = allowed(FULL, Permission("n5", "p", GP))
    assert passed.story == Story(Person("p", "Maureen"), notes=FULL.notes[4:])
    assert passed.held_back > len(FULL.notes)


def test_an_item_kept_back_takes_along_what_quotes_it():
    passed = allowed(FULL, Permission("p", "p", GP), Permission("a8", "p", ()))
    assert "hear kiddies again" not in str(passed.story)
    assert [note.id for note in passed.story.notes] == ["n1", "n2", "n3", "n4"]
    assert passed.story.connections[0].because == ("thirty-one years of school dinners",)
    assert passed.held_back == 3


def test_a_connection_kept_back_takes_its_deal_and_its_steps_along():
    story = replace(
        FULL,
        deal=tuple(replace(line, connection_id="c1") for line in FULL.deal),
        steps=(StepAlong("s1", "p", "c1", Stage.TRIED_IT, NOW.date(), "it went well"),),
    )
    passed = allowed(
        story,
        Permission("p", "p", GP),
        Permission("c1", "p", ()),
        Permission("d1", "p", GP),
        Permission("s1", "p", GP),
    )
    assert passed.story.deal == ()
    assert passed.story.steps == ()
    assert "c1" not in {connection.id for connection in passed.story.connections}


def test_what_was_heard_in_a_note_kept_back_stays_unless_it_was_allowed_itself():
    heard = replace(FULL.assets[8], note_id="n3")
    story = replace(FULL, assets=(heard,))
    gp, own = Permission("p", "p", GP), Permission("n3", "p", ())
    assert allowed(story, gp, own).story.assets == ()
    assert allowed(story, gp, own, Permission(heard.id, "p", GP)).story.assets == (heard,)


def test_the_name_of_somebody_kept_back_is_in_no_other_line():
    story = replace(
        FULL,
        person=replace(FULL.person, reach="ring Janet"),
        connections=(replace(FULL.connections[0], bridge="Janet (daughter)"),),
    )
    passed = allowed(story, Permission("p", "p", GP), Permission("a2", "p", ()))
    assert "Janet" not in str(passed.story)
    assert passed.story.connections[0].first_step
    assert passed.story.person.name == "Maureen"


def letters(words):
    return "".join(letter for letter in words.casefold() if letter.isalnum())
