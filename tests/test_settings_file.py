"""Settings written by the app: only what was changed changes, and never half of it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.errors import BadInputError, StorageError
from conversation_kit.settings import read_settings
from conversation_kit.settings_file import change_settings, line_of, with_values

COUNCIL = """\
# Set by IT on 3 March. Ask before you change it.
idle_minutes = 5          # "five # minutes"
ring = "01632 960123 # the desk"   # the duty desk

[keep]
nightly_backups = true

[[stop.numbers]]          # whom to ring
who = "Adult safeguarding"
ring = "01632 960999"

[[stop.numbers]]
who = "Out of hours"
ring = "01632 960000"
[look]
theme = "calm"
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def council(path, text=COUNCIL):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_change_keeps_comments_order_and_the_rest(path):
    change_settings(
        council(path),
        {
            ("idle_minutes",): 3.5,
            ("ring",): 'new "desk" #1',
            ("look", "theme"): "calm-light",
            ("look", "motion"): False,
            ("near",): "Łódź",
            ("keep", "days_after_last_contact"): 400,
            ("keys", "explore"): "ctrl+e",
        },
    )
    assert path.read_text(encoding="utf-8") == (
        COUNCIL.replace("idle_minutes = 5  ", "idle_minutes = 3.5  ")
        .replace('"01632 960123 # the desk"', '"new \\"desk\\" #1"')
        .replace("   # the duty desk\n", '   # the duty desk\nnear = "Łódź"\n')
        .replace("nightly_backups = true\n", "nightly_backups = true\ndays_after_last_contact = 400\n")
        .replace('theme = "calm"\n', 'theme = "calm-light"\nmotion = false\n\n[keys]\nexplore = "ctrl+e"\n')
    )
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_nothing_takes_a_setting_out(path):
    change_settings(council(path), {("ring",): None, ("near",): None, ("look", "theme"): None})
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    assert "ring" not in values
    assert values["look"] == {}
    assert values["stop"]["numbers"][1]["ring"] == "01632 960000"


def test_a_file_is_made_when_there_is_none(path):
    change_settings(path, {("look", "theme"): "high-contrast", ("idle_minutes",): 2})
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "look": {"theme": "high-contrast"},
        "idle_minutes": 2,
    }


@pytest.mark.parametrize(
    "text",
    [
        'look = { theme = "calm" }\n',
        "look = 3\n",
        'steps = """\n[look]\n"""\n',
        '[look]\ntheme = """calm\n"""\n',
    ],
)
def test_what_cannot_be_changed_safely_is_left_and_said(path, text):
    council(path, text)
    with pytest.raises(BadInputError, match=r'look\.theme = "calm-light"'):
        change_settings(path, {("look", "theme"): "calm-light"})
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ['look.theme = "calm"\n', "look . theme='calm' # quiet", "[ look ] # how\ntheme='calm'"]
)
def test_other_ways_of_writing_toml_are_changed_too(path, text):
    change_settings(council(path, text), {("look", "theme"): "calm-light"})
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"look": {"theme": "calm-light"}}
    assert ("#" in text) == ("#" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("raw", [b"= 3", b"\xff\xfe\x00", b"a = [" + b"[" * 4000])
def test_a_broken_file_is_mended_by_hand_first(path, raw):
    path.parent.mkdir()
    path.write_bytes(raw)
    with pytest.raises(BadInputError, match="nothing was changed"):
        change_settings(path, {("near",): "Leigh"})
    assert path.read_bytes() == raw


def test_a_disk_that_refuses_leaves_the_old_one(path):
    path.parent.parent.joinpath("config").write_text("a file where a folder should be")
    with pytest.raises((BadInputError, StorageError)):
        change_settings(path, {("near",): "Leigh"})


values = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
wheres = st.sampled_from(
    [("ring",), ("near",), ("look", "theme"), ("keep", "nightly_backups"), ("keys", "a-b"), ("keys", "ä b")]
)


@given(st.dictionaries(wheres, values, max_size=4))
def test_any_value_reads_back_and_every_other_line_stays(changes):
    made = with_values(COUNCIL, changes)
    read = tomllib.loads(made)
    for where, value in changes.items():
        found = read
        for name in where:
            found = found[name]
        assert found == value
    assert read["stop"] == tomllib.loads(COUNCIL)["stop"]
    comments = [line for line in COUNCIL.splitlines() if line.startswith("#") or "stop" in line]
    assert [line for line in made.splitlines() if line in comments] == comments


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("idle_minutes",), 2),
        (("look", "theme"), 16),
        (("stop", "numbers", 1, "ring"), 14),
        (("stop", "numbers", 0, "who"), 9),
        (("keep", "nowhere"), 5),
        (("nowhere",), 0),
    ],
)
def test_a_setting_is_found_by_its_line(where, line):
    assert line_of(COUNCIL, where) == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\nidle_minuts = 3", "line 2, idle_minuts: there is no such setting; did you mean idle_minutes?"),
        ("[look]\nthem = 'x'", "line 2, look.them: there is no such setting; did you mean theme?"),
        ("[look]\n\ntheme = 'pink'", "line 3, look.theme: it should be 'calm', 'calm-light'"),
        ("idle_minutes = 0", "line 1, idle_minutes: it should be greater than 0"),
        (
            "[[stop.numbers]]\nwho = 'x'\nring = 999",
            "line 3, stop.numbers.0.ring: it should be a valid string",
        ),
        ("[[stop.numbers]]\nwho = 'x'", "line 1, stop.numbers.0.ring: Field required"),
        ("= 3", "this is not TOML"),
    ],
)
def test_each_mistake_has_its_line(text, words):
    settings, problems = read_settings(text)
    assert settings is None
    assert problems[0].words.startswith(words)


def test_every_mistake_is_named():
    _, problems = read_settings("a = 1\nb = 2\nidle_minutes = 'x'\n")
    assert {problem.key for problem in problems} == {"a", "b", "idle_minutes"}
