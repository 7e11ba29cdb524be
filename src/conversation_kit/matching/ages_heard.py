"""Ages heard: how old somebody says that they are, in figures, in words, or by the year they were born."""

import re
from dataclasses import dataclass

from conversation_kit.matching.words import Words

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
_STAGES = tuple(
    (re.compile(rf" (?:{form})(?= )"), least, most)
    for form, least, most in (
        (r"(?:im doing|im sitting|revising for|doing) (?:my )?gcses|my gcses (?:are|start|next)", 14, 17),
        (
            (
                r"(?:just|only just|only) left school|left school (?:in the summer|this year|last year"
                r"|last month)|since i left school in july"
            ),
            15,
            19,
        ),
        (
            (
                r"im in (?:the )?sixth form|(?:im doing|im sitting|revising for) (?:my )?a levels"
                r"|my a levels (?:are|start|next)"
            ),
            16,
            19,
        ),
        (
            (
                r"(?:my|our) (?:mortgage|boss|shifts?|job|redundancy|rent|divorce|kids"
                r"|children|grandchildren"
                r"|grandkids|bairns|weans|ex husband|ex wife|missus|hubby|late husband|late wife"
                r"|landlord|workmates)"
                r"|(?:in|at) (?:the|an|my) (?:job )?interviews?|(?:when|after|till"
                r"|until) (?:the )?(?:factory|shift|work)"
                r" (?:finish|finishes|ends)|i work (?:nights|days|shifts|in|at|for)|i drive (?:nights|a|the)"
                r"|(?:im|i am) on (?:the )?(?:nights|days|earlies|lates|line)|(?:im"
                r"|i am) a (?:single )?(?:mum|dad|mother"
                r"|father|parent|grandma|grandfather)|made redundant|took redundancy"
            ),
            18,
            None,
        ),
        (r"im (?:still )?at (?:high |secondary )?school|im still in school|in my class at school", 11, 18),
        (
            (
                r"(?:when|before|till|after) the war (?:ended|broke out|started|finished|was on)"
                r"|im an evacuee|i was evacuated"
                r"|my national service|did national service|born (?:in|before|during) the war"
                r"|when the queen was crowned"
            ),
            70,
            None,
        ),
        (
            r"gcses (?:done|over|finished|behind my)|(?:just|have) finished my gcses|just done my gcses",
            15,
            17,
        ),
        (
            (
                r"(?:im|i am|while im|while i am) (?:\w+ )?(?:breastfeeding|pregnant|expecting)"
                r"|my bump|my midwife"
                r"|(?:my|our|a) newborn|(?:my|our) (?:new |little )?baby(?! (?:grand\w+|sister"
                r"|brother|of the|is \d\d"
                r"|boomer)(?= ))|since i had the baby|my maternity leave|(?:my|our) health visitor"
            ),
            None,
            49,
        ),
        (
            (
                r"my (?:mum|dad|parents|mum and dad|folks) (?:will not|wont|wouldnt|doesnt|dont|never) let my"
                r"|my (?:mum|dad|parents) (?:will |would |is going to "
                r"|are going to )(?:\w+ )?(?:kill my|die|go mad"
                r"|ground my|go spare|freak)|my (?:teachers?|form tutor|college tutor|foster \w+"
                r"|key worker at the"
                r"|leaving care worker)|im (?:leaving|still in|just out of) care|im an apprentice"
                r"|my apprenticeship"
                r"|my (?:flatmates|housemates|coursemates|lectures|lecturers)"
            ),
            None,
            35,
        ),
        (r"tbh|ngl|lowkey|idk|omg|lol", None, 49),
        (r"im at uni|im a student|my dissertation|my finals", 17, None),
        (
            (
                r"freshers|freshers week|in halls|my halls|my flatmates at uni"
                r"|(?:thing|society|club|do) at the uni"
            ),
            17,
            49,
        ),
        (
            (
                r"(?:my|free|pensioners?) bus pass|my (?:state |old age )?pension|draw(?:ing)? my pension"
                r"|drew my pension|im a pensioner"
                r"|on a pension|winter fuel|im an oap|as a pensioner|pension day"
            ),
            55,
            None,
        ),
        (r"(?:have |had )?(?:only |just |recently )+retired", 45, None),
        (r"(?:im|as) (?:a |just a |only a )teenager|im a teen", 13, 19),
        (r"(?:1st|first|second|2nd) year (?:at|of) (?:college|uni)|im at college", 16, None),
        (r"left school (?:last|this) (?:summer|year|july|june)", 15, 19),
        (r"im middle aged|(?:im|as) (?:a )?middle aged", 38, 68),
        (r"im only young|im still young|im young me|at my age im only young", 13, 35),
        (r"born (?:the year|just after|just before|when) the war", 70, None),
        (r"im a grown (?:woman|man|up)|(?:im|as) a grown up", 18, None),
        (
            (
                r"(?:theyd|they are|they would|they|theyre)(?: all"
                r"| mostly)?(?: be)? old enough to be my (?:mum|dad|grandma|grandfather)"
            ),
            None,
            49,
        ),
        (
            (
                r"(?:theyd|they are|they would|they|theyre)(?: all"
                r"| mostly)?(?: be)? young enough to be my (?:son|daughter|grand\w+|kids?)"
            ),
            45,
            None,
        ),
        (
            (
                r"im retired|i retired|since retiring|since i retired|when i retired|now im retired|retired now"
                r"|now retired|semi retired|took (?:early )?retirement"
            ),
            45,
            None,
        ),
        (
            (
                r"(?:im|as) (?:a |an |the |their |his |her )?great (?:grandma|grandmother|grandfather)"
                r"|(?:my|have|got|our) (?:\w+ )?great (?:grandchildren|grandson|granddaughter|grandkids"
                r"|grandchild)"
            ),
            50,
            None,
        ),
        (
            (
                r"no spring chicken|not as young as i was|at my time of life|(?:three|3) score"
                r"|getting on a bit|knocking on a bit"
            ),
            45,
            None,
        ),
        (
            (
                r"too young for (?:all )?that lot|everythings for old|everything is for old"
                r"|all (?:for )?(?:old folk|old people|pensioners|oaps|biddies)"
                r"|not (?:a|your) pensioners?|no pensioner|not an oap|none of your pensioners"
                r"|full of (?:old folk|old people|pensioners|oaps)"
            ),
            None,
            49,
        ),
    )
)
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
_OWN_AGE = 13
"""From which age on somebody says it in so many words; less is more often something else."""
_YOUNGEST, _GROWN_UP, _OLDEST = 5, 18, 110


@dataclass(frozen=True, slots=True)
class Stage:
    """Whole years between which somebody's age is, None where nothing was said."""

    at_least: int | None = None
    at_most: int | None = None


def stage_in(said: str) -> Stage:
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
    for form, from_, until in _STAGES:
        if form.search(said):
            least += [from_] if from_ is not None else []
            most += [until] if until is not None else []
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
