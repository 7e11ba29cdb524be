"""Demands told: what being there asks of somebody's legs and nerves, as far as an entry's own words say so."""

import re
from collections.abc import Iterable

from conversation_kit.matching.figures import in_figures
from conversation_kit.matching.words import Words

_KINDS = (
    "crowded", "phone", "pool", "waterside", "dogs", "cats", "animals", "signing", "rough", "outdoors",
    "families", "visits", "talking", "hospital", "books", "exams", "driving", "babies", "jobs", "trips",
    "sitting", "walks", "referral", "waiting", "members", "vouchers",
    "kin", "fostering", "counselling", "widowed", "mixed", "parents",
)  # fmt: skip
_KIND_OF = {f"{kind}_entry": kind for kind in _KINDS}
_WITHOUT = ("no", "without", "not", "avoids", "avoid")
_MILES = re.compile(r" (\d{1,2}) ?miles?(?= )")
_LONG_WALK = 4
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


def kinds_told(said: str, words: Words) -> frozenset[str]:
    """Which of the kinds of thing it is that some people keep away from, as in ``Features.kinds``."""
    if " dog" in said:
        said = _HELPING_DOGS.sub(" ", said)
    turns = words.turns_of_entries(said)
    found = {kind for name, kind in _KIND_OF.items() if name in turns and _said_plainly(turns[name], said)}
    if "babies" in found and _AFTER_LOSS.search(said):
        found.remove("babies")
    if "books" in found and _READ_TO.search(said):
        found.remove("books")
    if "sitting" in found and _KNOWN_FIRST.search(said):
        found.remove("sitting")
    if "referral" in found and _NOT_ONLY_REFERRED.search(said):
        found.remove("referral")
    if "talking" not in found and _SPEAKING.search(said):
        found.add("talking")
    counted = any(word in said for word in _COUNTED)
    return frozenset(found | {"crowded"} if counted and _MANY.search(in_figures(said)) else found)


def hard_going_told(said: str, words: Words) -> bool:
    """Whether it asks for strength and stamina: it says so, or is a walk of many miles."""
    return _of_kind("hard_going", said, words) or _long_walk(said)


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


def _of_kind(kind: str, said: str, words: Words) -> bool:
    """Whether it says that it is of a kind, other than to say that it is not ("no dogs")."""
    return _said_plainly(words.turns_in(f"{kind}_entry", said), said)


def _said_plainly(turns: Iterable[str], said: str) -> bool:
    """Whether any of the turns of phrase that stand in a line is said without a "no" before it."""
    return any(not any(f" {no}{cue}" in said for no in _WITHOUT) for cue in turns)


def _long_walk(said: str) -> bool:
    return " mile" in said and any(int(miles) >= _LONG_WALK for miles in _MILES.findall(in_figures(said)))
