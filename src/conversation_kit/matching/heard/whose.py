"""Whose limit it is: what holds for a brother, a late husband or our Carol is no limit of whoever speaks."""

import re

_KIN = (
    r"(?:husband|wife|partner|daughter|son|sister|brother|mum|dad|mother|father|grandma|grandfather|grandson"
    r"|granddaughter|grandkids|neighbour|lad|lass|mate|friend|auntie|uncle|cousin|niece|nephew|boyfriend"
    r"|girlfriend|ex|hubby|missus|mother in law|father in law|sister in law|brother in law|son in law"
    r"|daughter in law)"
)
_WHICH = r"(?:late |old |eldest |youngest |oldest |big |little |other |poor |best |next door |ex |younger |elder )*"
_THEIRS = rf" (?:(?:my|our|his|her|the|their|your|pts|clients) {_WHICH}{_KIN}|mum|dad|grandma|grandfather|next door)"
_TILL = r"[^|]*?(?= (?:but|so|and i|and im|and ive|and id|i|im|id|we) |\|| $)"
"""As far as what is said of somebody else reaches: until the speaker comes in again."""
_NEVER_MINE = re.compile(
    rf"{_THEIRS} (?:is at work|is in work|works|never \w+|hated|used to|didnt|was|were|had|couldnt"
    rf"|swims?|swam|drove)"
    rf"(?= ){_TILL}"
    rf"|{_THEIRS}(?: \w+)? (?:cant|couldnt|dont|doesnt|hates?|will not|is|wouldnt)(?= )[^|]*?"
    r"(?= but (?:i|we) (?:can|do|will|am|would|could|love|like)(?= ))"
)
"""Said of somebody else in a way that holds for nobody else."""
_OF_THEM = re.compile(
    rf"{_THEIRS}(?: \w+)? (?:cant|couldnt|dont|doesnt|hates?|will not|wouldnt|is|isnt|has|hasnt|uses"
    rf"|needs|lives|moved"
    rf"|wont|loves?|likes?|drinks?|goes|got|thinks|says|reckons|mustnt|gets|only|prefers|wants|wanted"
    rf"|asked|refuses|declines|declined)(?= ){_TILL}"
    rf"|{_THEIRS}s (?:a|an|in|on|off|teetotal|sober|religious"
    rf"|allergic|scared|frightened|terrified|not|never|always|too|no|got"
    rf"|deaf|blind"
    rf"|disabled|housebound|a bit|very|bad|had)(?= ){_TILL}"
    r"| our (?!house|street|church|road|estate|bus|village|flat|town|group|club|dog|cat|place|faith"
    r"|religion)\w+ "
    rf"(?:doesnt|hates|cant (?:stand|abide|bear|do|make|manage|come)|will not|is allergic|is scared|is frightened"
    rf"|goes mad)(?= ){_TILL}"
    rf"| our (?!lads |kids )\w+s (?:on|off|never|always|only|not|a|an)(?= ){_TILL}"
    rf"| (?:hes|shes) (?:only|not|always|never|no)(?= )[^|]*? (?:my|our) (?:late |poor )*{_KIN}(?= )"
    rf"| (?:he|she) (?:never|hated?s?|couldnt|wouldnt|didnt|always"
    rf"|will not|cant|doesnt|dont|only)(?= )[^|]*? (?:my|our) (?:late |poor )*{_KIN}(?= )"
    r"| (?:the|a|that|this) (?:old |young |poor )*(?:lad|lass|girl|boy|man|woman|lady|chap|fella|bloke|couple|family) "
    r"(?:next door|over the road|over the way|upstairs|downstairs|across the road|opposite|down the road)s?"
    rf"(?= ){_TILL}"
)
"""Said of somebody else, who may yet be the one it is for, or may come along."""
_GONE = re.compile(
    r" (?:he|she) (?:never|hated|wouldnt have|would never have|couldnt stand|couldnt abide|couldnt bear"
    r"|didnt like"
    rf"|didnt hold with|d never)(?= ){_TILL}"
)
"""Said of somebody in the past."""
_ONCE = re.compile(
    r" i (?:\w+ )?used to (?:be |get |go |feel |come over )?(?:\w+ ){0,2}?(?:frightened|scared|shy|afraid|terrified"
    r"|nervous|anxious|wary|hate|dread|loathe|panic|panicky|avoid|run a mile|freeze|blush|mute|red|uneasy|funny"
    r"|uncomfortable|sick|hide|clam up|cross the road|stay away|steer clear)(?= )(?![^|]*? (?:still|yet)(?= ))"
    r"[^|]*?(?= (?:but|now|and now|till|until|then|and then) |\|| $)"
)
"""What frightened them once, and does no more."""
_BEASTS = re.compile(
    r" (?:the|my|our) (?:\w+ )?(?:cat|dog|budgie|parrot|puppy|kitten|rabbit|pony)s? "
    rf"(?:will not|cant|couldnt|doesnt|dont|hates?|is|isnt|wouldnt|goes)(?= ){_TILL}"
)
_TOGETHER = re.compile(
    r" (?:we|us|together|both|the pair|with my|come with|comes with|come along|comes along|and my"
    r"|my and|bring|take"
    r"|taking|bringing|and i|(?:let|letting|have|having|want|like|allow) my (?:in|with|near|go|sit|mix|be|out|among)"
    r"|for (?:my|our|him|her|them)|(?:him|her|them) (?:with|along|and i)|on (?:his|her) behalf)(?= )"
)
"""They are the ones it is for, or come along."""
_WE = re.compile(
    r" (?:we|us)(?= )(?! (?:want|need|like|would|could|both|come|came|go|went|are looking|might|fancy))"
)
"""What "we" do about it does not say that they come along."""
_THEY_WANT = re.compile(r" (?:wants|would like|would love|would prefer|fancies|is looking for)(?= )")
"""It is they whom something is asked for."""
_SPEAKS = re.compile(r" (?:i|im|id|ill) ")
_CHILDREN = re.compile(
    r" (?:children|kids|little one|little ones|toddler|grandkids|grandchildren|bairns?|the twins"
    r"|our kid|lads|lasses)(?= )"
)


def own_of(said: str) -> str:
    """What was said without what surely holds for somebody else: "my husband never went in a pub".

    Args:
        said: Padded lines of folded words, a bar between two breaths.
    """
    return _ONCE.sub(" |", _NEVER_MINE.sub(" |", said))


def for_themselves(said: str) -> str:
    """What was said that holds for whoever speaks, for limits of body and taste.

    "My brother's in a wheelchair" keeps nobody else off the stairs; "my mum needs somewhere, she can't do stairs" and
    "he's in a wheelchair and we'd come together" do, and so does whatever is said of children who want to play.
    """
    if not _SPEAKS.search(said) or _CHILDREN.search(said):
        return said
    return "|".join(breath if _TOGETHER.search(breath) else _apart(breath) for breath in said.split("|"))


def company_of(said: str) -> str:
    """What was said that holds for whoever speaks, for whose company they want; what is said of children with it."""
    if not _SPEAKS.search(said):
        return said
    breaths = _BEASTS.sub(" ", said).split("|")
    return "|".join(
        breath if _THEY_WANT.search(breath) or _TOGETHER.search(_WE.sub(" ", breath)) else _apart(breath)
        for breath in breaths
    )


def _apart(breath: str) -> str:
    """One breath with only what is said of the speaker."""
    return _GONE.sub(" ", _OF_THEM.sub(" ", breath))


def of_somebody_else(clause: str) -> bool:
    """Whether one clause, a padded line of folded words, speaks of somebody else only ("our Carol hates dogs")."""
    if _TOGETHER.search(clause) or _CHILDREN.search(clause):
        return False
    return not _apart(own_of(clause)).strip(" |")
