"""The case note: what its schema promises, and Markdown in which words are only words."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt
from sharing_stories import ALL, FULL, HOSTILE, LIVED, MET, NASTY, NOW, TOPICS, WORKER, asset, note

from conversation_kit.assets_folder import assets_folder
from conversation_kit.model.assets import Kind
from conversation_kit.model.connections import Stage
from conversation_kit.model.conversations import Conversation
from conversation_kit.sharing.casenote import SCHEMA, case_note_json, case_note_markdown
from conversation_kit.sharing.markdown import bullet, inline
from conversation_kit.sharing.plain import plain, quoted

SCHEMA_FILE = assets_folder() / "pages" / "case-note.schema.json"
NOTES = ALL | {
    "lived": LIVED,
    "nasty and lived": replace(
        LIVED,
        steps=tuple(replace(one, words=HOSTILE) for one in LIVED.steps),
        risks=tuple(replace(one, wants=HOSTILE, good=HOSTILE, backed_by=HOSTILE) for one in LIVED.risks),
        wellbeing=tuple(replace(one, words=HOSTILE) for one in LIVED.wellbeing),
        scores=tuple(replace(one, tool=HOSTILE, score=HOSTILE) for one in LIVED.scores),
    ),
}
DOCS = Path(__file__).parents[2] / "docs" / "case-note.md"
LATER = Conversation("c2", "p", "catching-up", "w", datetime(2026, 12, 15, 9, tzinfo=UTC))


def as_data(story):
    return case_note_json(story, WORKER, made_at=NOW, topics=TOPICS)


def as_markdown(story):
    return case_note_markdown(story, WORKER, made_at=NOW, topics=TOPICS)


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("name", NOTES)
def test_every_note_keeps_to_the_schema(name, validator):
    note_data = as_data(NOTES[name])
    validator.validate(note_data)
    validator.validate(json.loads(json.dumps(note_data)))


def test_the_example_in_the_documentation_keeps_to_the_schema(validator):
    example = re.search(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    validator.validate(json.loads(example[1]))
    assert SCHEMA in DOCS.read_text(encoding="utf-8")


def test_the_schema_refuses_what_it_does_not_describe(validator):
    assert not validator.is_valid(as_data(FULL) | {"score": 7})
    assert not validator.is_valid(as_data(FULL) | {"schema": "conversation-kit/case-note/1"})


def test_the_four_kinds_are_kept_apart_and_what_is_in_the_way_is_none_of_them():
    data = as_data(FULL)
    assert {kind: [one["words"] for one in assets] for kind, assets in data["assets"].items()} == {
        "personal": [
            "thirty-one years of school dinners",
            "a good murder",
            "show them how to do pastry",
            "hear kiddies again",
        ],
        "social": ["our Janet comes Sundays", "puts my bins out"],
        "community": ["the dinner club at Hope hall"],
        "physical": ["the library on the corner"],
    }
    assert set(data["assets"]) == set(Kind)
    assert [one["words"] for one in data["in_the_way"]] == [
        "I don't go out of a dark night",
        "the bus stop has moved",
    ]


def test_help_is_never_assumed():
    first, second = as_data(FULL)["assets"]["social"]
    assert (first["who"], first["tie"], first["willing"]) == ("Janet", "daughter", "too busy")
    assert second["willing"] is None


def test_unanswered_suggestions_stay_out_and_refusals_stay_in():
    stages = [one["stage"] for one in as_data(FULL)["connections"]]
    assert Stage.SUGGESTED not in stages
    assert Stage.NOT_FOR_ME in stages
    assert "I can't abide it" in as_markdown(FULL)


def test_steps_stand_with_their_connection_the_oldest_day_first():
    steps = {one["entry_id"]: one["steps"] for one in as_data(LIVED)["connections"]}
    assert steps["e1"] == [
        {"stage": "being supported", "on": "2026-11-02", "words": None},
        {"stage": "tried it", "on": "2026-11-20", "words": "noisy. lovely"},
    ]
    assert steps["e2"] == []
    assert "of nothing answered" not in json.dumps(as_data(LIVED))
    assert "- Friday 20 November 2026, tried it: “noisy. lovely”" in as_markdown(LIVED)


def test_what_they_want_to_try_is_told_in_words_the_good_before_what_could_go_wrong():
    first, second = as_data(LIVED)["positive_risks"]
    assert (first["wants"], first["look_again"]) == ("light the stove again", "2026-12-15")
    assert second["good"] is None
    text = as_markdown(LIVED)
    assert text.index("The good it could do: her own kitchen back") < text.index(
        "What could go wrong: leaving it on"
    )
    assert "They want to try: “light the stove again”" in text
    assert "To look at again: Tuesday 15 December 2026" in text


def test_answers_and_scores_are_told_as_they_were_given_and_never_added_up():
    data = as_data(LIVED)
    assert [one["asked_on"] for one in data["wellbeing"]] == ["2026-09-03", "2026-11-20"]
    assert data["wellbeing"][0] == {
        "asked_on": "2026-09-03",
        "satisfied": 0,
        "worthwhile": None,
        "happy": None,
        "anxious": 10,
        "words": None,
    }
    assert data["tool_scores"] == [
        {"tool": "The council's star", "scored_on": "2026-11-01", "score": "4 of 10"}
    ]
    text = as_markdown(LIVED)
    assert "- Thursday 3 September 2026: satisfied with life 0, anxious yesterday 10\n" in text
    assert "- Sunday 1 November 2026, The council's star: 4 of 10" in text
    for word in ("total", "average", "sum", "mean"):
        assert f'"{word}"' not in json.dumps(data)
        assert f" {word} " not in text.lower()


def test_a_note_of_before_is_still_a_version_two(validator):
    older = as_data(FULL)
    for name in ("positive_risks", "wellbeing", "tool_scores"):
        del older[name]
    for one in older["connections"]:
        del one["steps"]
    validator.validate(older)


def test_conversations_are_in_order_and_no_note_is_lost():
    stray = note(9, "hope", "said before the conversation arrived")
    story = replace(FULL, conversations=(LATER, *FULL.conversations), notes=(*FULL.notes, stray))
    story = replace(story, notes=(*story.notes[:-1], replace(stray, conversation_id="elsewhere")))
    told = as_data(story)["conversations"]
    assert [one["guide"] for one in told] == ["whole-person", "catching-up", None]
    assert [len(one["notes"]) for one in told] == [5, 0, 1]
    assert "said before the conversation arrived" in as_markdown(story)


def test_what_was_taken_out_is_in_neither():
    off = replace(
        FULL,
        notes=tuple(replace(one, taken_out=True) for one in FULL.notes),
        assets=tuple(replace(one, taken_out=True) for one in FULL.assets),
        connections=tuple(replace(one, taken_out=True) for one in FULL.connections),
        deal=tuple(replace(one, taken_out=True) for one in FULL.deal),
    )
    bare = replace(FULL, notes=(), assets=(), connections=(), deal=())
    assert as_data(off) == as_data(bare)
    assert as_markdown(off) == as_markdown(bare)


def test_what_is_only_kept_off_the_page_is_in_the_note():
    story = replace(FULL, notes=tuple(replace(one, on_page=False) for one in FULL.notes))
    assert as_data(story) == as_data(FULL)


def test_the_markdown_reads_well():
    assert as_markdown(FULL).startswith(
        "# Case note: Maureen\n\n"
        "Made on Tuesday 24 November 2026 by Nisha Rao, Community link worker, Harbour team for the team. "
        "Words in “” are the person's own.\n\n"
        "- Likes to be called: Mo\n"
        "- Year of birth: 1948\n"
        "- Age: 78\n"
        "- Area: Marram\n\n"
        "## Conversation, Tuesday 24 November 2026\n\n"
        "- Also there: Janet\n"
        "- Said about recording and permission: Yes, not to the GP\n\n"
        "### My story\n\n"
        "- “I did the school dinners, thirty-one years. You'd not believe the noise.”\n"
    )


def test_somebody_just_met_makes_a_whole_note():
    assert as_markdown(MET).startswith("# Case note: Maureen\n\nMade on ")
    assert as_markdown(MET).count("\n#") == 0


@pytest.mark.parametrize("name", NOTES)
def test_nothing_in_the_markdown_does_anything(name):
    kinds = set()
    for token in (
        MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(as_markdown(NOTES[name]))
    ):
        kinds |= {token.type, *(child.type for child in token.children or ())}
    assert kinds <= {
        *("heading_open", "heading_close", "inline", "text", "text_special", "hardbreak"),
        *("paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close"),
        *("list_item_open", "list_item_close"),
    }


def test_a_topic_that_comes_up_again_is_gathered_once():
    story = replace(FULL, notes=(*FULL.notes, note(6, "life-story", "and then the canteen shut")))
    assert as_markdown(story).count("### My story") == 1
    assert as_markdown(story).index("canteen") < as_markdown(story).index("### People in my life")


@given(st.text(max_size=60) | st.text("#*_`[]()<>!&~|+-=1.)\\ \n\tab$", max_size=30))
def test_words_come_back_out_of_the_markdown_as_they_went_in(words):
    tokens = MarkdownIt("commonmark").parse(bullet(f"x {words}"))
    inlines = [token for token in tokens if token.type == "inline"]
    assert len(inlines) == 1
    said = "".join("\n" if one.type == "hardbreak" else one.content for one in inlines[0].children)
    lines = [" ".join(line.split()) for line in plain(f"x {words}").split("\n")]
    assert [" ".join(line.split()) for line in said.split("\n")] == [line for line in lines if line]


@given(st.text("#*_`[]()<>!&~|+-=1.)\\ \nab", max_size=30))
def test_headings_are_one_line_and_only_words(words):
    tokens = MarkdownIt("commonmark").parse(f"# x {inline(words)}")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    said = "".join(one.content for one in tokens[1].children)
    assert said.split() == ["x", *words.split()] or said.rstrip(" #").split() == [
        "x",
        *words.rstrip(" #").split(),
    ]


def test_hostile_words_are_in_the_data_without_their_controls():
    words = as_data(NASTY)["conversations"][0]["notes"][0]["words"]
    assert words.startswith(plain(HOSTILE))
    assert "\x1b" not in json.dumps(as_data(NASTY), ensure_ascii=False)


def test_words_with_quotation_marks_get_no_second_pair():
    assert quoted('"a bit of peace"') == "“a bit of peace”"
    assert "“a bit of peace”" in as_markdown(
        replace(MET, assets=(asset(1, "“a bit of peace”", "personal", "hope"),))
    )
