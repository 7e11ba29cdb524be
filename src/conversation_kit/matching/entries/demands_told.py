"""Demands told: what being there asks of somebody's legs and nerves, as far as an entry's own words say so."""

import re
from collections.abc import Iterable

from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.words import Words

_KINDS = (
    "crowded", "phone", "pool", "waterside", "dogs", "cats", "animals", "signing", "rough", "outdoors",
    "families", "visits", "talking", "hospital", "books", "exams", "driving", "babies", "jobs", "trips",
    "sitting", "walks", "referral", "waiting", "members", "vouchers",
    "kin", "fostering", "counselling", "widowed", "mixed", "parents",
)  # fmt: skip
_KIND_OF = {f"{kind}_entry": kind for kind in _KINDS}
_NOT_SO = re.compile(
    r" (?:no|without|not|arent|isnt|never|avoids?|rather than|instead of)(?: (?:an?|any|formal|group|about))* $"
    r"| (?:doesnt|does not|dont|do not|cannot|cant) (?:provide|offer|include|give|do)(?: \w+){0,5} $"
)
"""Before a turn of phrase: it is not of that kind."""
_FAR = 60
_MILES = re.compile(
    r"(?<! within)(?<! within a)(?<! next) (\d{1,2}) ?miles?(?= )(?! (?:radius|away|from|north|south|east|west|of)\b)"
)
_LONG_WALK = 4
_CHOICE = re.compile(
    r" (?:level|grade) (?:1|one)(?= )| (?:easy|easier|slower|shorter|gentler|gentle|accessible) (?:\w+ )?"
    r"(?:walks?|routes?|options?|groups?|pace)(?= )"
    r"| depending on (?:\w+ ){0,3}(?:fitness|ability|abilities)(?= )"
)
"""Beside what is hard going there is something easy to choose."""
_LEVELS = frozenset(
    {" level 3 ", " level 4 ", " strenuous ", " steep ", " uphill ", " hill walks ", " stiles "}
)
_DEBT = re.compile(r" (?:debt|debts|money|financial|budgeting) (?:advice )?(?:counselling|counsellors?)(?= )")
_MONEY = re.compile(r" (?:debts?|creditors?|bills)(?= )")
_OF_GRIEF = re.compile(
    r" (?:bereave\w*|grie\w+|emotional\w*|therap\w+|mental|wellbeing|trauma|relationships?)(?= )"
)
"""Counselling that is not about money."""
_AT_THEIRS = re.compile(
    r" (?:visit|visits|visited|visiting|meet|meets|see|sees|meetings take place) (?:(?!remain|live|stay"
    r"|independent|living)\w+ ){0,9}in"
    r" (?:their|your|(?:the |a )?(?:clients|persons|peoples))(?: own)? homes?(?= )"
)
"""Somebody comes to where they live."""
_COUNT = (
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty"
    r"|forty|[3-9]|[1-9]\d"
)
_UP = re.compile(
    r" (?:up|climb|climbing|reached by|accessed by|approached by|via) (?:\w+ ){0,4}?(?:steps|stairs"
    r"|staircase|flights?)(?= )"
    r"| (?:two|three|four|several|many|stone|steep|narrow|spiral) (?:stone |steep )?(?:stairs|staircase"
    r"|flights)(?= )"
    r"| (?:stone|steep) steps(?= )| upstairs(?= )| (?:first|second|third|top) floor(?= )"
    rf"| (?:{_COUNT}) stairs(?= )| stairs (?:\d{{1,2}})(?= )| (?:{_COUNT}) steps (?:\||$|up|down|to the"
    rf"|at the|at|from|with|handrail|no)"
    r"| (?:above|over) the (?:shop|pub|co op|bakery|bank|library|cafe|chemist|garage|market)(?= )"
)
"""Steps on the way in, in the words of an entry; "first steps" and "ten thousand steps" are none."""
_STEPS = ("step", "stair", "flight", "floor", " over the ", " above the ")
"""Without one of these there are none; looking for them first is quicker."""
_LIFT = re.compile(
    r"(?<! no)(?<! without)(?<! without a)(?<! no working) lift(?= )"
    r"(?! (?:is )?(?:currently )?(?:out of|broken|not working))|(?<! no) step free| level access"
)
_HELPING_DOGS = re.compile(r" (?:guide|assistance|hearing|support|hot) dogs?(?= )")
_MANY = re.compile(
    r" (?:[3-9]\d|\d{3}) (?:or more |or so |odd )?(?:of us|strong|voices|singers|dancers|at a time"
    r"|in the room)(?= )"
    r"| hundred (?:and \w+ )?(?:of us|strong|voices|singers|in the room)(?= )"
)
"""A crowd, by how many are there at once."""
_AFTER_LOSS = re.compile(
    r" (?:stillbirth|stillborn|miscarriage|baby loss|pregnancy loss|neonatal death|died|bereaved"
    r"|bereavement|loss of)(?= )"
)
"""It is there for those who lost a baby."""
_READ_TO = re.compile(
    r" (?:read aloud|reading aloud|read out loud|aloud|large print|audio|talking books|braille"
    r"|you need not read|no need to (?:have )?read"
    r"|dont have to (?:have )?read|read to)(?= )"
)
"""Whoever cannot read is read to."""
_SPEAKING = re.compile(
    r" (?:group|groups|drop in|circle) (?:\w+ ){0,8}?(?:for|where|with) (?:\w+ ){0,4}?(?:suffering"
    r"|suffer|suffers|struggle|struggling|troubled|affected by|experiencing|who hear|going through)(?= )"
    r"| (?:meet|talk to|talking to|chat with) (?:\w+ ){0,3}?(?:others|people) (?:\w+ )?(?:who|with|in"
    r"|going|experiencing)"
    r" (?:also |similar |the same )*(?:struggle|suffer|situation|experiences?|problems?|going through"
    r"|boat|had|have been through)(?= )"
)
"""A group in which people with the same trouble speak of it."""
_KNOWN_FIRST = re.compile(
    r" (?:never a stranger|not a stranger|no strangers|introduced|same (?:sitter|person|worker|volunteer|carer|face)"
    r"|(?:someone|somebody) you know|get to know (?:you|them|him|her|each)|meets? you (?:both )?first)(?= )"
)
"""Whoever sits with somebody is no stranger by then."""
_NOT_ONLY_REFERRED = re.compile(
    r" (?:self refer|self referral|self referrals|refer yourself|including yourself|no referral|without a referral"
    r"|drop in|or just turn up|anyone can)(?= )"
)
_COUNTED = (" of us ", " strong ", " voices ", " singers ", " dancers ", " at a time ", " in the room ")
"""Without one of these nobody is counted; looking for them first is quicker."""


def as_meant(said: str, words: Words) -> str:
    """A padded line of folded words without turns of phrase that only sound like a kind of thing ("same boat")."""
    for turn in sorted(words.turns_in("sounds_like_entry", said), key=len, reverse=True):
        said = said.replace(turn, " ")
    return said


def kinds_told(said: str, words: Words) -> frozenset[str]:
    """Which of the kinds of thing it is that some people keep away from, as in ``Features.kinds``."""
    meant = as_meant(said, words)
    if " dog" in meant:
        meant = _HELPING_DOGS.sub(" ", meant)
    if " counsell" in meant:
        meant = _DEBT.sub(" ", meant)
    turns = words.turns_of_entries(meant)
    found = {kind for name, kind in _KIND_OF.items() if name in turns and _said_plainly(turns[name], meant)}
    if "babies" in found and _AFTER_LOSS.search(said):
        found.remove("babies")
    if "books" in found and _READ_TO.search(said):
        found.remove("books")
    if "sitting" in found and _KNOWN_FIRST.search(said):
        found.remove("sitting")
    if "referral" in found and _NOT_ONLY_REFERRED.search(said):
        found.remove("referral")
    if "counselling" in found and _MONEY.search(said) and not _OF_GRIEF.search(said):
        found.remove("counselling")
    if "visits" not in found and " home" in said and _AT_THEIRS.search(said):
        found.add("visits")
    if "talking" not in found and _SPEAKING.search(said):
        found.add("talking")
    counted = any(word in said for word in _COUNTED)
    return frozenset(found | {"crowded"} if counted and _MANY.search(in_figures(said)) else found)


def hard_going_told(said: str, words: Words) -> bool:
    """Whether it asks for strength and stamina: it says so, or is a walk of many miles."""
    turns = [turn for turn in words.turns_in("hard_going_entry", said) if _said_plainly([turn], said)]
    if turns and _LEVELS.issuperset(turns) and _CHOICE.search(said):
        return False
    return bool(turns) or _long_walk(said)


def stairs_told(said: str, access: list[str], words: Words) -> bool:
    """Whether there are steps and no way round them: each of its places says so, or its own words do."""
    softly = "stairs_softly_entry"
    if access and all(words.cue_in("stairs_entry", place) for place in access):
        return not any(words.cue_in(softly, place) for place in (*access, said))
    told = words.cue_in("stairs_entry", said) or (
        any(one in said for one in _STEPS) and bool(_UP.search(said))
    )
    return told and not words.cue_in(softly, said) and not _LIFT.search(said)


def everywhere_told(cue: str, access: list[str], words: Words) -> bool:
    """Whether each of its places says so of itself."""
    return bool(access) and all(words.cue_in(cue, place) for place in access)


def _said_plainly(turns: Iterable[str], said: str) -> bool:
    """Whether any of the turns of phrase stands somewhere in a line without a "no" before it."""
    return any(_so(cue, said) for cue in turns)


def _so(cue: str, said: str) -> bool:
    start = said.find(cue)
    while start >= 0:
        if not _NOT_SO.search(said[max(0, start - _FAR) : start + 1]):
            return True
        start = said.find(cue, start + 1)
    return False


def _long_walk(said: str) -> bool:
    return " mile" in said and any(int(miles) >= _LONG_WALK for miles in _MILES.findall(in_figures(said)))
