"""Words of a line with their places, and lists of phrases found among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# "I'd" and "we'd" stay whole; "'s" and "'d" after any other word stand alone, so that "Janet's" is Janet.
_WORD = re.compile(r"\b(?:i|we)'d\b|'[sd]\b|[^\W_]+(?:'(?![sd]\b)[^\W_]+)*", re.IGNORECASE)
_NUMBER_WORDS = frozenset(
    {
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        *("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "odd", "few", "many", "couple"),
    }
)
_SHORTEST_STAR = 3
_KEY = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line.

    Attributes:
        text: As it was typed.
        norm: As lists have it: small letters, without the apostrophe in "don't", "I'm", "I've", "I'd".
        start, end: Its place in the line, in characters.
    """

    text: str
    norm: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for figures and for the words that count years."""
        return self.norm.isdecimal() or self.norm in _NUMBER_WORDS


def words_of(text: str) -> list[Word]:
    """Return the words of ``text`` in order."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'")
    return [
        Word(text[found.start() : found.end()], _norm(found.group()), found.start(), found.end())
        for found in _WORD.finditer(straight)
    ]


def _norm(word: str) -> str:
    low = word.casefold()
    if low.endswith("n't") or low in {"i'm", "i've", "i'd"}:
        return low.replace("'", "")
    return low


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a phrase: a word, the beginning of one (``star``), or any number."""

    word: str
    star: bool = False
    number: bool = False

    def fits(self, word: Word) -> bool:
        if self.number:
            return word.is_number
        return word.norm.startswith(self.word) if self.star else word.norm == self.word


class Phrases:
    """A list of phrases, ready to be found among words; looking costs the same however long the list is."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Prepare ``phrases``.

        Raises:
            ValueError: A phrase has no word in it, or a star after fewer than three letters.
        """
        by_key: dict[str, list[tuple[_Part, ...]]] = {}
        for phrase in phrases:
            parts = tuple(_parts(phrase))
            if not parts:
                raise ValueError(f"the phrase {phrase!r} has no word in it")
            key = "#" if parts[0].number else parts[0].word[:_KEY]
            by_key.setdefault(key, []).append(parts)
        self._by_key = {
            key: sorted(group, key=lambda parts: -len(parts)) for key, group in sorted(by_key.items())
        }

    def at(self, words: Sequence[Word], index: int, end: int) -> int | None:
        """Return where the longest phrase that begins at ``index`` ends (exclusive), or None."""
        word = words[index]
        found = self._longest(word.norm[:_KEY], words, index, end)
        return self._longest("#", words, index, end) if found is None and word.is_number else found

    def spans(self, words: Sequence[Word], start: int, end: int) -> Iterator[Span]:
        """Yield every place a phrase stands between ``start`` and ``end``, from left to right."""
        for index in range(start, end):
            stop = self.at(words, index, end)
            if stop is not None:
                yield index, stop

    def within(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Return whether any phrase stands between ``start`` and ``end``."""
        return next(self.spans(words, start, end), None) is not None

    def _longest(self, key: str, words: Sequence[Word], index: int, end: int) -> int | None:
        for parts in self._by_key.get(key, ()):
            stop = index + len(parts)
            pairs = zip(parts, words[index:stop], strict=False)
            if stop <= end and all(part.fits(word) for part, word in pairs):
                return stop
        return None


def _parts(phrase: str) -> Iterator[_Part]:
    for piece in phrase.split():
        if piece == "#":
            yield _Part("", number=True)
            continue
        words = words_of(piece.rstrip("*"))
        star = piece.endswith("*")
        if star and (not words or len(words[-1].norm) < _SHORTEST_STAR):
            raise ValueError(f"the phrase {phrase!r} has a star after fewer than three letters")
        for position, word in enumerate(words):
            yield _Part(word.norm, star=star and position == len(words) - 1)
