"""Why something is suggested, in plain words: each kind of match is still named."""

from datetime import date

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.journey.why import in_plain_words
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.words import Words

TODAY = date(2026, 11, 28)
MACHINE_TALK = (
    "the same word",
    "our word list",
    "related meaning",
    "the activity list",
    "a place to give",
    "ask for it:",
)


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ('the same word, "crochet"', "the Book says “crochet” too"),
        ('the same words, "steam engine"', "the Book says “steam engine” too"),
        ("our word list: knitting and crochet", "about knitting and crochet, by our list of words"),
        ("our word list, a guess: singing", "maybe about singing, by our list of words (a guess)"),
        ("related meaning (a guess): company", "sounds like company (a guess from the meaning)"),
        (
            "related meaning (a guess): what it says of itself",
            "its own words are near to what was said (a guess)",
        ),
        ("a place to give: gardening", "might welcome it: gardening"),
        ('they ask for it: "piano"', "they ask for “piano”"),
        ('"bigno" is spelt nearly like "bingo"', "“bigno” read as “bingo”"),
        ("chosen here before for knitting", "chosen here before for knitting"),
    ],
)
def test_each_kind_is_named_plainly(because, said):
    assert in_plain_words(because) == said


def test_whatever_the_matching_says_is_said_plainly():
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    said = [
        "I love crochet",
        "a game of bigno",
        "I used to teach maths",
        "kettle's on for one",
        "I could play the piano for somebody",
        "parkour",
    ]
    with Book.in_memory(entries) as book:
        suggester = Suggester(book, Words.load(assets_folder() / "words"))
        found = [
            reason.because
            for one in said
            for item in suggester.suggest(Asking(heard=(Heard(one),), today=TODAY, limit=10))
            for reason in item.reasons
        ]
    assert len(set(found)) > 8
    assert not [one for one in found if in_plain_words(one).startswith(MACHINE_TALK)]
