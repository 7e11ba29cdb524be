"""Ages heard: how old somebody says that they are, in figures, in words, or by the year they were born."""

import re

from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.matching.vocabulary.words import Words

_FILLERS = (
    r"(?:nearly |only |just |turned |now |about |gone |pushing |getting on for |coming up to |well over "
    r"|nobbut |over "
    r"|past )*"
)
_NO_AGE = (
    r"(?! (?:years? (?:ago|in|at|of|with|married|sober|clean)|miles?|stone|weeks?|months?|days?|minutes?"
    r"|hours?|pounds"
    r"|quid|foot|feet|ft|st|down|up|o clock|am|pm|kids|children|and sober)\b)"
)
_OWN = re.compile(rf" (?:im|i am|am|aged?) {_FILLERS}(\d{{1,3}})(?= ){_NO_AGE}")
_BIRTHDAY = re.compile(
    rf" (?:i was|i were|i turned|i turn|ill be|i will be|i shall be|i hit) {_FILLERS}(\d{{1,3}}) "
    r"(?:in|on|last|this|next|at christmas|at easter|come)\b"
)
_PUSHING = re.compile(
    r"(?<! he)(?<! she)(?<! mum)(?<! dad)(?<! who)(?<! mother)(?<! father)(?<! husband)(?<! wife)(?<! they)"
    r" (?:pushing|getting on for|nearly|gone|the wrong side of|turned|knocking on|knocking on for"
    r"|creeping up on|just turned|only just turned) (\d0)(?= )"
    r"(?! (?:years?|miles?|pounds|minutes?)\b)"
)
_BORN = re.compile(
    r" (?:born (?:\w+ )?(?:in )?(?:the )?(?:(?:\w+ )?\w+ of )?|dob (?:\d\d? \d\d? )?|b )"
    r"(19\d\d|20[0-2]\d|19 [2-9]0|19 \d\d)(?= )"
)
_BORN_SHORT = re.compile(
    r" (?:born (?:in |back in )?)?(0\d|[4-9]\d) baby(?= )| born (?:in |back in )(0\d|[4-9]\d)(?= )"
)
_DECADE = re.compile(r" in (?:my|his|her|our) (?:early |mid |late )?(\d0)s(?= )")
_OTHERS = re.compile(rf" (?:he is|hes|she is|shes) {_FILLERS}(\d{{1,3}})(?= ){_NO_AGE}")
_YEARS_OLD = re.compile(
    r"(?<! some)(?<! any)(?<! every)(?<! those)(?<! these) (\d{1,3}) (?:year|years|yr|yrs) old "
)
_NOT_YET = re.compile(
    r" not (?:hit|reached|turned|even|quite|yet|seen) (?:yet |turned |the big )?(\d{2})(?= )"
    r"(?! (?:years?|miles?|pounds|minutes?|stone)\b)"
)
_CHILD = re.compile(
    r" (?:lad|lads|lass|son|daughter|boy|girl|grandson|granddaughter|grandchild|kid|child|nephew|niece|bairn"
    r"|youngest|eldest|oldest|middle one|little one|little lad|little lass|twins|littlun)s? "
    rf"(?:is |are |s |whos |who is |thats |just |only |turned |nearly |aged "
    rf"|rising )*(\d{{1,2}})(?= ){_NO_AGE}"
)
_OF_A_CHILD = re.compile(
    r" (?:my|our|a|the|with a|his|her) (\d{1,2}) (?:year|yr|yrs) old (?:lad|lass|son|daughter|boy|girl"
    r"|grand\w+)"
)
_IN_MONTHS = re.compile(
    r" (?:he|she|hes|shes|baby|bab|bairn|boy|girl|lad|lass|son|daughter|little one|littlun|twins"
    r"|grandson|granddaughter"
    r"|youngest) (?:is |are |s |only |just |nearly |about |now |barely |all of )*(\d{1,2}) (days?"
    r"|weeks?|months?)(?= )"
    r"(?! (?:old )?(?:pregnant|gone|sober|clean|dry|dead|ago|off|away|from|till|until|late|early"
    r"|premature|prem|into|in|on"
    r"|with|at|out|behind|overdue|older|younger|left|without|of|for|since|to)\b)"
    r"| (?:a|my|our|the|with a|her|his) (\d{1,2}) (day|week|month)s? old(?= )"
)
"""How old a baby is."""
_A_YEAR = {"d": 365, "w": 52, "m": 12}
_SCORE = re.compile(r" ([2-5]|three|four) ?score (?:years? )?(?:and |plus )(\d{1,2})(?: years?)?(?= )")
_SEVEN_OH = re.compile(r" big ([2-9]) (?:oh?|0)(?= )")
_SCORES = {"three": 3, "four": 4} | {str(number): number for number in range(2, 6)}
_TENTHS = {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100,
} | {str(tens): tens for tens in range(20, 100, 10)}  # fmt: skip
_FIRSTS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
}
_ORDINAL = re.compile(
    rf" ({'|'.join(word for word in _TENTHS if not word.isdigit())}|[2-9]0(?= (?:{'|'.join(_FIRSTS)}) ))"
    rf"(?: ({'|'.join(_FIRSTS)}))?(?= (?:birthday|bday|year|last|this|next|in|on|soon|coming|was|is|yesterday) )"
)
_IN_YEAR = re.compile(
    r" in my (\d{2})(?:st|nd|rd|th)? year(?= )(?! (?:at|of|in|as|on|with|here|running|there)\b)"
)
_NTH = re.compile(r" (\d{2})(?:st|nd|rd|th)(?= )")
_JOINED = re.compile(r" (\d{2})(m|f|yo|yrs|yr)(?= )")
_WITH_AGE = re.compile(
    r"((?:^|(?<!\bno)(?<!\bNo)[.!?;\n])\W*(?:(?:me|well|oh|now|pt|just|like|only|i|aged?)\W+)?"
    r"|(?:^|(?<=[.!?\n] ))[^\d,.!?]{3,40}, )"
    r"(\d{2,3}|(?:\w+ty[ -]?)?\w{3,9})(?=,(?! ?(?:maybe|or|perhaps|even|i was"
    r"|it was|that was|that is|that.?s|\d|(?:\w+ty|ten|\w+teen)\b))|(?<=[a-z])[.!](?!\w))",
    re.IGNORECASE,
)
"""A number at the beginning of a sentence, or after its first words, with a comma behind it."""
_OF_KIN = re.compile(
    r"\b(?:my|our|his|her|their|the|mum|dad|mother|father|nephew|niece|son|daughter|brother|sister|husband|wife|pts|dog|cat|twins?|flat|room|number|no|page|bus|route)\b",
    re.IGNORECASE,
)
_FROM = 16
"""So old at least is whoever says their age and nothing else."""
_OWN_AGE = 13
"""From which age on somebody says it in so many words; less is more often something else."""
_YOUNGEST, _GROWN_UP, _OLDEST = 5, 18, 110


def ages_written_out(text: str) -> str:
    """What was said, where a number that stands by itself is told as the age it is: "Eighty-four, and never abroad"."""
    return _WITH_AGE.sub(_as_age, text)


def _as_age(found: re.Match[str]) -> str:
    number = in_figures(line(spoken(found[2]))).strip()
    age = number.isdigit() and _FROM <= int(number) <= _OLDEST and not _OF_KIN.search(found[1])
    return f"{found[0]} years old" if age else found[0]


def children_in(said: str) -> frozenset[int]:
    """The ages of children that somebody speaks of ("my lad's nine") in a padded line of figures, whole years."""
    found = {int(match[1]) for form in (_CHILD, _OF_A_CHILD) for match in form.finditer(said)}
    found |= {
        int(match[1] or match[3]) // _A_YEAR[(match[2] or match[4])[0]] for match in _IN_MONTHS.finditer(said)
    }
    return frozenset(age for age in found if age < _GROWN_UP)


def age_in(said: str, words: Words, *, year: int) -> int | None:
    """The age in a padded line of figures, whole years, or None; ``year`` is the year it is now."""
    said = _plainer(said)
    for pattern in (_OWN, _BIRTHDAY, _BORN, _DECADE, _PUSHING, _NOT_YET, _OTHERS, _YEARS_OLD):
        for found in pattern.finditer(said):
            age = year - int(found[1].replace(" ", "")) if pattern is _BORN else int(found[1])
            age -= pattern is _NOT_YET
            if _YOUNGEST <= age <= _OLDEST:
                return age
    for found in _BORN_SHORT.finditer(said):
        short = int(found[1] or found[2])
        return (year - short) % 100 if short <= year % 100 else year - 1900 - short
    for found in words.forms.found("age", said):
        age = int(re.findall(r"\d+", found[0])[0])
        if _OWN_AGE <= age <= _OLDEST:
            return age
    return None


def _plainer(said: str) -> str:
    """The same with scores and ordinals as plain numbers: "3 score years and 10" is 70, "my 84th birthday" my 84."""
    said = _SCORE.sub(lambda found: f" im {20 * _SCORES[found[1]] + int(found[2])}", said)
    said = _SEVEN_OH.sub(r" big \g<1>0", said)
    said = _ORDINAL.sub(lambda found: f" {_TENTHS.get(found[1], 0) + _FIRSTS.get(found[2], 0)}", said)
    said = _IN_YEAR.sub(lambda found: f" im {int(found[1]) - 1}", said)
    return _JOINED.sub(r" \1 \2", _NTH.sub(r" \1", said))
