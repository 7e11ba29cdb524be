"""Limits: what a person ruled out, and whether an entry keeps within it.

Limits are filters, never weights: an entry outside one is left out however well it fits. What an entry does not
say never rules it out; that is what cautions are for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.features import Features
from conversation_kit.matching.hearing import Clause, Meant
from conversation_kit.matching.plain import line
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way

_WALK = 2.5
"""Miles, as the crow flies, that count as near when somebody says that they cannot get far."""
_THERE = 5.0
"""Miles around a place that was named."""
_GROWN_UP = 18
_OLDER = 50
_DAYS = {
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
    "sunday": "SU",
}  # fmt: skip
_WEEKDAYS = frozenset({"MO", "TU", "WE", "TH", "FR"})
_EVENING = 16.5
"""Half past four: what opens later is not for somebody who stays in after dark; what closes before is not
"after tea"."""
_AGE = re.compile(
    r" (?:im|i am|he is|hes|she is|shes|aged|age) (?:nearly |only |just |turned )?"
    r"(\d{1,3}) (?!years ago|miles|stone|weeks)"
)
_YEARS_OLD = re.compile(r" (\d{1,3}) (?:year|years|yr|yrs) old ")
_MOST_COST = re.compile(
    r"(?:up to|more than|most|max|maximum|afford|under|over|than)\s+(?:about\s+|only\s+)?£\s?(\d+(?:\.\d\d)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What rules an entry out. Everything empty means no limit is known.

    Attributes:
        age: Whole years.
        children: Whether children were spoken of, so that entries for children may be meant.
        sex: "women" or "men" when the person said that they are one.
        only_with: "women" or "men" when they want only that company.
        most: The most it may cost, in pounds; 0 is free only.
        no_faith, no_pub, no_online: Kinds of place they do not want.
        days: Days they can do; empty is any.
        earliest, latest: They can do things that start from / by this hour.
        within: Miles, when they cannot get far or named a place.
        access: Whether steps or walking are hard for them.
        easy: Whether nothing strenuous will do.
        peoples: Communities that were named, as in ``Words.peoples_in``.
        at_home: Whether it has to come to them, or down the line.
    """

    age: int | None = None
    children: bool = False
    sex: str = ""
    only_with: str = ""
    most: float | None = None
    no_faith: bool = False
    no_pub: bool = False
    no_online: bool = False
    days: frozenset[str] = frozenset()
    earliest: float | None = None
    latest: float | None = None
    within: float | None = None
    access: bool = False
    easy: bool = False
    peoples: frozenset[int] = frozenset()
    at_home: bool = False


def read_limits(asking: Asking, clauses: Sequence[Clause], words: Words) -> Limits:
    """Read the limits out of what was said and asked."""
    said = "".join(f"{line(clause.words)}|" for clause in clauses)
    daytime, evening = words.cue_in("daytime_only", said), words.cue_in("evening_only", said)
    return Limits(
        age=asking.age if asking.age is not None else _age_in(said),
        children=any(
            words.cue_in("children_said", line(clause.words))
            for clause in clauses
            if clause.meant is not Meant.OFFERED  # children to give to are not children to bring along
        ),
        sex=_one_of(words, said, "said_by_woman", "said_by_man"),
        only_with=_one_of(words, said, "women_wanted", "men_wanted"),
        most=_most_cost(asking, words, said),
        no_faith=words.cue_in("faith_averse", said),
        no_pub=words.cue_in("pub_averse", said),
        no_online=words.cue_in("online_averse", said),
        days=_days_meant(clauses, words),
        earliest=_EVENING if evening and not daytime else None,
        latest=_EVENING if daytime and not evening else None,
        within=_WALK if words.cue_in("near_only", said) else None,
        access=words.cue_in("access", said),
        easy=words.cue_in("hard_going_averse", said),
        peoples=words.peoples_in(said.replace("|", " ")),
        at_home=words.cue_in("home_only", said),
    )


def around_place(limits: Limits) -> Limits:
    """The same limits, around a place that was named."""
    return replace(limits, within=min(limits.within or _THERE, _THERE))


def rules_out(limits: Limits, entry: Features, *, way: Way, miles: float | None, words: Words) -> bool:
    """Whether ``entry`` is outside the limits, for somebody who would join, give or be helped there."""
    giving = way is Way.GIVE
    return (
        entry.closed
        or _wrong_place(limits, entry, miles)
        or _wrong_public(limits, entry, giving=giving)
        or _wrong_time(limits, entry)
        or (limits.access and words.cue_in("stairs_entry", entry.said))
        or (limits.easy and entry.hard_going)
        or (not giving and _too_much(limits, entry, way, words))
    )


def _wrong_place(limits: Limits, entry: Features, miles: float | None) -> bool:
    unwelcome = (
        (limits.no_faith and entry.faith)
        or (limits.no_pub and entry.pub)
        or (limits.no_online and entry.online)
    )
    return unwelcome or (limits.within is not None and miles is not None and miles > limits.within)


def _too_much(limits: Limits, entry: Features, way: Way, words: Words) -> bool:
    """Too dear, or out of a house they do not leave."""
    too_dear = limits.most is not None and entry.least is not None and entry.least > limits.most
    if limits.most == 0 and entry.least is None and way is Way.JOIN:
        too_dear = words.cue_in("paid_entry", entry.said)
    away = limits.at_home and not words.cue_in("home_entry", entry.said)
    return too_dear or away


def _wrong_public(limits: Limits, entry: Features, *, giving: bool) -> bool:
    """Ages, sexes and communities. Whoever gives need not be of the age a group is for, but children do not run it."""
    wrong_sex = {"women": "men", "men": "women"}
    if entry.sex and entry.sex in (wrong_sex.get(limits.sex), wrong_sex.get(limits.only_with)):
        return True
    if giving:
        return (entry.youngest or 0) >= _GROWN_UP and limits.age is not None and limits.age < _GROWN_UP
    return bool(entry.peoples and not entry.peoples & limits.peoples) or _wrong_age(limits, entry)


def _wrong_age(limits: Limits, entry: Features) -> bool:
    if limits.age is None:
        return False
    too_young = entry.youngest is not None and limits.age < entry.youngest
    too_old = entry.oldest is not None and limits.age > entry.oldest and not limits.children
    not_yet = entry.older and entry.youngest is None and limits.age < _OLDER
    grown_up = entry.children and limits.age >= _GROWN_UP and not limits.children
    return too_young or too_old or not_yet or grown_up


def _wrong_time(limits: Limits, entry: Features) -> bool:
    if limits.days and entry.days and not limits.days & entry.days:
        return True
    if not entry.hours:
        return False
    if limits.latest is not None and all(opens >= limits.latest for opens, _ in entry.hours):
        return True
    return limits.earliest is not None and all(
        closes is not None and opens < closes <= limits.earliest for opens, closes in entry.hours
    )


def _age_in(said: str) -> int | None:
    for pattern in (_AGE, _YEARS_OLD):
        match = pattern.search(said)
        if match and 5 <= int(match[1]) <= 110:  # noqa: PLR2004
            return int(match[1])
    return None


def _one_of(words: Words, said: str, women: str, men: str) -> str:
    found = words.cue_in(women, said), words.cue_in(men, said)
    return {(True, False): "women", (False, True): "men"}.get(found, "")


def _most_cost(asking: Asking, words: Words, said: str) -> float | None:
    if words.cue_in("free_only", said):
        return 0.0
    named = [float(match[1]) for heard in asking.heard for match in _MOST_COST.finditer(heard.text[:6_000])]
    return min(named) if named else None


def _days_meant(clauses: Iterable[Clause], words: Words) -> frozenset[str]:
    """The days somebody can do. Only plain sayings count: "only Tuesdays", "not Fridays", "weekends only"."""
    possible: frozenset[str] = frozenset(_DAYS.values())
    for clause in clauses:
        padded = line(clause.words)
        only = re.search(r" (?:only|just) | only$", padded) or words.cue_in("day_wanted", padded)
        named = frozenset(code for day, code in _DAYS.items() if re.search(rf" {day}s? ", padded))
        if words.cue_in("weekend_only", padded):
            possible &= frozenset({"SA", "SU"})
        elif words.cue_in("weekday_only", padded):
            possible &= _WEEKDAYS
        elif named and only:
            possible &= named
        elif named and (
            clause.meant is Meant.IN_THE_WAY
            or re.search(r" (?:not|cant do|never|except|but not|no good) ", padded)
        ):
            possible -= named
    return possible if len(possible) < len(_DAYS) else frozenset()
