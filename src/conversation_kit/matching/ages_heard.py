"""Ages heard: how old somebody says that they are, in figures, in words, or by the year they were born."""

import re

_FILLERS = (
    r"(?:nearly |only |just |turned |now |about |gone |pushing |getting on for |coming up to |well over |nobbut |over "
    r"|past )*"
)
_NO_AGE = (
    r"(?! (?:years? (?:ago|in|at|of|with|married|sober|clean)|miles?|stone|weeks?|months?|days?|minutes?|hours?|pounds"
    r"|quid|foot|feet|ft|st|down|up|o clock|am|pm|kids|children|and sober)\b)"
)
_OWN = re.compile(rf" (?:im|i am|am|aged?) {_FILLERS}(\d{{1,3}})(?= ){_NO_AGE}")
_BIRTHDAY = re.compile(
    rf" (?:i was|i were|i turned|i turn|ill be|i will be|i hit) {_FILLERS}(\d{{1,3}}) "
    r"(?:in|on|last|this|next|at christmas|at easter|come)\b"
)
_PUSHING = re.compile(
    r" (?:pushing|getting on for|nearly|gone|the wrong side of|turned) (\d0)(?= )"
    r"(?! (?:years?|miles?|pounds|minutes?)\b)"
)
_BORN = re.compile(r" born (?:\w+ )?(?:in )?(19\d\d|20[0-2]\d)(?= )")
_DECADE = re.compile(r" in (?:my|his|her|our) (?:early |mid |late )?(\d0)s(?= )")
_OTHERS = re.compile(rf" (?:he is|hes|she is|shes) {_FILLERS}(\d{{1,3}})(?= ){_NO_AGE}")
_YEARS_OLD = re.compile(r" (\d{1,3}) (?:year|years|yr|yrs) old ")
_NOT_YET = re.compile(
    r" not (?:hit|reached|turned|even|quite|yet|seen) (?:yet |turned |the big )?(\d{2})(?= )"
    r"(?! (?:years?|miles?|pounds|minutes?|stone)\b)"
)
_CHILD = re.compile(
    r" (?:lad|lads|lass|son|daughter|boy|girl|grandson|granddaughter|grandchild|kid|child|nephew|niece|bairn"
    r"|youngest|eldest|oldest|middle one|little one|little lad|little lass|twins|littlun)s? "
    rf"(?:is |are |s |whos |who is |thats |just |only |turned |nearly |aged |rising )*(\d{{1,2}})(?= ){_NO_AGE}"
)
_OF_A_CHILD = re.compile(
    r" (?:my|our|a|the|with a|his|her) (\d{1,2}) (?:year|yr|yrs) old (?:lad|lass|son|daughter|boy|girl|grand\w+)"
)
_YOUNGEST, _GROWN_UP, _OLDEST = 5, 18, 110


def children_in(said: str) -> frozenset[int]:
    """The ages of children that somebody speaks of ("my lad's nine") in a padded line of figures, whole years."""
    found = {int(match[1]) for form in (_CHILD, _OF_A_CHILD) for match in form.finditer(said)}
    return frozenset(age for age in found if age < _GROWN_UP)


def age_in(said: str, *, year: int) -> int | None:
    """The age in a padded line of figures, whole years, or None; ``year`` is the year it is now."""
    for pattern in (_OWN, _BIRTHDAY, _BORN, _DECADE, _PUSHING, _NOT_YET, _OTHERS, _YEARS_OLD):
        for found in pattern.finditer(said):
            age = year - int(found[1]) if pattern is _BORN else int(found[1])
            age -= pattern is _NOT_YET
            if _YOUNGEST <= age <= _OLDEST:
                return age
    return None
