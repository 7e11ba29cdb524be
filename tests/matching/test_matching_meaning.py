"""Meaning: what is only meant is heard as a guess, never more, and never what must not be guessed."""

import random
import shutil
from contextlib import closing
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf_of import ENTRIES, TODAY, SmallBook, an_entry

from conversation_kit.assets_folder import assets_folder
from conversation_kit.errors import BadInputError
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.unread import unread
from conversation_kit.matching.stored.packed import open_packed
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.meaning import SENTENCES, VECTORS, Meaning, packed_sentences
from conversation_kit.matching.vocabulary.plain import spoken
from conversation_kit.matching.vocabulary.said_files import sentence_files, sentences_of
from conversation_kit.matching.vocabulary.vectors import WordVectors
from conversation_kit.matching.vocabulary.words import Words

SHIPPED = assets_folder() / "words"


@pytest.fixture(scope="module")
def wide(words):
    book = SmallBook(
        [
            *ENTRIES,
            an_entry("imam", "Noor Mosque", "Friday prayers."),
            an_entry("allot", "Mill Lane Allotments", "Plots for growing vegetables."),
        ]
    )
    yield Suggester(book, words)
    book.close()


def ask(suggester, *said, limit=10):
    return suggester.suggest(Asking(heard=tuple(Heard(text) for text in said), today=TODAY, limit=limit))


def test_what_is_packed_is_in_step_with_the_files():
    packed = packed_sentences(open_packed(SHIPPED / SENTENCES), WordVectors.load(SHIPPED / VECTORS).size)
    stale = [
        path.name for path in sentence_files(SHIPPED) if sha256(path.read_bytes()).hexdigest() not in packed
    ]
    assert not stale, "Run: python training/sentences.py"


def test_what_is_packed_is_what_would_be_read(tmp_path, words):
    for path in [*sentence_files(SHIPPED)[:2], SHIPPED / VECTORS]:
        shutil.copy(path, tmp_path)
    read = Meaning.load(tmp_path, list(words.themes))
    shutil.copy(SHIPPED / SENTENCES, tmp_path)
    packed = Meaning.load(tmp_path, list(words.themes))
    for text in ("a drawer full of wool", "me hands want summat to do", "the rent is behind"):
        assert read.guesses(spoken(text)) == packed.guesses(spoken(text))


def test_all_that_ships_is_small():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 23_000_000


def test_what_is_only_meant_is_found_and_called_a_guess(wide):
    found = ask(wide, "nowt grows on a balcony eight floors up")
    allotment = next(one for one in found if one.entry_id == "allot")
    assert any("related meaning (a guess)" in reason.because for reason in allotment.reasons)
    assert allotment.strength != "strong"


def test_a_guess_alone_is_never_strong(wide, words):
    for path in sorted(SHIPPED.glob("said-*.toml")):
        for _, text in random.Random(4).sample(sentences_of(path), 25):
            for one in ask(wide, text):
                if all("guess" in reason.because for reason in one.reasons):
                    assert one.strength != "strong", (text, one)


def test_what_must_not_be_guessed_never_is(wide, words):
    kept = {theme.name for theme in words.themes.values() if theme.plainly}
    delicate = {theme.name for theme in words.themes.values() if theme.sensitive}
    lines = [row for path in sorted(SHIPPED.glob("said-*.toml")) for row in sentences_of(path)]
    hushed = [text for theme, text in lines if theme and words.themes[theme].unguessed]
    for text in random.Random(7).sample(hushed, min(60, len(hushed))):
        for one in ask(wide, text):
            told = [reason.because for reason in one.reasons]
            assert not any(f"(a guess): {name}" in because for because in told for name in kept)
            if any(f"(a guess): {name}" in because for because in told for name in delicate):
                assert one.sensitive


@pytest.mark.parametrize(
    "id",
    [
        "faith",
        "faith-muslim",
        "lgbt",
        "immigration",
        "cancer",
        "low-mood",
        "black-asian-communities",
    ],
)
def test_faith_origin_love_and_health_are_never_guessed(words, id):  # noqa: A002
    assert words.themes[id].plainly


def test_a_delicate_matter_is_guessed_only_surely_and_waits_behind_a_key(words):
    for theme in words.themes.values():
        assert not theme.sensitive or theme.unguessed
    with closing(
        SmallBook([an_entry("recovery", "Another Day", "Recovery from drug addiction, together")])
    ) as book:
        suggester = Suggester(book, words)
        (found,) = ask(suggester, "been clean nine months and I don't know what to do with me Saturdays")
        assert (found.entry_id, found.sensitive) == ("recovery", "addiction")
        assert "(a guess)" in found.reasons[0].because
        assert not ask(suggester, "we never clean the windows of a Saturday")


def test_the_order_of_statements_does_not_matter(suggester):
    said = [
        "my hands are itching for a spade",
        "I never see a soul, nobody knocks",
        "used to run the canteen at the pit",
        "I'd a voice once",
    ]
    first = ask(suggester, *said)
    for seed in range(3):
        assert ask(suggester, *random.Random(seed).sample(said, len(said))) == first


def test_the_same_gives_the_same_from_a_fresh_start(book, suggester):
    again = Suggester(book, Words.load(SHIPPED))
    for text in ("my hands are itching for a spade", "I do my mum's books"):
        assert ask(again, text) == ask(suggester, text)


def test_a_word_that_is_not_finished_does_not_count(suggester):
    def typed(text):
        return suggester.suggest(Asking(heard=(Heard(text, typing=True),), today=TODAY))

    assert typed("I love to crochet") == typed("I love to croc") == typed("I love to ")
    assert typed("I love to crochet ") == ask(suggester, "I love to crochet", limit=5)


def test_comparing_is_exact(words):
    rows = words.meaning.vectors.of(spoken("my hands are itching for a spade"))
    assert np.array_equal(rows, np.rint(rows))
    assert np.abs(rows).max() <= 127
    assert float(np.abs(rows).astype(np.float64).sum()) * 127 < 2**24


@pytest.mark.parametrize(
    "text", ["", "!!! ... ???", "\U0001f642" * 50, "7 8 9", "\u0000", "spade " * 17_000, "x" * 100_000, "no"]
)
def test_hostile_statements_are_answered(suggester, text):
    assert isinstance(ask(suggester, text), list)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered_the_same_twice(suggester, text):
    assert ask(suggester, text) == ask(suggester, text)


@pytest.mark.parametrize(
    "text",
    [
        "Nie mam nikogo, jestem sama od \u015bmierci m\u0119\u017ca",
        "\u0645\u06cc\u06ba \u0627\u06a9\u06cc\u0644\u06cc \u06c1\u0648\u06ba",
        "Waxaan rabaa inaan barto Ingiriisiga",
        "Am pensionat \u0219i sunt singur\u0103",
        "Dw i'n hoffi canu yn y c\u00f4r",
    ],
)
def test_another_language_is_said_to_be_unread_and_finds_nothing(suggester, words, text):
    assert unread([Heard(text)], words) == (text,)
    assert ask(suggester, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ah cannae get oot the hoose wi ma legs",
        "mi deh yah all alone since mi husband gone",
        "kettles on fr one thes days",
        "ta",
        "",
        "12",
        "Zbigniew Kowalczyk",
    ],
)
def test_dialect_typing_in_a_hurry_and_names_are_read(words, text):
    assert unread([Heard(text)], words) == ()


def test_almost_every_sentence_of_the_bank_can_be_read(words):
    rows = [Heard(text) for path in SHIPPED.glob("said-*.toml") for _, text in sentences_of(path)]
    assert len(unread(rows, words)) < len(rows) / 500


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[said]]\nlines = ["a b"]\n', ("said-x.toml, line 1", '"theme"')),
        (
            '# ours\n\n[[said]]\ntheme = "knittin"\nlines = ["a b"]\n',
            ("line 3", 'no file describes the theme "knittin"'),
        ),
        ('[[said]]\ntheme = "knitting"\n', ("line 1", "not a single line")),
        ('[[said]]\ntheme = "knitting"\nlines = "a b"\n', ("line 1", "list of words")),
        ('[[said]]\ntheme = "knitting"\nlines = ["!!"]\n', ("line 1", "single letter")),
        ('[[said]]\ntheme = "knitting"\nlines = ["a b"]\nway = "give"\n', ("line 1", '"way"')),
        (
            '[[said]]\ntheme = "knitting"\nlines = [\n"' + "on and " * 40 + '"]\n',
            ("line 4", "more than 60 words"),
        ),
        ('[said]\ntheme = "knitting"\n', ("line 1", "two brackets")),
        ('[[say]]\ntheme = "knitting"\n', ("line 1", "does not belong")),
        ('[[said]]\ntheme = "knitting\n', ("line 2", "not TOML")),
    ],
)
def test_a_mistake_in_a_file_of_sentences_is_told(tmp_path, words, wrong, told):
    path = tmp_path / "said-x.toml"
    path.write_text(wrong, "utf-8")
    with pytest.raises(BadInputError) as caught:
        sentences_of(path, words.themes)
    for part in told:
        assert part in caught.value.sentence


def test_a_councils_own_file_is_heard_at_once(tmp_path):
    for path in SHIPPED.iterdir():
        shutil.copy(path, tmp_path)
    lines = ["our whippets fly round the old quarry of a Sunday", "whippets, I race them, quarry field"]
    (tmp_path / "said-zz-ours.toml").write_text(
        f'[[said]]\ntheme = "dogs"\nlines = {lines}\n'.replace("'", '"'), "utf-8"
    )
    guesses = Words.load(tmp_path).meaning.guesses(spoken("racing whippets at the quarry"))
    assert guesses[0].theme == "dogs"


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 rubbish", b"\x93NUMPY"])
def test_damaged_vectors_are_told_and_a_damaged_pack_is_read_anew(tmp_path, broken, words):
    for path in [*sentence_files(SHIPPED)[:1], SHIPPED / VECTORS]:
        shutil.copy(path, tmp_path)
    (tmp_path / SENTENCES).write_bytes(broken)
    assert Meaning.load(tmp_path, list(words.themes)).size > 0
    (tmp_path / VECTORS).write_bytes(broken)
    with pytest.raises(BadInputError, match="damaged"):
        Meaning.load(tmp_path, list(words.themes))


def test_without_vectors_words_are_still_heard(tmp_path):
    for path in SHIPPED.glob("*.toml"):
        shutil.copy(path, tmp_path)
    assert Words.load(tmp_path).meaning is None
