"""Hours heard: till when somebody is at work or asleep, by when they have to be home, and how long they can be away."""

import re
from dataclasses import dataclass

from conversation_kit.matching.heard.away_heard import longest_away
from conversation_kit.matching.heard.back_heard import back_by
from conversation_kit.matching.heard.hours_named import (
    AFTERNOON,
    EVENING,
    LATE,
    LITTLE,
    NOON,
    UNTIL,
    as_it_is,
    either,
    hour_told_by,
    hours_told,
    in_hours,
    of_all_days,
    points_back,
    without_turns,
)
from conversation_kit.matching.heard.parts_heard import NOBODY_THEN
from conversation_kit.matching.vocabulary.figures import TIME
from conversation_kit.matching.vocabulary.words import Words

_AFTER_NIGHTS = 13.0
_OFF_NIGHTS = 8.0
"""Whoever finishes so early was up all night."""
_EARLY = 7
"""What begins at a bare hour below this begins in the afternoon."""
_WAKING = 6
"""And of getting up: "not before ten"."""
_WINDOW = re.compile(
    r" (?:sitter|carer|carers|respite|day centre|nursery|playgroup|school|childminder"
    r"|creche) (?:\w+ ){0,4}?(?:from )?"
    r"(\d{1,2})(?: (30|15|45))?(?: ?(?:am|pm))? (?:till|until|to|while) (\d{1,2})(?: (30|15|45))?(?= )"
    r"| (?:between|from) (\d{1,2})(?: (30|15|45))? (?:and|till|until|to) (\d{1,2})(?: (30|15"
    r"|45))? (?:while|when|as|with) (?:theyre|the kids|hes|shes"
    r"|the children|school|the carer|the sitter|my|they)(?= )"
)
"""Between which hours somebody else is there, so that they are free."""
_WORKS_TILL = (
    (
        r"(?<! start)(?<! starts)(?<! starting) (?:work|working|works|shift|office|shop|finish|finishes"
        r"|clock off"
        rf"|knock off) {LITTLE}(?:while|till|until|at|to) {TIME}"
    ),
    rf" (?:do|does|im on|hes on|shes on) \d{{1,2}}(?: \d\d)? (?:while|till|until|to) {TIME}",
    rf" (?:has|have|got|needs?|would have) (?:to |got to )*be after {TIME}",
    (
        rf"(?<! not)(?<! out)(?<! never) after {TIME} (?:when|once|because|cos|as) (?:\w+ ){{0,3}}?"
        r"(?:finish|finishes|finished|shuts?|closes?|work|shift|knock|clock|home)"
    ),
)
_NOT_BEFORE = (
    (
        r" (?:sleep|sleeps|asleep|kip|bed|surface|no good|no use|useless|nothing|never|not|dont|doesnt|cant) "
        rf"{LITTLE}(?:while|till|until|before) {TIME}"
    ),
    rf" takes? (?:\w+ ){{0,4}}?(?:till|until|while|gone) {TIME}",
)
_AFTER_THAT = (
    (
        rf"{UNTIL}(?:(?<! not )(?<! never )(?:(?:after|from) (?:then|that time|this time)|after (?:that|this)"
        r"|from (?:that|this)(?: on|(?= (?:\||$)))|then on))(?= )"
    ),
)
"""What points back at the hour that was named: "I start work at two, so it has to be before that"."""
_TILL_AN_AGE = re.compile(
    r" (?:at work|in work|work|worked|working) (?:till|until|while) (?:i was|i were|i got|we)(?= )"
)
_THEIR_NIGHTS = re.compile(r" (?:hes|shes|he|she|they are) (?:\w+ ){0,3}?(?:nights?|night shifts?)(?= )")
_MORNINGS = re.compile(r" mornings only(?= )| only (?:\w+ )?mornings(?= )")
"""Whoever comes off a night shift and has only the morning before they sleep."""
_DARK = (
    r"(?:its dark|it is dark|it gets dark|it goes dark|the dark|dark|(?:the )?pitch (?:black|dark)|dusk"
    r"|sundown|nightfall"
    r"|the sun (?:goes down|has gone)|its late"
    r"|(?:the )?(?:street ?lights?|street ?lamps?|lamps?|lights) (?:are |is |come |go |been )?(?:lit|on))"
)
_IN_THE_DARK = re.compile(
    r" (?:not|dont|doesnt|never|cant|will not|wouldnt|darent|hate|no|nervous|scared|frightened|rather not"
    r"|couldnt|wary) (?!mind|bother)(?:\w+ ){0,6}?"
    rf"(?:out|going|driving|drive|walking|walk|about|streets?|anywhere"
    rf"|home alone) (?:\w+ ){{0,3}}?{_DARK}(?= )"
    rf"| (?:home|in|back|indoors) (?:\w+ ){{0,2}}?(?:before|by) {_DARK}(?= )"
)
_SLOW_MORNINGS = re.compile(
    r" (?:cant|dont|doesnt|not|never|hardly|barely|slow to|struggle to|takes my (?:\w+ )?to) (?:\w+ ){0,3}?"
    r"(?:going|get up|up|surface|function|move|moving|face|fit|human|right|with it) (?:\w+ )?(?:of|in"
    r"|on) (?:a|the) mornings?(?= )"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours since midnight, and hours away, that limit somebody; None where nothing was said.

    Attributes:
        earliest: They are at work or busy before this hour.
        latest: What begins later is too late.
        back_by: They have to be home by then.
        not_before: They are not up to it earlier.
        away: The most hours they can be away; 0 when they cannot leave at all.
    """

    earliest: float | None = None
    latest: float | None = None
    back_by: float | None = None
    not_before: float | None = None
    away: float | None = None


def hours_in(said: str, own: str, words: Words, *, told: bool = False) -> Hours:
    """Read the hours out of what was said, a line of figures with its sentences apart.

    Args:
        said: The line.
        own: The same without what is said of others.
        words: The words files.
        told: Whether it was already heard which parts of which days will do, so that no other is made of the rest.
    """
    own = in_hours(as_it_is(own))
    said = _TILL_AN_AGE.sub(" ", in_hours(said))
    said = NOBODY_THEN.sub(" ", f"{said}| not after dark " if _IN_THE_DARK.search(own) else said)
    daytime, evening = (not told and words.cue_in(cue, said) for cue in ("daytime_only", "evening_only"))
    if not (evening or daytime):
        evening, daytime = (of_all_days(form, own, words) for form in ("evenings", "daytimes"))
    busy = frozenset(hours_told("busy_till", own, words, morning_from=AFTERNOON))
    finish = either(max, _finish(said), busy)
    if finish is None or finish >= LATE:
        finish = EVENING if evening and not daytime else None
    off = without_turns(_WORKS_TILL, said)
    wakes = _wakes(off, own, words)
    nights = words.cue_in("works_nights", _THEIR_NIGHTS.sub(" ", own)) or (
        finish is not None and finish <= _OFF_NIGHTS
    )
    if wakes is None and nights and not _MORNINGS.search(said):
        wakes = _AFTER_NIGHTS
    at_school = words.forms.heard("school_hours", own)
    back = back_by(said, without_turns(_NOT_BEFORE, off), own, words, busy=busy, at_school=at_school)
    window = _free_between(said)
    if window is not None:
        wakes, back = window
    away = longest_away(said, words)
    if away == 0 and at_school:
        away = None  # "otherwise I have nobody to leave them with"
    return Hours(
        earliest=finish,
        latest=EVENING if daytime and not evening else None,
        back_by=back,
        not_before=wakes,
        away=away if away is not None or window is None else window[1] - window[0],
    )


def _finish(said: str) -> float | None:
    """Till when they are at work."""
    turns = (*_WORKS_TILL, *_AFTER_THAT) if points_back(said) else _WORKS_TILL
    return hour_told_by(turns, said, max, morning_from=AFTERNOON)


def _wakes(off: str, own: str, words: Words) -> float | None:
    """Before when they are not up to it; ``off`` is what was said without what tells of work."""
    wakes = hour_told_by(_NOT_BEFORE, off, max, morning_from=_WAKING)
    wakes = either(max, wakes, hours_told("not_before", own, words, morning_from=_WAKING))
    wakes = either(max, wakes, hours_told("from_then", own, words, morning_from=AFTERNOON))
    slow = (
        words.cue_in("afternoon_only", own)
        or _SLOW_MORNINGS.search(own)
        or words.forms.heard("afternoons", own)
    )
    return NOON if wakes is None and slow else wakes


def _free_between(said: str) -> tuple[float, float] | None:
    """From and to when somebody else is there, in hours: "I've only the sitter from ten till twelve"."""
    found = _WINDOW.search(said)
    if found is None:
        return None
    first = 1 if found[1] else 5
    begins, ends = (int(found[at]) + int(found[at + 1] or 0) / 60 for at in (first, first + 2))
    begins += 12 * (begins < _EARLY)
    ends += 12 * (ends <= begins)
    return (begins, ends) if begins < ends <= 24 else None  # noqa: PLR2004
