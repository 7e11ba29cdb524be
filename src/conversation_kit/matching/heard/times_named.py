"""Times named: the days, parts of days and hours that somebody speaks of, each put as one mark into what they said.

So what is said of a time ("only @", "@ is no good", "anything on @?") is written once, whichever time it is and
however many are joined: "Tuesdays and Thursday mornings", "evenings or weekends", "after four".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from conversation_kit.matching.vocabulary.figures import TIME, hour_of
from conversation_kit.model.week import DAYS, day_span

Span = tuple[str, float, float]
"""A two-letter day, and from and to when of it, in hours."""
WHOLE = (0.0, 24.0)
_A_DAY = (
    r"(?:mon(?:s|days?)?|tue(?:s|sdays?)?|wed(?:s|nesdays?|nsdays?|ensdays?|sdays?)?|wensdays?|thu(?:rs?"
    r"|rsdays?|rdays?)?"
    r"|fri(?:s|days?)?|sat(?:s|urdays?|erdays?)?|sun(?:s|days?)?)"
)
_TO = ("to", "till", "until", "through", "thru", "while", "thro")
_DAY_LIST = (
    rf"{_A_DAY}(?:(?: (?:morning|night|evening|tea ?time|afternoon)(?= (?:{'|'.join(_TO)}) ))?"
    rf" (?:(?:and|or|n|{'|'.join(_TO)}) )?(?:(?:on|of|a|the|maybe|every) )*{_A_DAY}(?![a-z]))*"
)
_PARTS = {
    "morning": (0.0, 12.5), "afternoon": (12.0, 17.0), "arvo": (12.0, 17.0), "evening": (16.5, 24.0),
    "night": (17.0, 24.0), "day": (0.0, 17.0), "dinner": (11.75, 14.0), "lunch": (11.75, 14.0), "midday": (11.75, 14.0),
    "tea": (16.5, 18.5),
}  # fmt: skip
"""A little over at either end, so that what someone plainly calls a morning may end at half past twelve."""
_A_PART = (  # "dinner time" is another hour to everybody
    r"(?:mornings?|afternoons?|arvos?|evenings?|nights?|night ?times?|day ?times?|midday"
    r"|(?:lunch ?times?|(?:dinner|lunch) (?:hours?|breaks?))|tea ?times?)"
)
_SCHOOL = (9.0, 15.0)
_AFTER = {
    "tea": (16.5, 24.0),
    "work": (16.5, 24.0),
    "school": (15.0, 18.5),
    "dark": (16.5, 24.0),
    "lunch": (12.5, 24.0),
}
_BEFORE = {"tea": (0.0, 17.0), "work": (0.0, 9.0), "dark": (0.0, 16.5), "lunch": (0.0, 12.5)}
_DARK = (
    r"(?:(?:its|it gets|it goes|it is|gets|its getting) dark|(?:the )?dark|dusk|sunset|sundown|nightfall"
    r"|the sun (?:goes down|has gone|sets)|(?:the )?(?:street ?)?(?:lights|lamps) (?:are |come |go )?(?:on"
    r"|lit))"
)
_WHAT = (
    r"(?! (?:girl|boy|lad|jobs?|kitchen|(?<=sunday )best|dinner|roast|lunch|times|league|school|pint|blues"
    r"|clubs?"
    r"|dance|dances|service"
    r"|papers?|mail|post|football|market|person|people|sickness|owls?|shifts?|class|bus|prayers|coffee"
    r"|things?|group"
    r"|sessions?|sleep|goes|went|passes|sweats|terrors|out with|after the|before last|gone|just gone|dress"
    r"|nurse|meeting"
    r"|choir|choirs|session|social|market|tea|telly|matinee|matinees|paper|out|activity|activities"
    r"|provision|carers?|courses?)\b)"
)
"""A day that only says which dinner or job it was."""
_NOT_A_TIME = (
    r"(?<! last)(?<! next)(?<! this)(?<! by)(?<! since)(?<! until)(?<! till)(?<!"
    r" good)(?<! black)(?<! one)(?<! that)(?<! few)(?<! ash)(?<! shrove)"
)
_TIMES = re.compile(
    rf"{_NOT_A_TIME} (?P<pre>(?:(?:of|on(?! (?:of|on|at|in) )|in|at|during|from|every|each|other|alternate"
    rf"|any|most|some|all|a|an|the|my"
    rf"|our|early|late|weekday|weekend) )*?)(?:"
    rf"(?P<days>{_DAY_LIST})(?: (?:(?:in|of|at) (?:the |an? )?)?(?P<of_day>{_A_PART}))?(?=[ |]){_WHAT}"
    rf"|(?P<ends>w(?:ee)?k ?ends?)(?: (?P<ends_part>{_A_PART}))?(?= )(?! away)"
    rf"|(?P<week>(?:in|during|through|thro) the week|week ?days?|mid ?week"
    rf"|week ?nights?)(?: (?P<week_part>{_A_PART}))?(?= )"
    r"|(?P<school>term ?time|(?:in |during )?school (?:hours|time)"
    r"|(?:while|when|whilst) (?:(?:the |my )?(?:kids|children|little ones?)(?: are)?|theyre|they are|hes"
    r"|shes|\w+ is)"
    r" (?:at|in) (?:school|nursery|playgroup))(?= )"
    rf"|(?P<bare>(?<!morning and )(?<!day and )(?!morning (?:noon )?and night){_A_PART})(?= ){_WHAT}"
    r"|(?P<light>(?:in|during) the day|by day|in daylight|when its light|while its light)(?= )"
    rf"|(?:after|once|when|as soon as|soon as) (?P<dark>{_DARK})(?= )"
    rf"|before (?P<undark>{_DARK})(?= )"
    r"|(?<!before and )after (?P<after>tea|work|school|dinner|lunch)(?= )(?! (?:clubs?|care|drop|run|pick|place|places"
    r"|provision))"
    r"|before (?P<before>tea|dinner|lunch|noon)(?= )"
    r"|(?P<begins>\d{1,2}|one|noon)(?: (?P<past>15|30|45))? ?(?P<half_day>am|pm)? (?:till|until"
    r"|(?<! 5 )(?<! 10 )(?<! 20 )(?<! 25 )to|while|and) "
    r"(?P<ends_at>\d{1,2})(?: (?P<ends_past>15|30|45))? ?(?:am|pm)?(?= )(?! (?:people|times|weeks|days"
    r"|years|months|hours|minutes"
    r"|pounds|miles|of|in|on|off|a|kids|mates|friends|others|more)\b)"
    rf"|(?P<side_of>after|(?<!\d )past|before|later than|earlier than) {TIME}(?: oclock| o clock)?(?= )"
    r")"
)
_THEN = re.compile(
    r" (?:(?:on |in |of |at )?(?:them|those|these|that) (?:days?|nights?|mornings?|afternoons?|evenings?"
    r"|times?|hours?|1s?"
    r"|ones?)"
    r"|(?:(?<= be )|(?<= come )|(?<= not )|(?<= out )|(?<= something )|(?<= anything )|(?<= company )"
    r"|(?<= somewhere )|(?<= do )"
    r"|(?<= free )|(?<= go )|(?<= only ))then|(?<= so not )(?:them|that))(?= )"
)
"""What points back at the time that was named before it."""
_JOINED = re.compile(
    r" @(\d+)( (?:and|or|n|nor|also))? (?:(?:of|on|in|at|from|is|thats) )?(?:(?:a|an|the|1|one) )?@(\d+)(?= )"
)
_A_PART_OF = frozenset({"morning", "night", "evening", "tea", "teatime", "afternoon"})
_BARE_DAY = frozenset({"sat", "sun", "wed", "suns", "mon", "fri", "sats", "mons"})
_AS_A_DAY = re.compile(r"\b(?:on|of|every|any|each|on a|of a)\b")
_OF_THE_CLOCK = re.compile(r"\d (?:oclock |o clock )?$")
_ALONE = re.compile(
    r"^ $| (?:only|just|not|no|so|but|and|out|go|come|free|be|do|any|every|possible|because|or) $"
)
_ONCE = re.compile(r"(?<!of )\ban? $")
"""A part of some day: "a night off", "an afternoon to myself"."""
_AFTERNOON, _EARLIEST = 9, 7

_SPOKEN_OF = re.compile(
    r" (?:mon|tue|wed|wens|thu|fri|satur|sater|sats? |sun|week|wk|midweek|morning|afternoon|arvo|evening"
    r"|night|daytime|day "
    r"|midday|lunch|teatime|tea (?:time|hour)|(?:dinner|tea) (?:hour|break)|(?:after|before) (?:tea|dinner"
    r"|noon|work)"
    r"|school|nursery|playgroup|term|dark|dusk|nightfall|daylight|light|lights|lamps|street)"
)
"""Without one of these, or an hour of the clock, no time is spoken of; looking for them first is quicker."""
_HOUR = re.compile(
    r" (?:after|before|past|than|till|until|to|while|and) (?:about |around |gone |half |quarter |past |to )*"
    r"(?:\d|noon|dinner|lunch|tea)"
)


def speaks_of_times(said: str) -> bool:
    """Whether there may be a time in a padded line of folded words, its numbers in figures."""
    return bool(_SPOKEN_OF.search(said) or _HOUR.search(said))


@dataclass(frozen=True, slots=True)
class Named:
    """What was said with a mark (" @0 ") for each time in it, and what each of them is."""

    said: str
    times: tuple[frozenset[Span], ...] = ()


def times_named(said: str) -> Named:
    """Find the times in one breath, a padded line of folded words with its numbers in figures."""
    times: list[frozenset[Span]] = []

    def mark(found: re.Match[str]) -> str:
        spans = _spans(found)
        if spans is None:
            return found[0]
        times.append(spans)
        return f" @{len(times) - 1}"

    marked = _TIMES.sub(mark, said)
    if not times:
        return Named(said)
    at = 0
    while joined := _JOINED.search(marked, at):
        first, second = (times[int(joined[side])] for side in (1, 3))
        both = first | second if joined[2] else _within(first, second)
        if not both:  # "free only after two, in the morning I sleep"
            at = joined.start() + 1
            continue
        times.append(both)
        marked = f"{marked[: joined.start()]} @{len(times) - 1}{marked[joined.end() :]}"
    first_at = re.search(r" @(\d+)", marked)
    assert first_at is not None
    head, tail = marked[: first_at.end()], marked[first_at.end() :]
    return Named(head + _THEN.sub(f" @{first_at[1]}", tail), tuple(times))


def parts_shared(said: str) -> dict[str, tuple[float, float]]:
    """The days of one breath with the part of them that is named, for several too: "Tuesday and Friday mornings"."""
    spans = [span for time in times_named(said).times for span in time]
    whole = {day for day, *hours in spans if tuple(hours) == WHOLE}
    every = {span[1:] for span in spans if all((day, *span[1:]) in spans for day in DAYS)}
    return {
        day: (begins, ends) for day, begins, ends in spans if day not in whole and (begins, ends) not in every
    }


def every_day(begins: float = WHOLE[0], ends: float = WHOLE[1]) -> frozenset[Span]:
    """These hours of each day."""
    return frozenset((day, begins, ends) for day in DAYS)


def _within(first: frozenset[Span], second: frozenset[Span]) -> frozenset[Span]:
    """What two times have in common that stand side by side: "Thursdays after four"."""
    return frozenset(
        (day, max(begins, others_begin), min(ends, others_end))
        for day, begins, ends in first
        for other, others_begin, others_end in second
        if day == other and max(begins, others_begin) < min(ends, others_end)
    )


def _spans(found: re.Match[str]) -> frozenset[Span] | None:
    """The hours of the week that one time stands for; None when it is no time of every week."""
    return next((read(found) for name, read in _READ.items() if found[name]), None)


def _of_days(found: re.Match[str]) -> frozenset[Span] | None:
    named = _days(found["days"])
    if not _A_PART_OF.isdisjoint(found["days"].split()):
        return _of(named, None)  # "Friday night to Sunday"
    if found["days"] in _BARE_DAY and not found["of_day"] and not _AS_A_DAY.search(found["pre"]):
        return None
    return _of(named, found["of_day"])


def _of_the_week(found: re.Match[str]) -> frozenset[Span]:
    days = DAYS[1:4] if found["week"].startswith("mid") else DAYS[:5]
    return _of(days, "night" if "night" in found["week"] else found["week_part"])


def _of_a_part(found: re.Match[str]) -> frozenset[Span] | None:
    before, pre = found.string[: found.start() + 1], found["pre"]
    singular = not found["bare"].endswith("s")
    beside = singular and not pre and not _ALONE.search(before)  # "a craft night", "a coffee morning"
    if found.string.startswith(" one ", found.end()):
        pass  # "a morning one"
    elif beside or _OF_THE_CLOCK.search(before) or (_ONCE.search(pre) and not before.endswith(" be ")):
        return None
    return _of(DAYS[:5] if "weekday" in pre else DAYS[5:] if "weekend" in pre else DAYS, found["bare"])


def _after(found: re.Match[str]) -> frozenset[Span]:
    what = "lunch" if found["after"] == "dinner" else found["after"]
    return frozenset((day, *_AFTER[what]) for day in (DAYS[:5] if what == "school" else DAYS))


def _of_one_side(found: re.Match[str]) -> frozenset[Span] | None:
    earlier = found["side_of"] in ("before", "earlier than")
    hour = hour_of(found, morning_from=_EARLIEST if earlier else _AFTERNOON)
    if hour is None or not 0 < hour < WHOLE[1]:
        return None
    return every_day(0.0, hour) if earlier else every_day(hour)


def _from_to(found: re.Match[str]) -> frozenset[Span] | None:
    """Each day from one hour to another, the first in the afternoon when it is early: "one till three"."""
    begins = {"one": 1, "noon": 12}.get(found["begins"]) or int(found["begins"])
    ends = int(found["ends_at"])
    if not (1 <= begins <= WHOLE[1] and 1 <= ends <= WHOLE[1]):
        return None
    begins += 12 * (begins < _EARLIEST and found["half_day"] != "am")
    ends += 12 * (ends <= begins and ends <= 12)  # noqa: PLR2004
    if ends <= begins:
        return None
    return every_day(begins + int(found["past"] or 0) / 60, ends + int(found["ends_past"] or 0) / 60)


def _of(days: tuple[str, ...], part: str | None) -> frozenset[Span]:
    hours = WHOLE if part is None else next(span for name, span in _PARTS.items() if part.startswith(name))
    return frozenset((day, *hours) for day in days)


def _days(listed: str) -> tuple[str, ...]:
    """The days of a list, with those between "Monday" and "Thursday" where it goes from one to the other."""
    found: list[str] = []
    through = False
    for word in listed.split():
        code = word[:2].upper()
        if word in _TO:
            through = True
        elif code in DAYS and len(word) > 2:  # noqa: PLR2004
            found += day_span(found[-1], code) if through else (code,)
            through = False
    return tuple(dict.fromkeys(found))


_READ: dict[str, Callable[[re.Match[str]], frozenset[Span] | None]] = {
    "days": _of_days,
    "ends": lambda found: _of(DAYS[5:], found["ends_part"]),
    "week": _of_the_week,
    "school": lambda _: frozenset((day, *_SCHOOL) for day in DAYS[:5]),
    "bare": _of_a_part,
    "light": lambda _: _of(DAYS, "day"),
    "begins": _from_to,
    "side_of": _of_one_side,
    "undark": lambda _: every_day(*_BEFORE["dark"]),
    "before": lambda found: every_day(*_BEFORE.get(found["before"], _BEFORE["lunch"])),
    "dark": lambda _: every_day(*_AFTER["dark"]),
    "after": _after,
}
"""How each kind of time is read, by the name of its group in what finds them."""
