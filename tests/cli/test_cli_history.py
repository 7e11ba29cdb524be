"""``history``: every change of a record from the command line."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import NotFoundError
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person


@pytest.fixture
def run(kit, vault, passphrase_file):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(note := Note("n1", "p1", "k1", "life-story", "thirty years", kit.now()))
    vault.keep(replace(note, text="thirty-one years", topic_id="health"))
    vault.close()

    def run_it(*arguments):
        return CliRunner().invoke(root, ["history", *arguments, "--passphrase-file", str(passphrase_file)])

    return run_it


def test_before_and_after_oldest_first(run):
    text = run("n1").output
    assert "Their words (note, text)\n    thirty years\n" in text
    assert "  * thirty-one years\n      Ruth Ollerenshaw, " in text
    assert "\n      before: thirty years\n" in text
    assert "Topic (note, topic_id)" in text


def test_as_lines_of_one_field(run):
    first, last = map(json.loads, run("n1", "--field", "text", "--format", "jsonl").output.splitlines())
    assert (first["before"], first["after"], first["stands"]) == (None, "thirty years", False)
    assert (last["before"], last["after"], last["stands"]) == ("thirty years", "thirty-one years", True)
    assert last["who"] == "Ruth Ollerenshaw"
    assert last["on_this_device"]
    assert not last["written_twice"]
    whole = json.loads(run("n1", "--format", "json").output)
    assert [row for row in whole if row["field"] == "text"] == [first, last]


@pytest.mark.parametrize("arguments", [("n9",), ("n1", "--field", "nothing")])
def test_what_is_not_there_is_said(run, arguments):
    assert isinstance(run(*arguments).exception, NotFoundError)
