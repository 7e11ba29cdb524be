"""Leaving behind: what is gathered, names of files that hold everywhere, browsers that do not take the terminal."""

import json
import sys
import webbrowser
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.journey.on_the_page import put_on_page
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.sharing.leaving import (
    WAYS_OUT,
    As,
    case_note_of,
    export,
    file_name,
    free_name,
    gather,
    open_in_browser,
    page_of,
)


@pytest.fixture
def leaving(kit, vault):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Conversation("k1", "p1", "whole-person", vault.worker().id, kit.now()))
    vault.keep(Note("n1", "p1", "k1", "life-story", "thirty-one years of dinners", kit.now()))
    vault.keep(Asset("a1", "p1", "could cook for two hundred", Kind.PERSONAL, Leaning.GIFT, on_page=False))
    vault.keep(Connection("c1", "p1", "gone", "A group that went", Stage.INTERESTED))
    return gather(vault, None, kit.guides, "p1", kit.now(), private=kit.private_words())


def test_it_gathers_what_a_page_needs_even_without_a_book(leaving):
    assert leaving.entries == {}
    assert leaving.worker.name == "Ruth Ollerenshaw"
    assert next(iter(leaving.topics)) == "life-story"
    made = page_of(leaving)
    said = [line.text for section in made.sections for line in section.lines]
    assert "thirty-one years of dinners" in said
    assert "could cook for two hundred" not in said
    assert "could cook for two hundred" in case_note_of(leaving)


def test_why_it_was_refused_once_is_not_left_behind(kit, vault):
    def left():
        made = gather(vault, None, kit.guides, "p1", kit.now(), private=kit.private_words())
        said = [line.text for section in page_of(made).sections for line in section.lines]
        return "\n".join([*said, case_note_of(made)])

    vault.keep(Person("p1", "Maureen"))
    vault.keep(Connection("c1", "p1", "e1", "Knit and Natter", Stage.INTERESTED))
    vault.keep(replace(vault.find(Connection, "c1"), stage=Stage.NOT_FOR_ME))
    vault.keep(replace(vault.find(Connection, "c1"), why="cannot stand Sheila"))
    assert "Sheila" in left()
    vault.keep(replace(vault.find(Connection, "c1"), stage=Stage.MAYBE_LATER))
    assert "Knit and Natter" in left()
    assert "Sheila" not in left()
    vault.keep(replace(vault.find(Connection, "c1"), why="when my knees are done"))
    assert left().count("when my knees are done") == 2


def test_what_speaks_of_danger_begins_on_no_paper_that_is_left_behind(kit, vault):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Conversation("k1", "p1", "whole-person", vault.worker().id, kit.now()))
    vault.keep(Note("n1", "p1", "k1", "people", "He hits me when he's had a drink.", kit.now()))
    vault.keep(Note("n2", "p1", "k1", "people", "Our Janet comes Sundays.", kit.now()))
    vault.keep(Asset("a1", "p1", "he hits me", Kind.SOCIAL, Leaning.BARRIER, note_id="n1"))
    vault.keep(DealLine("d1", "p1", Side.OURS, "ring Women's Aid with her"))
    vault.keep(StepAlong("s1", "p1", "c1", Stage.GOING, kit.now().date(), "he follows me there"))
    vault.keep(Connection("c1", "p1", "e1", "Knit and Natter", Stage.GOING))
    vault.keep(PositiveRisk("r1", "p1", "to get away from him, I'm scared of my husband"))
    told = ("hits", "Women's Aid", "follows", "husband")

    def papers():
        made = gather(vault, None, kit.guides, "p1", kit.now(), private=kit.private_words())
        left = [way for name, way in WAYS_OUT.items() if name.startswith(("page", "easy"))]
        return [way.make(made, Audience.PERSON) for way in left]

    assert len(papers()) == 4
    for paper in papers():
        assert "Our Janet comes Sundays." in paper
        assert [words for words in told if words in paper.replace("&#x27;", "'")] == []
    put_on_page(vault, "note", "n1", on_page=True)
    assert all("He hits me" in paper for paper in papers())


def test_nobody_of_that_id(kit, vault):
    with pytest.raises(NotFoundError):
        gather(vault, None, kit.guides, "nobody", kit.now(), private=kit.private_words())


@pytest.mark.parametrize(
    ("shape", "name", "begins"),
    [
        (As.PAGE, "a.html", "<!"),
        (As.PAGE, "a.TXT", "Maureen"),
        (As.NOTE, "a.md", "# Case note"),
        (As.JSON, "a.json", "{"),
    ],
)
def test_each_shape_is_written_and_said(leaving, tmp_path, shape, name, begins):
    made = export(leaving, shape, tmp_path / name)
    words = made.path.read_text(encoding="utf-8")
    assert words.lstrip().lower().startswith(begins.lower())
    assert str(made.path) in made.sentence
    assert "can read it" in made.sentence
    if shape is As.JSON:
        assert json.loads(words)
    with pytest.raises(RefusedError):
        export(leaving, shape, made.path)
    export(leaving, shape, made.path, overwrite=True)


def test_a_name_is_given_its_ending_once():
    assert file_name(" my page ", ".html") == "my page.html"
    assert file_name("my page.html", ".html") == "my page.html"
    assert file_name("my page. ", ".md") == "my page.md"


@pytest.mark.parametrize(
    "name", ["", ".", " . ", ".html", "a/b", "a\\b", "..\\x", "a:b", 'a"b', "a\nb", "COM1"]
)
def test_a_name_that_cannot_be_everywhere_is_refused(name):
    with pytest.raises(BadInputError, match="Nothing was written"):
        file_name(name, ".html")


@given(st.text(max_size=200))
def test_a_name_is_one_part_of_a_path_or_refused(said):
    try:
        name = file_name(said, ".html")
    except BadInputError:
        return
    assert name.endswith(".html")
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() or all(ord(letter) > 31 for letter in name)


def test_a_free_name_leaves_what_is_there_alone(tmp_path):
    assert free_name(tmp_path, "my-page", ".html") == "my-page"
    (tmp_path / "my-page.html").touch()
    assert free_name(tmp_path, "my-page", ".html") == "my-page-2"
    (tmp_path / "my-page-2.html").touch()
    assert free_name(tmp_path, "my-page", ".html") == "my-page-3"
    assert free_name(tmp_path, "my-page", ".txt") == "my-page"


def test_a_browser_of_the_terminal_is_not_opened(tmp_path, monkeypatch):
    marker = tmp_path / "opened"
    program = f"{sys.executable} -c \"open(r'{marker}', 'w')\" %s"
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(program))
    assert open_in_browser(tmp_path / "page.html") is False
    assert not marker.exists()


def test_without_any_browser_it_says_no(tmp_path, monkeypatch):
    def none():
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert open_in_browser(tmp_path / "page.html") is False
