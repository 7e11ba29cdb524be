"""Power cuts: hundreds of disks as they might be found, none of them without a word that was acknowledged.

Each cut has a seed of its own, which a failure names.
"""

import shutil
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest
from power import WatchedDisk, torn

from conversation_kit.doctor import State, look_over
from conversation_kit.errors import LockedError
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.backups import read_backup_file
from conversation_kit.vault.files import VAULT_NAME, VaultState, vault_state
from conversation_kit.vault.keys import unlock_with_recovery_key
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store
from known import CHEAP, PASSPHRASE, tries

SEED = 2611
OTHER = "nine copper kettles in the rafters"
_STEPS = 30
_CHECKPOINT_PAGES = 10  # a thousand in earnest: so that many fall into a short test


@dataclass(frozen=True)
class Moment:
    """What the files held when a commit was acknowledged, and what had been promised by then."""

    vault: bytes
    log: bytes
    draft: str = ""
    notes: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def vault(kit):
    """A vault with its key file, opened."""
    made, _ = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    with made:
        yield made


def _notes(random, number, now):
    count = 10 if number % 10 == 9 else 1
    return [
        Note(f"n{number}-{n}", "p", "c", "t", f"line {number} " + "x" * random.randrange(600), now)
        for n in range(count)
    ]


@pytest.fixture
def moments(kit, vault):
    """A morning's work with the files as they stood after each acknowledgement."""
    random, folder = Random(SEED), kit.folders.vault

    def files():
        return (folder / VAULT_NAME).read_bytes(), (folder / f"{VAULT_NAME}-wal").read_bytes()

    vault._store.read(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    found = [Moment(*files())]
    for number in range(_STEPS):
        last = found[-1]
        words = f"draft {number} " + "y" * random.randrange(300)
        vault.drafts.save("line", words)
        found.append(Moment(*files(), words, last.notes))
        notes = _notes(random, number, kit.now())
        with vault.drafts.together():
            vault.keep_all(notes)
            vault.drafts.clear_within("line")
        found.append(Moment(*files(), "", last.notes | {note.id: note.text for note in notes}))
    return found


def _cut(before, after, random):
    """What the two files may hold when the power goes between two acknowledgements.

    A commit writes the log, and syncs it; a checkpoint, begun only then, writes the vault.
    """
    if before.vault == after.vault or random.random() < 0.5:
        return before.vault, torn(before.log, after.log, random)
    return torn(before.vault, after.vault, random), after.log


def test_no_acknowledged_commit_is_lost_and_no_file_unreadable(moments, kit, tmp_path, vault):
    data_key = kit.data_key(PASSPHRASE)
    assert sum(a.vault != b.vault for a, b in pairwise(moments)) > 10  # checkpoints
    for number in range(tries(usual=500, nightly=10_000)):
        random = Random(f"{SEED}-{number}")
        place = random.randrange(len(moments) - 1)
        before, after = moments[place], moments[place + 1]
        there = Kit(under(tmp_path / "cut"), now=kit.now)
        there.folders.vault.mkdir(parents=True)
        shutil.copy(kit.folders.vault / "keys.json", there.folders.vault)
        on_disk = _cut(before, after, random)
        (there.folders.vault / VAULT_NAME).write_bytes(on_disk[0])
        (there.folders.vault / f"{VAULT_NAME}-wal").write_bytes(on_disk[1])
        said = f"cut {SEED}-{number} at commit {place}"
        with Vault.open(there.folders.vault, data_key) as found:
            draft = found.drafts.get("line")
            stands = (draft.text if draft else "", {note.id: note.text for note in found.all(Note)})
            assert stands in [(before.draft, before.notes), (after.draft, after.notes)], said
            found.keep(Note("after", "p", "c", "t", "and on it goes", kit.now()))
            assert found.check() == [], said
        if number % 125 == 0:
            wrong = [one for one in look_over(there, data_key) if one.state is State.WRONG]
            assert [one for one in wrong if one.about != "disk"] == [], said
        shutil.rmtree(tmp_path / "cut")


@pytest.fixture
def cutting(kit, tmp_path, monkeypatch):
    """Watches a piece of work and looks at what each cut in it might leave; returns how many there were."""

    def watch(work, look, variants=12):
        counted = 0

        def cut(disk):
            nonlocal counted
            for variant in range(variants):
                seed = f"{SEED}-{counted}-{variant}"
                there = Kit(under(tmp_path / "found"), now=kit.now, cost=CHEAP)
                disk.after_the_cut(tmp_path / "found", Random(seed))
                try:
                    look(there)
                except BaseException as error:
                    error.add_note(f"seed {seed}")
                    raise
                shutil.rmtree(tmp_path / "found")
            counted += 1

        kit.folders.vault.parent.mkdir(parents=True, exist_ok=True)
        disk = WatchedDisk(kit.folders.vault.parent, monkeypatch, cut)
        real_close = Store.close

        def close(store):
            real_close(store)
            disk.synced(store.path)

        monkeypatch.setattr(Store, "close", close)
        work()
        monkeypatch.undo()
        return counted * variants

    return watch


def _opens(kit, *passphrases):
    """Return the passphrases that open what was found."""
    found = []
    for passphrase in passphrases:
        (kit.folders.vault / "tries.json").unlink(missing_ok=True)
        try:
            kit.data_key(passphrase)
        except LockedError:
            continue
        found.append(passphrase)
    return found


def test_a_passphrase_and_a_recovery_key_are_the_old_or_the_new(kit, vault, cutting):
    data_key = kit.data_key(PASSPHRASE)
    vault.close()
    cuts = cutting(
        lambda: kit.keys.set_passphrase(data_key, OTHER),
        lambda there: _same(len(_opens(there, PASSPHRASE, OTHER)), 1),
    )
    keys = [kit.keys.new_recovery_key(data_key)]

    def one_of_them_opens(there):
        opened = []
        for key in keys:
            try:
                opened.append(unlock_with_recovery_key(there.folders.vault, key))
            except LockedError:
                continue
        assert opened in ([data_key], [])
        assert _opens(there, OTHER) == [OTHER]

    cuts += cutting(lambda: keys.append(kit.keys.new_recovery_key(data_key)), one_of_them_opens)
    assert cuts > 60


def _same(found, expected):
    assert found == expected


def test_a_vault_that_was_being_made_is_there_with_its_worker_or_not_at_all(kit, cutting):
    def look(there):
        state = vault_state(there.folders.vault)
        assert state in (VaultState.NOTHING, VaultState.KEYS_ONLY, VaultState.READY)
        if state is VaultState.READY:
            with there.open_vault(there.data_key(PASSPHRASE)) as found:
                assert found.worker().name == "Ruth"

    def make():
        kit.create_vault(Worker("", "Ruth"), PASSPHRASE)[0].close()

    assert cutting(make, look) > 40


def test_a_backup_is_the_old_or_the_new(kit, vault, cutting):
    data_key, target = kit.data_key(PASSPHRASE), kit.folders.vault.parent / "b.ckbackup"
    kit.backups.make(data_key, target)
    vault.keep(Person("p-maureen", "Maureen"))
    vault.close()

    def look(there):
        assert read_backup_file(there.folders.vault.parent / "b.ckbackup").people in (0, 1)
        assert there.has_vault

    assert cutting(lambda: kit.backups.make(data_key, target, overwrite=True), look) > 30


def test_a_restore_leaves_the_old_vault_or_the_new(kit, vault, cutting, tmp_path):
    data_key = kit.data_key(PASSPHRASE)
    vault.keep(Person("p-maureen", "Maureen"))
    kit.backups.make(data_key, tmp_path / "b.ckbackup")
    vault.keep(Person("p-nora", "Nora"))
    vault.close()

    def look(there):
        with there.open_vault(there.data_key(PASSPHRASE)) as found:
            assert [person.name for person in found.people()] in (["Maureen"], ["Maureen", "Nora"])
            assert found.check() == []

    def restore():
        kit.backups.restore(
            tmp_path / "b.ckbackup", lambda folder: kit.keys.data_key_in(folder, PASSPHRASE), overwrite=True
        )

    assert cutting(restore, look) > 60
