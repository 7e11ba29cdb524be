"""Slips: a name as somebody mistypes it, remembers it, or writes down what was heard. One function a kind of slip.

Each function is given a name and a source of chance, and returns what is typed, or an empty text where a name gives
no occasion for the slip.
"""

import random
import re
from collections.abc import Callable, Sequence

from slip_rules import BY_EAR, ENDINGS, SHORT_FOR, SILENT, SOUNDS_ALIKE

Slip = Callable[[str, random.Random], str]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with", "&"})
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_LONG_WORD, _SPLIT_WORD, _LONG_NAME, _PLENTY = 3, 6, 12, 3
_FIRST_LETTER = 0.1  # how often a slip falls on the first letter of a word
_THOUGHT_TO_BE_THERE = ("group", "club", "centre", "local", "weekly", "service", "wigan", "team")
_MOST_HEARD = 3  # spellings by ear in one word


def dropped(name: str, chance: random.Random) -> str:
    """Leave a letter out."""
    return _in_a_word(name, chance, lambda word, at: word[:at] + word[at + 1 :])


def doubled(name: str, chance: random.Random) -> str:
    """Type a letter twice."""
    return _in_a_word(name, chance, lambda word, at: word[:at] + word[at] + word[at:])


def single(name: str, chance: random.Random) -> str:
    """Type one letter of two that are the same."""
    return _rewritten(name, chance, [(letter * 2, letter) for letter in "bcdefglmnoprstz"])


def swapped(name: str, chance: random.Random) -> str:
    """Type two letters in the other order."""
    return _in_a_word(
        name,
        chance,
        lambda word, at: word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word,
    )


def neighbouring_key(name: str, chance: random.Random) -> str:
    """Hit the key beside."""
    return _in_a_word(name, chance, lambda word, at: word[:at] + _beside(word[at], chance) + word[at + 1 :])


def added_key(name: str, chance: random.Random) -> str:
    """Hit the key beside as well."""
    return _in_a_word(
        name, chance, lambda word, at: word[: at + 1] + _beside(word[at], chance) + word[at + 1 :]
    )


def wrong_vowel(name: str, chance: random.Random) -> str:
    """Write another vowel."""
    vowels = [(vowel, other) for vowel in _VOWELS for other in _VOWELS if other != vowel]
    return _rewritten(name, chance, vowels)


def sounds_alike(name: str, chance: random.Random) -> str:
    """Write ``f`` for ``ph``, ``ei`` for ``ie`` and the like."""
    return _rewritten(name, chance, SOUNDS_ALIKE)


def silent_letter(name: str, chance: random.Random) -> str:
    """Leave out a letter that is not heard."""
    return _rewritten(name, chance, SILENT)


def ending(name: str, chance: random.Random) -> str:
    """Write ``-or`` for ``-er``, ``-ence`` for ``-ance`` and the like."""
    return _rewritten(name, chance, [(f"{was}$", now) for was, now in ENDINGS])


def heard(name: str, chance: random.Random) -> str:
    """Write a word, or two of a long name, as it sounds."""
    typed = _by_ear(name, chance)
    return _by_ear(typed, chance) if len(name.split()) > _PLENTY else typed


def run_together(name: str, chance: random.Random) -> str:
    """Leave a space out."""
    spaces = [found.start() for found in re.finditer(r"(?<=\w) (?=\w)", name)]
    at = chance.choice(spaces) if spaces else None
    return "" if at is None else name[:at] + name[at + 1 :]


def all_run_together(name: str, _chance: random.Random) -> str:
    """Leave every space out."""
    return "".join(name.split()) if " " in name else ""


def split(name: str, chance: random.Random) -> str:
    """Write a word as two."""
    return _in_a_word(
        name,
        chance,
        lambda word, _at: _cut(word, chance.randint(_PLENTY, len(word) - _PLENTY)),
        at_least=_SPLIT_WORD,
    )


def no_apostrophe(name: str, _chance: random.Random) -> str:
    """Leave the apostrophe out."""
    return re.sub(r"['’]", "", name) if re.search(r"['’]", name) else ""


def no_apostrophe_s(name: str, chance: random.Random) -> str:
    """Leave the apostrophe and its ``s`` out, or put a space in its place."""
    kept = chance.choice(("", " s"))
    return re.sub(r"['’]s\b", kept, name) if re.search(r"['’]s\b", name) else ""


def and_sign(name: str, chance: random.Random) -> str:
    """Write ``&`` or ``n`` for ``and``, or the other way about."""
    if "&" in name:
        return re.sub(r"\s*&\s*", " and ", name)
    found = re.search(r"\band\b", name, re.IGNORECASE)
    return re.sub(r"(?i)\band\b", chance.choice(("&", "n", "+")), name) if found else ""


def abbreviated(name: str, chance: random.Random) -> str:
    """Write a word short."""
    words = name.split()
    places = [at for at, word in enumerate(words) if word.casefold().strip(",.") in SHORT_FOR]
    if not places:
        return ""
    at = chance.choice(places)
    words[at] = chance.choice(SHORT_FOR[words[at].casefold().strip(",.")])
    return " ".join(words)


def first_two_words(name: str, chance: random.Random) -> str:
    """Type the first two words only, with a slip."""
    words = name.split()
    return _any_slip(" ".join(words[:2]), chance) if len(words) >= _PLENTY else ""


def word_missing(name: str, chance: random.Random) -> str:
    """Leave a word out."""
    words = name.split()
    places = [at for at, word in enumerate(words) if word.casefold() not in _SMALL and word[0].isalnum()]
    if len(places) < _PLENTY:
        return ""
    left_out = chance.choice(places)
    return " ".join(word for at, word in enumerate(words) if at != left_out)


def word_missing_and_slip(name: str, chance: random.Random) -> str:
    """Leave a word out and slip in what is left."""
    left = word_missing(name, chance)
    return left and _any_slip(left, chance)


def other_order(name: str, chance: random.Random) -> str:
    """Type the words in another order."""
    words = name.split()
    at = chance.randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join([*words[at:], *words[:at]]) if at else ""


def other_order_and_slip(name: str, chance: random.Random) -> str:
    """Type the words in another order, with a slip."""
    turned = other_order(name, chance)
    return turned and _any_slip(turned, chance)


def plural(name: str, chance: random.Random) -> str:
    """Write one as many, or many as one."""
    return _in_a_word(name, chance, lambda word, _at: _other_number(word), at_least=_LONG_WORD)


def two_slips(name: str, chance: random.Random) -> str:
    """Slip twice in a long name, typed in a hurry."""
    return _any_slip(_any_slip(name, chance), chance) if len(name) >= _LONG_NAME else ""


def two_slips_in_a_word(name: str, chance: random.Random) -> str:
    """Slip twice in one word, a long one."""
    words = [word for word in _WORD.finditer(name) if len(word[0]) >= _SPLIT_WORD]
    if not words:
        return ""
    one = chance.choice(words)
    return name[: one.start()] + _any_slip(_any_slip(one[0], chance), chance) + name[one.end() :]


def heard_throughout(name: str, chance: random.Random) -> str:
    """Write every word as it sounds."""
    typed = _WORD.sub(lambda word: _by_ear(word[0], chance) or word[0], name)
    return _unless_same(name, typed)


def run_together_and_slip(name: str, chance: random.Random) -> str:
    """Leave a space out, with a slip."""
    joined = run_together(name, chance)
    return joined and _any_slip(joined, chance)


def split_and_slip(name: str, chance: random.Random) -> str:
    """Write a word as two, with a slip."""
    parted = split(name, chance)
    return parted and _any_slip(parted, chance)


def abbreviated_and_slip(name: str, chance: random.Random) -> str:
    """Write a word short, with a slip."""
    short = abbreviated(name, chance)
    return short and _any_slip(short, chance)


def word_more(name: str, chance: random.Random) -> str:
    """Type a word that is not in the name."""
    more = [word for word in _THOUGHT_TO_BE_THERE if word not in name.casefold()]
    word = chance.choice(more)
    return chance.choice((f"{name} {word}", f"{word} {name}"))


def word_more_and_slip(name: str, chance: random.Random) -> str:
    """Type a word that is not in the name, with a slip."""
    return _any_slip(word_more(name, chance), chance)


def another_word(name: str, chance: random.Random) -> str:
    """Type another word for one of them."""
    left = word_missing(name, chance)
    return left and word_more(left, chance)


def begun(name: str, chance: random.Random) -> str:
    """Type two thirds of a name, with a slip."""
    return _any_slip(two_thirds(name, chance), chance) if len(name) >= _LONG_NAME else ""


def two_thirds(name: str, _chance: random.Random) -> str:
    """Type two thirds of a name."""
    return name[: len(name) * 2 // 3].rstrip()


KINDS: dict[str, Slip] = {
    "a letter left out": dropped,
    "a letter twice": doubled,
    "one letter of two": single,
    "two letters swapped": swapped,
    "the key beside": neighbouring_key,
    "the key beside as well": added_key,
    "another vowel": wrong_vowel,
    "sounds alike (ph, f; ie, ei)": sounds_alike,
    "silent letter left out": silent_letter,
    "ending (-er, -or; -ance, -ence)": ending,
    "as it was heard": heard,
    "two words run together": run_together,
    "all words run together": all_run_together,
    "a word split": split,
    "no apostrophe": no_apostrophe,
    "no apostrophe and no s": no_apostrophe_s,
    "& for and": and_sign,
    "a word abbreviated": abbreviated,
    "first two words, with a slip": first_two_words,
    "a word missing": word_missing,
    "a word missing, with a slip": word_missing_and_slip,
    "words in another order": other_order,
    "words in another order, with a slip": other_order_and_slip,
    "plural for singular, or singular": plural,
    "two slips in a long name": two_slips,
    "two slips in a long word": two_slips_in_a_word,
    "every word as it was heard": heard_throughout,
    "two words run together, with a slip": run_together_and_slip,
    "a word split, with a slip": split_and_slip,
    "a word abbreviated, with a slip": abbreviated_and_slip,
    "a word more": word_more,
    "a word more, with a slip": word_more_and_slip,
    "a word for another": another_word,
    "two thirds of it, with a slip": begun,
}


def _any_slip(name: str, chance: random.Random) -> str:
    kinds = (dropped, doubled, swapped, neighbouring_key, wrong_vowel, sounds_alike)
    return chance.choice(kinds)(name, chance) or dropped(name, chance)


def _in_a_word(
    name: str, chance: random.Random, change: Callable[[str, int], str], *, at_least: int = _LONG_WORD
) -> str:
    """Change one word of some length, mostly not at its first letter; empty when there is none, or nothing changed."""
    found = [word for word in _WORD.finditer(name) if len(word[0]) >= at_least]
    if not found:
        return ""
    one = chance.choice(found)
    at = 0 if chance.random() < _FIRST_LETTER else chance.randrange(1, len(one[0]))
    return _unless_same(name, name[: one.start()] + change(one[0], at) + name[one.end() :])


def _rewritten(name: str, chance: random.Random, rules: Sequence[tuple[str, str]]) -> str:
    """Write once what one of the rules says, wherever one fits; a word's end stands after $."""
    fits = [
        (found.start(), found.end(), now)
        for was, now in rules
        for found in re.finditer(was.replace("$", r"(?![a-z'’])"), name, re.IGNORECASE)
    ]
    if not fits:
        return ""
    begin, end, now = chance.choice(fits)
    return _unless_same(name, name[:begin] + now + name[end:])


def _by_ear(name: str, chance: random.Random) -> str:
    """Write one word as it sounds: up to three of the spellings that fit it, from its end to its beginning."""
    words = [word for word in _WORD.finditer(name) if len(word[0]) >= _LONG_WORD]
    chance.shuffle(words)
    for word in words:
        spelt = word[0].casefold()
        fits = [rule for rule in BY_EAR if re.search(rule[0], spelt)][:_MOST_HEARD]
        for was, now in fits:
            spelt = re.sub(was, now, spelt, count=1)
        if spelt != word[0].casefold():
            return name[: word.start()] + spelt + name[word.end() :]
    return ""


def _beside(letter: str, chance: random.Random) -> str:
    for row in _ROWS:
        at = row.find(letter.casefold())
        if at >= 0:
            return chance.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return letter


def _cut(word: str, at: int) -> str:
    return f"{word[:at]} {word[at:]}"


def _other_number(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s"):
        return word if word.endswith(("ss", "'s", "’s")) else word[:-1]
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in _VOWELS else word + "s"


def _unless_same(name: str, typed: str) -> str:
    return "" if typed == name else typed
