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
    rf"| {_PART.replace('part', 'bad')} (?:is |are |s )?(?:no good|no use|no(?! one| body| longer| end"
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
)
"""Work, or what else takes a part of every day."""
_ON_A_DAY = re.compile(
    r" (?P<day>mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs)? "
    r"(?P<part>morning|afternoon|evening|night|dinner ?time|lunch ?time|tea ?time)s?(?= )"
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
    return frozenset(found)


def parts_of_days(said: str) -> dict[str, tuple[float, float]]:
    """The days that are named with a part of them ("Tuesday mornings"), in one padded line."""
    return {
        match["day"][:2].upper(): _PARTS[match["part"].removesuffix("time").strip()]
        for match in _ON_A_DAY.finditer(said)
    }
