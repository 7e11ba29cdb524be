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
_YOUNGEST, _OLDEST = 5, 110


def age_in(said: str, *, year: int) -> int | None:
    """The age in a padded line of figures, whole years, or None; ``year`` is the year it is now."""
    for pattern in (_OWN, _BIRTHDAY, _BORN, _DECADE, _PUSHING, _NOT_YET, _OTHERS, _YEARS_OLD):
        for found in pattern.finditer(said):
            age = year - int(found[1]) if pattern is _BORN else int(found[1])
            age -= pattern is _NOT_YET
            if _YOUNGEST <= age <= _OLDEST:
                return age
    return None
