"""The filter that everything passes on its way out."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sharing_stories import ENTRIES, FULL, NOW, TOPICS, WORKER

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.story import Story
from conversation_kit.sharing.casenote import case_note_json
from conversation_kit.sharing.page import page, page_html, page_text
from conversation_kit.sharing.permission import for_case_note, for_page


def test_a_story_nobody_kept_anything_off_passes_whole():
    assert for_page(FULL) == FULL
    assert for_case_note(FULL) == FULL


def test_what_was_taken_out_passes_neither():
    for field in ("notes", "assets", "connections", "deal"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, taken_out=True), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert getattr(for_case_note(story), field) == tuple(rest)


def test_what_the_person_kept_off_their_page_passes_only_to_the_case_note():
    for field in ("notes", "assets"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, on_page=False), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert for_case_note(story) == story


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
    assert for_case_note(story).connections == FULL.connections


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
    assert for_case_note(story).connections[0].because == quoted[:1]


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
    for passed in (for_page(story), for_case_note(story)):
        words = letters(" ".join(asset.words for asset in passed.assets))
        assert all(letters(quoted) in words for quoted in passed.connections[0].because)


def letters(words):
    return "".join(letter for letter in words.casefold() if letter.isalnum())
