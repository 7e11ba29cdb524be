"""Days heard: the days somebody can do, from "only Tuesdays", "not Fridays", "I'm at dialysis Mondays"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.heard.parts_heard import Busy, parts_of_days
from conversation_kit.matching.heard.said_of_times import (
    Said,
    days_left,
    hours_taken,
    on_weekdays,
    only_evenings,
)
from conversation_kit.matching.heard.times_named import WHOLE, parts_shared
from conversation_kit.matching.heard.whose import of_somebody_else
from conversation_kit.matching.vocabulary.figures import is_written_out, usual
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.assets import Leaning
from conversation_kit.model.week import DAYS, day_span

_DAYS = {
    "MO": r"mon(?:days?)?", "TU": r"tue(?:s|sdays?)?", "WE": r"(?:weds?|wednesdays?)", "TH": r"thu(?:rs?"
    "|rsdays?)?",
    "FR": r"fri(?:days?)?", "SA": r"saturdays?", "SU": r"sundays?",
}  # fmt: skip
_ANY_NAME = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekend")
"""Without one of these no day is spoken of by its name; looking for them first is quicker."""
_NAMED = {code: re.compile(rf" {day}(?= )") for code, day in _DAYS.items()}
_BETWEEN = re.compile(
    r" (mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)? (?:to|till|until|while|through) "
    r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?(?= )"
)
_WEEKDAYS = frozenset(DAYS[:5])
_WEEKEND = frozenset(DAYS[5:])
_BREATH = re.compile(
    r"[.!?;\n\u2026]+\s*|(?<!anything)(?<!any day)(?<!any night)(?<!any evening)(?<!any"
    r" time)(?<!nothing)(?<!owt)(?<!every day)(?<!each day),?\s+(?=but\s)|,?\s+though\s+",
    re.IGNORECASE,
)
_A_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tues|weds?|thurs?)"
_ONLY = re.compile(
    rf"(?<! was)(?<! were)(?<! been) (?:only|just) (?!not |come )(?:\w+ ){{0,4}}?{_A_DAY} "
    rf"| {_A_DAY} (?:is |are |s )?(?:the )?only | or nothing "
    rf"| is all | are all | is my lot | only$"
)
_NOT = re.compile(
    rf" (?:not|cant|cant do|never|except|bar|dont do|no|apart from|anything but|any day but|other than"
    rf"|owt but) (?:a |on |of a |on a |any )?{_A_DAY} "
    rf"| (?:not|cant|never|dont|nothing) "
    rf"(?:(?!(?:till|until|since|except|bar|but|before|last|only)\b)\w+ ){{1,4}}(?:on|of"
    rf"|from) (?:a )?{_A_DAY} "
    rf"| (?:never know|dont know|not sure|cant say) about {_A_DAY} "
    rf"| {_A_DAY} (?:is |are )?(?:no good|no use)(?= )"
)
_REGULARLY = re.compile(
    rf" (?:{_A_DAY}s|(?:every|on a|of a|each) {_A_DAY}) | (?:mon|tues|wednes|thurs|fri|satur|sun)days "
    rf"| {_A_DAY} i (?:go|have|always|am|see|mind|do|work) | {_A_DAY} is the day "
)
"""A day of every week, rather than the last one: "since Tuesday"."""
_WHENEVER = re.compile(
    r" (?:any day|whichever day|whenever suits|any time suits|every day suits|any old day)(?= )(?! (?:but"
    r"|bar|except|apart|other))"
)
_WE_WOULD = re.compile(r"\bwe['\u2019]d\b", re.IGNORECASE)
_AT_WORK = re.compile(r"\b(?:work(?:ing)?|office|full time|nine to five|9 to 5|college)\b", re.IGNORECASE)
_THEIR_HOURS = re.compile(
    rf" (?:every|each|all the) {_A_DAY} (?:things?|clubs?|class|classes|groups?|sessions?|activity"
    rf"|activities|teams?)(?= )"
    rf"| {_A_DAY} (?:times|best|girl|jobs?|dinners?|roasts?|lunch|papers?|league|school|pint)(?= )"
    r"| thats what (?:\w+ ){1,4}(?:said|says|told|used to)(?= )"
    r"| (?:never|dont|cant|not) (?:know|say|tell) (?:\w+ )?(?:my |when my |what )?(?:shifts?|rota|hours)(?= )"
    r"| they (?:only |just )?(?:do|run|open|hold|put|have) (?:it|them|that|1|it on|them on|that on) "
    rf"(?:only |just )?(?:on |of )?(?:an? )?{_A_DAY} "
    r"| (?:surgery|library|citizens advice|doctors?|dentist|food bank|council|jobcentre|office|pharmacy"
    r"|chemist|bank|advice|tip"
    r"|museum|shops?|post office) "
    r"(?:(?!i |im |we |my |thats )\w+ ){0,4}?(?:opens?|does|do|runs?|says?|is on|is open|only) (?:(?!i "
    r"|im |we )\w+ ){0,3}?"
    rf"{_A_DAY} "
)
"""When a place is open or a thing is held, which says nothing of who speaks."""
_FROM_TO = re.compile(rf" (?:to|till|until|while|through|from) (?:\w+ )?{_A_DAY} ")
_WEEKENDS = re.compile(
    r"(?<! last)(?<! this)(?<! one)(?<! bank holiday) (?:(?:of|at|on) (?:a|the) weekend|weekends)(?= )"
)
_OTHERWISE = re.compile(
    r" (?:im|i am|we are|i work|we work|ive work) (?!(?:\w+ )?(?:free|fine|good|easy|open|okay|yours|clear)\b)"
    r"(?:(?!i |im |we )\w+ ){0,4}?(?:otherwise|else|(?:all )?the rest of the (?:week|time)"
    r"|(?:all the|all|every|the) other (?:days?|times?))(?= $)"
)
"""What they do when it is none of the days they named."""
_THE_ONLY_DAY = re.compile(
    rf" (?:only|one) (?:day|days|night|nights|afternoon|afternoons|morning|mornings|evening|evenings"
    rf"|time)\b.* {_A_DAY} "
    rf"| {_A_DAY} (?:is|are|s) (?:my |the |about the )?(?:only|one) (?:day|night|time)\b"
)
_DOING = re.compile(
    r" (?:im|i am|we are|i have|we have|ive|i|we) (?:always |usually |still |already |also |got )*"
    r"(?:at|on the|on at|volunteer|volunteering|help out at|help at|mind|minding|work|works|working"
    r"|look after"
    r"|looking after|sit with|visit"
    r"|visiting|babysit|babysitting|collect|take|teach|on at|have the|have my|got the|got my"
    r"|have our|grandkids|go to|go up|go down|clean|see my|see the|drive|run the|cover)(?= )"
    rf"| {_A_DAY} (?:i|we|im) (?:always |usually )?(?:have (?:my|the|our|him|her|them|to)|mind|do|go|see"
    rf"|work|take|look|sit|am|at|visit|help|volunteer|clean|collect)(?= )"
    rf"| {_A_DAY} (?:they|he|she|the kids|the children) (?:go|goes|are|is|stay|stays|have"
    rf"|has) (?:\w+ ){{0,2}}?(?:their|his|her|my)?"
    r" ?(?:dads?|mums?|fathers?|mothers?|grandmas?)(?= )"
    r"| thats (?:when|our|my (?:day|night|time|turn|shift) (?:at|for|with)) (?!(?:im (?:low|lonely"
    r"|on my own|free|at my)|free|best|worst|only|one|day i|hard)\b)"
    r"| (?:comes|coming|brings|fetches|rings|calls|visits) (?:my )?(?:home|to stay|for my)(?= )"
)
_IS_FOR = re.compile(
    rf" {_A_DAY} (?:is |are )?for (?:mosque|church|chapel|temple|prayers|family|the family|the grand\w+|my"
    rf"|our|him|her|work|the clinic)(?= )"
    rf"| {_A_DAY} (?:is|are|its|it is) (?:my|our|the|always|his|her) (?!(?:worst|hardest|longest|loneliest"
    rf"|best|only|free|one|day off)\b)"
    rf"| (?:my|our|his|her|the) \w+ (?:is|are) (?:a|on a|of a|on|every) {_A_DAY} "
    rf"| {_A_DAY} is the day (?:the|my|our|i|we|they|he|she)(?= )"
    rf"| leave (?:that|them|those)(?: one| ones)? (?:be|alone|out)(?= )"
)
_DREADED = re.compile(r" (?:dread|dreads|dreading) ")
_NO_LONGER = re.compile(
    r" (?:used to|would|could|miss|missed|gone|was|were|no longer|any more|anymore|wish|somewhere"
    r"|something|nowhere|dread|lost|years|take them|take him"
    r"|take her|for them|with them|to do with|together|lonely|alone|on my own|bored|quiet|empty|good for"
    r"|fine|suits?|free)(?= )"
)
"""What was, or might be, or what the day lacks."""
_SHABBAT = re.compile(r" (?:we|i|always|still|strictly|to) keep (?:shabbat|shabbos|shabbes)(?= )")
_SUNDOWN = 16.0
_SPEAKS = re.compile(r" (?:i|im|id|ill) ")
"""Whoever speaks is there themselves, so that what is said of others is theirs."""
_ANY: frozenset[str] = frozenset(DAYS)


def when_free(
    heard: Iterable[Heard], words: Words, times: Callable[[str], Said]
) -> tuple[frozenset[str], frozenset[Busy], bool]:
    """The days somebody can do, as two-letter codes, empty when any will do, and parts of days that are taken.

    Each breath is read by itself. Last comes whether they said which parts of a day will do.

    Args:
        heard: What they said.
        words: The words to go by.
        times: Reads what a breath says of the times it names (:func:`said_of_times`).
    """
    possible, busy, by_hours = _ANY, set[Busy](), False
    statements = tuple(heard)
    for statement in statements:
        if _SHABBAT.search(line(spoken(statement.text[:6_000]))):
            possible -= {"SA"}
            busy.add(("FR", _SUNDOWN, 24.0))
        if _WHENEVER.search(line(spoken(statement.text[:6_000]))):
            continue
        alone = not _SPEAKS.search(_as_spoken(statement.text[:6_000]))
        for breath in _BREATH.split(statement.text[:6_000]):
            if not alone and of_somebody_else(_as_spoken(breath)):
                continue
            told = _told(times(_of_days(breath)), breath, one_of_several=len(statements) > 1)
            possible &= days_left(told)
            busy |= hours_taken(told)
            by_hours |= any((begins, ends) != WHOLE for _, begins, ends in told.only or told.out)
            if told.only is not None:
                continue
            said = _plainly(breath)
            if not any(day in said for day in _ANY_NAME):
                possible &= _possible(said, words, taken=False, in_the_way=False)
                continue
            if _THEIR_HOURS.search(said):
                continue
            busy_there = any(_has_to_do(_plainly(piece), words) for piece in (breath, *breath.split(",")))
            left = _possible(said, words, taken=busy_there, in_the_way=statement.leaning is Leaning.BARRIER)
            if not left & days_left(told):
                continue  # "I could do any day except a Tuesday"
            whole = _FROM_TO.search(said)  # "from Friday sundown till Saturday night" is no part of a day
            parts = (
                {}
                if whole
                else {
                    day: part
                    for day, part in (parts_shared(said) | parts_of_days(said)).items()
                    if day not in left
                }
            )
            busy |= {(day, *part) for day, part in parts.items()}
            possible &= left | parts.keys()
    return possible if possible != _ANY else frozenset(), frozenset(busy), by_hours


def _told(told: Said, breath: str, *, one_of_several: bool) -> Said:
    """What one breath says of times.

    What is looked for with a child on the days when it is with them says nothing of what else somebody wishes.
    """
    if told.with_child and one_of_several:
        return replace(told, only=None)
    return on_weekdays(told) if only_evenings(told) and _AT_WORK.search(breath) else told


def _plainly(breath: str) -> str:
    """What was said of days in one breath as a padded line, in which every weekend is its two days."""
    return _WEEKENDS.sub(" saturdays and sundays", _of_days(breath))


def _of_days(breath: str) -> str:
    """One breath as a padded line, without what they do when it is none of the days they named."""
    return _OTHERWISE.sub("", _as_spoken(breath))


def _as_spoken(breath: str) -> str:
    plain = _WE_WOULD.sub("we would", breath)  # "we'd" is no Wednesday
    return usual(line(spoken(is_written_out(plain))))


def _possible(said: str, words: Words, *, taken: bool, in_the_way: bool) -> frozenset[str]:
    """The days that one breath leaves: those that are free, or all but those that are taken."""
    for week, days in (("weekend_only", _WEEKEND), ("weekday_only", _WEEKDAYS)):
        if words.cue_in(week, said):
            return days
    named = _named(said)
    if not named or words.cue_in("evening_only", said):  # at work by day: the evenings of those days are free
        return _ANY
    if (the_day := _THE_ONLY_DAY.search(said)) and (named_there := _named(the_day[0])):
        return named_there
    free = words.cue_in("day_free", said)
    taken = taken or words.cue_in("day_taken", said)
    wanted = bool(_ONLY.search(said)) or words.cue_in("day_wanted", said)
    if free or (wanted and not taken):
        return named
    regularly = bool(_REGULARLY.search(said))
    refused = bool(_NOT.search(said)) or (
        regularly and (in_the_way or words.cue_in("in_the_way", said)) and not _DREADED.search(said)
    )
    return _ANY - named if taken or refused else _ANY


def _has_to_do(said: str, words: Words) -> bool:
    """Whether somebody tells what they do on a day of every week: they are not free then."""
    doing = _DOING.search(said) or _IS_FOR.search(said)
    return (
        bool(doing and _REGULARLY.search(said))
        and not _NO_LONGER.search(said)
        and not words.cue_in("want", said)
    )


def _named(said: str) -> frozenset[str]:
    named = {code for code, day in _NAMED.items() if day.search(said)}
    for first, last in _BETWEEN.findall(said):
        named.update(day_span(first[:2].upper(), last[:2].upper()))
    return frozenset(named)
