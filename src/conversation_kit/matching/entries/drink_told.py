"""Drink told: whether an entry is where drink is served, by its name, who runs it, its venue or its own words."""

import re

from conversation_kit.matching.vocabulary.words import Words

_NO_PUB = re.compile(
    r" (?:open|coat of|baby|up in|loving|premier|holiday|days|comfort) (?:arms|inn)(?= )"
    r"| (?:snack|coffee|juice|tea|milk|salad|nail|brow|barre) bar(?= )"
)
_AT = r" (?:at|in|above|behind|inside|rooms? of|bar of|lounge of|upstairs of|downstairs of|garden of) the"
_SIGN = re.compile(
    rf"{_AT} (?:(?!the|and|of|in|to|with|or|for|their|your|open|loving|strong|warm|coat|premier|holiday)\w+ ){{1,3}}"
    r"(?:arms|inn|tavern|alehouse|brewery)(?= )"
    r"| (?:at|upstairs at|above) (?:(?!the|and|of|in|to|with|or|for|their|your)\w+ ){1,2}(?:arms|tavern)(?= )"
)
"""A house by what it is called last: "upstairs room of the Weavers Arms"."""
_CLUB = re.compile(
    rf"(?:{_AT}| (?:at|in|of)) (?:(?!the|a|an|our)\w+ ){{0,5}}(?:social|village|labour|liberal|conservative|con|trades"
    r"|catholic|irish|unionist|constitutional|reform|railway|comrades|rugby league|miners) club(?= )"
)
"""A club that is a building with a bar, when something is held there."""
_BAR = re.compile(
    r" (?:meet|meets|meeting|held|upstairs) (?:\w+ ){0,5}?at (?:the )?"
    r"(?!snack|coffee|juice|tea|milk|salad|nail|brow|barre|smoothie|the|a|our)\w+ bar(?= )"
)
"""Held at a bar, by its name."""
_SIGNS = (" arms ", " inn ", " tavern ", " alehouse ", " brewery ")
_CLUBS = (
    "social club ", "village club ", "labour club ", "liberal club ", "conservative club ", " con club ",
    "trades club ",
    "catholic club ", "irish club ", "unionist club ", "constitutional club ", "reform club ", "railway club ",
    "comrades club ", "league club ", "miners club ",
)  # fmt: skip
"""Without one of these it is no such house; looking for them first is quicker."""
_AFTER_A_SIGN = (
    r"(?! (?:centre|center|house|project|trust|court|theatre|school|hall|primary|academy|surgery|bank|tower"
    r"|towers|ringers"
    r"|estate|street|road|lane|avenue|close|green|community|medical|church|chapel|stadium|ground|bus|library|museum"
    r"|shopping|retail|foundation|farm|car|gardens?|cottages?|park|pond|pool|stile|dental|vets?|nursery|unit|ward"
    r"|business"
    r"|jubilee|estates?|yard|gallery|room at|bridge|pit|lock|quay|prosecution|post|leisure)\b)"
)
"""What is named after a house, or only like one: "the Swan Centre", "the Crown Court"."""
_CLUB_OF = re.compile(
    r" (?:deaf|blind|sight|stroke|autis\w+|disab\w+|gateway|mencap|learning|youth|young|junior|children\w*|kids|teen\w*"
    r"|dementia|memory|parkinsons|headway|lgbt\w*|pride|over \d0s|\d0|senior|seniors|pensioners|older|lunch"
    r"|church|carers"
    r"|mental|wellbeing|friendship|wednesday|monday|tuesday|thursday|friday|saturday|sunday|womens|ladies|refugee)(?= )"
)
"""Beside "social club": it is a club of these people, and not a house with a bar."""
_FOR_THESE = re.compile(
    r" (?:for|run by|by and for) (?:\w+ ){0,3}(?:people|adults|children|teenagers|members of|anyone|those|men"
    r"|women) (?:with|who"
    r"|aged|over|living|affected)(?= )"
)
_AS_WELL = re.compile(
    r" (?:lunch(?:es)?|nights? out|meals?|disco|afterwards|curry|christmas|outings?|trips?|sometimes"
    r"|occasional(?:ly)?|supper"
    r"|dinner|drinks) (?:\w+ ){0,8}$"
)
"""Before the name of a house: it is where they go now and then."""
_NEAR = 60
_OPENING = 160
"""Letters of a description in which it is said whom a club is for."""
_SOCIAL_CLUBS = frozenset({" social club ", " social clubs "})
_ONE_OF_MANY = re.compile(r" (?:interest groups|including|such as|groups include|range from) (?:\w+ ){0,30}$")
"""Before "wine tasting": it is one of many things."""
_TASTING = frozenset(
    {" wine tasting ", " gin tasting ", " beer festival ", " cheese and wine ", " cocktails "}
)


def pub_told(title: str, who: str, venue: str, said: str, words: Words) -> bool:
    """Whether it is in a place that serves drink: by its name, who runs it, where it is held, or its words."""
    return (
        _named(title, said, words)
        or any(_drinks(cue, said) for cue in words.turns_in("drink_place_entry", said))
        or _named(who, said, words)
        or who.removeprefix(" the") in words.turns_in("pub_sign_entry", who)
        or (words.cue_in("pub_entry", venue) and not _NO_PUB.search(venue))
        or _signed(said, words)
    )


def _named(called: str, said: str, words: Words) -> bool:
    """Whether a name, or that of a place, is of a house that serves drink, and not of people who meet to be social."""
    turns = words.turns_in("pub_entry", called)
    if not turns or _NO_PUB.search(called):
        return False
    if not _SOCIAL_CLUBS.issuperset(turns):
        return True
    told = said.rpartition("|")[2][:_OPENING]
    return not (_CLUB_OF.search(called) or _FOR_THESE.search(told))


def _drinks(cue: str, said: str) -> bool:
    """Whether a turn of phrase tells of drink there, rather than of one thing in a long list."""
    return cue not in _TASTING or not _ONE_OF_MANY.search(said[: said.find(cue) + 1])


def _signed(said: str, words: Words) -> bool:
    """Whether it is held at a house, by its sign: "the back room of the Cross Keys"."""
    if " bar " in said and _BAR.search(said):
        return True
    if any(sign in said for sign in _SIGNS) and _held(_SIGN, said):
        return True
    if " club " in said and any(club in said for club in _CLUBS) and _held(_CLUB, said):
        return True
    return any(
        _held(re.compile(f"{_AT}{cue.rstrip()}{_AFTER_A_SIGN}(?= )"), said)
        for cue in words.turns_in("pub_sign_entry", said)
    )


def _held(form: re.Pattern[str], said: str) -> bool:
    """Whether the thing itself is held where a form says, rather than a lunch or an outing that it has as well."""
    begins = said.rfind("|") + _OPENING
    return any(
        found.start() < begins or not _AS_WELL.search(said[max(0, found.start() - _NEAR) : found.start() + 1])
        for found in form.finditer(said)
    )
