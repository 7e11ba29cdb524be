"""Erasing a person: no word of theirs in any byte of any file, freed pages and slack included."""

import random
import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import get_type_hints

import pytest

from conversation_kit.errors import NotFoundError, RefusedError
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.settings import KeepSettings, Settings
from conversation_kit.vault import backups
from conversation_kit.vault.backups import AUTOMATIC, automatic_backups
from conversation_kit.vault.erasing import finish_erasing
from conversation_kit.vault.reading import KINDS
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store
from decrypting import places_of, read_all
from known import CHEAP, PASSPHRASE

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)
OF_NOBODY = {"worker", "gap", "correction"}
# The only kinds that belong to nobody: a worker's own details, and what goes to the knowledge officers.
KINDS_OF_A_PERSON = [kind for kind in KINDS if kind.entity not in OF_NOBODY]


class Planter:
    """Makes records with a word of its own in every text."""

    def __init__(self, person_id):
        self.person_id = person_id
        self.words = []

    def word(self):
        self.words.append(f"zq{self.person_id}x{len(self.words):04d}qz")
        return self.words[-1]

    def record(self, kind):
        hints = get_type_hints(kind)
        known = {"id": self.person_id if kind is Person else new_id(), "person_id": self.person_id}
        return kind(
            **{f.name: known.get(f.name) or self._value(hints[f.name]) for f in fields(kind)},
        )

    def _value(self, hint):  # noqa: PLR0911
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        if hint is str:
            return self.word()
        if hint is bool:
            return False
        text = str(hint)
        if "datetime.datetime" in text or hint is datetime:
            return NOW
        if "date" in text:
            return date(2026, 11, 24)
        if "tuple" in text:
            return (self.word(), self.word())
        return 7 if "int" in text else 1.0 if "float" in text else None


def fill(vault, person_id, dice):
    """Every kind of record, each changed once or more, drafts of every kind, of sizes that spill over pages."""
    planter = Planter(person_id)
    for kind in KINDS_OF_A_PERSON:
        vault.keep(planter.record(kind))
    talk = Conversation(new_id(), person_id, "whole-person", "w", NOW)
    vault.keep(talk)
    for _ in range(5):
        note = replace(
            planter.record(Note),
            conversation_id=talk.id,
            text=f"{planter.word()} " * dice.choice([1, 3, 40, 500]),
        )
        vault.keep(note)
        vault.keep(replace(note, text=planter.word(), taken_out=dice.random() < 0.3))
    name = vault.find(Person, person_id).name
    for key, about in {
        f"line:{talk.id}": {"person": person_id, "conversation": talk.id},
        f"note-change:{note.id}": {"person": person_id},
        f"deal:new:{person_id}:our part:": {},
        f"asset:{note.id}:the": {},
        f"third:{note.id}:text": {},
        f"person:{person_id}": {"person": person_id},
    }.items():
        vault.drafts.save(key, f"{planter.word()} " * dice.choice([1, 300]), about)
    vault.drafts.save("person:new", f'{{"name": "{name}", "reach": "{planter.word()}"}}', {"person": "p-new"})
    vault.place.save({"screen": "conversation", "person": person_id, "conversation": talk.id})
    kept = "".join(
        [*(str(c.value) for c in vault.changes_since(0, 100_000)[0]), *(d.text for d in vault.drafts.all())]
    )
    return [word for word in planter.words if word in kept]


@pytest.fixture
def place(kit):
    """A vault with many people, one of them Maureen, and two nightly backups; her words and those of Desmond."""
    dice = random.Random(7)
    vault, _ = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault.together():  # one commit: many would only be slow
        others = [fill(vault, f"p{n}", dice) for n in range(3)]
        hers = fill(vault, "pmaureen", dice)
    vault.keep(Person("plater", "Somebody later"))
    data_key = kit.data_key(PASSPHRASE)
    kit.backups.make_today(data_key)
    replace(kit, now=lambda: kit.now().replace(day=25)).backups.make_today(data_key)
    yield vault, data_key, hers, others[1]
    vault.close()


def standing(words, kit, data_key):
    """Where any of the words stand; they begin alike."""
    beginning = words[0].rpartition("x")[0]
    return set(places_of(beginning, read_all(kit.folders.vault.parent, data_key)))


def stand_all(words, kit, data_key):
    """Whether every one of the words stands in the vault's file or its log."""
    read = b"".join(read_all(kit.folders.vault, data_key).values())
    return set(re.findall(rb"zq[a-z0-9]+x\d{4}qz", read)) >= {word.encode() for word in words}


def test_no_word_of_theirs_stays_in_any_byte_and_everybody_elses_stay(place, kit):
    vault, data_key, hers, his = place
    before = standing(hers, kit, data_key)
    backups = [path.name for path in (kit.folders.vault / AUTOMATIC).iterdir()]
    assert before >= {"vault.db-wal decrypted", *(f"{name} decrypted" for name in backups)}
    assert stand_all(hers, kit, data_key)
    others = [change for change in vault.changes_since(0, 100_000)[0] if change.person_id != "pmaureen"]
    erased = kit.erase(data_key, ["pmaureen"])
    assert erased.unfinished == ""
    assert standing(hers, kit, data_key) == set()
    assert standing(his, kit, data_key) >= {"vault.db decrypted"}
    assert places_of("pmaureen", read_all(kit.folders.vault, data_key)), "the id stays"
    assert vault.changes_since(0, 100_000)[0] == others
    assert len([draft for draft in vault.drafts.all() if draft.about.get("person") == "p1"]) == 3
    assert {erased.went.records[kind.entity] for kind in KINDS_OF_A_PERSON} >= {1}
    assert erased.went.drafts == 7
    with pytest.raises(NotFoundError):
        vault.story("pmaureen")
    assert vault.place.load() == {"screen": "home"}
    assert vault.check() == []
    assert [backup.people for backup in automatic_backups(kit.folders.vault)] == [4]


def test_the_search_can_fail(place, kit):
    """Rows deleted with SQLite's defaults stay in the bytes, and the same search finds them."""
    vault, data_key, hers, _ = place
    vault._store.write("PRAGMA secure_delete = OFF")
    vault.erase(["pmaureen"])
    vault._store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "vault.db decrypted" in standing(hers, kit, data_key)
    assert finish_erasing(kit.folders.vault, data_key, now=kit.now(), nightly=True) == ""
    assert standing(hers, kit, data_key) == set()


def test_a_cut_between_the_steps_is_finished_at_the_next_opening(place, kit):
    vault, data_key, hers, _ = place
    vault.erase(["pmaureen"])
    vault.close()
    assert standing(hers, kit, data_key)
    with kit.open_vault(data_key) as again:
        assert not again.erasing_unfinished
        assert standing(hers, kit, data_key) == set()


def test_another_program_that_reads_is_said_and_it_is_finished_later(place, kit, monkeypatch):
    _, data_key, hers, _ = place
    monkeypatch.setattr("conversation_kit.vault.store._BUSY_MS", 50)
    other = Store(kit.folders.vault / "vault.db", data_key)
    other.write("BEGIN")
    other.read("SELECT count(*) FROM changes")
    erased = kit.erase(data_key, ["pmaureen"])
    assert "next opening" in erased.unfinished
    assert standing(hers, kit, data_key) <= {"vault.db decrypted", "vault.db-wal decrypted"}
    other.close()
    kit.open_vault(data_key).close()
    assert standing(hers, kit, data_key) == set()


def test_they_do_not_come_back_with_a_sync_nor_from_another_window(place, kit, tmp_path):
    vault, data_key, _, _ = place
    all_changes = vault.changes_since(0, 100_000)[0]
    kit.erase(data_key, ["pmaureen"])
    note = Note(new_id(), "pmaureen", "c", "life-story", "late words", NOW)
    with Vault.create(tmp_path / "elsewhere", bytes(range(32))) as elsewhere:
        elsewhere.receive(all_changes)
        elsewhere.keep(note)
        late = elsewhere.changes_since(0, 100_000)[0]
    assert vault.receive(late) == 0
    assert vault.find(Person, "pmaureen") is None
    assert vault.find(Note, note.id) is None
    for keep in (
        lambda: vault.keep(note),
        lambda: vault.keep(Person("pmaureen", "Maureen")),
        lambda: vault.drafts.save("line:x", "late words", {"person": "pmaureen"}),
    ):
        with pytest.raises(RefusedError, match="erased"):
            keep()
    assert vault.check() == []


def test_the_log_never_gives_a_number_twice(place, kit):
    vault, data_key, _, _ = place
    vault.keep(Note(new_id(), "pmaureen", "c", "life-story", "the last change of all", NOW))
    _, sent = vault.changes_since(0, 100_000)
    kit.erase(data_key, ["pmaureen"])
    kit.erase(data_key, ["plater"])
    vault.keep(Person("pnew", "Nora"))
    assert {change.person_id for change in vault.changes_since(sent)[0]} == {"pnew"}


def test_a_record_two_people_are_claimed_for_stays_with_the_other(vault):
    vault.keep_all([Person("p", "Maureen"), Person("q", "Desmond")])
    vault.keep(Note("n", "q", "c", "life-story", "his words", NOW))
    vault.keep(replace(vault.find(Note, "n"), person_id="p", text="her words"))
    vault.erase(["p"])
    assert [change.text for change in vault.history(Note, "n", "text")] == ['"his words"']
    assert vault.find(Note, "n").text == "his words"
    assert [finding for finding in vault.check() if "log" in finding] == []


def test_somebody_new_who_is_another_person_stays_half_written(vault):
    vault.keep(Person("p", "Ann"))
    vault.drafts.save("person:new", '{"name": "Annette"}', {"person": "p-new"})
    vault.drafts.save("gap", "a choir for Ann and others")
    assert vault.erase(["p"]).drafts == 0
    assert {draft.key for draft in vault.drafts.all()} == {"person:new", "gap"}


def test_without_nightly_backups_those_that_stand_go(place, kit):
    _, data_key, _, _ = place
    quiet = replace(kit)
    quiet.__dict__["settings"] = Settings(keep=KeepSettings(nightly_backups=False))
    (kit.folders.vault / AUTOMATIC / ".torn.part").write_bytes(b"left by a backup that was killed")
    assert quiet.erase(data_key, ["pmaureen"]).unfinished == ""
    assert list((kit.folders.vault / AUTOMATIC).iterdir()) == []


def test_a_disk_that_refuses_the_new_backup_is_said_and_done_later(place, kit, monkeypatch):
    _, data_key, hers, _ = place

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("conversation_kit.vault.backup_file.os.open", full)
        erased = kit.erase(data_key, ["pmaureen"])
    assert "No space left" in erased.unfinished
    kit.open_vault(data_key).close()
    assert standing(hers, kit, data_key) == set()


def test_a_backup_by_hand_is_named_and_does_not_bring_them_back_when_restored(place, kit, tmp_path):
    vault, data_key, hers, _ = place
    made = kit.backups.make(data_key, tmp_path / "tuesday.ckbackup")
    erased = kit.erase(data_key, ["pmaureen"])
    assert erased.backups == ((made.path, made.made_at),)
    assert places_of(hers[0], read_all(tmp_path, data_key)) == ["tuesday.ckbackup decrypted"]
    vault.close()
    restored = kit.backups.restore(made.path, lambda _: data_key, overwrite=True)
    with Vault.open(kit.folders.vault, data_key) as back:
        assert back.find(Person, "pmaureen") is None
        assert back.find(Person, "p1") is not None
        assert back.check() == []
    assert places_of(hers[0], read_all(tmp_path, data_key)) == ["tuesday.ckbackup decrypted"]
    assert kit.erase(data_key, ["p1"]).set_aside == (restored.set_aside,)


def test_a_backup_made_while_somebody_is_erased_is_made_again(place, kit, tmp_path, monkeypatch):
    vault, data_key, _, _ = place
    real, erasures = backups.write_backup_file, ["pmaureen"]

    def slowly(*args, **more):
        made = real(*args, **more)
        if erasures:
            vault.erase([erasures.pop()])
        return made

    monkeypatch.setattr(backups, "write_backup_file", slowly)
    kit.backups.make(data_key, tmp_path / "tuesday.ckbackup")
    elsewhere = Kit(under(tmp_path / "elsewhere"), cost=CHEAP)
    elsewhere.backups.restore(tmp_path / "tuesday.ckbackup", lambda _: data_key)
    with elsewhere.open_vault(data_key) as there:
        assert there.find(Person, "pmaureen") is None
