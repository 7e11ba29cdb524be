"""Widths on paper: a careful guess, because nobody knows which typeface the reader's machine has.

The guesses follow the widest common sans-serifs (DejaVu Sans and Verdana), so words set in Arial or Helvetica
leave a little room and never run over.
"""

import unicodedata

from conversation_kit.sharing.fitting import wrap_words

ELLIPSIS = "…"
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|! ·", 0.33),
    **dict.fromkeys('frt()[]{}-/\\I"\u2018\u2019\u201c\u201d', 0.46),
    **dict.fromkeys("sckvxyzJ", 0.6),
    **dict.fromkeys("mwMW@%—…&", 1.0),
}


def em_width(text: str) -> float:
    """Return the width of ``text`` in ems, guessed on the generous side."""
    return sum(_character(character) for character in text)


def wrap_ems(text: str, width: float) -> list[str]:
    """Break ``text`` between words into lines of at most ``width`` ems; a longer word is broken."""
    return wrap_words(text, width, em_width, _chop)


def mark_cut(text: str, width: float) -> str:
    """Return ``text`` with an ellipsis at its end, without its last characters if ``width`` asks it."""
    while text and em_width(text + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def reads_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left (as in Urdu)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def _character(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"} or ord(character) > 0xFFFF:  # noqa: PLR2004 (emoji)
        return 1.3
    return 0.76 if character.isupper() or not character.isascii() else 0.64


def _chop(word: str, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and _character(character) and em_width(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
