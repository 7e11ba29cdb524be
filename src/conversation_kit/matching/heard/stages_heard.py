"""Stages heard: how old somebody at least and at most is by what they tell: still at school, long at work, retired.

The turns of phrase of each stage of life are data (``forms-stages.toml``); here are those in which a number counts.
"""

import re

from conversation_kit.matching.vocabulary.forms import Forms
from conversation_kit.matching.vocabulary.stages import Stage

_SO_LONG = re.compile(
    r" (\d\d) (?:years?|yrs?) (?:i (?!ago|was told)|down (?:the |a )?(?:pit|mine|docks?)|on the"
    r"|at the|in the|as an? "
    r"|of (?!age |history )|with the|underground|a (?:nurse|cook|joiner|welder|miner|baker|cleaner"
    r"|driver|teacher)"
    r"|(?:mending|driving|teaching|nursing|mining|welding|cleaning|cooking|sewing|knitting|building"
    r"|working)(?= ))"
)
_NOT_SO_LONG = re.compile(
    r" (?:he|she|hes|shes|they|weve been here|group|club|running|my (?:\w+ )?(?:dad|mum|husband|wife"
    r"|grandfather|grandma"
    r"|brother|sister|son|daughter)|whos|who)(?= )"
)
_BEFORE_THAT, _LONG_ENOUGH, _TOO_LONG = 15, 12, 80
"""Nobody does anything for long before they are so old; so many years are long."""
_NOT_NEAR = re.compile(
    r" (?:a long way off|long way off|nowhere near|nothing near|not near|not anywhere near|years off"
    r"|years away from|miles off"
    r"|a while off|well under|still under|im under|not quite|far off|well short of"
    r"|too young for the over) (?:being |yet |the )?"
    r"(\d{2})s?(?= )(?! (?:years?|miles?|pounds|minutes?|hours?|stone|weeks?|people|degrees)\b)"
)
_SCHOOL_YEAR = re.compile(
    r" (?:im|i am|im only|im just|just gone into|going into|just started) (?:in )?(?:year|yr) (\d{1,2})(?= )"
)
_IN_YEAR_0 = 5
"""Years of somebody in the school year before the first, at its end."""
_YEARS_TO_PENSION = re.compile(
    r" (?:not|never|will not|cant|dont) (?:\w+ ){0,4}?pension (?:\w+ ){0,3}?(\d{1,2}) years?(?= )"
    r"| (\d{1,2}) years? (?:off|to go till|till|until|before|away from|from) (?:\w+ ){0,3}?(?:pension"
    r"|retirement|retiring|i retire)(?= )"
)
_PENSION_AGE = 67


def stage_in(said: str, forms: Forms) -> Stage:
    """How old somebody at least and at most is, where they only told as much: in a padded line of figures."""
    least, most = list[int](), list[int]()
    for found in _NOT_NEAR.finditer(said):
        most.append(int(found[1]) - 1)
    for found in _YEARS_TO_PENSION.finditer(said):
        most.append(_PENSION_AGE - int(found[1] or found[2]))
    said = _YEARS_TO_PENSION.sub(" ", said)
    least += _long_at_it(said)
    for found in _SCHOOL_YEAR.finditer(said):
        least.append(int(found[1]) + _IN_YEAR_0 - 1)
        most.append(int(found[1]) + _IN_YEAR_0)
    for told in forms.stages(said):
        least += [told.at_least] if told.at_least is not None else []
        most += [told.at_most] if told.at_most is not None else []
    stage = Stage(max(least, default=None), min(most, default=None))
    muddled = stage.at_least is not None and stage.at_most is not None and stage.at_least > stage.at_most
    return Stage() if muddled else stage


def _long_at_it(said: str) -> list[int]:
    """The least that their age is after so many years of one thing: "thirty year on the buses"."""
    return [
        int(found[1]) + _BEFORE_THAT
        for found in _SO_LONG.finditer(said)
        if _LONG_ENOUGH <= int(found[1]) < _TOO_LONG
        and not _NOT_SO_LONG.search(said[: found.start() + 1].rpartition("|")[2])
    ]
