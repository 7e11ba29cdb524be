"""How they are, what they want to try and how it goes on, from the command line, in this process."""

import json

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import KitError
from conversation_kit.kit import local_now
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.people import Person


@pytest.fixture
def run(vault, passphrase_file):
    """Run a command on a vault with one person and a connection; return what it printed."""
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Connection("c1", "p1", "e1", "Knit and Natter", Stage.INTERESTED))
    vault.keep(Connection("c2", "p1", "e2", "Bingo", Stage.SUGGESTED))
    vault.close()

    def run(*arguments, expect=0):
        told = CliRunner().invoke(root, [*arguments, "--passphrase-file", str(passphrase_file)])
        if expect == 0:
            assert told.exception is None
            return told.output.strip()
        if isinstance(told.exception, KitError):
            assert told.exception.exit_code == expect
            return told.exception.sentence
        assert told.exit_code == expect
        return told.output

    return run


def test_answers_are_kept_and_shown_over_time_without_a_total(run):
    first = run("wellbeing", "add", "--person", "p1", "--satisfied", "seven", "--on", "yesterday")
    run("wellbeing", "add", "--person", "p1", "--anxious", "3", "--happy", "don't know", "--words", "so so")
    run("score", "add", "--person", "p1", "--tool", "The star", "--score", "4/10", "--on", "2026-11-01")
    text = run("wellbeing", "show", "--person", "p1")
    rows = text.splitlines()
    assert rows[0].split("life")[1].split() == ["▆", "7", "·"]
    assert rows[1].split("yesterday")[1].split() == ["·", "▃", "3"]
    assert first in text
    assert "“so so”" in text
    assert "The star: 4/10" in text
    told = json.loads(run("wellbeing", "show", "--person", "p1", "--format", "json"))
    assert [one["satisfied"] for one in told["wellbeing"]] == [7, None]
    assert told["wellbeing"][1]["asked_on"] == local_now().date().isoformat()
    assert told["scores"][0]["scored_on"] == "2026-11-01"
    assert "total" not in json.dumps(told)


def test_something_they_want_to_try_is_weighed_and_due(run):
    run(
        *("risk", "add", "--person", "p1", "--want", "walk to the shop", "--good", "fresh air"),
        *("--wrong", "the kerb", "--safe", "the phone", "--says", "I will", "--backs", "Janet"),
        *("--look-again", "in 3 weeks"),
    )
    text = run("risk", "list", "--person", "p1")
    assert text.index("The good it could do: fresh air") < text.index("What could go wrong: the kerb")
    assert "Who backs it: Janet" in text
    assert "look again at what they want to try: walk to the shop" in run("due", "list")
    (one,) = json.loads(run("risk", "list", "--person", "p1", "--format", "json"))
    assert (one["wants"], one["they_say"]) == ("walk to the shop", "I will")
    assert "score" not in one


def test_connections_move_along_with_their_words(run):
    run("connection", "move", "c1", "--to", "tried it", "--words", "I stayed", "--on", "yesterday")
    step = json.loads(run("connection", "move", "c1", "--to", "going", "--format", "json"))
    assert (step["connection"], step["to"]) == ("c1", "going")
    text = run("connection", "list", "--person", "p1")
    assert text.startswith("c1  Knit and Natter: going\n")
    assert "tried it  “I stayed”" in text
    assert "Bingo" not in text
    (one,) = json.loads(run("connection", "list", "--person", "p1", "--format", "json"))
    assert [step["to"] for step in one["steps"]] == ["tried it", "going"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("wellbeing", "add", "--person", "p1", "--happy", "11"), 2, "from 0 to 10"),
        (("wellbeing", "add", "--person", "p1"), 2, "None of the four was answered"),
        (("wellbeing", "add", "--person", "p1", "--happy", "3", "--on", "tomorrow"), 2, "Which day was that"),
        (("wellbeing", "show", "--person", "nobody"), 3, "nobody with that id"),
        (("score", "add", "--person", "p1", "--tool", " ", "--score", "4"), 2, "the name of the tool"),
        (("risk", "add", "--person", "p1", "--want", " "), 2, "What do they want to try?"),
        (("risk", "add", "--person", "p1", "--want", "x", "--look-again", "soonish"), 2, "Which day is that"),
        (("connection", "move", "c9", "--to", "going"), 3, "no connection with that id"),
        (("connection", "move", "c1", "--to", "interested"), 2, "How did it go"),
        (("connection", "move", "c1", "--to", "going", "--on", "tomorrow"), 2, "Which day was that"),
        (("connection", "move", "c1", "--to", "suggested"), 2, "suggested"),
    ],
)
def test_what_cannot_be_meant_keeps_nothing_and_says_so(run, arguments, code, says):
    assert says in run(*arguments, expect=code)
    told = json.loads(run("wellbeing", "show", "--person", "p1", "--format", "json"))
    assert told == {"wellbeing": [], "scores": []}
    assert run("risk", "list", "--person", "p1") == "Nothing was weighed yet."


def test_nothing_asked_is_fine(run):
    assert run("wellbeing", "show", "--person", "p1") == "Nothing was asked yet. Nothing has to be."
