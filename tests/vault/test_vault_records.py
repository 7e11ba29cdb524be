import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlcipher3 import dbapi2

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError, StorageError
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Correction, DealLine, Fault, Gap, Side, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.records import Vault, VaultMissingError

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)


def _whole_person(name: str = "Maureen") -> list:
    person = Person(new_id(), name, added=date(2026, 11, 24))
    talk = Conversation(new_id(), person.id, "whole-person", "w", NOW)
    note = Note(new_id(), person.id, talk.id, "life-story", "thirty-one years of school dinners", NOW)
    asset = Asset(new_id(), person.id, "school dinners", Kind.PERSONAL, Leaning.STRENGTH, talk.id, note.id)
    connection = Connection(
        new_id(), person.id, "e1", "Breakfast club", Stage.INTERESTED, because=("misses the noise",), sure=7
    )
    line = DealLine(new_id(), person.id, Side.YOURS, "ring Shaheen", due=date(2026, 12, 1))
    return [person, talk, note, asset, connection, line]


def test_every_kind_of_record_comes_back_as_it_was(vault):
    records = [
        *_whole_person(),
        Gap(new_id(), "a choir in the evening", NOW, "Leigh"),
        Correction(new_id(), "e1", "Walking group", Fault.CLOSED, NOW, "shut since May"),
        Worker(new_id(), "Ruth", "link worker"),
    ]
    vault.keep_all(records)
    for record in records:
        assert vault.find(type(record), record.id) == record
        assert vault.all(type(record)) == [record]
        assert vault.all(type(record), record.person_id) == [record]
    assert vault.check() == []


def test_a_story_holds_one_person_without_what_was_taken_out(vault):
    person, talk, note, asset, connection, line = records = _whole_person()
    gone = replace(note, id=new_id(), text="said in anger", taken_out=True)
    vault.keep_all([*_whole_person("Desmond"), *records, gone])
    story = vault.story(person.id)
    assert story.person == person
    assert (story.conversations, story.notes, story.assets) == ((talk,), (note,), (asset,))
    assert (story.connections, story.deal) == ((connection,), (line,))
    assert vault.all(Note, person.id) == [note, gone]
    assert [someone.name for someone in vault.people()] == ["Maureen", "Desmond"]
    with pytest.raises(NotFoundError):
        vault.story("nobody")


def test_only_what_differs_is_written(vault):
    person = Person(new_id(), "Maureen", area="Leigh")
    assert len(vault.keep(person)) == 2
    assert vault.keep(person) == ()
    (only,) = vault.keep(replace(person, area="Atherton"))
    change = vault.history(Person, person.id, "area")[-1]
    assert (change.id, change.field, change.value) == (only, "area", "Atherton")
    assert [past.value for past in vault.history(Person, person.id, "area")] == ["Leigh", "Atherton"]
    assert change.base == (vault.history(Person, person.id, "area")[0].id,)
    assert len(vault.keep(replace(person, area=""))) == 1
    assert vault.find(Person, person.id).area == ""


def test_changes_carry_worker_device_and_time(vault):
    worker = Worker(new_id(), "Ruth", "link worker")
    assert vault.worker() is None
    vault.me(worker)
    assert vault.worker() == worker
    vault.me(replace(worker, team="Adults east"))
    assert vault.worker().team == "Adults east"
    vault.keep(person := Person(new_id(), "Maureen"))
    (change,) = vault.history(Person, person.id, "name")
    assert (change.worker_id, change.device_id) == (worker.id, vault.device_id)
    assert abs((change.when - datetime.now(UTC)).total_seconds()) < 60


@pytest.fixture
def pair(tmp_path, open_copy):
    with open_copy(tmp_path / "a") as one, open_copy(tmp_path / "b") as two:
        yield one, two


def _sync(one, two):
    two.receive(one.changes_since(0, 10_000)[0])
    one.receive(two.changes_since(0, 10_000)[0])


def test_two_versions_are_both_shown_and_the_worker_chooses(pair):
    one, two = pair
    one.keep(person := Person(new_id(), "Desmond", reach="the 12 bus"))
    _sync(one, two)
    one.keep(replace(person, reach="ring after ten"), seen=one.shown(Person, person.id).seen)
    two.keep(replace(person, reach="text him"), seen=two.shown(Person, person.id).seen)
    _sync(one, two)
    shown = one.shown(Person, person.id)
    assert [version.value for version in shown.conflicts["reach"]] == ["text him", "ring after ten"]
    assert shown.record.reach == "text him"
    assert shown.seen["reach"] == tuple(version.change_id for version in shown.conflicts["reach"])
    # Saving something else settles nothing by the way.
    one.keep(replace(shown.record, area="Leigh"), seen=shown.seen)
    assert set(one.shown(Person, person.id).conflicts) == {"reach"}
    one.settle(shown.record, "reach", seen=shown.seen)
    _sync(one, two)
    assert two.shown(Person, person.id).conflicts == {}
    assert two.find(Person, person.id) == replace(person, reach="text him", area="Leigh")
    assert len(two.history(Person, person.id, "reach")) == 4


def test_what_arrives_while_a_form_is_open_is_not_undone(pair):
    one, two = pair
    one.keep(person := Person(new_id(), "Desmond", area="Leigh"))
    _sync(one, two)
    form = one.shown(Person, person.id)
    two.keep(replace(person, area="Tyldesley"))
    _sync(one, two)
    one.keep(replace(form.record, called="Des"), seen=form.seen)
    assert one.find(Person, person.id) == replace(person, area="Tyldesley", called="Des")
    assert one.shown(Person, person.id).conflicts == {}
    # The same field altered on both sides stands twice.
    one.keep(replace(form.record, area="Atherton"), seen=form.seen)
    assert {version.value for version in one.shown(Person, person.id).conflicts["area"]} == {
        "Tyldesley",
        "Atherton",
    }


def test_the_same_words_on_both_sides_are_no_conflict(pair):
    one, two = pair
    one.keep(person := Person(new_id(), "Desmond"))
    two.keep(person)
    _sync(one, two)
    shown = one.shown(Person, person.id)
    assert shown.conflicts == {}
    assert len(shown.seen["name"]) == 2


def test_a_field_that_was_empty_when_shown_conflicts_too(pair):
    one, two = pair
    one.keep(person := Person(new_id(), "Desmond"))
    _sync(one, two)
    forms = [side.shown(Person, person.id) for side in pair]
    assert forms[0].seen["area"] == ()
    for side, form, area in zip(pair, forms, ("Leigh", "Hindley"), strict=True):
        side.keep(replace(form.record, area=area), seen=form.seen)
    _sync(one, two)
    assert len(one.shown(Person, person.id).conflicts["area"]) == 2


def test_a_value_of_a_newer_version_is_neither_lost_nor_overwritten(pair):
    one, two = pair
    connection = Connection(new_id(), "p", "e1", "Reader group", Stage.GOING)
    one.keep(connection)
    (change, *_) = one.changes_since()[0]
    later = f"{int(change.clock[:15]) + 5:015d}.000000"
    newer = [
        change._replace(id=new_id(), field="way", value="teach", clock=later, base=()),
        change._replace(id=new_id(), field="mood", value={"a": 1}, clock=later, base=()),
    ]
    one.receive(newer)
    assert one.find(Connection, connection.id) == connection
    one.keep(replace(connection, sure=8))
    shown = one.shown(Connection, connection.id)
    one.keep(replace(shown.record, sure=9), seen=shown.seen)
    assert [past.value for past in one.history(Connection, connection.id, "way")] == ["teach"]
    assert any("way that this version cannot read" in finding for finding in one.check())
    _sync(one, two)
    assert two.history(Connection, connection.id, "mood")[0].value == {"a": 1}


def test_a_record_received_in_part_waits_and_is_named(pair):
    one, two = pair
    note = Note(new_id(), "p", "c", "life-story", "thirty-one years", NOW)
    one.keep(note)
    changes = one.changes_since()[0]
    two.receive(change for change in changes if change.field != "text")
    assert two.all(Note) == []
    assert two.find(Note, note.id) is None
    with pytest.raises(NotFoundError):
        two.shown(Note, note.id)
    assert two.check() == [f"The note {note.id} is not shown yet: its text has not arrived."]
    two.receive(changes)
    assert two.all(Note) == [note]
    assert two.check() == []


def test_kinds_nobody_here_knows_are_kept_and_named(vault):
    vault.keep(Person("p", "Maureen"))
    (change,) = vault.changes_since()[0]
    vault.receive([change._replace(id="x", entity="huddle", entity_id="h1")])
    assert vault.check() == ["The huddle h1 is of a kind this version does not know. It is kept."]
    assert len(vault.story("p").notes) == 0


def test_a_record_claimed_for_two_persons_is_named_and_mixes_nobody_up(vault):
    vault.keep_all([Person("p", "Maureen"), Person("q", "Desmond")])
    (change,) = vault.history(Person, "q", "name")
    vault.receive([change._replace(id="x", person_id="p", field="area", value="Leigh")])
    assert vault.check() == ["The person q is claimed for more than one person."]
    assert vault.story("p").person == Person("p", "Maureen")
    assert vault.story("q").person == Person("q", "Desmond")


def test_a_draft_is_kept_replaced_and_cleared(vault):
    vault.drafts.save("note", "used to te", {"person": "p", "topic": "life-story"})
    vault.drafts.save("other", "\ud800 half a letter")
    vault.drafts.save("note", "used to teach PE", {"person": "p", "topic": "give"})
    draft = vault.drafts.get("note")
    assert (draft.text, draft.about["topic"]) == ("used to teach PE", "give")
    assert draft.kept_at.tzinfo is not None
    assert [one.key for one in vault.drafts.all()] == ["note", "other"]
    assert vault.drafts.get("other").text == "\ud800 half a letter"
    vault.drafts.clear("note")
    vault.drafts.clear("note")
    assert vault.drafts.get("note") is None
    assert vault.changes_since() == ([], 0)


def test_enter_keeps_the_note_and_clears_the_draft_or_neither(vault):
    note = Note(new_id(), "p", "c", "t", "used to teach PE", NOW)
    vault.drafts.save("note", note.text)
    with pytest.raises(TypeError):
        vault.keep_and_clear(replace(note, text=None), "note")
    assert vault.drafts.get("note").text == note.text
    assert len(vault.keep_and_clear(note, "note")) == 4
    assert vault.drafts.all() == []
    assert vault.find(Note, note.id) == note


def test_several_records_are_kept_all_or_none(vault):
    person = Person(new_id(), "Maureen")
    with pytest.raises(TypeError):
        vault.keep_all([person, Person(new_id(), None)])
    assert vault.people() == []
    vault.keep_all([person, replace(person, area="Leigh"), replace(person, area="Atherton")])
    assert vault.people() == [replace(person, area="Atherton")]
    assert vault.shown(Person, person.id).conflicts == {}


def test_the_place_is_remembered_here_and_goes_nowhere(vault):
    assert vault.place.load() == {}
    vault.place.save({"screen": "conversation", "person": "p", "topic": "give"})
    vault.place.save({"screen": "home"})
    assert vault.place.load() == {"screen": "home"}
    assert vault.changes_since() == ([], 0)


def test_everything_is_there_after_closing_and_opening(tmp_path, data_key):
    with Vault.create(tmp_path, data_key) as vault:
        vault.keep_all(records := _whole_person())
        vault.drafts.save("note", "half")
        device = vault.device_id
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.device_id == device
        assert vault.find(Note, records[2].id) == records[2]
        assert vault.drafts.get("note").text == "half"


def test_what_stands_is_found_wrong_and_rebuilt_from_the_log(vault):
    vault.keep_all(_whole_person())
    before = list(vault._projection.every())
    with vault._store.transaction():
        vault._store.write("UPDATE field SET value = '\"Mavis\"' WHERE field = 'name'")
    assert vault.people()[0].name == "Mavis"
    assert vault.check() == [
        "Some fields do not stand as the change log has them. Nothing is lost: rebuild them from the log."
    ]
    vault.rebuild()
    assert vault.check() == []
    assert list(vault._projection.every()) == before


def test_no_vault_and_a_second_vault_are_said_plainly(tmp_path, data_key):
    with pytest.raises(VaultMissingError, match="setting up was cut short"):
        Vault.open(tmp_path, data_key)
    (tmp_path / "vault.db.new").write_bytes(b"left behind by a power cut")
    (tmp_path / "vault.db.new-wal").write_bytes(b"and this")
    with Vault.create(tmp_path, data_key) as vault:
        vault.keep(person := Person(new_id(), "Maureen"))
    with pytest.raises(RefusedError, match="not touched"):
        Vault.create(tmp_path, data_key)
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.people() == [person]
    assert [path.name for path in tmp_path.iterdir()] == ["vault.db"]


def test_an_emptied_file_is_not_taken_for_a_new_vault(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    (tmp_path / "vault.db").write_bytes(b"")
    with pytest.raises(StorageError, match="its disk lost it"):
        Vault.open(tmp_path, data_key)
    assert (tmp_path / "vault.db").read_bytes() == b""


def test_the_vault_stays_in_its_thread(vault):
    raised = []

    def elsewhere():
        try:
            vault.people()
        except dbapi2.ProgrammingError as error:
            raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(raised) == 1


def test_what_is_kept_together_is_kept_whole_or_not_at_all(vault):
    person, talk, note, *_ = _whole_person()

    def slip() -> None:
        with vault.together():
            vault.keep(person)
            vault.keep(talk)
            raise BadInputError("a slip")

    with pytest.raises(BadInputError):
        slip()
    assert vault.people() == []
    with vault.together():
        vault.keep(person)
        vault.keep_all([talk, note])
    assert vault.people() == [person]
    assert vault.story(person.id).notes == (note,)
