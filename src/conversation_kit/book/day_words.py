"""Reads days and hours out of the words of real directories ("Mon-Wed 9am-2pm, Thur-Fri").

Conservative: a day counts when it is named; hours and rhythms only when every word is understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from conversation_kit.book.clock_words import Hours, hours_between, hours_from
from conversation_kit.model.entries import Schedule
from conversation_kit.model.week import DAYS, day_span

_LONGEST = 2_000

_TOKEN = re.compile(
    r"""
    (?P<holiday>\b(?:good|easter|black|palm|boxing|holiday)\s+(?:mon|fri|sat|sun)\w*)
  | (?P<date>\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)
  | (?P<rare>\b(?:fortnight\w*|alternat\w*|every\s+other|bi-?weekly|bi-?monthly|monthly|quarterly|termly
        |once\s+a\s+month|every\s+(?:two|three|four|[2-9])\s+weeks))
  | (?P<ordinal>\b(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b)
  | (?P<time>\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b|noon\b|midday\b)?(?![\d/])|\bnoon\b|\bmidday\b)
  | (?P<every>\b(?:daily|every\s+day|(?:7|seven)\s+days)\b)
  | (?P<weekdays>\bweek\s?days?\b)
  | (?P<weekends>\bweekends?\b)
  | (?P<day>\b(?!month)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)
  | (?P<dash>[-=\u2010-\u2015]|\bto\b|\b(?:un)?till?\b|\bthrough\b)
  | (?P<and>&|\+|,|/|\band\b|\bor\b)
  | (?P<closed>\b(?:closed|not)\b)
  | (?P<except>\bexcept\b)
  | (?P<filler>[:()@]|\b(?:on|from|at|the|of|each|every|months?|weekly|open|between|either|is|are)\b)
  | (?P<other>\S+)
    """,
    re.VERBOSE,
)
# Where "closed" has to do with one side only: "Mon to Fri, closed Wednesdays", "Sat closed, Sun 10am".
_ASIDE = re.compile(r"[()]|,(?=\s*(?:closed|not)\b)|(?<=closed),", re.IGNORECASE)
_MEETS = re.compile(r"\b(?:meet\w*|held|takes?\s+place|monthly|fortnightly)\b", re.IGNORECASE)
_DAY_FORMS = {
    "MO": "mon mons monday mondays",
    "TU": "tue tues tuesday tuesdays",
    "WE": "wed weds wednes wednesday wednesdays",
    "TH": "thu thur thurs thursday thursdays",
    "FR": "fri fris friday fridays",
    "SA": "sat sats saturday saturdays",
    "SU": "sun suns sunday sundays",
}
_DAY_OF_FORM = {form: day for day, forms in _DAY_FORMS.items() for form in forms.split()}
_ALSO_WORDS = ("sat", "sun", "wed")  # "sit in the sun"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_GROUPS = {"every": DAYS, "weekdays": DAYS[:5], "weekends": DAYS[5:]}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Days:
    """Days named together; ``which`` holds their places in the month, if any."""

    days: tuple[str, ...]
    which: tuple[int, ...] = ()

    @property
    def byday(self) -> tuple[str, ...]:
        return tuple(f"{n}{day}" for day in self.days for n in self.which) or self.days


_Item = _Days | Hours | _Token


def days_in(text: str) -> frozenset[str]:
    """Return the days ("MO") that a text says something happens on; days named as closed are left out."""
    on: set[str] = set()
    off: set[str] = set()
    for sentence in _sentences(_ASIDE.sub("\n", text)):
        items = list(_items(sentence))
        for at, item in enumerate(items):
            if isinstance(item, _Days):
                (off if _is_closed(items, at) else on).update(item.days)
    return frozenset(on - off)


def byday_in(text: str) -> frozenset[str] | None:
    """Return the days with their place in the month ("MO", "2TU"), or None if a word is not understood."""
    items = [item for sentence in _sentences(text) for item in _items(sentence)]
    if any(isinstance(item, _Token) for item in items):
        return None
    return frozenset(day for item in items if isinstance(item, _Days) for day in item.byday)


def schedules_in(text: str) -> tuple[Schedule, ...]:
    """Return the schedules that a text describes, or none unless every word of it is understood."""
    schedules: list[Schedule] = []
    for sentence in _sentences(text):
        found = _paired(list(_items(sentence)))
        if found is None:
            return ()
        schedules += found
    return tuple(schedules)


def days_not_weekly(text: str) -> frozenset[str]:
    """Return the days that are not every week's by words about times ("fortnightly", "first Friday")."""
    days: set[str] = set()
    for part in re.split(r"[,;\n]", text[:_LONGEST]):
        kinds = [token.kind for token in _tokens(part)]
        if ("day", "date") in pairwise(kinds) or "rare" in kinds or "ordinal" in kinds:
            days |= days_in(part) or set(DAYS)
    return frozenset(days)


def days_not_weekly_in_prose(text: str) -> frozenset[str]:
    """Return the days that are not every week's by a description ("We meet on the 2nd Monday of the month").

    Only where a sentence speaks of meeting, or of nothing else: "a therapist comes the first Thursday" says
    nothing of the group's own days.
    """
    days: set[str] = set()
    for sentence in re.split(r"[;\n?!]|\.(?=\s|$)", text[:_LONGEST]):
        items = list(_items(sentence))
        plain = all(not isinstance(item, _Token) or item.kind == "rare" for item in items)
        if plain or _MEETS.search(sentence):
            rare = any(isinstance(item, _Token) and item.kind == "rare" for item in items)
            days.update(
                day for item in items if isinstance(item, _Days) and (item.which or rare) for day in item.days
            )
    return frozenset(days)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[;\n]|\.(?=\s|$)", text[:_LONGEST]) if part.strip()]


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text.lower()):
        kind = match.lastgroup or "other"
        word = match[0]
        if kind == "day":
            sure = word in _DAY_OF_FORM and (word not in _ALSO_WORDS or _reads_as_day(text, match))
            kind = "day" if sure else "other"
        yield _Token(kind, word)


def _reads_as_day(text: str, match: re.Match[str]) -> bool:
    """Whether "sat", "sun" or "wed" is the day: with a capital, or with a time, dash or day beside it."""
    after = re.match(r"\s*(?:[-\u2013&:]|\d)", text[match.end() :])
    before = re.search(r"(?:[-\u2013&,]|\bto|\band)\s*$", text[: match.start()].lower())
    return text[match.start()].isupper() or bool(after) or bool(before and "the " not in before[0])


def _items(sentence: str) -> Iterator[_Item]:
    """Tokens put together to days and hours; fillers and commas dropped, what is not understood kept."""
    tokens = list(_tokens(sentence))
    at = 0
    while at < len(tokens):
        kind = tokens[at].kind
        item: _Item = tokens[at]
        end = at + 1
        if kind in ("day", "ordinal", *_GROUPS):
            item, end = _read_days(tokens, at)
        elif kind == "time":
            item, end = _read_hours(tokens, at)
        if isinstance(item, _Token) and item.kind in ("filler", "and", "dash"):
            at = end
            continue
        yield item
        at = end


def _read_days(tokens: Sequence[_Token], at: int) -> tuple[_Item, int]:
    """Read "Monday to Thursday and Saturday", "first and third Tuesday of the month"."""
    start = at
    which: list[int] = []
    while at < len(tokens) and (tokens[at].kind == "ordinal" or (which and tokens[at].kind == "and")):
        if tokens[at].kind == "ordinal":
            which.append(_ordinal(tokens[at].text))
        at += 1
    days: list[str] = []
    while at < len(tokens) and tokens[at].kind in ("day", *_GROUPS):
        last, at = _read_day_or_span(tokens, at)
        days += last
        joined = at
        while joined < len(tokens) and tokens[joined].kind == "and":
            joined += 1
        if joined < len(tokens) and tokens[joined].kind in ("day", *_GROUPS):
            at = joined
    if not days:
        return _Token("other", tokens[start].text), at
    return _Days(tuple(dict.fromkeys(days)), tuple(which)), at


def _read_day_or_span(tokens: Sequence[_Token], at: int) -> tuple[tuple[str, ...], int]:
    first = tokens[at]
    if first.kind in _GROUPS:
        return _GROUPS[first.kind], at + 1
    day = _DAY_OF_FORM[first.text]
    if at + 2 < len(tokens) and tokens[at + 1].kind == "dash" and tokens[at + 2].kind == "day":
        return day_span(day, _DAY_OF_FORM[tokens[at + 2].text]), at + 3
    return (day,), at + 1


def _read_hours(tokens: Sequence[_Token], at: int) -> tuple[Hours, int]:
    if at + 2 < len(tokens) and tokens[at + 2].kind == "time":
        if tokens[at + 1].kind == "dash":
            return hours_between(tokens[at].text, tokens[at + 2].text), at + 3
        if tokens[at + 1].kind == "and":  # "11am and 1pm": two times, or from one to the other?
            return Hours(None), at + 3
    return hours_from(tokens[at].text), at + 1


def _ordinal(word: str) -> int:
    return _ORDINALS.get(word) or int(word[0])


def _is_closed(items: Sequence[_Item], at: int) -> bool:
    """Whether the days at ``at`` are named as closed: "closed Mondays", "Sunday: closed"."""
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if isinstance(before, _Token) and before.kind == "closed":
        return True
    if isinstance(before, _Token) and before.kind == "except":
        return not isinstance(after, Hours)  # "except Thursdays 10am-12.30pm": other hours, still open
    return isinstance(after, _Token) and after.text == "closed"


def _paired(items: Sequence[_Item]) -> list[Schedule] | None:
    """Days with their hours, when the items are only those and their order leaves no doubt."""
    parts: list[_Days | Hours] = []
    for item in items:
        if isinstance(item, _Token) or (isinstance(item, Hours) and item.opens is None):
            return None
        parts.append(item)
    if parts and isinstance(parts[0], Hours):
        return _hours_then_days(parts)
    return _days_then_hours(parts)


def _hours_then_days(parts: Sequence[_Days | Hours]) -> list[Schedule] | None:
    """Read "9am to 5pm Monday to Friday, 10am to 1pm on Saturdays": strictly by turns."""
    if len(parts) % 2:
        return None
    schedules = []
    for hours, days in zip(parts[::2], parts[1::2], strict=True):
        if not (isinstance(hours, Hours) and isinstance(days, _Days)):
            return None
        schedules.append(_schedule(days, hours))
    return schedules


def _days_then_hours(parts: Sequence[_Days | Hours]) -> list[Schedule] | None:
    """Read "Monday 10am to 12, 2pm to 4pm, Tuesday": days, then their sessions if any."""
    schedules = []
    for at, days in enumerate(parts):
        if isinstance(days, _Days):
            following = takewhile(lambda part: isinstance(part, Hours), parts[at + 1 :])
            sessions = [part for part in following if isinstance(part, Hours)]
            schedules += [_schedule(days, hours) for hours in sessions or [Hours(None)]]
    return schedules or None


def _schedule(days: _Days, hours: Hours) -> Schedule:
    return Schedule(
        freq="MONTHLY" if days.which else "WEEKLY",
        byday=days.byday,
        opens_at=hours.opens,
        closes_at=hours.closes,
    )
