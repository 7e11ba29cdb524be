"""Words that somebody types to find entries: folded, and as queries for full-text search."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")
MOST_WORDS = 12
"""So many words of what was typed are looked for."""


def fold(words: str) -> list[str]:
    """Return the plain words of a text: lower case, no accents, no apostrophes; syntax and signs fall away."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words)).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def typed_query(words: str) -> str:
    """Return the full-text query for words being typed: all of them, the last one perhaps unfinished; or empty."""
    found = _fts_words(words)
    return " AND ".join([f'"{word}"' for word in found[:-1]] + [f'"{word}"*' for word in found[-1:]])


def meant_query(words: str) -> str:
    """Return the full-text query for all of the words in any form (walk, walks, walking); or empty."""
    return " AND ".join(f'"{word}"' for word in _fts_words(words))


def any_query(terms: Sequence[str]) -> str:
    """Return the full-text query for any of the terms, each a word or a phrase; or empty."""
    phrases = [" ".join(_fts_words(term)) for term in terms]
    return " OR ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases) if phrase)


def _fts_words(words: str) -> list[str]:
    """Return the words as the full-text index cuts them: at apostrophes too. Quotes and operators fall away."""
    return _WORD.findall(words)[:MOST_WORDS]
