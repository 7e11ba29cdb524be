"""How English words sound, roughly: words that may sound alike have the same key, or keys that are near."""

import re
from functools import cache

# What is written and what it sounds like; of two that begin at one letter the first counts.
_SPELT = (
    ("^[kgp]n", "n"),
    ("^wr", "r"),
    ("wh", "w"),
    ("^ps", "s"),
    ("[ae]?igh", "a"),
    ("gh(?=t|$)", ""),
    ("ph|gh", "f"),
    ("t?ch(?!r)", "c"),
    ("sch", "sk"),
    ("ch", "k"),
    ("[st]ion", "shan"),
    ("(?<=[^aeiou])re$", "a"),
    ("(?<=..)e(?=s?$)", ""),
    ("[aeiouy]+[rwh]?(?![aeiouy])|[aeiouy]+", "a"),
    ("c(?=[eiy])", "s"),
    ("qu", "kw"),
    ("ck|c|q", "k"),
    ("x", "ks"),
    ("g(?=[eiy])", "j"),
    ("z", "s"),
    ("mb$", "m"),
)
_SOUNDS = tuple(sound for _, sound in _SPELT)


@cache
def _spellings() -> re.Pattern[str]:
    """Made when first needed: that takes milliseconds."""
    return re.compile("|".join(f"({spelling})" for spelling, _ in _SPELT))


@cache
def _twice() -> re.Pattern[str]:
    return re.compile(r"(.)\1+")


def sound_of(word: str) -> str:
    """Return a folded word's sound: a letter for each consonant, ``a`` for vowels that stand together."""
    sounds = _spellings().sub(lambda found: _SOUNDS[(found.lastindex or 1) - 1], word)
    return _twice().sub(r"\1", sounds)
