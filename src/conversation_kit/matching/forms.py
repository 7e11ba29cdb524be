"""Forms: turns of phrase with gaps ("not ..3 in front of people"), kept as data and made into patterns.

How a line is written is told at the head of ``forms.toml``. Here is only that notation, which is grammar: what may be
left out, what may stand between, what must not stand beside it. Every word is data.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from conversation_kit.matching.figures import usual
from conversation_kit.matching.plain import fold, in_usual_words, line

OF_ENTRIES = "_entry"
"""How names of turns of phrase end that are read in entries, as written."""
THEIRS, OTHERS = "ofthesex", "oftheother"
"""What stands for people of the one sex and of the other, so that a form is written once for both."""
_COUNTED = (
    r"weeks?|days?|years?|months?|hours?|minutes?|seconds?|pounds|people|of|miles?|stone|times|am|pm|towns?|kids|children"
    r"|lads|sisters|brothers|men|women|ladies|others?|streets?|doors?|beds?|rooms?|buses|jobs|goes|pills|tablets"
    r"|pints?|drinks?|terms?|nights?|mornings?|foot|feet|pence|percent|stairs|steps|flights?|floors?|houses?|bags?"
    r"|plus|year|grand"
)
"""What stands after a number that is no hour."""
PLACE = "@"
"""Stands in a line of words for the place that is asked about."""
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
_SIGN = re.compile(
    r"(\s*)(\.\.\.\d{0,3}|\.\.\d|<[^<>]*>|!\(|[][(){}|*]|[a-z0-9][a-z0-9?]*(?: +[a-z0-9][a-z0-9?]*)*)"
)
_CLOSES = {"(": ")", "[": "]", "{": "}", "!(": ")"}
_TIMES = {"[": "?", "{": "*"}
_ENDS = frozenset({"|", ")", "]", "}", ""})
_PLAIN = re.compile(r"[ \w]+")
_GAP, _REST, _BAR = "..", "...", " | "

LEFT_OUT = frozenset({"company_told"})
"""Forms that are left out of what was said, so that it has to stay as it was said."""

Lists = Mapping[str, Sequence[str]]


class FormLine:
    """One line of a form as a pattern, with words of which some must be said for it to be found.

    Args:
        pattern: The pattern.
        needed: Sets of words; a line of which none of one set is said is not looked for, which is much quicker.
    """

    def __init__(self, pattern: str, needed: Sequence[frozenset[str]]) -> None:
        self.pattern = pattern
        self.any_of = min(needed, key=len, default=frozenset[str]())
        """The words of which one must be said at all events; empty when none must."""
        self._needed = needed
        self._made: re.Pattern[str] | None = None

    def stands_in(self, said: str, words: frozenset[str]) -> bool:
        """Whether it stands in what was said, whose words are ``words``."""
        if any(needed.isdisjoint(words) for needed in self._needed):
            return False
        if self._made is None:
            self._made = re.compile(self.pattern)
        return self._made.search(said) is not None


class Forms:
    """Forms by name, as lines of patterns. Each is made when it is first needed: making all of them takes a while.

    Args:
        lines: The lines of each.
        called: Lists that are called by one word in them, each by that word.
        calls: By the name of a form, those of these words that stand in it.
    """

    def __init__(
        self,
        lines: Mapping[str, Sequence[FormLine]],
        called: Lists | None = None,
        calls: Lists | None = None,
    ) -> None:
        self._lines = lines
        self._called, self._calls = called or {}, calls or {}
        self._made: dict[str, re.Pattern[str]] = {}
        self._by_word: dict[str, Mapping[str, Sequence[FormLine]]] = {}

    def heard(self, name: str, said: str) -> bool:
        """Whether a form stands in padded lines of folded words, a bar between two breaths."""
        if self._stands(name, said):
            return True
        plainer = said
        for word in self._calls.get(name, ()):
            plainer = self._any_of(word).sub(f" {word}", plainer)
        return plainer != said and self._stands(name, plainer)

    def _stands(self, name: str, said: str) -> bool:
        words = frozenset(said.split(" "))
        by_word = self._by_word.get(name)
        if by_word is None:
            by_word = self._by_word[name] = _by_word(self._lines[name])
        return any(one.stands_in(said, words) for word in ("", *words) for one in by_word.get(word, ()))

    def left_out(self, name: str, said: str) -> str:
        """What was said without what a form finds in it."""
        return self.pattern(name).sub(" |", said) if self._stands(name, said) else said

    def told(self, name: str, said: str) -> Iterator[str]:
        """Each time or hour that stands in what a form finds."""
        if self._stands(name, said):
            for found in self.pattern(name).finditer(said):
                yield next(filter(None, found.groups()))

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of a form; what it finds ends before a space."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = re.compile("|".join(one.pattern for one in self._lines[name]))
        return made

    def _any_of(self, word: str) -> re.Pattern[str]:
        """What is called by ``word``, the longest of it first."""
        made = self._made.get(word)
        if made is None:
            listed = sorted(_listed(tuple(self._called[word]), _as_spoken), key=len, reverse=True)
            made = self._made[word] = re.compile(rf" (?:{'|'.join(listed)})(?= )")
        return made


def _by_word(lines: Sequence[FormLine]) -> Mapping[str, Sequence[FormLine]]:
    """Lines by each word of which one must be said; by no word those that need none."""
    found: dict[str, list[FormLine]] = {}
    for one in lines:
        for word in one.any_of or ("",):
            found.setdefault(word, []).append(one)
    return found


Folding = Callable[[Sequence[str]], Sequence[str]]


def _as_written(listed: Sequence[str]) -> Sequence[str]:
    return [" ".join(words.split()) for words in listed]


def _as_spoken(listed: Sequence[str]) -> Sequence[str]:
    return usual(line(in_usual_words(_BAR.join(listed).split()))).strip().split(_BAR)


def pattern_of(name: str, told: str, lists: Lists) -> str:
    """The pattern of one line of a form. Raises ValueError, which says what is wrong with it."""
    return _line_of(name, told, lists).pattern()


def form_line(name: str, told: str, lists: Lists) -> FormLine:
    """One line of a form, ready to be looked for. Raises ValueError, which says what is wrong with it."""
    read = _line_of(name, told, lists)
    return FormLine(read.pattern(), read.needed())


def _line_of(name: str, told: str, lists: Lists) -> "_Line":
    return _Line(told, lists, _as_written if name.endswith(OF_ENTRIES) else _as_spoken)


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

    def needed(self) -> list[frozenset[str]]:
        """Sets of words of which one each must be said, as far as the plain words of the line tell."""
        found, at = [], 0
        while self._signs[at]:
            within_a_word = at > 0 and self._signs[at - 1].startswith(_REST) and not self._apart[at]
            words, at = self._any_of(at)
            if words and not within_a_word:
                found.append(frozenset(words))
        return found

    def _any_of(self, at: int) -> tuple[set[str], int]:
        """Words of which one must be said for the sign at ``at``, and where the next begins; empty when none must."""
        sign = self._signs[at]
        if sign[:1].isalnum():
            return (
                set() if self._signs[at + 1] == "*" else set(map(_longest, self._said(self._runs[sign])))
            ), at + 1
        if sign[0] == "<" and sign[1:-1] in self._lists and self._signs[at + 1] != "*":
            listed = _listed(tuple(self._lists[sign[1:-1]]), self._folding)
            return set(map(_longest, self._said(listed))), at + 1
        if sign not in _CLOSES:
            return set(), at + 1
        either, sure, at, first = set[str](), sign == "(", at + 1, True
        while self._signs[at] not in (_CLOSES[sign], ""):
            if self._signs[at] == "|":
                first, at = True, at + 1
                continue
            words, at = self._any_of(at)
            if first:
                either |= words
                sure &= bool(words)
            first = False
        return (either if sure and self._signs[at + 1] != "*" else set()), at + 1

    @staticmethod
    def _said(ways: Iterable[str]) -> Iterable[str]:
        return (said for words in ways for said in _with_and_without(words))

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
            by_itself = name in ("time", "hour", "theirs", "others")
            return BUILT_IN[name] + self._star(), by_itself
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


def _longest(words: str) -> str:
    return max(words.split(), key=len)


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
