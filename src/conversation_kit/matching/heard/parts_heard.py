"""Parts of the day heard: "midday's out", "no evenings", "Tuesday mornings I wait in for the nurse"."""

import re

Busy = tuple[str, float, float]
"""A two-letter day (empty when every day), and the hours of it that are taken."""
_PARTS = {
    "morning": (0.0, 12.0), "afternoon": (12.0, 17.0), "evening": (17.0, 24.0), "night": (18.0, 24.0),
    "midday": (11.75, 13.25), "noon": (11.75, 13.25),
    "dinner": (11.75, 13.25), "lunch": (11.75, 13.25), "tea": (16.5, 18.5),
}  # fmt: skip
_PART = r"(?P<part>morning|afternoon|evening|night|midday|noon|dinner ?time|lunch ?time|tea ?time)s?"
_OUT = re.compile(
    rf" {_PART} (?:is |are )(?:out|off)(?= )"
    rf"| (?P<noon>middays?|noons?|dinner ?times?|lunch ?times?) (?:is |are )?out(?= )"
    rf"| {_PART.replace('part', 'bad')} (?:is |are |s )?(?:no good|no use(?! to (?:man|any))"
    rf"|no(?! one| use to| body| longer| end"
    rf"| matter)|taken|spoken for|hopeless|a no"
    rf"|a no no|not on|impossible|a nonstarter"
    r"|busy|booked|when i work|im working|im at work|when i sleep)(?= )"
    rf"| (?:no|not|never|cant do|cant manage|dont do|nothing|anything but|avoid) (?:of |in |on |at |a |an "
    rf"|the |any )*"
    rf"{_PART.replace('part', 'kept')}(?= )(?! (?:person|sleep|goes|went|passes|bus|class|prayers|i"
    rf"|without|off|out))"
)
_AT_WORK = re.compile(
    r" (?:i work|im at work|i have work|im in work|i have college|im at college|i have the grandkids"
    r"|i have the baby|i look after \w+"
    r"|i mind \w+(?: \w+)?|i clean|i sleep|i help out|my job is|my shift is|i do a shift) (?:\w+ ){0,3}?"
    r"(?:in the|of a|of an|every|most|all the|on) (?P<part>morning|afternoon|evening|night)s?(?= )"
    r"| (?:i work|im at work|im in work|i do) (?P<plain>mornings|afternoons|evenings)(?= )"
    r"| (?:i do|im on|on) (?P<early>earlies|early shift|early shifts)(?= )"
    r"(?! (?:and|or) (?:\w+ )?(?:lates|nights|late))"
)
"""Work, or what else takes a part of every day."""
_ON_A_DAY = re.compile(
    r" (?P<day>mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs)? "
    r"(?P<part>morning|afternoon|evening|night|dinner ?time|lunch ?time|tea ?time)s?(?= )"
)

_ONLY_THEN = re.compile(
    r"(?<! not)(?<! isnt)(?<! never)(?<! work)(?<! works)(?<! working)(?<! open)(?<! comes)(?<! come)(?<! there) "
    r"(?P<only>mornings|afternoons) only(?= )"
    r"| (?:only|just) (?:free |do |got |have |can |manage |available |possible |of an? |in the )+"
    r"(?P<so>mornings?|afternoons?)(?= )(?! (?:that|when|are|is|shifts?))"
    r"| (?:has|have|got|needs?) (?:to )?be (?:of |in )?(?:a |an |the )?(?P<must>mornings?|afternoons?)(?= )"
    r"(?! (?:person|people))"
)
"""The one part of the day that will do."""
_REST = {"morning": ((12.5, 24.0),), "afternoon": ((0.0, 12.0), (17.0, 24.0))}
NOBODY_THEN = re.compile(
    r" (?:wholl|whod|who will|who would|whos|who|nobody|no one|not anybody|cant get anybody|nobody else) "
    r"(?:\w+ ){0,3}?(?:mind|minds|minding|have|watch|watches|sit with|look after|babysit|see to|take|put) "
    r"(?:\w+ ){1,4}?(?:of an?|in the|at|on an?) (?P<part>morning|afternoon|evening|night)s?(?= )"
)
"""Nobody else is there for the children then."""
_SITES = (
    r"(?:line|tills?|checkouts?|buses|vans?|lorries|wagons?|ward|wards|rigs?|road|bins|rounds?|post|rota|shop floor"
    r"|factory floor|counter|site|sites|building site|forklift|boats?|trains?|railway|phones|desk|door|market)"
)
_WEEKDAYS_AT_WORK = re.compile(
    r" (?:weekdays|week days|of a weekday|on weekdays|in the week|during the week|all week|through the week) "
    r"(?:im|i|we|we are|i have) (?:always |still |all )?(?:at (?:work|college|school|uni|university|sea)|in work|work"
    rf"|working|on shift|on the (?:\w+ )?{_SITES}|in the (?:factory|warehouse|office|shop|mill|kitchens?|plant|yard"
    r"|fields))(?= )"
    r"| (?:im|i|we|we are) (?:at work|in work|work|working|on shift"
    rf"|on the (?:\w+ )?{_SITES}) (?:\w+ ){{0,2}}?(?:weekdays|every weekday|all week|through the week)(?= )"
)
_WORKING_DAY = (8.0, 17.0)
_AT_NIGHT = (18.0, 24.0)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_A_NAME = rf"({'|'.join(_NAMES)})(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs)?"
_NIGHTS = re.compile(
    rf" (?:on nights|work nights|working nights|do nights|drive nights|night shifts?) (?:on |from )?"
    rf"{_A_NAME}(?: (to|till|until|through|and) {_A_NAME})?(?= )"
    rf"| {_A_NAME} (to|till|until|through|and) {_A_NAME} (?:im |i )?(?:on |work |do |working )?nights(?= )"
)


def out_of_the_day(said: str) -> frozenset[Busy]:
    """The parts of every day that will not do, out of a padded line of folded words, a bar between two breaths."""
    found = set()
    for match in _AT_WORK.finditer(said):
        found.add(("", *_PARTS[match["part"] or (match["plain"] or "mornings").removesuffix("s")]))
    for match in _OUT.finditer(said):
        part = match["part"] or match["bad"] or match["kept"] or match["noon"].removesuffix("s")
        if match["kept"] and part == "night" and not match[0].endswith("nights"):
            continue  # "not a night goes by"
        found.add(("", *_PARTS[part.removesuffix("time").strip()]))
    for match in _ONLY_THEN.finditer(said):
        part = (match["only"] or match["so"] or match["must"]).removesuffix("s")
        found.update(("", *rest) for rest in _REST[part])
    found.update(("", *_PARTS[match["part"]]) for match in NOBODY_THEN.finditer(said))
    if _WEEKDAYS_AT_WORK.search(said):
        found.update((day[:2].upper(), *_WORKING_DAY) for day in _NAMES[:5])
    for match in _NIGHTS.finditer(said):
        first, joint, last = (match[at] or match[at + 3] for at in (1, 2, 3))
        found.update((day[:2].upper(), *_AT_NIGHT) for day in _days_between(first, joint, last))
    return frozenset(found)


def _days_between(first: str, joint: str | None, last: str | None) -> tuple[str, ...]:
    """The days that are named, with those between them when it goes from one to the other."""
    if last is None:
        return (first,)
    if joint == "and":
        return first, last
    start, end = _NAMES.index(first), _NAMES.index(last)
    return tuple(_NAMES[at % 7] for at in range(start, (end if end >= start else end + 7) + 1))


def parts_of_days(said: str) -> dict[str, tuple[float, float]]:
    """The days that are named with a part of them ("Tuesday mornings"), in one padded line."""
    return {
        match["day"][:2].upper(): _PARTS[match["part"].removesuffix("time").strip()]
        for match in _ON_A_DAY.finditer(said)
    }
