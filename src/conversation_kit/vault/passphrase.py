"""Judging a passphrase by how hard it is to guess (zxcvbn), not by composition rules."""

import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SHORTEST_WORD = 3
_GOOD_SCORE = 3  # of 4: over 10**8 guesses, each of which costs an Argon2id run
_LONGEST = (
    100  # zxcvbn takes the square of the length and more; nobody's first 100 letters are weak by chance
)

_WARNINGS = {
    "Straight rows of keys are easy to guess.": "A straight row of keys is easy to guess.",
    "Short keyboard patterns are easy to guess.": "A short pattern on the keyboard is easy to guess.",
    'Repeats like "aaa" are easy to guess.': "The same letter over and over is easy to guess.",
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': (
        "Saying the same thing twice is hardly harder to guess than saying it once."
    ),
    'Sequences like "abc" or "6543" are easy to guess.': "Letters or numbers in a row are easy to guess.",
    "Recent years are easy to guess.": "A recent year is easy to guess.",
    "Dates are often easy to guess.": "Dates are often easy to guess.",
    "This is a top-10 common password.": "This is one of the ten most used passwords.",
    "This is a top-100 common password.": "This is one of the hundred most used passwords.",
    "This is a very common password.": "A great many people use this password.",
    "This is similar to a commonly used password.": "This is close to a password that many people use.",
    "A word by itself is easy to guess.": "A single word is easy to guess.",
    "Names and surnames by themselves are easy to guess.": "A name is easy to guess.",
    "Common names and surnames are easy to guess.": "Names are easy to guess.",
}
_ADVICE = "Add another word or two; unusual words that do not belong together are best."
_BELONGS = "It holds your own name, team or place, which are the first things to be tried."


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a passphrase is good enough, and one or two sentences of plain English about it."""

    good_enough: bool
    sentence: str


def judge(passphrase: str, *, known: Sequence[str] = ()) -> Judgement:
    """Judge a passphrase; its first 100 characters count.

    Args:
        passphrase: As typed.
        known: What anybody would try first: the worker's name, role, team, footprint.
    """
    if not passphrase.strip():
        return Judgement(
            good_enough=False, sentence="Think of four or five words that only you would put together."
        )
    # Imported here: its word lists take 40 ms, and only a new passphrase needs them.
    zxcvbn = importlib.import_module("zxcvbn").zxcvbn
    found = zxcvbn(passphrase[:_LONGEST], max_length=_LONGEST)
    if found["score"] < _GOOD_SCORE:
        warning = _WARNINGS.get(found["feedback"]["warning"], "That would be easy to guess.")
        return Judgement(good_enough=False, sentence=f"{warning} {_ADVICE}")
    # Its own list of known words lets a name and a place pass together; what is left without them must do.
    rest = _without(passphrase[:_LONGEST], known)
    if rest != passphrase[:_LONGEST] and (
        not rest.strip() or zxcvbn(rest, max_length=_LONGEST)["score"] < _GOOD_SCORE
    ):
        return Judgement(good_enough=False, sentence=f"{_BELONGS} {_ADVICE}")
    return Judgement(good_enough=True, sentence="Good: that would be hard to guess.")


def _without(passphrase: str, known: Sequence[str]) -> str:
    """Return the passphrase without the words of ``known``, those of one or two letters left aside."""
    words = {word for phrase in known for word in phrase.split() if len(word) >= _SHORTEST_WORD}
    if not words:
        return passphrase
    return re.sub(
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)),
        "",
        passphrase,
        flags=re.IGNORECASE,
    )
