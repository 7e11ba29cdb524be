"""Stages heard: how old somebody at least and at most is by what they tell: still at school, long at work, retired."""

import re
from dataclasses import dataclass

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
