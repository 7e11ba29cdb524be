"""The wire format: whatever is sent arrives, and whatever else arrives is refused in a sentence."""

import json

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.model.changes import Change
from conversation_kit.model.clock import next_reading
from conversation_kit.model.ids import new_id
from conversation_kit.sync.wire import (
    MOST_PACKED,
    MOST_UNPACKED,
    MalformedError,
    from_row,
    id_of,
    pack,
    to_row,
    unpack,
)

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.lists(st.text()),
)


def change(value: object) -> Change:
    return Change(
        new_id(),
        "p1",
        "note",
        "n1",
        "text",
        value,
        "w1",
        "d1",
        next_reading("0" * 15 + ".000000", 5),
        ("b1",),
    )


@given(VALUES)
def test_whatever_a_worker_may_write_arrives_as_it_was(value: object) -> None:
    sent = change(value)

    (row,) = unpack(pack({"changes": [to_row(sent)]}))["changes"]

    assert from_row(row) == sent


@given(st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_is_no_change_is_refused_in_a_sentence(row: object) -> None:
    with pytest.raises(MalformedError, match="nothing of it was taken"):
        from_row(row)
    assert isinstance(id_of(row), str)


@pytest.mark.parametrize(
    "place_and_value",
    [
        (0, 7),
        (4, "f" * 201),
        (5, "NaN"),
        (5, "[" * 40 + "]" * 40),
        (5, "{"),
        (8, "yesterday"),
        (9, "b1"),
        (9, [1]),
    ],
)
def test_a_change_with_one_part_spoilt_is_refused(place_and_value: tuple[int, object]) -> None:
    row = to_row(change("words"))
    place, row_value = place_and_value
    row[place] = row_value

    with pytest.raises(MalformedError):
        from_row(row)


@given(st.binary(max_size=400))
def test_bytes_that_are_no_message_are_refused(body: bytes) -> None:
    with pytest.raises(MalformedError):
        unpack(body)


def test_a_message_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(b'{"a":"' + b"a" * (MOST_UNPACKED + 1) + b'"}')

    assert len(bomb) < 10_000
    with pytest.raises(MalformedError, match="unpacks to more"):
        unpack(bomb)


def test_a_message_that_is_too_large_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(MalformedError, match="larger"):
        unpack(b"{" * (MOST_PACKED + 1), packed=False)


def test_a_deep_message_is_refused_and_brackets_in_words_are_not_deep() -> None:
    with pytest.raises(MalformedError, match="deep"):
        unpack(b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b"}", packed=False)
    words = '[[[[[[[[[[[[[[[[[["\\'

    assert unpack(json.dumps({"words": words}).encode(), packed=False) == {"words": words}
