"""My page as HTML: one whole file, nothing fetched, nothing run, every word as it was said."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sharing_stories import ALL, ENTRIES, FULL, MET, NASTY, NOW, TOPICS, WORKER, note

from conversation_kit.model.people import Person
from conversation_kit.sharing.page import page, page_html
from conversation_kit.sharing.plain import one_line, plain

TAGS = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div"),
        *("h1", "h2", "h3", "p", "span", "blockquote", "svg", "desc", "line", "rect", "text", "circle"),
    }
)
VOID = frozenset({"meta"})


class Reader(HTMLParser):
    """Reads a page and keeps what it is made of; fails where tags do not nest."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.open, self.texts = [], [], [], {}

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def html_of(story):
    return page_html(page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", ALL)
def test_the_file_is_whole_and_has_nothing_foreign_in_it(name):
    html = html_of(ALL[name])
    reader = read(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert set(reader.tags) <= TAGS
    names = {attribute for _, attribute, _ in reader.attributes}
    assert not {one for one in names if one.startswith("on")} | (
        names & {"href", "src", "srcset", "xlink:href"}
    )
    assert not re.search(r"url\(|@import|http-equiv=.refresh", "".join(reader.texts["style"]), re.IGNORECASE)
    policy = next(
        value for tag, key, value in reader.attributes if key == "content" and "default-src" in value
    )
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("name", ALL)
def test_it_can_be_read_out(name):
    reader = read(html_of(ALL[name]))
    assert ("html", "lang", "en-GB") in reader.attributes
    assert reader.tags.count("h1") == 1
    ids = [value for _, key, value in reader.attributes if key == "id"]
    assert len(ids) == len(set(ids))
    labels = {one for _, key, value in reader.attributes if key == "aria-labelledby" for one in value.split()}
    assert labels <= set(ids)
    headings = [int(tag[1]) for tag in reader.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_large_print():
    style = "".join(read(html_of(FULL)).texts["style"])
    sizes = [float(size) for size in re.findall(r"(\d+(?:\.\d+)?)pt", style)]
    assert min(sizes) >= 16
    svg_size = next(float(value) for tag, key, value in read(html_of(FULL)).attributes if key == "font-size")
    millimetres = svg_size * 180 / 680  # the picture is 680 units across 180 mm of paper
    assert millimetres / 25.4 * 72 >= 16


def test_hostile_words_are_only_words():
    html = html_of(NASTY)
    assert "<script" not in html
    assert "\x1b" not in html
    assert "{{ 7*7 }}" in html
    assert one_line(NASTY.person.name) in "".join(read(html).texts["h1"])


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_arrive_as_they_were_said(name, words):
    story = replace(MET, person=Person("p", name), notes=(note(1, "hope", words),))
    html = html_of(story)
    quotes = "".join(read(html).texts.get("blockquote", []))
    assert plain(words) in {quotes[1:-1], f"“{quotes[1:-1]}”", f'"{quotes[1:-1]}"'} or quotes[1:-1] in plain(
        words
    )
    assert bool(quotes) == bool(plain(words))
    html.encode("utf-8")


def test_names_and_words_find_their_own_direction():
    attributes = read(html_of(FULL)).attributes
    auto = {tag for tag, key, value in attributes if (key, value) == ("dir", "auto")}
    assert {"h1", "h3", "p", "blockquote", "span"} <= auto
