"""The timeline on my page: a picture and a few lines, no longer than a sheet, with everything in words for who hears it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sharing_stories import ALL, ENTRIES, FULL, HOSTILE, LONG, MET, NOW, TOPICS, WORKER

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import StepAlong
from conversation_kit.model.conversations import Conversation
from conversation_kit.sharing.page import page, page_html, page_text
from conversation_kit.sharing.permission import for_page
from conversation_kit.sharing.svgtext import TALLEST
from conversation_kit.sharing.timelinesvg import draw_timeline
from conversation_kit.sharing.timepicture import shortened, time_picture

SVG = "{http://www.w3.org/2000/svg}"


def made(story, **more):
    return page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS, **more)


def drawn(story):
    return ET.fromstring(draw_timeline(time_picture(for_page(story))))


def texts(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


def height(svg):
    return float(svg.get("viewBox").split()[3])


def test_the_first_day_and_the_last_ones_are_shown_and_the_rest_counted():
    svg = drawn(LONG)
    shown = texts(svg)
    assert shown[0] == "30 October 2025"
    assert "24 November 2026" in shown
    assert any(re.fullmatch(r"and \d+ days in between", one) for one in shown)
    assert any(re.fullmatch(r"and \d+ more", one) for one in shown)
    assert height(svg) <= TALLEST + 20
    assert "Tried it: Breakfast club helpers “noisy. lovely”" in " ".join(shown)


def test_rather_little_of_each_day_than_some_days_not_at_all():
    few = replace(LONG, conversations=LONG.conversations[-5:], risks=())
    shown = texts(drawn(few))
    assert not any("in between" in one for one in shown)
    assert len([one for one in shown if re.fullmatch(r"\d+ \w+ \d{4}", one)]) == 7


def test_the_words_beside_the_picture_hold_everything():
    svg = drawn(LONG)
    words = svg.find(f"{SVG}desc").text
    for day in time_picture(for_page(LONG)).days:
        assert day.heading in words
        assert all(item in words for item in day.items)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "time-title time-words"


def test_it_tells_no_more_than_the_page_does():
    everything = str(time_picture(for_page(LONG)))
    for words in ("Bingo", "never again", "Quiz league"):
        assert words in str(LONG)
        assert words not in everything
    off = replace(LONG, assets=tuple(replace(one, on_page=False) for one in LONG.assets))
    assert "school dinners" not in str(time_picture(for_page(off)))


def test_what_happened_on_one_day_needs_no_timeline():
    for story in (MET, FULL):
        assert draw_timeline(time_picture(story)) == ""
        assert "Your story so far" not in page_html(made(story))
        assert "YOUR STORY SO FAR" not in page_text(made(story))


def test_the_text_page_tells_it_in_short():
    text = page_text(made(LONG, done_on={"d2": date(2026, 2, 1)}))
    story = text.partition("YOUR STORY SO FAR")[2].partition("WHAT YOU CHOSE")[0]
    assert "30 October 2025\n- We talked\n" in story
    assert "and 10 days in between" in story
    assert len(story.splitlines()) <= 8 * 8
    assert "1 February 2026: Done" in made(LONG, done_on={"d2": date(2026, 2, 1)}).timeline.in_words


def test_shortening_counts_what_it_leaves_out():
    picture = time_picture(for_page(LONG))
    short = shortened(picture, days=4, items=2)
    assert [day.heading for day in short.days[:2]] == [
        "30 October 2025",
        f"and {len(picture.days) - 4} days in between",
    ]
    assert len(short.days) == 5
    assert all(len(day.items) <= 2 for day in short.days)
    assert shortened(picture, days=99, items=99) == picture


@pytest.mark.parametrize("name", ALL)
def test_every_story_draws_or_draws_nothing(name):
    svg = draw_timeline(time_picture(for_page(ALL[name])))
    assert svg == "" or height(ET.fromstring(svg)) <= TALLEST + 20


words = st.one_of(st.text(max_size=300), st.just(HOSTILE), st.just("W" * 400))


@given(st.lists(st.tuples(st.integers(0, 40), words, words), min_size=2, max_size=30))
def test_whatever_is_said_the_picture_is_one_sheet_and_only_words(said):
    story = replace(
        MET,
        conversations=tuple(
            Conversation(f"k{n}", "p", "g", "w", NOW - timedelta(days=days))
            for n, (days, _, _) in enumerate(said)
        ),
        assets=tuple(
            Asset(f"a{n}", "p", one, Kind.PERSONAL, Leaning.HOPE, f"k{n}")
            for n, (_, one, _) in enumerate(said)
        ),
        connections=(replace(FULL.connections[0], because=()),),
        steps=tuple(
            StepAlong(f"s{n}", "p", "c1", FULL.connections[0].stage, (NOW - timedelta(days=days)).date(), how)
            for n, (days, _, how) in enumerate(said)
        ),
    )
    svg = draw_timeline(time_picture(story))
    if svg:
        root = ET.fromstring(svg)
        assert height(root) <= TALLEST + 20
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "line",
            "circle",
            "text",
        }
