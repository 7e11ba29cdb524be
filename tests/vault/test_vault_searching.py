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
from conversation_kit.vault.searching import SEARCHED
from conversation_kit.vault.store import Store

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
