"""Hours named: each hour in what was said as one, and those that the forms of hours find ("over_by" and the like)."""

import re
from collections.abc import Callable, Iterable

from conversation_kit.matching.vocabulary.figures import TIME, hour_of
from conversation_kit.matching.vocabulary.words import Words

LATE = 21.0
"""What is told of so late an hour is told of something else."""
AFTERNOON = 9
"""A bare hour below this, of coming home or knocking off, is in the afternoon: "home by four"."""
EVENING = 16.5
"""Half past four: what opens later is not for somebody who stays in after dark; what closes before is not
"after tea"."""
NOON = 12.0
LITTLE = r"(?:\w+ ){0,6}?"
"""A few words between."""
UNTIL = (
    rf" (?:at|by|for|till|until|while|stops?|stop|finish|finishes|shuts?|starts?"
    rf"|comes?) {TIME}(?: oclock| o clock)? [^|]{{0,60}}?"
)
"""An hour that is pointed back at afterwards: "I start work at two, so it has to be before that"."""
_HOUR = re.compile(TIME)
_TO = re.compile(r"( (?:at|by|before|for|is)) (5|10|20|25) to (\d{1,2})(?= )")
_PAST = re.compile(r" (5|10|20|25) (?:minutes )?past (\d{1,2})(?= )")
_AT_NIGHT = re.compile(
    r" (\d{1,2})( [0-5]\d)?(?: ?o ?clock)? (?:at night|of a night"
    r"|in the (?:evening|afternoon)|of an (?:evening|afternoon))(?= )"
)
_OF_THE_MORNING = re.compile(r" (\d{1,2}) (?:oclock |o clock )?in the morning(?= )")
_LONG_PAST = re.compile(
    r" (?:i|we|he|she|they) (?:was|were|used to|had been)(?= )[^|]*?"
    r"(?= (?:but|so|now|and i|im|id|i have|i am|i can|i cant|i dont|ever since) |\|| $)"
)
"""What was, up to where it turns to what is."""
_POINTS_BACK = (" after ", " then ", " that ", " this ", " earlier ")
_A_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_A_DAY = re.compile(rf" {_A_NAME}\b")
_DAYS = re.compile(rf" {_A_NAME} (?:to|till|until|while|through) {_A_NAME}\b")


def in_hours(said: str) -> str:
    """A line of figures with each hour as one: "ten past four" and "4 in the morning" are " 4 10 " and " 4 am "."""
    said = _PAST.sub(lambda found: f" {found[2]} {int(found[1]):02}", said)
    said = _TO.sub(lambda found: f"{found[1]} {(int(found[3]) - 2) % 12 + 1} {60 - int(found[2])}", said)
    said = _AT_NIGHT.sub(_in_the_evening, said)
    return _OF_THE_MORNING.sub(r" \1 am", said)


def _in_the_evening(found: re.Match[str]) -> str:
    return " 23 59" if found[1] == "12" else f" {found[1]}{found[2] or ''} pm"


def as_it_is(said: str) -> str:
    """A line without what was long ago: "I was good for nothing past noon"."""
    return _LONG_PAST.sub(" ", said)


def hours_told(form: str, said: str, words: Words, *, morning_from: int) -> list[float]:
    """The hours that a form finds in a line of figures, those below ``morning_from`` in the afternoon.

    What is told of one day is left to it: "Fridays we're at the mosque till two".
    """
    breaths = (breath for breath in said.split("|") if not _A_DAY.search(breath) or _DAYS.search(breath))
    found = (_HOUR.fullmatch(told) for breath in breaths for told in words.forms.told(form, breath))
    hours = (hour_of(one, morning_from=morning_from) for one in found if one is not None)
    return [hour for hour in hours if hour is not None and hour < LATE]


def of_all_days(form: str, said: str, words: Words) -> bool:
    """Whether a form is heard that names no day of its own: "we don't go out Fridays after sunset" does."""
    return any(not _A_DAY.search(found[0]) for found in words.forms.found(form, said))


def either(pick: Callable[[list[float]], float], one: float | None, others: Iterable[float]) -> float | None:
    """The first or last of several hours, where any of them is known."""
    known = [*others] if one is None else [one, *others]
    return pick(known) if known else None


def hour_told_by(
    turns: tuple[str, ...], said: str, pick: Callable[[list[float]], float], *, morning_from: int
) -> float | None:
    """The first or last of the hours that turns of phrase find, bare ones below ``morning_from`` in the afternoon."""
    found = [
        hour
        for turn in turns
        for match in re.finditer(turn, said)
        if (hour := hour_of(match, morning_from=morning_from)) is not None
    ]
    return pick(found) if found else None


def without_turns(turns: tuple[str, ...], said: str) -> str:
    """What was said without some turns of phrase."""
    for turn in turns:
        said = re.sub(turn, " ", said)
    return said


def points_back(said: str) -> bool:
    """Whether something may point back at an hour that was named: "so it has to be before that"."""
    return any(word in said for word in _POINTS_BACK)
