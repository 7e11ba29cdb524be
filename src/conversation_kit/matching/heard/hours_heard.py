"""Hours heard: by when somebody has to be home, before when they cannot, and how long they can be away."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from conversation_kit.matching.heard.away_heard import longest_away
from conversation_kit.matching.heard.hours_named import (
    LATE,
    as_it_is,
    either,
    hours_told,
    in_hours,
    of_all_days,
)
from conversation_kit.matching.heard.parts_heard import NOBODY_THEN
from conversation_kit.matching.vocabulary.figures import TIME, hour_of
from conversation_kit.matching.vocabulary.words import Words

_EVENING = 16.5
"""Half past four: what opens later is not for somebody who stays in after dark; what closes before is not
"after tea"."""
_AFTER_NIGHTS = 13.0
_OFF_NIGHTS = 8.0
"""Whoever finishes so early was up all night."""
_FREE_FROM = 12.0
_A_LITTLE = 0.5
"""A little over, for whoever says noon."""
_AFTERNOON = 9
"""A bare hour below this, of coming home or knocking off, is in the afternoon: "home by four"."""
_OPENS_LATE = 11.0
"""Whoever starts so late has the morning."""
_EARLY = 7
"""What begins at a bare hour below this begins in the afternoon."""
_WAKING = 6
"""And of getting up: "not before ten"."""
_LITTLE = r"(?:\w+ ){0,6}?"
_BACK_BY = (
    rf" (?:home|back|indoors|locked in|in bed|bed|done|finished|in|over|ended) (?:by|before) {TIME}",
    rf" (?:home|back) for {TIME}",
    rf" (?:be|get|getting|being) (?:back|home|indoors) (?:\w+ ){{0,5}}?(?:at|for|by|before) {TIME}",
    rf" (?:be|get|getting|being) (?:in|away|off|gone|out) (?:\w+ ){{0,2}}?(?:for|by|before) {TIME}",
    (
        r" (?:knackered|shattered|done in|done for|fit for nothing|good for nothing|useless|asleep"
        r"|flat out|ready for bed"
        rf"|dead to the world|worn out|tired out|in my nightie|in my dressing gown|past it) (?:by|after"
        rf"|from|past|come) {TIME}"
    ),
    rf" (?:tag|tags|curfew|monitor|box) (?:is |s |goes |comes |has to be )*(?:on |in )?(?:from|at|by) {TIME}",
    (
        rf" (?:have|got) (?:the |my |our )?(?:kids|children|grandkids|grandchildren|little ones|him|her"
        rf"|them) (?:after|from) {TIME}"
    ),
    (
        r" (?:wants|want|has|have|needs|expects|likes) (?:his|her|their) (?:tea|dinner|supper|tablets"
        r"|insulin|meal|lunch) "
        rf"(?:\w+ ){{0,4}}?(?:at|by|for|come) {TIME}"
    ),
    rf" (?:home|back) for (?:his|my|the|their|her|our) {TIME}",
    rf" (?:pyjamas|pjs|tucked up|asleep|lights out) (?:by|at) {TIME}",
    rf" im (?:in|tucked|sat|settled|flat out) (?:\w+ ){{1,4}}?by {TIME}",
    (
        rf" (?:work|works|clean|cleans|cleaning|shift|shifts|stack|serve|drive|on|start"
        rf"|starts) (?:\w+ ){{0,4}}?from {TIME} (?:every|each|most|of a) (?:night|evening)"
    ),
    (
        r" (?:kids|children|school|nursery) (?:comes?|gets?|lets?|is|are) (?:out|home) "
        rf"(?:of school )?(?:at |by )?{TIME}"
    ),
    (
        rf" by {TIME}(?: oclock| o clock)? (?:im|i am|i have) (?:done|shattered|finished|had it|spent|whacked"
        r"|beat|jiggered)"
    ),
    rf" curfew (?:\w+ ){{0,3}}?{TIME}",
    rf" last (?:bus|buses|train|tram) (?:\w+ ){{0,3}}?{TIME}",
    (
        r" (?:school run|school runs|home time|nursery run|taxis|carers|minibus|transports) "
        rf"(?:is |are |comes? |at )*{TIME}"
    ),
    rf" (?:gate|gates|school|nursery|playground|bell goes) (?:\w+ ){{0,2}}?(?:for|at|by) {TIME}",
    rf" pick(?:s|ed|ing)? (?:\w+ ){{0,2}}up (?:at|for|by|from school at) {TIME}",
    (
        r" (?:taxi|bus|minibus|transport|carer|carers|nurse) (?:comes?|is|goes|leaves|arrives|gets here"
        r"|pulls up) "
        rf"(?:at |for )?{TIME}"
    ),
    rf" (?:not|dont|doesnt|never|no|nothing|cant) {_LITTLE}(?:after|past) {TIME}",
    rf" (?:free|got|have|only|available) (?:\w+ ){{0,3}}?(?:till|until|while) {TIME}",
)
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
        rf"|knock off) {_LITTLE}(?:while|till|until|at|to) {TIME}"
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
        rf"{_LITTLE}(?:while|till|until|before) {TIME}"
    ),
    rf" takes? (?:\w+ ){{0,4}}?(?:till|until|while|gone) {TIME}",
)
_UNTIL = (
    rf" (?:at|by|for|till|until|while|stops?|stop|finish|finishes|shuts?|starts?"
    rf"|comes?) {TIME}(?: oclock| o clock)? [^|]{{0,60}}?"
)
_BEFORE_THAT = (
    (
        rf"{_UNTIL}(?:before (?:that|then|this)(?: time)?|(?:be|come|do it|go) earlier|earlier than that"
        rf"|up (?:to|till|until) (?:then|that)"
        r"|(?:home|back|in|by|till) (?:by |before )?then|by then|(?:dont|never|cant) (?:go |get )?(?:out "
        r"|anywhere )?after(?= (?:that|then|$|\\|)))(?= )"
    ),
)
_AFTER_THAT = (
    (
        rf"{_UNTIL}(?:(?<! not )(?<! never )(?:(?:after|from) (?:then|that time|this time)|after (?:that|this)"
        r"|from (?:that|this)(?: on|(?= (?:\||$)))|then on))(?= )"
    ),
)
"""What points back at the hour that was named: "I start work at two, so it has to be before that"."""
_POINTS_BACK = (" after ", " then ", " that ", " this ", " earlier ")
_TILL_AN_AGE = re.compile(
    r" (?:at work|in work|work|worked|working) (?:till|until|while) (?:i was|i were|i got|we)(?= )"
)
_THEIR_NIGHTS = re.compile(r" (?:hes|shes|he|she|they are) (?:\w+ ){0,3}?(?:nights?|night shifts?)(?= )")
_TILL_NOON = re.compile(
    r" (?:free|got|have|only|available|back|home) (?:\w+ ){0,3}?(?:till|until|while|by|before) (?:12|noon"
    r"|dinner)"
)
_SCHOOL_RUN = re.compile(
    r" (?:back|home|away|gone|finish|leave|there) (?:\w+ ){0,2}?for (?:the )?(?:school run"
    r"|school pick up|pick up|school gates?|kids from school"
    r"|when (?:school|the kids|they) (?:finish|finishes|come out|comes out|are out))(?= )"
    r"| (?:school run|pick up) (?:\w+ ){0,3}?(?:to do|to be back for|every afternoon|of an afternoon)(?= )"
)
_IN_SCHOOL_HOURS = re.compile(
    r" (?:has|have|got|needs?|only|anything|something|somewhere|id|free|i can|i could) (?:\w+ ){0,5}?"
    r"(?:(?:while|when|whilst) (?:theyre|they are|hes|shes|the kids are|kids are|the children are)"
    r" (?:at|in) (?:school|nursery|playgroup)|(?:in|during) school (?:hours|time)"
    r"|between (?:the )?school runs)(?= )"
)
"""They are free while the children are at school."""
_PICK_UP = 15.0
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
    busy = frozenset(hours_told("busy_till", own, words, morning_from=_AFTERNOON))
    finish = either(max, _finish(said), busy)
    if finish is None or finish >= LATE:
        finish = _EVENING if evening and not daytime else None
    wakes = _wakes(said, own, words)
    nights = words.cue_in("works_nights", _THEIR_NIGHTS.sub(" ", own)) or (
        finish is not None and finish <= _OFF_NIGHTS
    )
    if wakes is None and nights and not _MORNINGS.search(said):
        wakes = _AFTER_NIGHTS
    at_school = words.forms.heard("school_hours", own)
    back = _back(said, own, words, busy=busy, at_school=at_school)
    window = _free_between(said)
    if window is not None:
        wakes, back = window
    away = longest_away(said, words)
    if away == 0 and at_school:
        away = None  # "otherwise I have nobody to leave them with"
    return Hours(
        earliest=finish,
        latest=_EVENING if daytime and not evening else None,
        back_by=back,
        not_before=wakes,
        away=away if away is not None or window is None else window[1] - window[0],
    )


def _finish(said: str) -> float | None:
    """Till when they are at work."""
    return _first((*_WORKS_TILL, *_AFTER_THAT) if _points_back(said) else _WORKS_TILL, said, _AFTERNOON, max)


def _wakes(said: str, own: str, words: Words) -> float | None:
    """Before when they are not up to it."""
    wakes = _first(_NOT_BEFORE, _without(_WORKS_TILL, said), _WAKING, max)
    wakes = either(max, wakes, hours_told("not_before", own, words, morning_from=_WAKING))
    wakes = either(max, wakes, hours_told("from_then", own, words, morning_from=_AFTERNOON))
    slow = (
        words.cue_in("afternoon_only", own)
        or _SLOW_MORNINGS.search(own)
        or words.forms.heard("afternoons", own)
    )
    return _FREE_FROM if wakes is None and slow else wakes


def _back(said: str, own: str, words: Words, *, busy: frozenset[float], at_school: bool) -> float | None:
    """By when it has to be over; an hour until which they are ``busy`` is none of these."""
    turns = (*_BACK_BY, *_BEFORE_THAT) if _points_back(said) else _BACK_BY
    back = _first(turns, _without(_NOT_BEFORE, _without(_WORKS_TILL, said)), _AFTERNOON, min)
    over = [hour for hour in hours_told("over_by", own, words, morning_from=_AFTERNOON) if hour >= _FREE_FROM]
    over += [
        hour
        for hour in hours_told("due_at", own, words, morning_from=_AFTERNOON)
        if _OPENS_LATE <= hour < _EVENING
    ]
    if words.forms.heard("mornings", own):
        over.append(_FREE_FROM)
    if back is None and (at_school or _SCHOOL_RUN.search(said) or _IN_SCHOOL_HOURS.search(said)):
        over.append(_PICK_UP)
    early = back is not None and back <= _FREE_FROM and not (back == _FREE_FROM and _TILL_NOON.search(said))
    return either(
        min,
        None if early or back in busy else back,
        [max(hour, _FREE_FROM + _A_LITTLE) for hour in over if hour not in busy],
    )


def _points_back(said: str) -> bool:
    return any(word in said for word in _POINTS_BACK)


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


def _first(
    patterns: tuple[str, ...], said: str, afternoon: int, pick: Callable[[list[float]], float]
) -> float | None:
    found = [
        hour
        for pattern in patterns
        for match in re.finditer(pattern, said)
        if (hour := hour_of(match, morning_from=afternoon)) is not None
    ]
    return pick(found) if found else None


def _without(patterns: tuple[str, ...], said: str) -> str:
    for pattern in patterns:
        said = re.sub(pattern, " ", said)
    return said
