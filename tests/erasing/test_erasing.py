"""Erasing: no word of theirs in any byte of any file, and they do not come back."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from decrypted import decrypted

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.erasing import erase_for_good
from conversation_kit.journey.retention import not_contacted
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import (
    Connection,
    Correction,
    DealLine,
    Fault,
    Gap,
    Side,
    Stage,
    StepAlong,
)
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.stops import Stop
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.vault.backup_file import unpack_backup_file
from conversation_kit.vault.backups import back_up_today
from conversation_kit.vault.reading import KINDS
from known import PASSPHRASE

WORD = "zanzibarrow"  # stands in every field of hers that holds words
DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
OF_NOBODY = (Worker, Gap, Correction)


def everything_about(person_id, word):
    """Return a record of every kind about a person, the word in each of its texts."""
    own = {"person_id": person_id}
    return [
        Person(person_id, word, *[word] * 4, area=word, reference=word, added=DAY),
        Conversation(f"{person_id}-talk", **own, guide_id="whole-person", worker_id="w", started=AT, present=word, permission=word),
        Note(f"{person_id}-note", **own, conversation_id=f"{person_id}-talk", topic_id="home", text=word * 3, said_at=AT, set_aside=(word,)),
        Asset(f"{person_id}-asset", **own, words=word, kind=Kind.SOCIAL, leaning=Leaning.GIFT, who=word, tie=word, willing=word),
        Connection(f"{person_id}-conn", **own, entry_id="e", entry_name="Tea", stage=Stage.GOING, because=(word,), why=word, first_step=word, bridge=word),
        StepAlong(f"{person_id}-step", **own, connection_id=f"{person_id}-conn", stage=Stage.GOING, on=DAY, words=word),
        DealLine(f"{person_id}-deal", **own, side=Side.OURS, what=word, who=word, by_when=word),
        PositiveRisk(f"{person_id}-risk", **own, wants=word, good=word, could_go_wrong=word, safe_enough=word, they_say=word),
        Wellbeing(f"{person_id}-well", **own, asked_on=DAY, words=word),
        ToolScore(f"{person_id}-score", **own, tool=word, scored_on=DAY, score=word),
        Permission(f"{person_id}-note", **own, said=word),
        Stop(f"{person_id}-stop", **own, began=AT, words=word, handed_to=word),
    ]  # fmt: skip


@pytest.fixture
def data_key(kit, vault):
    return kit.data_key(PASSPHRASE)


@pytest.fixture
def planted(vault):
    """Her words in every kind of record, in drafts and in the place; somebody else's beside them."""
    for who, word in (("p-her", WORD), ("p-other", "quokkaberry")):
        for record in everything_about(who, word):
            vault.keep(record)
        vault.drafts.save(
            f"line:{who}-talk", f"half a {word}", {"person": who, "conversation": f"{who}-talk"}
        )
        vault.drafts.save(f"person:{who}", json.dumps({"called": word}), {"person": who})
        vault.drafts.save(f"connection:{who}-conn", word)
    for number in range(300):  # enough that pages fill, split and are freed
        vault.keep(
            Note(
                f"n{number}",
                "p-her" if number % 2 else "p-other",
                "t",
                "home",
                f"{WORD if number % 2 else 'quokkaberry'} {number} " * (number % 40 + 1),
                AT,
            )
        )
    vault.place.save({"screen": "conversation", "person": "p-her"})
    return vault


def words_in(folder, data_key, tmp_path, word):
    """Return the files in which a word stands, as it is or beneath the encryption."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes() + beneath(path, data_key, tmp_path)
    ]


def beneath(path, data_key, tmp_path):
    if path.suffix == ".ckbackup":
        inside = tmp_path / f"unpacked {len(list(tmp_path.iterdir()))}"
        unpack_backup_file(path, inside)
        path = inside / "vault.db"
    return decrypted(path, data_key) if path.name.startswith("vault.db") and "-shm" not in path.name else b""


def test_every_kind_of_record_about_a_person_is_planted():
    kinds = {type(record) for record in everything_about("p", WORD)}
    assert kinds | set(OF_NOBODY) == set(KINDS)


def test_no_byte_of_theirs_stays(kit, planted, data_key, tmp_path):
    folder = kit.folders.vault
    for day in range(2):
        back_up_today(folder, data_key, now=kit.now() - timedelta(days=day))
    assert words_in(folder, data_key, tmp_path, WORD) == ["2026-11-23.ckbackup", "2026-11-24.ckbackup", "vault.db", "vault.db-wal"]  # fmt: skip
    kept = kit.back_up(data_key, tmp_path / "by hand.ckbackup")
    planted.keep(Note("late", "p-her", "t", "home", f"{WORD} at the last", AT))

    erasure = erase_for_good(planted, folder, data_key, "p-her", now=kit.now())

    assert erasure.finished
    assert erasure.changes > 300
    assert erasure.drafts == 3
    assert erasure.still_held == (kept.path,)
    assert words_in(folder, data_key, tmp_path, WORD) == []
    assert "quokkaberry" in planted.story("p-other").notes[0].text
    assert len(planted.drafts.all()) == 3
    assert planted.place.load() == {}
    assert planted.check() == []
    assert [path.name for path in (folder / "backups").iterdir()] == ["2026-11-24.ckbackup"]
    planted.close()
    assert words_in(folder.parent, data_key, tmp_path, WORD) == []
    assert words_in(folder.parent, data_key, tmp_path, "p-her") != []  # the id-only stub


def test_the_search_for_words_can_fail(kit, planted, data_key, tmp_path):
    """Without overwriting what is deleted, and without writing the file anew, words stay."""
    store = planted._store
    store.read("PRAGMA secure_delete = OFF")
    with store.transaction():
        store.write("INSERT INTO erased VALUES ('p-her')")
        store.write("DELETE FROM changes WHERE person_id = 'p-her'")
        store.write("DELETE FROM field WHERE person_id = 'p-her'")
        store.write("DELETE FROM draft")
    store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    assert words_in(kit.folders.vault, data_key, tmp_path, WORD) == ["vault.db"]


def test_they_do_not_come_back(kit, planted, data_key):
    late = [change for change in planted.changes_since(limit=10_000)[0] if change.person_id == "p-her"]
    erase_for_good(planted, kit.folders.vault, data_key, "p-her", now=kit.now())
    assert planted.receive(late) == 0
    with pytest.raises(NotFoundError, match="erased"):
        planted.keep(Note("again", "p-her", "t", "home", WORD, AT))
    assert planted.find(Person, "p-her") is None
    planted.rebuild()
    assert planted.find(Person, "p-her") is None


def test_erasing_while_another_window_reads_is_said_and_finished_later(kit, planted, data_key, tmp_path):
    with kit.open_vault(data_key) as other:
        rows = other._store.stream("SELECT * FROM changes")
        next(rows)  # it is in the middle of reading
        erasure = erase_for_good(planted, kit.folders.vault, data_key, "p-her", now=kit.now())
        assert not erasure.finished
        assert "doctor --rebuild" in erasure.sentences[0]
        rows.close()
    assert planted.clean()
    assert words_in(kit.folders.vault, data_key, tmp_path, WORD) == []


def test_nobody_of_that_id(planted):
    with pytest.raises(NotFoundError):
        planted.erase("p-nobody")


def test_who_was_not_contacted(kit, vault, worker):
    vault.keep(Person("p-new", "Nora", added=DAY))
    vault.keep(Person("p-long", "Gez", added=DAY - timedelta(days=900)))
    vault.keep(Person("p-never", "Kath"))
    vault.keep(Person("p-talked", "Ty", added=DAY - timedelta(days=900)))
    vault.keep(Note("n", "p-talked", "t", "home", "hello", AT - timedelta(days=3)))
    vault.keep(DealLine("d", "p-long", Side.OURS, "ring"))
    found = not_contacted(vault, days=365, now=kit.now())
    assert [(one.person.name, one.days, one.promised) for one in found] == [
        ("Gez", 900, 1),
        ("Kath", None, 0),
    ]


def test_a_correction_or_gap_belongs_to_nobody():
    for kind in (Gap, Correction):
        assert next(field for field in fields(kind) if field.name == "person_id").default == ""
    assert Correction("c", "e", "Tea", Fault.CLOSED, AT).person_id == ""
