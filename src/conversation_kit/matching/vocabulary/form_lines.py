"""How one line of a form is read: what may be left out, what may stand between, what must not stand beside it.

The notation is told at the head of ``forms.toml``. Here is only that grammar; every word is data.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.forms import FormLine
from conversation_kit.matching.vocabulary.plain import fold, in_usual_words, line

OF_ENTRIES = "_entry"
"""How names of turns of phrase end that are read in entries, as written."""
THEIRS, OTHERS = "ofthesex", "oftheother"
"""What stands for people of the one sex and of the other, so that a form is written once for both."""
PLACE = "@"
"""Stands in a line of words for the place that is asked about."""
_COUNTED = (
    r"weeks?|days?|years?|months?|hours?|minutes?|seconds?|pounds|people|of|miles?|stone|times|am|pm|towns?|kids|children"
    r"|lads|sisters|brothers|men|women|ladies|others?|streets?|doors?|beds?|rooms?|buses|jobs|goes|pills|tablets"
    r"|pints?|drinks?|terms?|nights?|mornings?|foot|feet|pence|percent|stairs|steps|flights?|floors?|houses?|bags?"
    r"|plus|year|grand"
)
"""What stands after a number that is no hour."""
BUILT_IN = {
    "word": r" \w+",
    "number": r" \d+",
    "pounds": r" \d+(?:p\d\d)? pounds",
    "place": f" {PLACE}",
    "pause": r" \|",
    "year": r" (?:19|20)\d\d",
    "time": r" @(\d+)",
    "hour": r"(?: (?:about|around|gone|just|bang on|say|nearly|round))* ("
    r"(?:half past |half |quarter past |quarter to )?(?:noon|midday|dinner ?time|dinner|lunch ?time|lunch|tea ?time|tea"
    r"|\d{1,2}(?: [0-5]\d)?(?: ?(?:am|pm))?)"
    rf"(?! (?:{_COUNTED})\b))(?: o ?clock)?",
    "start": r"(?:^|\|)",
    "end": r"(?= \|| $)",
    "theirs": f" {THEIRS}",
    "others": f" {OTHERS}",
}
"""Lists that every file has: a word, a number, an amount, a year, the place, where breaths start, end and meet, a time
that was marked (:mod:`times_named`), an hour of the clock, and the two sexes; which time or hour it is, is found."""
_BY_THEMSELVES = frozenset({"time", "hour", "theirs", "others"})
"""Those of which one is enough to say something."""
_RUN = r"[a-z0-9][a-z0-9?]*(?: +[a-z0-9][a-z0-9?]*)*"
_EITHER = rf"(?<=(?<!!)[(\[]){_RUN}(?:\|{_RUN})+(?=[)\]])"
"""All that stands in a bracket, where that is plain words: most brackets, and read at once."""
_SIGN = re.compile(rf"(\s*)(\.\.\.\d{{0,3}}|\.\.\d|<[^<>]*>|!\(|[][(){{}}|*]|{_EITHER}|{_RUN})")
_CLOSES = {"(": ")", "[": "]", "{": "}", "!(": ")"}
_TIMES = {"[": "?", "{": "*"}
_ENDS = frozenset({"|", ")", "]", "}", ""})
_PLAIN = re.compile(r"[ \w]+")
_GAP, _REST, _BAR = "..", "...", " | "

Folding = Callable[[Sequence[str]], Sequence[str]]


class Lists:
    """Lists of words by name, each folded once for all the lines that name it.

    Args:
        told: The words of each, plain, a question mark behind a letter that may be missing.
    """

    def __init__(self, told: Mapping[str, Sequence[str]]) -> None:
        self._told = told
        self._folded: dict[tuple[str, Folding], Sequence[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._told

    def ways(self, name: str, folding: Folding) -> Sequence[str]:
        """How each word of a list may be said."""
        found = self._folded.get((name, folding))
        if found is None:
            ways = _ways(list(map(_folded, self._told[name])), folding).values()
            found = self._folded[name, folding] = [words for several in ways for words in several]
        return found


def form_line(name: str, told: str, lists: Lists) -> FormLine:
    """One line of the form ``name``, ready to be looked for.

    Raises:
        ValueError: It cannot be read; says what is wrong with it.
    """
    read = _Line(told, lists, _as_written if name.endswith(OF_ENTRIES) else _as_spoken).read()
    return FormLine(f"{read.pattern}(?= )", read.needed)


@dataclass(frozen=True, slots=True)
class _Read:
    """A part of a line.

    Attributes:
        pattern: What finds it.
        tells: Whether some word of it must be said.
        needed: Lists of words of which one each must be said; none where an ending, or a beginning, is left open.
    """

    pattern: str
    tells: bool = False
    needed: tuple[tuple[str, ...], ...] = ()


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
        self._runs = _ways(
            [run for sign in self._signs if sign[:1].isalnum() for run in sign.split("|")], folding
        )

    def read(self) -> _Read:
        """The whole line."""
        found = self._sequence(" ")
        if self._signs[self._at]:
            raise ValueError(f'"{self._signs[self._at]}" stands there without what it belongs to')
        if not found.tells:
            raise ValueError("no word of it has to be said")
        return found

    def _sequence(self, space: str) -> _Read:
        """What follows up to the next bar or closing bracket."""
        parts, first = [], self._at
        while (sign := self._signs[self._at]) not in _ENDS:
            self._at += 1
            if sign.startswith(_REST):
                parts.append(_Read(f"(?= )[^|]{{0,{sign[3:]}}}?" if sign[3:] else "(?= )[^|]*?"))
                space = " " if self._apart[self._at] else ""
            else:
                parts.append(self._part(sign, space))
                space = " "
        if self._at == first:
            raise ValueError("there is nothing between two of its brackets or bars")
        return _Read(
            "".join(part.pattern for part in parts),
            any(part.tells for part in parts),
            tuple(needed for part in parts for needed in part.needed),
        )

    def _part(self, sign: str, space: str) -> _Read:
        if sign in _CLOSES:
            return self._bracket(sign, space, begins=self._at == 1)
        if sign.startswith(_GAP):
            return _Read(rf"(?: \w+){{0,{sign[2:]}}}?")
        if sign == "*":
            raise ValueError('"*" belongs right behind a word or a bracket')
        if sign[0] != "<":
            return self._one_of([words for run in sign.split("|") for words in self._runs[run]], space)
        name = sign[1:-1]
        if name in BUILT_IN:
            return _Read(BUILT_IN[name] + self._star(), name in _BY_THEMSELVES)
        if name not in self._lists:
            raise ValueError(f'there is no list "{name}"')
        return self._one_of(self._lists.ways(name, self._folding), space)

    def _bracket(self, opening: str, space: str, *, begins: bool) -> _Read:
        parts = self._between(space, _CLOSES[opening])
        patterns = [part.pattern for part in parts]
        before = begins and opening == "!("
        if (before or opening == "{") and not all(map(_PLAIN.fullmatch, patterns)):
            raise ValueError(f'within "{opening}" may stand only plain words')
        if before:
            return _Read("".join(f"(?<!{pattern})" for pattern in patterns))
        either = _either(patterns)
        if opening == "!(":
            return _Read(f"(?!{either}{self._star() or '(?= )'})")
        if opening == "(":
            star = self._star()
            return _Read(
                either + star, all(part.tells for part in parts), () if star else _needed_of_either(parts)
            )
        if not space:
            raise ValueError("what may be left out needs a space before it")
        return _Read(f"(?:{either}){_TIMES[opening]}")

    def _between(self, space: str, closing: str) -> list[_Read]:
        """What stands between the bars of a bracket."""
        parts = []
        while True:
            parts.append(self._sequence(space))
            sign = self._signs[self._at]
            if sign not in ("|", closing):
                raise ValueError(f'a bracket is not closed with "{closing}"')
            self._at += 1
            if sign == closing:
                return parts

    def _one_of(self, ways: Sequence[str], space: str) -> _Read:
        star = self._star()
        open_ended = star or not space
        longest = (intern(max(said.split(), key=len)) for words in ways for said in _with_and_without(words))
        return _Read(
            _either([space + words for words in ways]) + star,
            tells=True,
            needed=() if open_ended else (tuple(dict.fromkeys(longest)),),
        )

    def _star(self) -> str:
        """Any ending of the word before it, when there is a star."""
        if self._signs[self._at] != "*" or self._apart[self._at]:
            return ""
        self._at += 1
        return r"\w*"


def _needed_of_either(parts: Sequence[_Read]) -> tuple[tuple[str, ...], ...]:
    """The words of which one must be said when one of several parts is: none, if one of them needs none."""
    if not all(part.needed for part in parts):
        return ()
    fewest = [min(part.needed, key=len) for part in parts]
    return (tuple(dict.fromkeys(chain.from_iterable(fewest))),)


def _either(parts: Sequence[str]) -> str:
    """One of several; the space before all of them stands before the bracket, which is sooner made and found."""
    if len(parts) == 1:
        return parts[0]
    if all(part[0] == " " for part in parts):
        return f" (?:{'|'.join(part[1:] for part in parts)})"
    return f"(?:{'|'.join(parts)})"


def _folded(told: str) -> str:
    return fold(told).replace("'", "").replace("-", " ")


def _as_written(listed: Sequence[str]) -> Sequence[str]:
    return [" ".join(words.split()) for words in listed]


def _as_spoken(listed: Sequence[str]) -> Sequence[str]:
    return usual(line(in_usual_words(_BAR.join(listed).split()))).strip().split(_BAR)


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
