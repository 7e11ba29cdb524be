"""Forms: turns of phrase with gaps ("not ..3 in front of people"), kept as data and made into patterns.

How a line is written is told at the head of ``forms.toml``. Here is only that notation, which is grammar: what may be
left out, what may stand between, what must not stand beside it. Every word is data.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from conversation_kit.matching.figures import usual
from conversation_kit.matching.plain import fold, in_usual_words, line

OF_ENTRIES = "_entry"
"""How names of turns of phrase end that are read in entries, as written."""
PLACE = "@"
"""Stands in a line of words for the place that is asked about."""
BUILT_IN = {
    "word": r" \w+",
    "number": r" \d+",
    "pounds": r" \d+(?:p\d\d)? pounds",
    "place": f" {PLACE}",
    "pause": r" \|",
    "year": r" (?:19|20)\d\d",
    "start": r"(?:^|\|)",
    "end": r"(?= \|| $)",
}
"""Lists that every file has: any word, a number, an amount, a year, the place, and where breaths start, end and meet."""
_SIGN = re.compile(
    r"(\s*)(\.\.\.\d{0,3}|\.\.\d|<[^<>]*>|!\(|[][(){}|*]|[a-z0-9][a-z0-9?]*(?: +[a-z0-9][a-z0-9?]*)*)"
)
_CLOSES = {"(": ")", "[": "]", "{": "}", "!(": ")"}
_TIMES = {"[": "?", "{": "*"}
_ENDS = frozenset({"|", ")", "]", "}", ""})
_PLAIN = re.compile(r"[ \w]+")
_GAP, _REST, _BAR = "..", "...", " | "

Lists = Mapping[str, Sequence[str]]


class Forms:
    """Forms by name, as patterns. Each is made when it is first asked for: making all of them takes a while."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._made: dict[str, re.Pattern[str]] = {}

    def heard(self, name: str, said: str) -> bool:
        """Whether a form stands in padded lines of folded words, a bar between two breaths."""
        return self.pattern(name).search(said) is not None

    def left_out(self, name: str, said: str) -> str:
        """What was said without what a form finds in it."""
        return self.pattern(name).sub(" |", said)

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of a form; what it finds ends before a space."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = re.compile(self._patterns[name])
        return made


Folding = Callable[[Sequence[str]], Sequence[str]]


def _as_written(listed: Sequence[str]) -> Sequence[str]:
    return [" ".join(words.split()) for words in listed]


def _as_spoken(listed: Sequence[str]) -> Sequence[str]:
    return usual(line(in_usual_words(_BAR.join(listed).split()))).strip().split(_BAR)


def pattern_of(name: str, told: str, lists: Lists) -> str:
    """The pattern of one line of a form. Raises ValueError, which says what is wrong with it."""
    return _Line(told, lists, _as_written if name.endswith(OF_ENTRIES) else _as_spoken).pattern()


class _Line:
    """One line of a form, read from left to right; each part brings the space that stands before it."""

    def __init__(self, told: str, lists: Lists, folding: Folding) -> None:
        plain = _folded(told)
        found = _SIGN.findall(plain)
        if "".join(map("".join, found)) != plain.rstrip():
            raise ValueError("it has a sign that means nothing here")
        self._apart = [bool(space) for space, _ in found] + [True]
        self._signs = [sign for _, sign in found] + [""]
        self._at = 0
        if any(sign.startswith(_GAP) for sign in (self._signs[0], self._signs[-2:][0])):
            raise ValueError("it begins or ends with a gap")
        if self._signs[0] in _TIMES:
            raise ValueError("what it begins with may be left out, so it says nothing: leave it out")
        self._lists, self._folding = lists, folding
        self._runs = _ways([sign for sign in self._signs if sign[:1].isalnum()], folding)

    def pattern(self) -> str:
        found, needed = self._sequence(" ")
        if self._signs[self._at]:
            raise ValueError(f'"{self._signs[self._at]}" stands there without what it belongs to')
        if not needed:
            raise ValueError("no word of it has to be said")
        return f"{found}(?= )"

    def _sequence(self, space: str) -> tuple[str, bool]:
        """What follows up to the next bar or closing bracket, and whether any of it must be said."""
        found, needed, first = [], False, self._at
        while (sign := self._signs[self._at]) not in _ENDS:
            self._at += 1
            if sign.startswith(_REST):
                found.append(f"(?= )[^|]{{0,{sign[3:]}}}?" if sign[3:] else "(?= )[^|]*?")
                space = " " if self._apart[self._at] else ""
                continue
            part, must = self._part(sign, space)
            found.append(part)
            needed |= must
            space = " "
        if self._at == first:
            raise ValueError("there is nothing between two of its brackets or bars")
        return "".join(found), needed

    def _part(self, sign: str, space: str) -> tuple[str, bool]:
        if sign in _CLOSES:
            return self._bracket(sign, space, begins=self._at == 1)
        if sign.startswith(_GAP):
            return rf"(?: \w+){{0,{sign[2:]}}}?", False
        if sign == "*":
            raise ValueError('"*" belongs right behind a word or a bracket')
        if sign[0] != "<":
            return self._one_of(self._runs[sign], space), True
        name = sign[1:-1]
        if name in BUILT_IN:
            return BUILT_IN[name] + self._star(), False
        if name not in self._lists:
            raise ValueError(f'there is no list "{name}"')
        return self._one_of(_listed(tuple(self._lists[name]), self._folding), space), True

    def _bracket(self, opening: str, space: str, *, begins: bool) -> tuple[str, bool]:
        parts, needed = self._either(space, _CLOSES[opening])
        before = begins and opening == "!("
        if (before or opening == "{") and not all(map(_PLAIN.fullmatch, parts)):
            raise ValueError(f'within "{opening}" may stand only plain words')
        if before:
            return "".join(f"(?<!{part})" for part in parts), False
        either = _either(parts)
        if opening == "!(":
            return f"(?!{either}{self._star() or '(?= )'})", False
        if opening == "(":
            return either + self._star(), needed
        if not space:
            raise ValueError("what may be left out needs a space before it")
        return f"(?:{either}){_TIMES[opening]}", False

    def _either(self, space: str, closing: str) -> tuple[list[str], bool]:
        """What stands between the bars of a bracket, and whether something of each must be said."""
        parts, needed = [], True
        while True:
            part, must = self._sequence(space)
            parts.append(part)
            needed &= must
            sign = self._signs[self._at]
            if sign not in ("|", closing):
                raise ValueError(f'a bracket is not closed with "{closing}"')
            self._at += 1
            if sign == closing:
                return parts, needed

    def _one_of(self, ways: Sequence[str], space: str) -> str:
        return _either([space + words for words in ways]) + self._star()

    def _star(self) -> str:
        """Any ending of the word before it, when there is a star."""
        if self._signs[self._at] != "*" or self._apart[self._at]:
            return ""
        self._at += 1
        return r"\w*"


def _either(parts: Sequence[str]) -> str:
    """One of several; the space before all of them stands before the bracket, which is sooner made and found."""
    if len(parts) == 1:
        return parts[0]
    if all(part[0] == " " for part in parts):
        return f" (?:{'|'.join(part[1:] for part in parts)})"
    return f"(?:{'|'.join(parts)})"


def _folded(told: str) -> str:
    return fold(told).replace("'", "").replace("-", " ")


@lru_cache(maxsize=16)
def _listed(listed: tuple[str, ...], folding: Folding) -> Sequence[str]:
    return [words for ways in _ways(list(map(_folded, listed)), folding).values() for words in ways]


def _ways(listed: Sequence[str], folding: Folding) -> dict[str, list[str]]:
    """How each of several words may be said: with each letter before a question mark, and without it.

    Where folding changes neither, the question mark may stay: a pattern has the same, and is quicker so.
    """
    ways = {words: _with_and_without(words) for words in listed}
    said = iter(folding([words for several in ways.values() for words in several]))
    folded = {words: [next(said) for _ in several] for words, several in ways.items()}
    return {words: [words] if several == ways[words] else several for words, several in folded.items()}


def _with_and_without(words: str) -> list[str]:
    before, mark, after = words.partition("?")
    if not mark:
        return [words]
    return [*_with_and_without(before + after), *_with_and_without(before[:-1] + after)]
