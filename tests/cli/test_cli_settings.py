"""``settings show`` and ``settings check``."""

import json

import pytest
from click.testing import CliRunner

from conversation_kit.cli.root import root
from conversation_kit.errors import BadInputError, NotFoundError


@pytest.fixture
def written(own_home):
    def write(text):
        path = own_home / "config" / "settings.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(*arguments):
    return CliRunner().invoke(root, ["settings", *arguments])


def test_what_is_in_use_is_shown_and_where_it_comes_from(written):
    written('near = "Leigh"\n[look]\ntheme = "calm-light"\n')
    done = run("show", "--format", "jsonl")
    rows = {row["key"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["near"] == {"key": "near", "value": "Leigh", "set": True}
    assert rows["look.theme"]["set"]
    assert rows["look.motion"] == {"key": "look.motion", "value": True, "set": False}
    assert rows["idle_minutes"]["value"] == 5
    assert "idle_minutes = 5.0   (as shipped)" in run("show").stdout
    assert 'near = "Leigh"\n' in run("show").stdout


def test_a_file_with_mistakes_is_named_and_the_shipped_ones_shown(written):
    written("nea = 1\n")
    done = run("show")
    assert done.exit_code == 0
    assert "line 1, nea: there is no such setting; did you mean near?" in done.stderr


def test_all_is_well(written):
    written('[keys]\nexplore = "ctrl+e"\n')
    done = run("check")
    assert done.exit_code == 0
    assert "all is well" in done.stdout
    assert run("check", "--format", "jsonl").stdout == ""


def test_every_mistake_has_line_and_name(written):
    path = written('near = "x"\nidle_minuts = 3\n[keep]\nnightly_backups = "maybe"\n')
    done = run("check", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["line"], row["key"]) for row in rows] == [(4, "keep.nightly_backups"), (2, "idle_minuts")]
    assert isinstance(done.exception, BadInputError)
    assert done.exception.exit_code == 2
    assert f"{path}: line 2, idle_minuts: there is no such setting" in run("check").stdout


def test_other_keys_are_checked_too(written):
    written('near = "x"\n\n[keys]\nexplor = "f3"\nlock = "f12"\n')
    done = run("check", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["line"], row["key"]) for row in rows] == [(4, "keys.explor"), (5, "keys.lock")]
    assert "Did you mean explore?" in rows[0]["why"]


def test_another_file_can_be_checked(tmp_path):
    path = tmp_path / "new.toml"
    path.write_text("look = 3", encoding="utf-8")
    assert "line 1, look:" in run("check", str(path)).stdout
    path.write_bytes(b"\xff\xfe")
    assert "cannot be read as text" in run("check", str(path)).stdout
    assert isinstance(run("check", str(tmp_path / "none.toml")).exception, NotFoundError)


def test_no_settings_at_all_is_no_mistake(run_kit, tmp_path):
    assert "as shipped are in use" in run_kit("settings", "check")
    assert run_kit("settings", "check", "--format", "jsonl") == ""
    assert "Nothing was checked" in run_kit("settings", "check", str(tmp_path / "none.toml"), expect=3)
