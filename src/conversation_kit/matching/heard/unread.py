"""Unread: statements in letters or a language the kit cannot read, which are said to be so rather than guessed at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conversation_kit.matching.vocabulary.plain import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conversation_kit.matching.asking import Heard
    from conversation_kit.matching.vocabulary.words import Words

_READ = 6_000
"""Characters of a statement that are looked at."""
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FEW = 3
"""A statement of fewer words may be only names."""
_KNOWN = 0.4
"""The share of its words that must be English for it to be read."""


def unread(heard: Iterable[Heard], words: Words) -> tuple[str, ...]:
    """The statements that cannot be read: not in Latin letters, or mostly of words that are not English."""
    return tuple(statement.text for statement in heard if not readable(statement.text, words))


def readable(text: str, words: Words) -> bool:
    """Whether a statement can be read; one without any letter says nothing, and so hides nothing."""
    letters = _LETTER.findall(text[:_READ])
    latin = sum(_LATIN.match(letter) is not None for letter in letters)
    if latin * 2 < len(letters):
        return False
    said = [word for word in spoken(text[:_READ]) if word.isalpha()]
    if len(said) < _FEW:
        return True
    known = sum(_english(word, words) for word in said)
    return known >= _KNOWN * len(said)


def _english(word: str, words: Words) -> bool:
    # The lists of English words also hold foreign ones; two letters are English only when they are a small word.
    if len(word) <= 2:  # noqa: PLR2004
        return word in words.small
    return (
        word in words.common or word in words.bank.vocabulary or word in words.small or word in words.ordinary
    )
