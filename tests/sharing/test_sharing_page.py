"""My page: what it says, to whom, and what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from sharing_stories import ALL, ENTRIES, FULL, HELPERS, MET, NOW, TOPICS, WORKER, note

from conversation_kit.model.connections import Connection, Stage, Way
from conversation_kit.model.entries import Entry, Location, Schedule, Status
from conversation_kit.sharing.casenote import case_note_markdown
from conversation_kit.sharing.page import LineKind, SectionId, page, page_html, page_text


def made(story=FULL, **changes):
    return page(story, **({"entries": ENTRIES, "worker": WORKER, "today": NOW, "topics": TOPICS} | changes))


def section(made_page, section_id):
    return next(one for one in made_page.sections if one.id == section_id)


def card(connection, entry):
    """The lines of one chosen thing as {label or kind: text}."""
    entries = {entry.id: entry} if entry else {}
    lines = section(made(replace(FULL, connections=(connection,)), entries=entries), SectionId.CHOSEN).lines
    return {line.label or str(line.kind): line.text for line in lines}


def test_their_words_stand_by_topic_as_they_were_said():
    lines = section(made(), SectionId.TOLD).lines
    assert [(line.kind, line.text) for line in lines] == [
        (LineKind.NAME, "My story"),
        (LineKind.QUOTE, "I did the school dinners, thirty-one years. You'd not believe the noise."),
        (LineKind.NAME, "People in my life"),
        (LineKind.QUOTE, "Our Janet comes Sundays. She's enough on with the twins."),
        (LineKind.NAME, "Health and wellbeing"),
        (LineKind.QUOTE, "My knees. And I don't go out of a dark night,\nnot since Frank."),
        (LineKind.NAME, "What I hope for"),
        (LineKind.QUOTE, "hear kiddies again"),
        (LineKind.NAME, "And also"),
        (LineKind.QUOTE, "the library van"),
    ]


def test_every_line_of_theirs_names_the_record_to_correct():
    records = {one.id for one in (*FULL.notes, *FULL.assets, *FULL.connections, *FULL.deal)}
    for one in made().sections:
        for line in one.lines:
            if line.kind is LineKind.ITEM or (one.id is SectionId.TOLD and line.kind is LineKind.QUOTE):
                assert line.record_id in records
                assert line.entity in {"note", "asset", "deal"}


def test_every_line_of_a_decision_or_a_promise_names_it_and_the_books_lines_name_none():
    lines = section(made(), SectionId.CHOSEN).lines
    named = {line.label for line in lines if line.record_id == "c1"}
    assert named >= {"", "First step", "How to get there", "What will help", "We look again"}
    assert not any(line.record_id for line in lines if line.label in {"When", "Next time", "Where", "Phone"})
    assert {line.record_id for line in section(made(), SectionId.OUR_PART).lines} == {"d1", "d2"}
    assert {line.record_id for line in section(made(), SectionId.LATER).lines} == {"c3"}


def test_when_is_said_without_the_talk_of_sources():
    more = replace(HELPERS, schedules=(*HELPERS.schedules, Schedule(description="Not in August")))
    assert card(FULL.connections[0], more)["When"] == "Mondays and Wednesdays 08:00 to 09:00. Not in August"


def test_what_they_showed_stands_under_plain_headings():
    assert {one.heading: [line.text for line in one.lines] for one in made().shows} == {
        "What is strong": ["thirty-one years of school dinners", "the dinner club at Hope hall"],
        "What you enjoy": ["a good murder", "the library on the corner"],
        "Your people": ["our Janet comes Sundays (daughter)", "Mr Patel (next door): puts my bins out"],
        "What you could give": ["show them how to do pastry"],
        "What you hope for": ["hear kiddies again"],
        "What gets in the way": ["I don't go out of a dark night", "the bus stop has moved"],
    }


def test_a_chosen_thing_says_all_it_takes_to_get_there():
    assert card(FULL.connections[0], HELPERS) == {
        "name": "Breakfast club helpers",
        "plain": "We are helping you to get started here.",
        "quote": "hear kiddies again",
        "When": "Mondays and Wednesdays 08:00 to 09:00",
        "Next time": "Wednesday 25 November, 08:00 to 09:00",
        "Where": "Twelve Apostles School, 14 Chapel Lane, Marram, QZ4 2AB",
        "Cost": "Free",
        "Phone": "01632 960123 (ask for Sue)",
        "Email": "breakfast@example.org",
        "How to get there": "The 12 from the end of the road",
        "First step": "Fill in the check form on Friday",
        "What will help": "Nisha comes along the first morning",
        "Someone you know": "Mrs Ali in the kitchen",
        "We look again": "Tuesday 15 December 2026",
    }


def test_only_what_they_chose_is_under_what_you_chose():
    names = [line.text for line in section(made(), SectionId.CHOSEN).lines if line.kind is LineKind.NAME]
    assert names == ["Breakfast club helpers", "Thursday dinner club", "The old singers"]
    later = section(made(), SectionId.LATER).lines
    assert [line.text for line in later] == ["Chair yoga", "when my knees are done"]
    whole = page_text(made())
    assert "Bingo" not in whole
    assert "Quiz" not in whole


@pytest.mark.parametrize(
    ("stage", "way", "words"),
    [
        (Stage.INTERESTED, Way.JOIN, "You would like to try this."),
        (Stage.INTERESTED, Way.GIVE, "You would like to help out here."),
        (Stage.INTERESTED, Way.HELP, "You would like their help."),
        (Stage.TRIED_IT, Way.JOIN, "You have tried this."),
        (Stage.GOING, Way.JOIN, "You go here."),
        (Stage.GIVING, Way.GIVE, "You help out here."),
    ],
)
def test_each_stage_is_said_plainly(stage, way, words):
    assert card(Connection("c", "p", "e1", "X", stage, way=way), HELPERS)["plain"] == words


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (replace(HELPERS, assured_date=date(2025, 9, 12)), "This was last checked 14 months ago."),
        (replace(HELPERS, assured_date=None), "We do not know if it still runs."),
        (replace(HELPERS, status=Status.DEFUNCT), "This may have closed."),
        (None, "no longer on our list"),
    ],
)
def test_old_closed_and_vanished_entries_say_ring_first(entry, words):
    assert words in card(FULL.connections[0], entry)["notice"]
    assert "notice" not in card(FULL.connections[0], HELPERS)


def test_a_bare_entry_leaves_out_what_nobody_knows():
    bare = Entry("e1", "Sewing", locations=(Location("Hall", "Hall", "", ""),), assured_date=NOW.date())
    assert card(Connection("c", "p", "e1", "", Stage.GOING), bare) == {
        "name": "Sewing",
        "plain": "You go here.",
        "Where": "Hall",
    }


def test_the_deal_says_who_and_by_when_and_what_is_done_last():
    lines = section(made(), SectionId.OUR_PART).lines
    assert [(line.label, line.text) for line in lines] == [
        ("", "Ring the school kitchen"),
        ("Who", "Nisha"),
        ("By when", "this week (Friday 27 November 2026)"),
        ("", "Done: Send the form"),
        ("Who", "Nisha"),
    ]
    assert [line.text for line in section(made(), SectionId.YOUR_PART).lines] == [
        "Find the birth certificate",
        "Maureen and Janet",
        "before Friday",
    ]


def test_who_to_ring_has_a_number_or_a_line_to_write_it_on():
    lines = section(made(), SectionId.RING).lines
    assert [line.text for line in lines[:3]] == ["Nisha Rao", "Community link worker, Harbour team", ""]
    assert "01632 960777" in [line.text for line in lines]
    assert section(made(ring="01632 960001"), SectionId.RING).lines[2].text == "01632 960001"


def test_a_person_just_met_gets_a_page_that_is_whole():
    new = made(MET)
    assert [one.heading for one in new.sections] == ["Who to ring"]
    assert new.opening == "This page is yours. What you tell us can go here, in your words."
    assert "<svg" not in page_html(new)


def test_what_was_taken_out_or_kept_off_the_page_is_not_on_it():
    off = replace(
        FULL,
        notes=tuple(replace(one, on_page=False) for one in FULL.notes),
        assets=tuple(replace(one, on_page=False) for one in FULL.assets),
        connections=tuple(replace(one, taken_out=True) for one in FULL.connections),
        deal=tuple(replace(one, taken_out=True) for one in FULL.deal),
    )
    assert made(off) == made(MET)
    assert page_html(made(off)) == page_html(made(MET))


def test_the_page_uses_no_word_of_the_trade():
    """Our own words only: a made-up story without the person's words."""
    words = (page_text(made()) + page_html(made())).casefold()
    for jargon in (
        "asset",
        "barrier",
        "leaning",
        "strength",
        "connection",
        "service user",
        "client",
        "pathway",
    ):
        assert jargon not in words.replace("aria-labelledby", "")


def test_nothing_said_about_helping_goes_on_the_page():
    assert "too busy" not in page_html(made())


@pytest.mark.parametrize("name", ALL)
def test_the_text_is_at_most_72_wide(name):
    text = page_text(made(ALL[name]))
    assert max(cell_len(line) for line in text.split("\n")) <= 72
    assert "\x1b" not in text
    assert text.endswith("\n")


def test_line_ends_in_their_words_stay():
    assert "  “My knees. And I don't go out of a dark night,\n  not since Frank.”\n" in page_text(made())


def test_words_that_came_with_quotation_marks_get_no_second_pair():
    text = page_text(made(replace(MET, notes=(note(1, "hope", '"a bit of peace"'),))))
    assert "“a bit of peace”" in text
    two = page_text(made(replace(MET, notes=(note(1, "hope", '"yes" and then "no"'),))))
    assert '“"yes" and then "no"”' in two


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Friday", "Friday 27 November 2026"),
        ("27 November", "Friday 27 November 2026"),
        ("", "Friday 27 November 2026"),
        ("by Friday", "by Friday (Friday 27 November 2026)"),
    ],
)
def test_by_when_says_a_day_once(said, shown):
    agreed = replace(FULL.deal[0], by_when=said)
    story = replace(FULL, deal=(agreed,))
    text = page_text(page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS))
    assert f"By when: {shown}\n" in text
    assert f"by when: {shown}\n" in case_note_markdown(story, WORKER, made_at=NOW, topics=TOPICS)
