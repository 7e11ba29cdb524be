import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import ClassVar, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.vault.codec import as_read, decode, decode_value, encode, field_names
from conversation_kit.vault.records import KINDS

_zones = st.timezones() | st.just(UTC) | st.just(timezone(timedelta(hours=5, minutes=30)))
_text = st.text(st.characters(exclude_categories=()))  # half a surrogate pair included


def _strategy(hint):
    return (
        st.from_type(hint)
        if hint not in (str, tuple[str, ...])
        else (_text if hint is str else st.lists(_text, max_size=4).map(tuple))
    )


def _comes_once(moment):
    """Whether its zone's clock shows it once: what comes twice equals nothing in another zone, itself not (PEP 495)."""
    return moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset()


st.register_type_strategy(datetime, st.datetimes(timezones=_zones, allow_imaginary=False).filter(_comes_once))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def records(draw):
    kind = draw(st.sampled_from(KINDS))
    hints = get_type_hints(kind)
    return kind(**{field.name: draw(_strategy(hints[field.name])) for field in fields(kind)})


@settings(deadline=None)
@given(records())
def test_every_record_reads_back_as_it_was(record):
    values = encode(record)
    assert set(values) == set(field_names(type(record)))
    assert all(text.isascii() for text in values.values())
    found = decode(type(record), record.id, record.person_id, values)
    assert found.record == record
    assert found.missing == found.unreadable == ()


@settings(deadline=None)
@given(records())
def test_what_is_read_and_written_again_is_the_same_text(record):
    for field, text in encode(record).items():
        assert as_read(type(record), field, text) == text


def test_fields_of_a_newer_version_are_passed_over():
    note = Note("n", "p", "c", "t", "words", datetime(2026, 1, 1, tzinfo=UTC))
    assert decode(Note, "n", "p", encode(note) | {"mood": '"bright"'}).record == note
    assert decode_value(Note, "mood", '"bright"') == "bright"


def test_a_moment_keeps_its_instant_through_a_change_of_clocks():
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1)
    note = Note("n", "p", "c", "t", "words", twice)
    assert decode(Note, "n", "p", encode(note)).record.said_at.astimezone(UTC) == twice.astimezone(UTC)


def test_a_record_received_in_part_is_left_out_and_named():
    found = decode(Note, "n", "p", {"text": '"words"'})
    assert found.record is None
    assert found.missing == ("conversation_id", "topic_id", "said_at")


def test_a_value_nobody_here_understands():
    connection = Connection("c", "p", "e", "Reader group", Stage.GOING, sure=7)
    values = encode(connection)
    odd_default = decode(Connection, "c", "p", values | {"sure": '"very"', "way": '"teach"'})
    assert odd_default.record == replace(connection, sure=None)
    assert odd_default.unreadable == ("way", "sure")
    odd_needed = decode(Connection, "c", "p", values | {"stage": '"leading"'})
    assert odd_needed.record is None
    assert odd_needed.unreadable == ("stage",)
    assert decode_value(Connection, "stage", '"leading"') == "leading"
    assert as_read(Connection, "way", '"teach"') == '"join"'
    assert as_read(Connection, "stage", '"leading"') is None


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        (Note, "text", "5"),
        (Note, "order", "true"),
        (Note, "on_page", "1"),
        (Note, "said_at", '"2026-01-01T10:00:00"'),
        (Note, "said_at", '"soon"'),
        (Note, "set_aside", '"one"'),
        (Note, "set_aside", "[1]"),
        (Person, "birth_year", "1.5"),
        (Person, "added", '"2026-13-01"'),
        (Person, "name", "null"),
        (Asset, "kind", '"other"'),
        (Asset, "kind", "{}"),
    ],
)
def test_values_of_another_type_are_not_read(kind, field, text):
    assert decode(kind, "i", "p", {field: text}).unreadable == (field,)


def test_programming_mistakes_are_found_when_writing():
    note = Note("n", "p", "c", "t", "words", datetime(2026, 1, 1, tzinfo=UTC))
    for wrong in (
        replace(note, said_at=datetime(2026, 1, 1)),  # noqa: DTZ001 - the mistake itself
        replace(note, set_aside=["one"]),
        replace(note, text=None),
        replace(note, on_page=1),
    ):
        with pytest.raises(TypeError):
            encode(wrong)
    with pytest.raises(ValueError):
        encode(replace(note, order=float("nan")))
    with pytest.raises(TypeError):
        encode(Asset("a", "p", "w", "personal", Leaning.HOPE))
    assert json.loads(encode(Asset("a", "p", "w", Kind.SOCIAL, Leaning.HOPE))["kind"]) == "social"


def test_a_field_of_a_type_the_vault_cannot_keep_is_refused():
    @dataclass(frozen=True)
    class Odd:
        entity: ClassVar[str] = "odd"
        id: str
        person_id: str
        when: complex

    with pytest.raises(TypeError, match="cannot keep"):
        encode(Odd("o", "", 1j))


def test_dates_are_not_moments():
    with pytest.raises(TypeError):
        encode(Person("p", "Ada", added=datetime(2026, 1, 1, tzinfo=UTC)))
    assert encode(Person("p", "Ada", added=date(2026, 1, 1)))["added"] == '"2026-01-01"'
