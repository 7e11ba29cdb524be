"""``person timeline``, and the page in easy words, called in this process."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import KitError
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person

FIRST = datetime(2026, 9, 24, 10, tzinfo=UTC)


@pytest.fixture
def person(vault, passphrase_file):
    """Run ``person`` on a vault with one story."""
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Person("p2", "Bob"))
    vault.keep(Conversation("k1", "p1", "whole-person", "w", FIRST))
    vault.keep(Note("n1", "p1", "k1", "life-story", "thirty-one years\nof dinners", FIRST))
    vault.keep(Connection("c1", "p1", "e1", "Knit and Natter", Stage.TRIED_IT, "k1"))
    vault.keep(StepAlong("s1", "p1", "c1", Stage.TRIED_IT, date(2026, 10, 1), "noisy, lovely"))
    vault.close()

    def run(*arguments):
        return CliRunner().invoke(root, ["person", *arguments, "--passphrase-file", str(passphrase_file)])

    return run


def test_the_story_day_by_day(person):
    assert person("timeline", "p1").output == (
        "Thursday 24 September 2026\n"
        "  We talked “thirty-one years of dinners”\n"
        "  Talked about: Knit and Natter\n"
        "Thursday 1 October 2026\n"
        "  Tried it: Knit and Natter “noisy, lovely”\n"
    )
    first, second = json.loads(person("timeline", "p1", "--format", "json").output)
    assert first["day"] == "2026-09-24"
    assert [moment["what"] for moment in first["moments"]] == ["talk", "chosen"]
    assert second["moments"][0]["said"] == "noisy, lovely"
    assert person("timeline", "p2").output == "Nothing has happened yet.\n"
    nobody = person("timeline", "nobody").exception
    assert isinstance(nobody, KitError)
    assert nobody.exit_code == 3


def test_the_page_in_easy_words(person, tmp_path):
    for name, begins in (("easy.html", "<!DOCTYPE html>"), ("easy.txt", "Maureen")):
        path = tmp_path / name
        told = person("export", "p1", "--as", "easy", "--output", str(path), "--format", "json")
        assert json.loads(told.output)["as"] == "easy"
        text = path.read_text(encoding="utf-8")
        assert text.lstrip("{# \n").startswith(begins)
        assert "We have not tried it out with anyone." in text
        assert "thirty-one years" in text
