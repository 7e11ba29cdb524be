"""Vaults and Books written by every released version open for ever."""

import shutil
from pathlib import Path

import pytest

from conversation_kit.folders import under
from conversation_kit.kit import Kit

RELEASED = sorted(path for path in (Path(__file__).parent / "data" / "released").iterdir() if path.is_dir())
PASSPHRASE = "four paper boats on the mere"
PEOPLE = {"Farouk", "Kath", "Gez", "Dominic", "Ty", "Nora"}


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def kit(request, own_home):
    """The services over copies of what a version wrote."""
    folders = under(own_home)
    folders.vault.mkdir(parents=True)
    folders.book.mkdir()
    for name, folder in (
        ("vault.db", folders.vault),
        ("keys.json", folders.vault),
        ("book.sqlite", folders.book),
    ):
        shutil.copy(request.param / name, folder / name)
    return Kit(folders)


def test_its_vault_opens_with_everything_in_it(kit):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert {person.name for person in vault.people()} == PEOPLE
        assert vault.check() == []
        stories = [vault.story(person.id) for person in vault.people()]
        assert sum(len(story.notes) for story in stories) > 20
        assert all(story.person.name for story in stories)
        assert "half a line about the pigeons" in [draft.text for draft in vault.drafts.all()]
        assert len(vault.changes_since(limit=10_000)[0]) == 609
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:  # and once it was brought up to date
        assert {person.name for person in vault.people()} == PEOPLE


def test_its_book_opens_and_finds(kit):
    with kit.open_book() as book:
        assert book.facts().entries == 317
        assert book.search("walking")
