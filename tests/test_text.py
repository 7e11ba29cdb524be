"""Text for a screen holds nothing that could steer a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.text import inert


@given(st.text())
def test_no_control_character_survives(words):
    clean = inert(words)
    assert not [c for c in clean if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert inert(clean) == clean


def test_escape_sequences_are_inert():
    assert inert("\x1b]52;c;c2VjcmV0\x07before\x1b[2Jafter\x9b31m") == "]52;c;c2VjcmV0before[2Jafter31m"


def test_direction_overrides_go_and_names_in_other_scripts_stay():
    assert inert("\u202egnirts\u202c") == "gnirts"
    assert inert("فاطمة · ਸਿਮਰਨ · 👩‍👧") == "فاطمة · ਸਿਮਰਨ · 👩‍👧"


def test_rows_stay():
    assert inert("one\r\ntwo\rthree") == "one\ntwo\nthree"


def test_half_of_a_character_goes():
    assert inert("caf\udce9 \ud83d") == "caf "
