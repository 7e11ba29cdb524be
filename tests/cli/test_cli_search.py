"""``search``: what was kept, found by its words."""

import json

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop


@pytest.fixture
def run(kit, vault, passphrase_file):
    vault.keep(Person("p1", "Maureen", area="Leigh"))
    vault.keep(Note("n1", "p1", "k1", "life-story", "taught swimming at the Café", kit.now()))
    vault.keep(Stop("s1", "p1", kit.now(), words="a bruise"))
    vault.close()

    def run_it(*arguments):
        done = CliRunner().invoke(root, ["search", *arguments, "--passphrase-file", str(passphrase_file)])
        assert done.exit_code == 0, done.output
        return done.output

    return run_it


def test_it_finds_and_says_where(run):
    assert run("maureen cafe") == (
        "Maureen · Leigh\n  n1  taught swimming at the Café\n      note · 24 November 2026\n"
    )
    assert run("bruise") == "Nothing holds all of these words.\n"


def test_as_lines_and_as_one_document(run):
    (line,) = run("swim", "--format", "jsonl").splitlines()
    assert json.loads(line) == {
        "kind": "note",
        "id": "n1",
        "person": "p1",
        "conversation": None,
        "what": "note · 24 November 2026",
        "words": "taught swimming at the Café",
        "found": ["swimming"],
    }
    assert json.loads(run("swim", "--format", "json")) == [json.loads(line)]
    assert run("zebra", "--format", "jsonl") == ""
