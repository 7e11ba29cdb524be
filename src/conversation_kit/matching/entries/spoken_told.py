"""Spoken told: hours that an entry says in words ("at half past ten", "two till four"), put into figures."""

import re

from conversation_kit.matching.entries.hours_told import EARLIEST, HOUR_WORD, IN_WORDS, NOON

_A_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BY_A_DAY = re.compile(
    rf"(?<=day |ays |ay, |ys, ){HOUR_WORD} (?:until|till|to) {HOUR_WORD}\b(?! (?:years?|months?|people|of)\b)"
    rf"|\b(?:from |between )?{HOUR_WORD} (?:until|till|to|and) {HOUR_WORD}\b"
    rf"(?= (?:on |every |each )?(?:(?:alternate|most|the (?:first|second|third|fourth|last)) )?{_A_DAY})",
    re.IGNORECASE,
)
"""Hours in words right beside a day: "Tuesdays two to four", "two till four on Thursdays"."""
_SPOKEN = re.compile(
    rf"\bat (half past |quarter past |quarter to |half )?(?:{HOUR_WORD}|(1[0-2]|[1-9]))( o['\u2019]?clock| sharp"
    rf"| prompt)?"
    r"(?= ?(?:[.,;:)!?\n]|$)| (?:on|in the|at the|for|each|every|until|till|followed|with|and)\b)",
    re.IGNORECASE,
)
"""A time as it is spoken: "at two", "at half past ten"."""
_WITH_MINUTES = re.compile(
    r"\b(\d{1,2}:\d\d\s*(?:-|\u2013|to|until|till)\s*\d{1,2})(?![\d:.]|\s*(?:am|pm|noon|miles?|years?|yrs?|\u00a3|%))",
    re.IGNORECASE,
)
"""The end of hours without minutes: "9:30 to 4"."""
_HALVES = {"half past ": 30, "half ": 30, "quarter past ": 15, "quarter to ": -15, "": 0}
_AT = (" at half", " at quarter", *(f" at {word}" for word in IN_WORDS), "clock", " sharp")
_UP_TO = ("-", "\u2013", " to ", "till")
_BETWEEN = tuple(f"{word} {to} " for word in IN_WORDS for to in ("to", "till", "until", "and"))
"""Without one of these parts nothing is said in words; looking for them first is quicker."""


def hours_in_figures(text: str) -> str:
    """A text with its spoken hours in figures of a clock that counts to twenty-four."""
    low = text.lower()
    if " at " in low and any(one in low for one in _AT):
        text = _SPOKEN.sub(_spoken, text)
    if ":" in text and any(one in low for one in _UP_TO):
        text = _WITH_MINUTES.sub(r"\1:00", text)
    if "day" in low and any(one in low for one in _BETWEEN):
        text = _BY_A_DAY.sub(_by_a_day, text)
    return text


def _spoken(found: re.Match[str]) -> str:
    if not (found[1] or found[4] or found[2]):
        return found[0]
    hour = int(found[3]) if found[3] else IN_WORDS.index(found[2].lower()) + 1
    minutes = 60 * (hour + NOON if hour < EARLIEST else hour) + _HALVES[(found[1] or "").lower()]
    return f"at {minutes // 60:02}:{minutes % 60:02}"


def _by_a_day(found: re.Match[str]) -> str:
    opens, closes = (IN_WORDS.index(word.lower()) + 1 for word in found.groups() if word)
    if opens < EARLIEST:
        opens += NOON
    return f"{opens:02}:00 to {closes + NOON if closes < opens else closes:02}:00"
