import pytest

from conversation_kit.vault.passphrase import judge


@pytest.mark.parametrize(
    "weak",
    ["", "   ", "password", "Passw0rd!", "aaaaaaaaaaaa", "qwertyuiop", "12345678", "maureen", "abcabcabc"],
)
def test_weak_ones_are_told_apart_from_good_ones(weak):
    judgement = judge(weak)
    assert not judgement.good_enough
    assert judgement.sentence.endswith(".")


def test_four_odd_words_are_enough_without_any_symbol():
    assert judge("tulip gravel hymn lantern").good_enough


def test_ones_own_name_counts_for_nothing():
    known = ("Philippa Ollerenshaw", "Tyldesley and Atherton")
    assert judge("Ollerenshaw Tyldesley").good_enough
    judgement = judge("Ollerenshaw Tyldesley", known=known)
    assert not judgement.good_enough
    assert "your own name" in judgement.sentence


def test_a_very_long_one_is_judged():
    assert judge("a1!b" * 5000).sentence is not None  # minutes without the limit
    assert judge("tulip gravel hymn lantern " * 50).good_enough


@pytest.mark.parametrize("odd", ["\x00\x01", "\ud800", "مرحبا بالعالم الجميل", "🌷🌷🌷"])
def test_odd_characters_are_judged_too(odd):
    assert judge(odd).sentence
