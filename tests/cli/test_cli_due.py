"""``due list`` and ``due export``, called in this process."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import KitError
from conversation_kit.kit import local_now
from conversation_kit.model.connections import DealLine, Side
from conversation_kit.model.people import Person


@pytest.fixture
def due(vault, passphrase_file):
    """Run ``due`` on a vault with two promises."""
    vault.keep(Person("p1", "Maureen"))
    vault.keep(
        DealLine("d1", "p1", Side.OURS, "ring the kitchen", due=local_now().date() + timedelta(days=1))
    )
    vault.keep(DealLine("d2", "p1", Side.OURS, "write to Janet", by_when="after half term"))
    vault.close()

    def run(*arguments):
        return CliRunner().invoke(root, ["due", *arguments, "--passphrase-file", str(passphrase_file)])

    return run


def test_it_lists_for_your_own_eyes(due):
    said = due("list").output
    assert said == "Maureen: ring the kitchen · tomorrow\nMaureen: write to Janet · after half term\n"
    assert due("list", "--days", "0").output == "Nothing is due.\n"
    (one,) = json.loads(due("list", "--days", "7", "--format", "json").output)
    assert (one["id"], one["words"]) == ("d1", "ring the kitchen")


def test_it_leaves_without_names_and_over_nothing(due, tmp_path):
    path = tmp_path / "due.ics"
    told = json.loads(due("export", "--output", str(path), "--format", "json").output)
    assert told["path"] == str(path)
    text = path.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == 1
    assert "Maureen" not in text
    again = due("export", "--output", str(path))
    assert isinstance(again.exception, KitError)
    assert again.exception.exit_code == 5
    assert due("export", "--output", str(path), "--overwrite").exit_code == 0
