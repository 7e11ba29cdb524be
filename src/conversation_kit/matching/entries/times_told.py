"""Times told: the days and hours that free text plainly says, each day with the hours that stand by it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conversation_kit.matching.entries.hours_told import (
    Pair,
    hours_after,
    hours_before,
    hours_in,
    part_after,
    parts_in,
    plainly,
)
from conversation_kit.matching.entries.spoken_told import hours_in_figures
from conversation_kit.model.week import DAYS, day_span

_NAMED_DAY = r"(?:mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?"
_DAY = rf"(?!(?-i:sat|sun)\b(?!\W{{0,3}}\d))(?!sun (?:inn|lounge|hotel|room|cream|hat)\b){_NAMED_DAY}"
"""A day; "sat" and "sun" in small letters are none unless hours follow."""
_SPAN = rf"{_DAY}\b\.?\s*(?:-|\u2013|to|until|till|through)\s*{_DAY}\b\.?"
_NO_TIME = (
    r"(?! (?:life|lives|living|routines?|tasks?|basis|activit|needs?|problems?|essentials?|skills?|items?))"
)
_SEVERAL = (
    rf"week\s?days?|school[ -]days?|week\s?ends?|daily{_NO_TIME}|every ?day{_NO_TIME}|(?:7|seven) days a week"
)
_GROUP = re.compile(
    rf"\b(?:{_SPAN}|{_DAY}\b\.?|(?:{_SEVERAL})\b)(?:\s*(?:(?:,|&|/|\+|\band\b|\bor\b)+\s*|\s)"
    rf"(?:(?:the )?(?:1st|2nd|3rd|4th|first|second|third|fourth|last) )?(?:{_SPAN}|{_DAY}\b\.?))*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"({_NAMED_DAY})\b\.?\s*(?:-|\u2013|to|until|till|through)\s*({_NAMED_DAY})\b", re.IGNORECASE
)
_ONE_DAY = re.compile(rf"\b{_NAMED_DAY}\b", re.IGNORECASE)
_REACH = 90
"""Letters after a day in which its hours are looked for, when no other day comes before."""
_CLAUSE = re.compile(
    r"(?<!\bmon)(?<!\btue)(?<!\bwed)(?<!\bthu)(?<!\bfri)(?<!\bsat)(?<!\bsun)(?<!tues)(?<!weds)(?<!thur)(?<!thurs)"
    r"[.;!?](?=\s)|\n",
    re.IGNORECASE,
)
"""Where a clause ends; "Tues. 2pm" is one."""
_OFFICE = re.compile(
    r"\b(?:office|phone|telephone|tel|ring|call (?:us|on|the|\d)|helpline|(?:phone|telephone|advice) lines?"
    r"|reception(?! (?:to|and|age|year|class))|enquir\w+|(?<!non )(?<!non-)(?<!no )contact(?! (?:sport|class|game))"
    r"|e-?mail|desk|to book|book (?:with|by|before|through|via|on)|booking (?:line|office))\b",
    re.IGNORECASE,
)
"""Before a day: it is when somebody can be reached, rather than when there is something on."""
_AT_LARGE = re.compile(r"week\s?(?:day|end)|daily|every ?day", re.IGNORECASE)
"""Days that are not named: without hours they say little beside those that are ("now and then at weekends")."""
_NEAR = 50
"""Letters before a day in which it is said what it is a day of."""
_NOT_THEN = re.compile(
    r"(?:\b(?:closed?|shut|(?:moved|changed|switched) from(?: (?:the|our|its|1st|2nd|3rd|4th|first|second|third|fourth"
    r"|last))*)(?: (?:on|every|all day))*|\b(?:except|excluding|excl|apart from|but not|not|no session)"
    r"(?: on| for)*|day expect)\s*$",
    re.IGNORECASE,
)
_CLOSED_THEN = re.compile(
    r"\s*[-:\u2013]?\s*(?:is |are |we are )?closed\b(?! (?:at|from|for|between|\d))", re.IGNORECASE
)
"""After a day: the same ("Monday - closed")."""
_THEN = re.compile(r"\s*,?\s*\d")
"""After a day that is an exception to hours before it: it has others ("10-4 except Thursdays 10-12")."""
_NO_DAY = re.compile(
    r"\b(?:by|before|good|shrove|ash|easter|palm|remembrance|mothering|bank holiday"
    r"|was (?:an? )?|were|used to \w+|started|began|(?:except|excluding) the"
    r" (?:\w+))\s*(?:the |on |noon |\d+ ?[ap]m )*$",
    re.IGNORECASE,
)
"""Before a day that is a date in the year, or by which something must be done."""
_LABEL = re.compile(r"\b(?:opening|session|meeting|open) (?:hours|times?)[^:\n]{0,30}:", re.IGNORECASE)
_NEXT_LABEL = re.compile(rf"\n\s*(?!{_DAY})[A-Z][\w' /&]{{2,40}}:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Days (two-letter codes, maybe none) with the hours (since midnight) that were said of them, maybe none."""

    days: frozenset[str]
    hours: frozenset[Pair]


def times_told(text: str) -> list[Told]:
    """What a text says of days and hours; a day without hours of its own has those that no other day claims.

    When the office answers the telephone is left out, so are days on which it is closed. Under a label ("Opening
    hours:") only what stands there counts.
    """
    plain = plainly(hours_in_figures(text))
    if label := _LABEL.search(plain):
        end = _NEXT_LABEL.search(plain, label.end())
        if labelled := _told(plain[label.end() : end.start() if end else len(plain)]):
            return labelled
    return _told(plain)


def _told(plain: str) -> list[Told]:
    if not _GROUP.search(plain):
        loose = frozenset(hours_in(plain)) or parts_in(plain)
        return [Told(frozenset(), loose)] if loose else []
    found, in_parts, claimed, never, kept = list[Told](), list[Told](), set[Pair](), set[str](), list[str]()
    at_large = frozenset[str]()
    clauses = _clauses(plain)
    for place, clause in enumerate(clauses):
        groups, theirs = _groups(clause, never)
        if theirs:
            kept.append(clause)
        for one, exactly in _with_hours(clause, groups, _following(clauses[place + 1 :]) if groups else ""):
            claimed |= one.hours
            (found if exactly else in_parts).append(one)
        at_large |= frozenset[str]().union(
            *(days_in(group[0]) for group in groups if _AT_LARGE.match(group[0]))
        )
    plainly_known = frozenset[str]().union(*(one.days for one in found if one.hours))
    found += [Told(one.days - plainly_known, one.hours) for one in in_parts]
    left = frozenset(hours_in(". ".join(kept)) - claimed)
    with_hours = frozenset[str]().union(*(one.days for one in found if one.hours))
    bare = frozenset[str]().union(*(one.days for one in found)) - with_hours
    if plainly_known:
        bare -= at_large
    told = [Told(one.days - never, one.hours) for one in found if one.hours]
    if bare - never:
        told.append(Told(bare - never, left))
    return [one for one in told if one.days]


def _clauses(plain: str) -> list[str]:
    ends = [found.start() for found in _CLAUSE.finditer(plain)]
    return [
        plain[begin:end]
        for begin, end in zip([0, *(end + 1 for end in ends)], [*ends, len(plain)], strict=True)
    ]


def _following(clauses: Sequence[str]) -> str:
    """What is said after a clause, until other days are named or how to get in touch."""
    found = ""
    for clause in clauses:
        if len(found) > _REACH or _GROUP.search(clause) or _OFFICE.search(clause):
            break
        found += f"{clause}."
    return found


def _groups(clause: str, never: set[str]) -> tuple[list[re.Match[str]], bool]:
    """The days of a clause on which there is something on, and whether it speaks of that at all.

    Days on which there is not are added to ``never``.
    """
    kept: list[re.Match[str]] = []
    since = 0
    for group in _GROUP.finditer(clause):
        before = clause[max(since, group.start() - _NEAR) : group.start()]
        if _OFFICE.search(before):
            return kept, bool(kept)
        after = clause[group.end() :]
        if _NOT_THEN.search(before) and hours_in(clause[: group.start()]) and _THEN.match(after):
            kept.append(group)
        elif _NOT_THEN.search(before) or _CLOSED_THEN.match(after):
            never |= days_in(group[0])
        elif not _NO_DAY.search(before):
            kept.append(group)
        since = group.end()
    return kept, not _OFFICE.search(clause)


def _with_hours(clause: str, groups: list[re.Match[str]], following: str) -> Iterator[tuple[Told, bool]]:
    """Each of the days with its hours, which stand after them, or before them ("2pm on Mondays").

    With each goes whether they are hours, rather than a part of the day ("Monday mornings") or nothing.
    """
    if not groups:
        return
    last = clause[groups[-1].end() :][:_REACH]
    before = clause[: groups[0].start()][-_REACH:]
    first = not hours_after(last) and bool(hours_before(before))
    begin = 0
    for place, group in enumerate(groups):
        end = groups[place + 1].start() if place + 1 < len(groups) else len(clause)
        hours = hours_before(clause[begin : group.start()][-_REACH:]) if first else set[Pair]()
        if not hours and not first:
            hours = hours_after(clause[group.end() : end][:_REACH])
            if not hours and group is groups[-1]:
                hours = hours_after(following[:_REACH])
        exactly = bool(hours)
        hours = hours or part_after(clause[group.end() : end])
        begin = group.end()
        yield Told(days_in(group[0]), frozenset(hours)), exactly


def days_in(text: str) -> frozenset[str]:
    """The days that are named, also "Mon to Thu", "weekends" and "daily"."""
    said, found = text.lower(), set[str]()
    for first, last in _BETWEEN.findall(text):
        found.update(day_span(_code(first), _code(last)))
    found.update(_code(day) for day in _ONE_DAY.findall(text))
    if re.search(r"\b(?:week\s?|school[ -])days?\b", said):
        found.update(DAYS[:5])
    if re.search(r"\bweek\s?ends?\b", said):
        found.update(DAYS[5:])
    if re.search(r"\bdaily\b|\bevery ?day\b|days a week", said):
        found.update(DAYS)
    return frozenset(found)


def _code(day: str) -> str:
    return day[:2].upper()
