"""Who is heard: groups that are there for people somebody is not, and people whom they will not have beside them.

Whoever drinks is not the one a group for families of drinkers is for, who buried a child is no widow, who may keep no
animal fosters none, and who leaves her mother with no stranger wants no sitter.
"""

import re

_LEFT = re.compile(
    r" (?:not|never|will not|wont|cant|couldnt|dont|wouldnt|darent|rather not|hates?|cries|screams"
    r"|upset|frets|panics"
    r"|frightened|scared|worried) (?:\w+ ){0,3}?(?:left|leave|leaving|trust|trusting|hand|handing"
    r"|stop|stops|stay|stays)"
    r" (?:him |her |them |my \w+ |mum |dad |alone |over )*(?:with|to) (?:a |an |any |some |total "
    r"|complete |perfect "
    r"|somebody whos a |people who are )*(?:strangers?|sitters?|agency|(?:people|somebody|someone"
    r"|anybody|anyone|folk)"
    r" (?:i|we|he|she|they) (?:dont|doesnt|do not) know)(?= )"
    r"| (?:will not|wont|cant|refuses to|wouldnt|doesnt) (?:\w+ )?(?:have|let|abide|stand) (?:a "
    r"|any )?(?:strangers?"
    r"|sitters?) (?:sit|sitting|mind|minding|look after|looking after|see to|seeing to)(?= )"
)
"""Nobody strange is to be left with whoever is cared for."""
_LOST = r"(?:lost|buried|burying|losing|cremated)"
_CHILD = r"(?:boy|girl|son|daughter|lad|lass|child|bairn|eldest|youngest|only one)"
_KIN = (
    r"(?:mum|dad|mother|father|brother|sister|grandma|grandfather|auntie|uncle|friend|best friend"
    r"|mate|dog|cat)"
)
_NOT_WIDOWED = re.compile(
    rf" {_LOST} (?:my|our|his|her) (?:own |little |poor |only |late |big |eldest "
    rf"|youngest )*(?:{_CHILD}|{_KIN})(?= )"
    rf"| (?:since|when|after|till|until|before) (?:my|our) (?:\w+ )?(?:{_CHILD}|{_KIN}) (?:died|passed"
    rf"|went|was killed"
    rf"|was taken|took (?:his|her) own)(?= )"
)
_WIDOWED = re.compile(
    r" (?:husband|wife|widow\w*|partner|missus|hubby|fella|my fella|married|late (?:husband|wife)|my man)(?= )"
)
_OWN_DRINKING = re.compile(
    r" (?:my|i got a|ive a|ive got a|i have a) (?:own )?(?:drinkings?|gamblings?|drink problem"
    r"|gambling problem|drug problem"
    r"|addiction|using)(?= )(?! (?:dad|mum|husband|water|club))"
    r"| (?:stop|steady|settle|get rid of|keep off) (?:the|my) shakes(?= )| (?:1st|first) (?:can|drink"
    r"|one|pint|glass)s?"
    r" (?:is |of the day |of a morning |in the morning )*(?:is |at|by|before)(?= )"
    r"| (?:i|im|id|ive) (?:\w+ ){0,2}?(?:drink|drinking|drank) (?:too much|every (?:day|night"
    r"|morning)|myself|on my own"
    r"|from the minute|before (?:work|breakfast)|in the morning)(?= )"
    r"| (?:i|im) (?:\w+ )?(?:cant|couldnt|trying to|want to|need to) (?:stop|cut down|give up|pack in|come off)"
    r" (?:drinking|the drink|gambling|the gear|using|the fruit machines|the bottle|the vodka"
    r"|the cider|heroin|weed)(?= )"
    r"| (?:im|as) (?:an |a )(?:addict|alcoholic|drunk|gambler|heavy drinker)(?= )"
    r"| i (?:gamble|gambled|use|used) (?:every|heroin|crack|my wages|it all|the rent|online every)(?= )"
)
"""It is they themselves who drink, use or gamble."""
_NO_PETS = re.compile(
    r" (?:no|not allowed|not allowed any|arent allowed|arent allowed any|isnt allowed|cant have"
    r"|cant keep|not let my have"
    r"|not let us have|mustnt have|cant keep any|cant have any|against) (?:a |any )?(?:pets?"
    r"|animals?)(?= )(?! (?:i|at my))"
    r"| (?:landlord|landlady|council|housing|letting|tenancy|lease|block|flats?|warden|agent"
    r"|rules)(?: \w+)? (?:\w+ ){0,2}?"
    r"(?:no|will not|wont|wouldnt|doesnt|does not|dont|not|cant|never) (?:\w+ ){0,5}?(?:pets?"
    r"|animals?|dogs?|cats?|goldfish"
    r"|hamster|budgie|budgies)(?= )"
    r"| (?:cant|couldnt|not allowed to) (?:have|keep) (?:a |an |any |another )?(?:dog|cat|pet|animal"
    r"|pigeons?|rabbit)s?"
    r" (?:here|in (?:here|the|this|my|a) (?:\w+ )?(?:flat|home|block|building|bungalow)"
    r"|where i (?:live|am)|with the lease)(?= )"
)
"""No animal may live where they do."""
_NO_COUNSELLING = re.compile(
    r" (?:not|not another|no more|dont want|dont need|without|rather not have|sick of|had enough of"
    r"|cant be doing with"
    r"|not after|anything but|instead of) (?:some |a |any |another |one of them |them |your |all "
    r"|the |sort of |kind of )*"
    r"(?:counsellors?|counselling|therapists?|therapy|shrinks?|psychologists?|psychiatrists?)(?= )"
    r"(?! (?:yet|but i|waiting|available|till|until))"
    r"| (?:not|no|without|sick of|dont want|fed up of|fed up with) (?:\w+ ){0,3}?(?:asking|ask"
    r"|asks) (?:my )?(?:how i feel"
    r"|how it makes my feel|how that makes my feel|about my feelings|about my childhood)(?= )"
)
_ALIVE = re.compile(
    r" (?:kids|children|bairns|little ones?|baby|toddler|twins|(?:other|our|my) (?:two|three|one|lad|lass))(?= )"
)
_FORMS = (
    ("sitting", _LEFT), ("kin", _OWN_DRINKING), ("fostering", _NO_PETS), ("counselling", _NO_COUNSELLING),
)  # fmt: skip
_FOR_CHILD = re.compile(
    r" (?:he|she|they|hes|shes|(?:my|our) (?:\w+ )?(?:lad|lass|son|daughter|boy|girl|grandson"
    r"|granddaughter|kid|bairn|"
    r"youngest|eldest)) (?:wants|want|loves|love|likes|needs|need|would|is|mad|not|cant|will|never"
    r"|has|doesnt|only)(?= )"
    r"| for (?:my|our|the|a) (?:\w+ )?(?:lad|lass|son|daughter|boy|girl|grandson|granddaughter|kids?"
    r"|bairns?|children"
    r"|youngest|eldest|twins|teenagers?|grandkids|grandchildren|little ones?)(?= )"
    r"| (?:want|like|need|get) (?:him|her|them|the kids|the children) (?:to|out|into|off)(?= )"
    r"| (?:all|what) (?:he|she|they) wants?(?= )| (?:for|with) (?:him|her|them)(?= )"
)
_FOR_ME = re.compile(
    r" (?:i (?:want|need|miss|used|could|love|enjoy|loved|would|wish|like|play|played|fancy|do|did"
    r"|might)|id|ill|im|for my"
    r"|for myself|myself|my own)(?= )"
)


_OTHERS = re.compile(
    r" (?:he|hes|hed|him|his|she|shes|shed|her|hers|they|theyre|them|their|mums?|dads?|somebody|someone|everybody"
    r"|(?:my|our) (?:\w+ )?(?:husband|wife|partner|son|daughter|lad|lass|boy|girl|brother|sister"
    r"|mother|father|family"
    r"|friend|mate|ex|boyfriend|girlfriend|grandson|granddaughter|kids|children|grandma|grandfather"
    r"|neighbour|fella"
    r"|missus|eldest|youngest|uncle|auntie|nephew|niece|cousin)s?)(?= )| our (?!house|street|road|flat"
    r"|town)\w+s? "
)
"""Somebody else is spoken of."""
_BURIED = re.compile(
    rf" {_LOST} (?:my|our) (?:own |little |poor |only |late |big |eldest |youngest )*{_CHILD}(?= )"
    rf"| (?:since|when|after) (?:my|our) (?:\w+ )?{_CHILD} (?:died|passed|was killed|took (?:his|her) own)(?= )"
)
"""A child of theirs is dead."""


def not_theirs(said: str) -> frozenset[str]:
    """The kinds of entry, as in ``Features.kinds``, that are there for others, or are not wanted.

    Args:
        said: What was said as padded lines of folded words, a bar between two breaths.
    """
    found = {kind for kind, form in _FORMS if form.search(said)}
    if _NOT_WIDOWED.search(said) and not _WIDOWED.search(said):
        found.add("widowed")
    return frozenset(found)


def leaving_apart(said: str) -> str:
    """What was said without who is to be left with strangers, which says nothing of groups."""
    return _LEFT.sub(" ", said)


def nobody_else(said: str) -> bool:
    """Whether nobody but whoever speaks is spoken of in all that was said, what holds for others included."""
    return not _OTHERS.search(said)


def lost_a_child(said: str) -> bool:
    """Whether the child that is spoken of is dead: nobody to bring along, and whoever speaks is grown up."""
    rest, times = _BURIED.subn(" ", said)
    return bool(times) and not _ALIVE.search(rest)


def for_a_child(said: str) -> bool:
    """Whether what is asked for is for a child that was spoken of, rather than for whoever speaks."""
    return bool(_FOR_CHILD.search(said)) and not _FOR_ME.search(said)
