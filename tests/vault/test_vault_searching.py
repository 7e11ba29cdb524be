"""Search inside the vault: in step with what stands, whatever is typed, and gone with whoever is erased."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Gap
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.reading import KINDS
from conversation_kit.vault.records import Vault
from conversation_kit.vault.schema import MIGRATIONS, migrate
from conversation_kit.vault.searched_words import SEARCHED
from conversation_kit.vault.store import InUseError, Store

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)
# Ids, an entry's id in the Book, what the kit itself writes, and words that stand elsewhere already.
NOT_WORDS = {"id", "person_id", "worker_id", "conversation_id", "note_id", "connection_id", "entry_id"}
NOT_SEARCHED = {("conversation", "guide_id"), ("note", "topic_id")}


def note(note_id, text, person="p"):
    return Note(note_id, person, "k", "life-story", text, NOW)


@pytest.fixture
def told(vault):
    """Maureen, who said a few things."""
    vault.keep_all(
        [
            Person("p", "Maureen", area="Leigh"),
            Person("q", "Desmond"),
            note("n1", "I used to teach swimming at the Café"),
            note("n2", "swam every morning; don't ask my mother-in-law"),
            note("n3", "the pigeons", person="q"),
            Asset("a1", "p", "swimming", Kind.PERSONAL, Leaning.GIFT),
            Gap("g1", "nowhere to swim in the evening", NOW),
            Stop("s1", "p", NOW, words="a bruise on her arm"),
        ]
    )
    return vault


def found(vault, words, **more):
    return [hit.entity_id for hit in vault.search(words, limit=50, **more)]


def test_every_word_and_the_beginning_of_the_last(told):
    assert set(found(told, "swim")) == {"n1", "a1", "g1"}
    assert found(told, "swim ") == ["g1"]
    assert found(told, "teach SWIMMING cafe") == ["n1"]
    assert found(told, "cafés") == []
    assert found(told, "don't mother-in-l") == ["n2"]
    assert found(told, "maureen leigh") == ["p"]
    assert found(told, "bruise") == []
    assert found(told, "pige", of=["p"]) == []
    assert found(told, "pige", of=["q"]) == ["n3"]
    assert [(piece.words, piece.hit) for piece in told.search("teach", limit=1)[0].pieces] == [
        ("I used to ", False),
        ("teach", True),
        (" swimming at the Café", False),
    ]


def test_it_follows_what_is_changed_taken_out_and_brought_back(told):
    said = told.find(Note, "n1")
    told.keep(replace(said, text="I used to teach chess"))
    assert found(told, "teach swimming") == []
    assert found(told, "chess") == ["n1"]
    told.keep(replace(said, text="I used to teach chess", taken_out=True))
    assert found(told, "chess") == []
    told.keep(replace(said, text="I used to teach chess"))
    assert found(told, "teach") == ["n1"]
    assert told.check() == []


def test_a_step_that_is_not_kept_leaves_no_words(told):
    def give_up():
        told.keep(note("n9", "never mind"))
        raise KeyError

    with pytest.raises(KeyError), told.together():
        give_up()
    assert found(told, "mind") == []
    assert told.check() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    words=st.text()
    | st.text(alphabet='"*:^-+(){}AND OR NOT NEAR\x00\x02\x03\ud800é\u0301\u200fا', max_size=300)
)
def test_nothing_typed_is_refused(told, words):
    told.search(words, limit=5)
    told.search(f"swim {words}", limit=5, of=["p"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=40))
def test_what_was_written_is_found(vault, words):
    vault.keep(note("n", f"before {words} after"))
    assert found(vault, words) == ["n"]
    assert found(vault, f"after {words}") == ["n"]


def test_the_check_sees_what_is_missing_and_a_rebuild_mends_it(told):
    looked_for = ("swim", "maureen", "teach")
    before = [set(found(told, words)) for words in looked_for]
    for spoil in (
        "DELETE FROM search_text WHERE entity_id = 'n1'",
        "UPDATE search_text SET text = 'something else' WHERE entity_id = 'a1'",
        "INSERT INTO search_text VALUES (99, 'p', 'note', 'n99', 'nobody said it')",
        "INSERT INTO search (rowid, text) VALUES (77, 'nobody said it')",
    ):
        with told._store.transaction():
            told._store.write(spoil)
        assert told.check() == [
            "Search does not find all that stands, or more than that. Nothing is lost: rebuild it from the log."
        ]
        told.rebuild()
        assert told.check() == []
        assert [set(found(told, words)) for words in looked_for] == before


def test_an_earlier_vault_is_filled_when_it_is_brought_up_to_date(tmp_path, data_key):
    store = Store(tmp_path / VAULT_NAME, data_key)
    migrate(store, MIGRATIONS[:1])
    rows = [
        ("n1", "text", '"the caf\\u00e9 \\ud800 by the mere"'),
        ("n2", "text", '"gone"'),
        ("n2", "taken_out", "true"),
    ]
    with store.transaction():
        store.write_many("INSERT INTO field VALUES ('p', 'note', ?, ?, ?, '[]', 0)", rows)
    store.close()
    with Vault.open(tmp_path, data_key) as vault:
        assert found(vault, "cafe mere") == ["n1"]
        assert found(vault, "gone") == []
        assert vault.look_over().findable


def test_two_devices_find_the_same(tmp_path, told, open_copy):
    with open_copy(tmp_path / "other") as other:
        other.receive(told.changes_since(0, 1000)[0])
        assert set(found(other, "swim")) == {"n1", "a1", "g1"}
        assert other.check() == []


def test_every_text_a_record_has_is_found_or_named_here_as_not():
    for kind in KINDS:
        texts = {name for name, hint in get_type_hints(kind).items() if hint is str} - NOT_WORDS
        left = {name for name in texts if (kind.entity, name) not in NOT_SEARCHED}
        if kind.entity in ("stop", "worker"):
            assert kind.entity not in SEARCHED
        else:
            assert set(SEARCHED[kind.entity]) == left, kind


def test_erasing_leaves_no_word_in_the_index(told):
    told.erase(["p"])
    assert found(told, "swim") == ["g1"]
    assert told.check() == []
    assert b"pigeons" in b"".join(row[0] for row in told._store.read("SELECT block FROM search_data"))
    for (block,) in told._store.read("SELECT block FROM search_data"):
        assert b"teach" not in block
        assert b"maureen" not in block


def test_what_was_written_twice_is_counted_without_reading_every_field(told):
    asked = []
    told._store._connection.set_trace_callback(asked.append)
    assert told.written_twice() == []
    told._store._connection.set_trace_callback(None)
    assert ["INDEXED BY field_conflicted" in sql for sql in asked] == [True]


def pages_written(store, work):
    """How many pages the write-ahead log grew by, the vault's file being in step with it before."""
    log = store.path.with_name(f"{store.path.name}-wal")
    store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    work()
    return log.stat().st_size // int(store.read("PRAGMA page_size")[0][0])


def put_away(vault):
    """Let go of the file as a power cut does: nothing more is done."""
    vault._store.close()


def test_an_edit_writes_few_pages_and_none_of_the_index(told):
    told.make_findable(1000)
    known = told._store.read("SELECT id, block FROM search_data ORDER BY id")
    said = replace(told.find(Note, "n1"), text="I used to teach chess")
    assert pages_written(told._store, lambda: told.keep(said)) <= 8
    assert told._store.read("SELECT id, block FROM search_data ORDER BY id") == known
    assert found(told, "chess") == ["n1"]


def test_what_was_not_findable_yet_at_a_power_cut_is_found_after_it(tmp_path, open_copy, data_key):
    with open_copy(tmp_path) as vault:
        vault.keep(note("n1", "the pigeons"))
    vault = Vault.open(tmp_path, data_key)
    vault.keep(note("n1", "the racing pigeons"))
    vault.keep(note("n2", "a cornet"))
    put_away(vault)
    for words, ids in (("racing", ["n1"]), ("cornet", ["n2"])):
        with Vault.open(tmp_path, data_key) as vault:
            assert found(vault, words) == ids
            assert vault.check() == []


def test_the_look_over_lets_it_catch_up_first(told):
    told.keep(note("n7", "a cornet"))
    assert told.look_over().findable
    assert told.make_findable(1) is False, "nothing was left to do"


def test_pauses_make_it_findable_bit_by_bit_and_closing_does_the_rest(tmp_path, open_copy, data_key):
    def known(vault):
        return {one for (one,) in vault._store.read("SELECT entity_id FROM search_text")}

    vault = open_copy(tmp_path)
    for number in range(3):
        vault.keep(note(f"n{number}", "the pigeons"))
    a_note = len(vault.record_history(Note, "n0"))
    assert known(vault) == set()
    assert vault.make_findable(a_note) is True
    assert known(vault) == {"n0"}
    vault.close()
    vault = Vault.open(tmp_path, data_key)
    assert known(vault) == {"n0", "n1", "n2"}
    vault.close()


def test_it_waits_for_no_other_window(tmp_path, open_copy, data_key):
    vault = open_copy(tmp_path)
    vault.keep(note("n1", "the pigeons"))
    with Vault.open(tmp_path, data_key) as other:
        with other.together():
            with pytest.raises(InUseError):
                vault.make_findable(10)
            vault.close()
        assert found(other, "pigeons") == ["n1"]


def test_two_windows_make_it_findable_once(tmp_path, open_copy, data_key):
    with open_copy(tmp_path) as one, Vault.open(tmp_path, data_key) as other:
        one.keep(note("n1", "the pigeons"))
        other.keep(note("n2", "more pigeons"))
        assert found(one, "pigeons") == found(other, "pigeons") == ["n2", "n1"]
        one.keep(note("n2", "a cornet"))
        assert found(other, "pigeons") == ["n1"]
        assert one.check() == other.check() == []


def test_a_vault_brought_up_to_date_has_nothing_to_catch_up_with(tmp_path, data_key):
    store = Store(tmp_path / VAULT_NAME, data_key)
    migrate(store, MIGRATIONS[:-1])
    store.close()
    vault = Vault.open(tmp_path, data_key)
    vault.keep(note("n1", "the pigeons"))
    vault.search("pigeons", limit=1)
    with vault._store.transaction():  # as the version before left it
        vault._store.write("DELETE FROM local WHERE name = 'searchable'")
        vault._store.write("DELETE FROM _sqlite_migrations WHERE name = ?", (MIGRATIONS[-1].__name__,))
        vault._store.write(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    put_away(vault)
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.make_findable(1) is False
        assert found(vault, "pigeons") == ["n1"]


def test_erasing_leaves_no_word_that_was_not_findable_yet(told):
    told.make_findable(1000)
    told.keep(replace(told.find(Note, "n1"), text="I used to teach chess"))
    told.keep(note("n8", "marmalade"))
    told.keep(note("n9", "the whippets", person="q"))
    told.erase(["p"])
    assert found(told, "marmalade") == found(told, "chess") == found(told, "teach") == []
    assert found(told, "whippets") == ["n9"]
    for (block,) in told._store.read("SELECT block FROM search_data"):
        assert not any(word in block for word in (b"marmalade", b"chess", b"teach", b"maureen"))
    assert told.check() == []
