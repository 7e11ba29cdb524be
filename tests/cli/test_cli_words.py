"""``words check`` and ``words list``."""

import json

from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import KitError


def run(*arguments):
    done = CliRunner().invoke(root, list(arguments))
    assert done.exception is None, done.output
    return done.output


def test_what_ships_is_sound():
    assert "All is well." in run("words", "check")


def test_faults_are_told_with_file_and_line(tmp_path):
    said, theme = tmp_path / "said-ours.toml", tmp_path / "themes-ours.toml"
    said.write_text('\n[[said]]\ntheme = "knittin"\nlines = ["a b"]\n', "utf-8")
    theme.write_text('[[theme]]\nid = "kites"\nname = "kites"\n', "utf-8")
    forms = tmp_path / "forms-ours.toml"
    forms.write_text('drink = [\n  "swore off <drink_words>",\n  "off the (ale|beer",\n]\n', "utf-8")
    told = CliRunner().invoke(root, ["words", "check", str(said), str(theme), str(forms)])
    assert isinstance(told.exception, KitError)
    assert told.exception.exit_code == 2
    assert "said-ours.toml, line 2" in told.output
    assert "themes-ours.toml, line 1" in told.output
    assert 'forms-ours.toml, line 3: "off the (ale|beer" of "drink" cannot be read' in told.output


def test_a_councils_own_file_is_checked_beside_what_ships(tmp_path):
    said = tmp_path / "said-ours.toml"
    said.write_text('[[said]]\ntheme = "knitting"\nlines = ["wool again, always wool"]\n', "utf-8")
    forms = tmp_path / "forms-ours.toml"
    forms.write_text('drink = ["swore off <drink_words>"]\n[lists]\ndrink_words = ["perry"]\n', "utf-8")
    assert "All is well." in run("words", "check", str(said), str(forms))


def test_the_list_counts(tmp_path):
    data = json.loads(run("words", "list", "--format", "json"))
    knitting = next(one for one in data if one["id"] == "knitting")
    assert knitting["say"] > 5
    assert knitting["sentences"] > 20
    assert "knitting" in run("words", "list")
