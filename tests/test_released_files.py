"""Vaults and Books written by every released version open for ever."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from conversation_kit.folders import under
from conversation_kit.kit import Kit

RELEASED = sorted(path for path in (Path(__file__).parent / "data" / "released").iterdir() if path.is_dir())
PASSPHRASE = "four paper boats on the mere"


@dataclass(frozen=True)
class Wrote:
    """What is in the files of a version."""

    people: frozenset[str]
    notes: int
    changes: int
    draft: str
    entries: int


WROTE = {
    "0.1.0": Wrote(
        people=frozenset({"Farouk", "Kath", "Gez", "Dominic", "Ty", "Nora"}),
        notes=33,
        changes=609,
        draft="half a line about the pigeons",
        entries=317,
    ),
    "0.2.0": Wrote(
        people=frozenset({"Farouk", "Kath", "Gez", "Dominic", "Ty", "Nora"}),
        notes=33,
        changes=649,
        draft="half a line about the pigeons",
        entries=317,
    ),
}


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def released(request):
    """The folder of one version."""
    return request.param


@pytest.fixture
def wrote(released):
    """What is in it."""
    return WROTE[released.name]


@pytest.fixture
def kit(released, own_home):
    """The services over copies of what a version wrote."""
    folders = under(own_home)
    folders.vault.mkdir(parents=True)
    folders.book.mkdir()
    for name, folder in (
        ("vault.db", folders.vault),
        ("keys.json", folders.vault),
        ("book.sqlite", folders.book),
    ):
        shutil.copy(released / name, folder / name)
    return Kit(folders)


def test_its_vault_opens_with_everything_in_it(kit, wrote):
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        _holds(vault, wrote)
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:  # and once it was brought up to date
        _holds(vault, wrote)


def _holds(vault, wrote):
    assert {person.name for person in vault.people()} == wrote.people
    assert vault.check() == []
    assert sum(len(vault.story(person.id).notes) for person in vault.people()) == wrote.notes
    said = next(note.text for person in vault.people() for note in vault.story(person.id).notes).split()
    assert vault.search(" ".join(said[:2]), limit=1), "search was filled when it was brought up to date"
    assert wrote.draft in [draft.text for draft in vault.drafts.all()]
    assert len(vault.changes_since(limit=10_000)[0]) == wrote.changes


def test_its_backups_are_restored(released, kit, wrote, tmp_path):
    kit.backups.make(kit.data_key(PASSPHRASE), tmp_path / "made now.ckbackup")
    for backup in (*released.glob("*.ckbackup"), tmp_path / "made now.ckbackup"):
        kit.backups.restore(backup, lambda folder: kit.keys.data_key_in(folder, PASSPHRASE), overwrite=True)
        with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
            _holds(vault, wrote)


def test_its_book_opens_and_finds(kit, wrote):
    with kit.open_book() as book:
        assert book.facts().entries == wrote.entries
        assert book.search("walking")
