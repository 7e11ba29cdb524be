"""Days heard: the days somebody can do, from "only Tuesdays", "not Fridays", "I'm at dialysis Mondays"."""

import re
from collections.abc import Iterable

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.figures import usual
from conversation_kit.matching.plain import line, spoken
from conversation_kit.matching.words import Words
from conversation_kit.model.assets import Leaning

_DAYS = {
    "MO": r"mon(?:days?)?", "TU": r"tue(?:s|sdays?)?", "WE": r"(?:weds?|wednesdays?)", "TH": r"thu(?:rs?|rsdays?)?",
    "FR": r"fri(?:days?)?", "SA": r"saturdays?", "SU": r"sundays?",
}  # fmt: skip
_NAMED = {code: re.compile(rf" {day}(?= )") for code, day in _DAYS.items()}
_BETWEEN = re.compile(
    r" (mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)? (?:to|till|until|while|through) "
    r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?(?= )"
)
_CODES = tuple(_DAYS)
_WEEKDAYS = frozenset(_CODES[:5])
_WEEKEND = frozenset(_CODES[5:])
_BREATH = re.compile(r"[.!?;\n\u2026]+\s*|,?\s+but\s+|,?\s+though\s+", re.IGNORECASE)
_ONLY = re.compile(r" (?:only|just) | or nothing | is all | are all | is my lot | only$")
_A_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tues|weds?|thurs?)"
_NOT = re.compile(
    rf" (?:not|cant|cant do|never|except|bar|dont do|no) (?:a |on |of a |on a |any )?{_A_DAY} "
    rf"| (?:not|cant|never|dont|nothing) "
    rf"(?:(?!(?:till|until|since|except|bar|but|before|last|only)\b)\w+ ){{1,4}}(?:on|of|from) (?:a )?{_A_DAY} "
    rf"| {_A_DAY} (?:is |are )?(?:no good|no use)(?= )"
)
_REGULARLY = re.compile(
    rf" (?:{_A_DAY}s|(?:every|on a|of a|each) {_A_DAY}) | (?:mon|tues|wednes|thurs|fri|satur|sun)days "
)
"""A day of every week, rather than the last one: "since Tuesday"."""
_ANY: frozenset[str] = frozenset(_CODES)


def days_meant(heard: Iterable[Heard], words: Words) -> frozenset[str]:
    """The days somebody can do, as two-letter codes; empty when any will do. Each breath is read by itself."""
    possible = _ANY
    for statement in heard:
        for breath in _BREATH.split(statement.text[:6_000]):
            said = usual(line(spoken(breath)))
            possible &= _possible(said, words, in_the_way=statement.leaning is Leaning.BARRIER)
    return possible if possible != _ANY else frozenset()


def _possible(said: str, words: Words, *, in_the_way: bool) -> frozenset[str]:
    """The days that one breath leaves: those that are free, or all but those that are taken."""
    for week, days in (("weekend_only", _WEEKEND), ("weekday_only", _WEEKDAYS)):
        if words.cue_in(week, said):
            return days
    named = _named(said)
    if not named or words.cue_in("evening_only", said):  # at work by day: the evenings of those days are free
        return _ANY
    free = words.cue_in("day_free", said)
    taken = words.cue_in("day_taken", said)
    wanted = bool(_ONLY.search(said)) or words.cue_in("day_wanted", said)
    if free or (wanted and not taken):
        return named
    regularly = bool(_REGULARLY.search(said))
    refused = bool(_NOT.search(said)) or (regularly and (in_the_way or words.cue_in("in_the_way", said)))
    return _ANY - named if taken or refused else _ANY


def _named(said: str) -> frozenset[str]:
    named = {code for code, day in _NAMED.items() if day.search(said)}
    for first, last in _BETWEEN.findall(said):
        start, end = (_CODES.index(day[:2].upper()) for day in (first, last))
        named.update(_CODES[day % 7] for day in range(start, end + 1 if end >= start else end + 8))
    return frozenset(named)
