"""``--format jsonl``: whatever answers scripts answers in lines, too."""

import json
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.model.people import Person


def formats_of(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield every command below this one that has ``--format``, with what it offers."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from formats_of(below, (*words, name))
    for option in command.params:
        if "--format" in option.opts:
            assert isinstance(option.type, click.Choice)
            yield " ".join(words), list(option.type.choices)


def test_every_command_that_answers_scripts_does_so_in_lines():
    offered = dict(formats_of(root, ()))
    assert {name for name, choices in offered.items() if "jsonl" not in choices} == set()
    assert {
        "person list",
        "due list",
        "gaps list",
        "connection list",
        "book search",
        "doctor",
    } <= offered.keys()


@pytest.fixture
def said(vault, passphrase_file):
    """Run a command on a vault with two people; return its lines."""
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Person("p2", "Anna\nof two lines"))
    vault.close()

    def run(*arguments):
        ran = CliRunner().invoke(root, [*arguments, "--passphrase-file", str(passphrase_file)])
        assert ran.exit_code == 0, ran.output
        return ran.output.splitlines()

    return run


def test_a_list_is_one_line_each_and_a_record_one_line(said):
    people = [json.loads(line) for line in said("person", "list", "--format", "jsonl")]
    assert people == json.loads("\n".join(said("person", "list", "--format", "json")))
    assert {one["id"] for one in people} == {"p1", "p2"}
    (one,) = said("person", "show", "p1", "--format", "jsonl")
    assert json.loads(one) == json.loads("\n".join(said("person", "show", "p1", "--format", "json")))
    assert said("due", "list", "--format", "jsonl") == []
