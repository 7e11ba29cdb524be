"""The words files: what ships is sound, and a mistake is told with file, line and what is wrong."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.assets_folder import assets_folder
from conversation_kit.errors import BadInputError
from conversation_kit.matching.stored.sorted_words import SortedWords
from conversation_kit.matching.vocabulary.words import Words

THEME = '[[theme]]\nid = "kites"\nname = "flying kites"\nsay = ["up in the wind"]\nfind = ["kite"]\n'


@pytest.fixture
def folder(tmp_path):
    words = assets_folder() / "words"
    for path in (words / "cues.toml", *words.glob("forms*.toml")):
        shutil.copy(path, tmp_path)
    (tmp_path / "themes.toml").write_text(THEME, "utf-8")
    return tmp_path


def load(folder):
    return Words.load(folder, english=[["the", "and"]])


def test_what_ships_is_broad(words):
    own = [theme for theme in words.themes.values() if not theme.listed]
    assert len(own) >= 120
    said = [
        theme for theme in own if theme.say and not theme.within
    ]  # a narrower one is heard by "find" as much
    assert sum(len(theme.say) >= 6 for theme in said) >= 0.9 * len(said)


def test_every_theme_that_ships_can_be_found(words):
    for theme in words.themes.values():
        assert theme.written or theme.gives or theme.leads
        assert not theme.sensitive or theme.say


def test_sensitive_themes_are_not_led_to(words):
    for theme in words.themes.values():
        for other in (*theme.gives, *theme.leads):
            assert not words.themes[other].sensitive, (theme.id, other)


def test_a_second_file_adds_to_a_theme(folder):
    (folder / "themes-zz.toml").write_text('[[theme]]\nid = "kites"\nsay = ["string and a tail"]\n', "utf-8")
    theme = load(folder).themes["kites"]
    assert theme.say == ("up in the wind", "string and a tail")
    assert theme.name == "flying kites"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[theme]]\nid = "A B"\n', ("themes-x.toml, line 1", "id")),
        ('# ours\n\n[[theme]]\nid = "a"\n', ("themes-x.toml, line 3", "name")),
        ('[[theme]]\nid = "a"\nname = "a"\n', ("line 1", "leads nowhere")),
        ('[[theme]]\nid = "a"\nname = "a"\nfind = "kite"\n', ("line 1", "list of words")),
        ('[[theme]]\nid = "a"\nname = "a"\nfind = ["!!"]\n', ("line 1", "single letter")),
        ('[[theme]]\nid = "a"\nname = 3\nfind = ["kite"]\n', ("line 1", "words in quotes")),
        ('[[theme]]\nid = "a"\nname = "a"\nfind = ["kite"]\nway = "take"\n', ("line 1", "join, give, help")),
        ('[[theme]]\nid = "a"\nname = "a"\nfind = ["kite"]\nleads = ["b"]\n', ("line 1", 'leads to "b"')),
        ('[[theme]]\nid = "a"\nname = "a"\nfinds = ["kite"]\n', ("line 1", '"finds"')),
        ('[[theme]]\nid = "a"\nname = "a\n', ("line 3", "not TOML")),
        ('\n[themes]\nid = "a"\n', ("line 2", "does not belong")),
        ('[theme]\nid = "a"\n', ("line 1", "two brackets")),
        ('theme = [{ id = "a" }]\n', ("line 1", "two brackets")),
    ],
)
def test_a_mistake_in_a_theme_is_told(folder, wrong, told):
    (folder / "themes-x.toml").write_text(wrong, "utf-8")
    with pytest.raises(BadInputError) as caught:
        load(folder)
    for part in told:
        assert part in caught.value.sentence


def test_missing_files_are_told(tmp_path):
    with pytest.raises(BadInputError, match="no words file named themes"):
        load(tmp_path)
    (tmp_path / "themes.toml").write_text(THEME, "utf-8")
    with pytest.raises(BadInputError, match=r"cues\.toml: it is missing"):
        load(tmp_path)
    shutil.copy(assets_folder() / "words" / "cues.toml", tmp_path)
    with pytest.raises(BadInputError, match=r"forms\.toml: it is missing"):
        load(tmp_path)


def test_a_mistake_in_the_cues_is_told(folder):
    cues = folder / "cues.toml"
    whole = cues.read_text("utf-8")
    cues.write_text(whole.replace("want = [", "wish = [", 1), "utf-8")
    with pytest.raises(BadInputError, match=r'cues.toml, line \d+: "wish" is not a list the kit knows'):
        load(folder)
    cues.write_text(whole.split("want = [", 1)[0], "utf-8")
    with pytest.raises(BadInputError, match='the list "want" is missing'):
        load(folder)


@pytest.mark.parametrize(
    ("wrong", "told"), [("{", "line 1: this is not JSON"), ("[{}]", 'needs "label"'), ("7", 'needs "label"')]
)
def test_a_mistake_in_the_activity_list_is_told(folder, wrong, told):
    (folder / "activities.json").write_text(wrong, "utf-8")
    with pytest.raises(BadInputError) as caught:
        load(folder)
    assert told in caught.value.sentence


def test_the_activity_list_gives_other_names(folder):
    rows = [
        {"label": "Sky Surfing", "also": ["Wind Riding"], "broader": ["Air Games"]},
        {"label": "Air Games", "also": [], "broader": []},
    ]
    (folder / "activities.json").write_text(json.dumps(rows), "utf-8")
    found = load(folder)
    assert found.themes["activity:sky surfing"].say == ("Sky Surfing", "Wind Riding")
    assert found.themes["activity:sky surfing"].leads == ("activity:air games",)


def test_files_that_are_not_text_are_told(folder):
    (folder / "themes-x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match="cannot be read as UTF-8"):
        load(folder)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bigno", "bingo"), ("ibngo", "bingo"), ("croshet", "crochet"), ("gardning", "gardening"), ("chior", "choir"), ("accordian", "accordion"),
        ("domnioes", "dominoes"), ("bunjo", "banjo"), ("dingo", None), ("passport", None), ("tingo", None), ("kipper", None),
        ("tortoise", None),
    ],
)  # fmt: skip
def test_only_what_a_slip_could_have_made_is_set_right(suggester, said, meant):
    assert dict(suggester._shelf.speller.repaired([said])).get(said) == meant


@given(st.lists(st.text(max_size=4)), st.text(max_size=4))
def test_sorted_words_hold_what_a_set_would(words, other):
    held = SortedWords(words)
    assert len(held) == len(set(words))
    assert all(word in held for word in words)
    assert (other in held) == (other in set(words))
    assert None not in held
