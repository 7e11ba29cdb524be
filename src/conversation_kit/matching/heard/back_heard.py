"""Back by then: by when somebody has to be home, or it has to be over."""

import re

from conversation_kit.matching.heard.hours_named import (
    AFTERNOON,
    EVENING,
    LITTLE,
    NOON,
    UNTIL,
    either,
    hour_told_by,
    hours_told,
    points_back,
)
from conversation_kit.matching.vocabulary.figures import TIME
from conversation_kit.matching.vocabulary.words import Words

_A_LITTLE = 0.5
"""A little over, for whoever says noon."""
_OPENS_LATE = 11.0
"""Whoever starts so late has the morning."""
_PICK_UP = 15.0
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
    rf" (?:not|dont|doesnt|never|no|nothing|cant) {LITTLE}(?:after|past) {TIME}",
    rf" (?:free|got|have|only|available) (?:\w+ ){{0,3}}?(?:till|until|while) {TIME}",
)
_BEFORE_THAT = (
    (
        rf"{UNTIL}(?:before (?:that|then|this)(?: time)?|(?:be|come|do it|go) earlier|earlier than that"
        rf"|up (?:to|till|until) (?:then|that)"
        r"|(?:home|back|in|by|till) (?:by |before )?then|by then|(?:dont|never|cant) (?:go |get )?(?:out "
        r"|anywhere )?after(?= (?:that|then|$|\\|)))(?= )"
    ),
)
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


def back_by(
    said: str, free: str, own: str, words: Words, *, busy: frozenset[float], at_school: bool
) -> float | None:
    """By when it has to be over, in hours since midnight, or None where nothing was said of it.

    Args:
        said: A line of figures with each hour as one.
        free: The same without what tells till when they work or sleep.
        own: The same as ``said`` without what is said of others.
        words: The words files.
        busy: Hours until which they are busy: none of these.
        at_school: Whether it was heard that they are free in school hours only.
    """
    turns = (*_BACK_BY, *_BEFORE_THAT) if points_back(said) else _BACK_BY
    back = hour_told_by(turns, free, min, morning_from=AFTERNOON)
    over = [hour for hour in hours_told("over_by", own, words, morning_from=AFTERNOON) if hour >= NOON]
    over += [
        hour
        for hour in hours_told("due_at", own, words, morning_from=AFTERNOON)
        if _OPENS_LATE <= hour < EVENING
    ]
    if words.forms.heard("mornings", own):
        over.append(NOON)
    if back is None and (at_school or _SCHOOL_RUN.search(said) or _IN_SCHOOL_HOURS.search(said)):
        over.append(_PICK_UP)
    early = back is not None and back <= NOON and not (back == NOON and _TILL_NOON.search(said))
    return either(
        min,
        None if early or back in busy else back,
        [max(hour, NOON + _A_LITTLE) for hour in over if hour not in busy],
    )
