"""Words somebody searches for, as PostgreSQL's full-text search takes them: no letter of theirs is ever syntax."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")
_MOST_WORDS = 12
_LONGEST_WORD = 60


def plain(words: str) -> str:
    """Return a text without accents and apostrophes, in lower case: as it is kept for searching."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words)).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c != "\0")


def wanted(words: str) -> list[str]:
    """Return the words of a search, at most twelve, letters and digits only."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain(words))[:_MOST_WORDS]]
