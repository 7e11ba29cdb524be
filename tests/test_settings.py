"""Settings: checked when read, errors name the key."""

import pytest

from conversation_kit.errors import BadInputError
from conversation_kit.folders import find_folders, under
from conversation_kit.settings import load_settings


def test_without_a_file_the_defaults_stand(tmp_path):
    settings = load_settings(tmp_path / "settings.toml")
    assert settings.idle_minutes == 5
    assert settings.use_keyring


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("idle_minuts = 3", "idle_minuts"),
        ("idle_minutes = 0", "idle_minutes"),
        ("idle_minutes = 'x'", "idle_minutes"),
        ("= 3", "TOML"),
    ],
)
def test_a_mistake_names_its_key(tmp_path, text, named):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=named):
        load_settings(path)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match="cannot be read"):
        load_settings(path)


def test_the_home_variable_moves_every_file(tmp_path):
    folders = find_folders({"CONVERSATION_KIT_HOME": str(tmp_path)})
    assert folders == under(tmp_path.resolve())
    for path in (folders.vault, folders.book_cache, folders.settings, folders.logs):
        assert tmp_path.resolve() in path.parents
    assert folders.portable


def test_without_it_the_systems_folders_are_used():
    assert not find_folders({}).portable
