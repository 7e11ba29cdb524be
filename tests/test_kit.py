"""The composition root: a council's broken file never keeps anybody out."""

from dataclasses import replace

import pytest

from conversation_kit.errors import BadInputError, LockedError, NotFoundError, RefusedError
from conversation_kit.model.people import Worker
from known import PASSPHRASE


@pytest.fixture
def kit(kit):
    """One that was lent nothing and reads all of it itself."""
    return replace(kit)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("settings.toml", "idle_minuts = 5", "settings"),
        ("places.csv", "name,kind,latitude,longitude\nNowhere,town,north,1\n", "gazetteer"),
        ("footprints.toml", "[[footprint]]\nname = 4\n", "footprints"),
        ("guides/ours.toml", "id = ", "guides"),
    ],
)
def test_a_broken_file_of_the_councils_is_said_and_the_shipped_one_serves(kit, name, content, part):
    path = kit.folders.config / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    assert getattr(kit, part)
    assert len(kit.complaints) >= 1
    assert path.name in kit.complaints[0]


def test_all_is_well_without_complaints(kit):
    _ = (kit.settings, kit.gazetteer, kit.footprints, kit.guides, kit.words, kit.lexicon)
    assert kit.complaints == []


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(kit):
    vault, recovery_key = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    vault.close()
    with pytest.raises(BadInputError):
        kit.keys.recover(recovery_key, "password")
    key = kit.keys.recover(recovery_key, "another grey boat upon the canal")
    assert kit.data_key("another grey boat upon the canal") == key
    with pytest.raises(LockedError):
        kit.data_key(PASSPHRASE)


def test_a_second_vault_is_refused(kit, vault):
    with pytest.raises(RefusedError):
        kit.create_vault(Worker("", "Somebody"), PASSPHRASE)


def test_an_unknown_place_is_said(kit):
    with pytest.raises(NotFoundError):
        kit.place("Nowhere upon Nothing")
    assert kit.place("wn7").kind


def test_no_book_is_no_error_until_it_is_needed(kit):
    assert kit.book_if_any() is None
    with pytest.raises(NotFoundError, match="book import"):
        kit.open_book()
