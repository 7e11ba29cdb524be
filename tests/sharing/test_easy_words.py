"""Easy words: what we say is easy to read by a known measure, what they said is all there, and it is called a draft."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sharing_stories import ALL, ENTRIES, FULL, MET, NASTY, NOW, TOPICS, WORKER, note

from conversation_kit.model.connections import Stage, Way
from conversation_kit.sharing.chosen import CHOSEN
from conversation_kit.sharing.easy import DRAFT, PICTURES, in_easy_words
from conversation_kit.sharing.leaving import WAYS_OUT, Leaving
from conversation_kit.sharing.page import LineKind, page
from conversation_kit.sharing.permission import for_page
from conversation_kit.sharing.plain import plain

_GRADE = 3.0  # years of school, by Flesch and Kincaid


def easy(story):
    return in_easy_words(page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS))


def written(story, way="easy-html"):
    return WAYS_OUT[way].make(
        Leaving(story, ENTRIES, WORKER, NOW, TOPICS, lambda words: False), WAYS_OUT[way].audiences[0]
    )


def read(document):
    """Return the words of an HTML document, without its style."""
    body = document[document.index("<body>") :]
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def syllables(word):
    """Count as reading measures do: groups of vowels, a silent e at the end not counted."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    bare = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeioutd])ed$", "", bare)
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def grade(sentences):
    """Return the Flesch-Kincaid grade of some sentences (Kincaid and others 1975)."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def ours(story):
    """Return every sentence and heading of ours on the easy page of a story."""
    made = easy(story)
    theirs = {plain(one.why) for one in story.connections} | {"Community link worker, Harbour team"}
    found = [made.opening, made.closing, PICTURES, *DRAFT]
    for section in made.sections:
        found.append(section.heading)
        for line in section.lines:
            if line.kind in (LineKind.PLAIN, LineKind.NOTICE) and line.text not in theirs:
                found.append(re.sub(r"\w+day \d+ \w+ \d{4}", "Monday", line.text))
            found += [line.label] if line.label else []
    return dict.fromkeys(
        sentence for one in found for sentence in re.split(r"(?<=[.?!])\s+", one) if sentence
    )


def stories_of_every_stage():
    for stage in (*CHOSEN, Stage.MAYBE_LATER):
        for way in Way:
            yield replace(FULL, connections=tuple(replace(c, stage=stage, way=way) for c in FULL.connections))


def test_the_measure_tells_easy_from_hard():
    assert grade(["The cat sat on the mat.", "It was a big cat."]) < 2
    assert grade(["Notwithstanding preliminary eligibility, the authority determines entitlement."]) > 15
    assert syllables("people") == 2
    assert syllables("tried") == 1
    assert syllables("chose") == 1


def test_what_we_say_is_easy_to_read():
    said = list(dict.fromkeys(sentence for story in stories_of_every_stage() for sentence in ours(story)))
    assert len(said) > 40
    assert grade(said) <= _GRADE
    assert grade([sentence for sentence in said if sentence[-1] in ".?"]) <= _GRADE  # headings flatter it
    assert max(len(sentence.split()) for sentence in said) <= 10
    hard = [word for sentence in said for word in sentence.split() if syllables(word) > 3]
    assert hard == []


@pytest.mark.parametrize("name", ["full", "urdu", "crowded", "nasty"])
def test_every_word_of_theirs_is_there_as_they_said_it(name):
    story = ALL[name]
    words = re.sub(r"\s+", " ", read(written(story)))
    for said in (
        *(one.text for one in story.notes),
        *(one.words for one in story.assets),
        *(one.what for one in story.deal),
        *(quoted for one in for_page(story).connections if one.stage in CHOSEN for quoted in one.because),
    ):
        assert " ".join(plain(said).split()) in words


@given(st.text(max_size=80))
def test_any_words_stay_as_they_are(words):
    told = [
        line.text
        for section in easy(replace(MET, notes=(note(1, "hope", words),))).told
        for line in section.lines
    ]
    assert (plain(words) in told) == bool(plain(words))


def test_the_label_stands_first_and_says_that_nobody_tried_it():
    words = " ".join(read(written(FULL)).split())
    assert words.startswith("This is a draft. We have not tried it out with anyone.")
    text = written(FULL, "easy-text")
    assert text.index("We have not tried it out with anyone.") < text.index("WHAT YOU SAID")


def test_there_is_an_empty_box_by_each_thing():
    document = written(FULL)
    assert document.count('<div class="picture" aria-hidden="true"></div>') == document.count('class="thing"')
    things = len(FULL.notes) + len(FULL.assets) + len(FULL.deal)
    assert document.count('class="thing"') >= things


def test_it_is_larger_than_the_other_page_and_nothing_in_it_runs():
    document = written(NASTY)
    sizes = [float(size) for size in re.findall(r"(\d+(?:\.\d+)?)pt", document[: document.index("<body>")])]
    assert min(sizes) >= 20
    assert "<script" not in document
    assert "\x1b" not in document
    assert not re.search(r"url\(|@import", document)
    assert not re.search(r"<[^>]*\s(?:src|href|on\w+)=", document)
